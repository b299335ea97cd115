import { ok, type Esito } from '#kernel/esito';
import type { EnteId, IuvId } from '#kernel/ids';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { rifiutoRitiro, type RifiutoRitiro } from '../core/rifiuti.ts';
import { leggiAvviso } from '../store/avviso.ts';
import { permette } from '../core/stati.ts';
import { avvisoMio, selectSpontaneiDi } from '../store/cittadino.ts';
import { annullaDovuto } from './dovuto.ts';

export const LAVORO_RITIRO = 'posizioni.ritira';
/** Why it was annulled, in the history that the ente reads. */
const MOTIVO = 'Ritirato da chi lo aveva chiesto';

/** May who signed in take this notice back? Only one that they asked for themselves, and that nobody is paying. */
export async function valutaRitiro(t: Ctx, iuvId: IuvId): Promise<Esito<{ enteId: EnteId }, RifiutoRitiro>> {
  const mio = await avvisoMio(t, iuvId);
  const avviso = mio === null ? null : await leggiAvviso(t, mio);
  if (mio === null || avviso === null) return rifiutoRitiro('AVVISO_NON_TUO');
  if (!mio.spontaneo) return rifiutoRitiro('AVVISO_DELL_ENTE');
  if (!permette(avviso, 'ritira')) return rifiutoRitiro('AVVISO_NON_RITIRABILE');
  return ok({ enteId: mio.enteId });
}

/** Asks for it: a job annuls, for citizens cannot write what is owed. */
export async function chiediRitiro(ctx: Ctx, iuvId: IuvId): Promise<Esito<undefined, RifiutoRitiro>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoRitiro>> => {
    const possibile = await valutaRitiro(t, iuvId);
    if (!possibile.ok) return possibile;
    const { enteId } = possibile.value;
    await annota(t, { azione: 'avviso.ritiro_chiesto', oggetto: 'iuv', oggettoId: iuvId });
    await t.enqueue(LAVORO_RITIRO, { enteId, iuvId, attore: attoreTesto(t.attore) }, { chiave: `ritiro:${iuvId}` });
    return ok();
  });
}

/** Annuls what is under the notice, by the act of the operators; where somebody was quicker and paid, or annulled, nothing is done. */
export async function ritira(ctx: Ctx, iuvId: IuvId): Promise<void> {
  for (const { dovutoId, versione } of await ctx.tx((t) => selectSpontaneiDi(t, iuvId))) {
    const fatto = await annullaDovuto(ctx, { dovutoId, versione, motivo: MOTIVO, tipiConsentiti: null });
    if (!fatto.ok) ctx.log.info('posizioni.ritiro_non_fatto', { dovutoId, codice: fatto.refusal.codice });
  }
}
