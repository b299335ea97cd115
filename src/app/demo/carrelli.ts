import { valoreDi } from '#kernel/esito';
import type { EnteId } from '#kernel/ids';
import {
  aggiungiAlCarrello,
  controllaCarrello,
  leggiCarrello,
  pagaCarrello,
  segnaRientro,
  type Fonti,
} from '#modules/pagamenti';
import { creaCtx, type Mondo } from '#platform/contesto';
import { somma } from '#kernel/importo';
import type { DovutoLetto } from './fatti.ts';

/** Nobody comes back to these addresses: who was paying is already back. */
const RITORNO = 'http://localhost/';

/**
 * Somebody pays a notice by Checkout, comes back, and the receipt does not come: what the portale does then, with a Checkout that the demo
 * plays, for the simulatore has not started. It is waited for a day.
 */
export async function aspettaDemo(
  mondo: Mondo,
  { fonti, enteId, dovuto: { iuvId } }: { fonti: Fonti; enteId: EnteId; dovuto: DovutoLetto },
): Promise<void> {
  if (iuvId === null) return;
  const pagina = { esito: 'pagina', location: `${RITORNO}checkout` } as const;
  const checkout = { crea: () => Promise.resolve(pagina) };
  const wires = { ...mondo.wires, checkout };
  const ctx = creaCtx({ ...mondo, wires }, { ruolo: 'portale', attore: { tipo: 'cittadino', id: 'demo' } });
  const quale = { enteId, iuvId };
  const { carrelloId } = valoreDi(await aggiungiAlCarrello(ctx, { carrelloId: null, email: null, quale }));
  const carrello = await leggiCarrello(ctx, carrelloId);
  const voci = carrello === null ? [] : await controllaCarrello(ctx, carrello);
  const vistoCents = somma(voci.map(({ importoCents }) => importoCents));
  const ritorni = { ok: RITORNO, annullato: RITORNO, errore: RITORNO, attesa: RITORNO };
  valoreDi(await pagaCarrello(ctx, fonti, { carrelloId, vistoCents, comunque: true, ritorni }));
  await segnaRientro(ctx, { carrelloId, rientro: 'ok' });
}
