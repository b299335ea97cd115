import { ok, type Esito } from '#kernel/esito';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { parseTassonomia } from '../core/tassonomia.ts';
import { upsertTassonomia, type VoceTassonomia } from '../store/tassonomia.ts';

/** Registers a published list of the taxonomy: codes are added and changed, never deleted. Returns how many were. */
export async function registraTassonomia(
  ctx: Ctx,
  voci: readonly VoceTassonomia[],
): Promise<Esito<number, RifiutoEnti>> {
  const sbagliata = voci.find((voce) => parseTassonomia(voce.codice) !== voce.codice);
  if (sbagliata !== undefined) return rifiutoEnti('TASSONOMIA_NON_VALIDA', { codice: sbagliata.codice });
  return ctx.tx(async (t) => {
    const quante = await upsertTassonomia(t, voci);
    if (quante > 0)
      await annota(t, { azione: 'tassonomia.registrata', oggetto: 'tassonomia', dettaglio: { voci: quante } });
    return ok(quante);
  });
}
