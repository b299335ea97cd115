import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, OpzioneId, PosizioneId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { giudicaAMano, validaGradini, validaNotifica, validaTermine, type AMano } from '../core/quanto-valida.ts';
import type { Gradino } from '../core/quanto.ts';
import { rifiutoQuanto, type RifiutoPosizioni, type RifiutoQuanto } from '../core/rifiuti.ts';
import {
  lockDovutoGradini,
  lockPosizione,
  nuovaVersione,
  selectAperti,
  selectPosizioneDi,
  sostituisciGradini,
  updateNotifica,
  updateTermine,
  type Toccati,
} from '../store/quanto.ts';

type Rifiuto = RifiutoQuanto | RifiutoPosizioni;

/**
 * The day on which the debtor was notified: day 0 of the terms that are counted from it. Said again it corrects the one before, which the
 * history keeps. Gives the day that was there. `aMano`: a person asks, having looked at what it touches.
 */
export async function registraNotifica(
  ctx: Ctx,
  { posizioneId, giorno }: { posizioneId: PosizioneId; giorno: Giorno },
  aMano: AMano | null = null,
): Promise<Esito<{ prima: Giorno | null }, Rifiuto>> {
  const valida = validaNotifica(giorno, ctx.oggi);
  if (!valida.ok) return valida;
  return ctx.tx(async (t): Promise<Esito<{ prima: Giorno | null }, Rifiuto>> => {
    const posizione = await lockPosizione(t, posizioneId);
    if (posizione === null) return rifiutoQuanto('POSIZIONE_NON_TROVATA');
    const possibile = await giudica(t, { posizioneId }, aMano);
    if (!possibile.ok) return possibile;
    const prima = posizione.notificataIl;
    if (prima === giorno) return ok({ prima });
    await updateNotifica(t, posizioneId, giorno);
    const dettaglio = { giorno, ...(prima === null ? {} : { prima }) };
    const motivo = motivoDi(aMano);
    const dovuti = await nuovaVersione(t, { posizioneId }, { azione: 'notificato', dettaglio, motivo });
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
  aMano: AMano | null = null,
): Promise<Esito<undefined, Rifiuto>> {
  const valido = validaTermine(giorni);
  if (!valido.ok) return valido;
  return ctx.tx(async (t): Promise<Esito<undefined, Rifiuto>> => {
    const posizioneId = await selectPosizioneDi(t, opzioneId);
    if (posizioneId === null) return rifiutoQuanto('OPZIONE_NON_TROVATA');
    await lockPosizione(t, posizioneId);
    const possibile = await giudica(t, { opzioneId }, aMano);
    if (!possibile.ok) return possibile;
    await updateTermine(t, opzioneId, giorni);
    const dettaglio = { giorniDallaNotifica: giorni };
    const motivo = motivoDi(aMano);
    const dovuti = await nuovaVersione(t, { opzioneId }, { azione: 'modificato', dettaglio, motivo });
    for (const id of dovuti)
      await annota(t, { azione: 'dovuto.modificato', oggetto: 'dovuto', oggettoId: id, dettaglio });
    return ok();
  });
}

/** What is added to a dovuto from a day on, all of it: what was declared before goes, and the history keeps it. */
export async function impostaGradini(
  ctx: Ctx,
  { dovutoId, gradini }: { dovutoId: DovutoId; gradini: readonly Gradino[] },
  aMano: AMano | null = null,
): Promise<Esito<undefined, Rifiuto>> {
  return ctx.tx(async (t): Promise<Esito<undefined, Rifiuto>> => {
    const dovuto = await lockDovutoGradini(t, dovutoId);
    if (dovuto === null) return rifiutoQuanto('DOVUTO_SCONOSCIUTO');
    const validi = validaGradini(gradini, dovuto);
    if (!validi.ok) return validi;
    const possibile = await giudica(t, { dovutoId }, aMano);
    if (!possibile.ok) return possibile;
    await sostituisciGradini(t, dovutoId, gradini);
    const passo = { azione: 'modificato', dettaglio: { gradini }, motivo: motivoDi(aMano) } as const;
    await nuovaVersione(t, { dovutoId }, passo);
    const dettaglio = { gradini: gradini.length };
    await annota(t, { azione: 'dovuto.modificato', oggetto: 'dovuto', oggettoId: dovutoId, dettaglio });
    return ok();
  });
}

/** Who asks by hand may be refused; a program has no eyes, and no reasons. */
async function giudica(t: Ctx, toccati: Toccati, aMano: AMano | null): Promise<Esito<undefined, Rifiuto>> {
  return aMano === null ? ok() : giudicaAMano(aMano, await selectAperti(t, toccati));
}

function motivoDi(aMano: AMano | null): string | null {
  return aMano?.motivo.trim() ?? null;
}
