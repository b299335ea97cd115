import { ok, type Esito } from '#kernel/esito';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { decidiModifica, type ModificaDovuto } from '../core/modifica.ts';
import { rifiutoPosizioni, type RifiutoPosizioni } from '../core/rifiuti.ts';
import { prendiPosizione, scriviVariazioni, selectParole } from '../store/atti.ts';

/**
 * Writes anew, in one go, what of a dovuto still asked for may be: who owes and where they are found, the causale, the amount, the date.
 * Refused where it is not as whoever asks has seen it.
 */
export async function modificaDovuto(ctx: Ctx, m: ModificaDovuto): Promise<Esito<undefined, RifiutoPosizioni>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoPosizioni>> => {
    const posizione = await prendiPosizione(t, m.dovutoId);
    const parole = posizione === null ? null : await selectParole(t, m.dovutoId);
    const decisa = decidiModifica(posizione, parole, m, t.oggi);
    if (!decisa.ok) return decisa;
    if (!(await scriviVariazioni(t, decisa.value, m.motivo))) return rifiutoPosizioni('CONFLITTO');
    for (const { id } of decisa.value.dovuti)
      await annota(t, { azione: 'dovuto.modificato', oggetto: 'dovuto', oggettoId: id });
    return ok();
  });
}
