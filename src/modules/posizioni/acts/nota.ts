import { ok, type Esito } from '#kernel/esito';
import type { DovutoId, TipoDovutoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { leggiNota } from '../core/nota.ts';
import { rifiutoPosizioni, type RifiutoPosizioni } from '../core/rifiuti.ts';
import { insertNota } from '../store/nota.ts';
import { leggiDovuto } from '../store/ricerca.ts';

/** A note to be: `id` is that of the sheet it is written on. */
export type NuovaNota = {
  dovutoId: DovutoId;
  id: string;
  testo: string;
  tipiConsentiti: readonly TipoDovutoId[] | null;
};

/** Writes a note on a dovuto, whatever its state: it stays, and only who works for the ente reads it. Sent twice it is one. */
export async function scriviNota(ctx: Ctx, n: NuovaNota): Promise<Esito<undefined, RifiutoPosizioni>> {
  const testo = leggiNota(n.testo);
  if (testo === null) return rifiutoPosizioni('NOTA_NON_VALIDA');
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoPosizioni>> => {
    const { dovutoId, id, tipiConsentiti } = n;
    if ((await leggiDovuto(t, { dovutoId, tipiConsentiti })) === null) return rifiutoPosizioni('DOVUTO_NON_TROVATO');
    if (await insertNota(t, { dovutoId, id, testo }))
      await annota(t, { azione: 'dovuto.annotato', oggetto: 'dovuto', oggettoId: dovutoId });
    return ok();
  });
}
