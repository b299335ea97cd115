import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, OpzioneId, PosizioneId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { validaGradini, validaNotifica, validaTermine } from '../core/quanto-valida.ts';
import type { Gradino } from '../core/quanto.ts';
import { rifiutoQuanto, type RifiutoQuanto } from '../core/rifiuti.ts';
import {
  lockDovutoGradini,
  lockPosizione,
  nuovaVersione,
  selectPosizioneDi,
  sostituisciGradini,
  updateNotifica,
  updateTermine,
} from '../store/quanto.ts';

/**
 * The day on which the debtor was notified: day 0 of the terms that are counted from it. Said again it corrects the one before, which the
 * history keeps. Gives the day that was there.
 */
export async function registraNotifica(
  ctx: Ctx,
  { posizioneId, giorno }: { posizioneId: PosizioneId; giorno: Giorno },
): Promise<Esito<{ prima: Giorno | null }, RifiutoQuanto>> {
  const valida = validaNotifica(giorno, ctx.oggi);
  if (!valida.ok) return valida;
  return ctx.tx(async (t): Promise<Esito<{ prima: Giorno | null }, RifiutoQuanto>> => {
    const posizione = await lockPosizione(t, posizioneId);
    if (posizione === null) return rifiutoQuanto('POSIZIONE_NON_TROVATA');
    const prima = posizione.notificataIl;
    if (prima === giorno) return ok({ prima });
    await updateNotifica(t, posizioneId, giorno);
    const dettaglio = { giorno, ...(prima === null ? {} : { prima }) };
    const dovuti = await nuovaVersione(t, { posizioneId }, { azione: 'notificato', dettaglio });
    await annota(t, { azione: 'posizione.notificata', oggetto: 'posizione', oggettoId: posizioneId, dettaglio });
    for (const id of dovuti)
      await annota(t, { azione: 'dovuto.notificato', oggetto: 'dovuto', oggettoId: id, dettaglio });
    return ok({ prima });
  });
}

/** Through which day after the notification a way to pay is open; null: always. A fine has one of 5, beside one without. */
export async function impostaTermine(
  ctx: Ctx,
  { opzioneId, giorni }: { opzioneId: OpzioneId; giorni: number | null },
): Promise<Esito<undefined, RifiutoQuanto>> {
  const valido = validaTermine(giorni);
  if (!valido.ok) return valido;
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoQuanto>> => {
    const posizioneId = await selectPosizioneDi(t, opzioneId);
    if (posizioneId === null) return rifiutoQuanto('OPZIONE_NON_TROVATA');
    await lockPosizione(t, posizioneId);
    await updateTermine(t, opzioneId, giorni);
    const dettaglio = { giorniDallaNotifica: giorni };
    const dovuti = await nuovaVersione(t, { opzioneId }, { azione: 'modificato', dettaglio });
    for (const id of dovuti)
      await annota(t, { azione: 'dovuto.modificato', oggetto: 'dovuto', oggettoId: id, dettaglio });
    return ok();
  });
}

/** What is added to a dovuto from a day on, all of it: what was declared before goes. */
export async function impostaGradini(
  ctx: Ctx,
  { dovutoId, gradini }: { dovutoId: DovutoId; gradini: readonly Gradino[] },
): Promise<Esito<undefined, RifiutoQuanto>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoQuanto>> => {
    const dovuto = await lockDovutoGradini(t, dovutoId);
    if (dovuto === null) return rifiutoQuanto('DOVUTO_SCONOSCIUTO');
    const validi = validaGradini(gradini, dovuto);
    if (!validi.ok) return validi;
    await sostituisciGradini(t, dovutoId, gradini);
    const dettaglio = { gradini: gradini.length };
    await nuovaVersione(t, { dovutoId }, { azione: 'modificato', dettaglio });
    await annota(t, { azione: 'dovuto.modificato', oggetto: 'dovuto', oggettoId: dovutoId, dettaglio });
    return ok();
  });
}
