import { isDeepStrictEqual } from 'node:util';
import { vi } from 'vitest';
import { confrontaRicerca, seguiRicerca } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { ctxDi, type EnteDiProva } from './un-ente.ts';

/** Long: the horizon is the server's, and other tests write on it too. */
const ATTESA_MS = 20_000;

/** Waits until what is searched by words is, of an ente, what there is. */
export async function ricercaPronta(mondo: Mondo, { enteId }: Pick<EnteDiProva, 'enteId'>): Promise<void> {
  const ctx = ctxDi(mondo, 'worker');
  const uguale = async (): Promise<void> => {
    await seguiRicerca(ctx);
    const esito = await confrontaRicerca(ctx, enteId);
    if (!isDeepStrictEqual(esito, { mancano: 0, avanzano: 0, diversi: 0 }))
      throw new Error(`not the truth yet: ${JSON.stringify(esito)}`);
  };
  await vi.waitFor(uguale, { timeout: ATTESA_MS, interval: 50 });
}
