import { ok, type Esito } from '#kernel/esito';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { chiudiSegreto } from '#platform/segreti';
import {
  ABBONAMENTI_MAX,
  RIMANDATI_MAX,
  SOVRAPPOSIZIONE_MS,
  validaAbbonamento,
  type NuovoAbbonamento,
} from '../core/abbonamento.ts';
import { rifiutoEventi, type RifiutoEventi } from '../core/rifiuti.ts';
import { nuovoSegreto } from '../firma.ts';
import {
  chiudiSegretoCorrente,
  contaAbbonamenti,
  contaRimando,
  insertAbbonamento,
  insertRimando,
  insertSegreto,
  nuovoId,
  ridaiRitardi,
  selectAbbonamento,
  updateStato,
  updateTolto,
  type Rimando,
} from '../store/abbonamento.ts';
import { LAVORO_PROVA } from './consegna.ts';

/** Begins to tell a software what happens from now on. Its secret is given once, here, and never shown again. */
export async function registraAbbonamento(
  ctx: Ctx,
  nuovo: NuovoAbbonamento,
): Promise<Esito<{ id: string; segreto: string }, RifiutoEventi>> {
  const esito = validaAbbonamento(nuovo, ctx.config.modo);
  if (!esito.ok) return esito;
  const { nome, url, generi } = esito.value;
  const segreto = nuovo.segreto ?? nuovoSegreto();
  return ctx.tx(async (t) => {
    if ((await contaAbbonamenti(t)) >= ABBONAMENTI_MAX)
      return rifiutoEventi('ABBONAMENTO_TROPPI', { massimo: ABBONAMENTI_MAX });
    const id = await nuovoId(t);
    if (!(await insertAbbonamento(t, { id, nome, url, generi }))) return rifiutoEventi('ABBONAMENTO_NOME_DUPLICATO');
    await tieniSegreto(t, id, segreto);
    await scrivi(t, 'abbonamento.registrato', id, { generi });
    return ok({ id, segreto });
  });
}

/** A new secret takes the place of the one in use, which signs too for some days. It is given once. */
export async function ruotaSegreto(ctx: Ctx, id: string): Promise<Esito<{ segreto: string }, RifiutoEventi>> {
  const segreto = nuovoSegreto();
  return ctx.tx(async (t) => {
    if ((await selectAbbonamento(t, id)) === null) return rifiutoEventi('ABBONAMENTO_NON_TROVATO');
    const fino = new Date(t.now.getTime() + SOVRAPPOSIZIONE_MS);
    if (!(await chiudiSegretoCorrente(t, id, fino))) return rifiutoEventi('ABBONAMENTO_SEGRETO_APPENA_CAMBIATO');
    await tieniSegreto(t, id, segreto);
    await scrivi(t, 'abbonamento.segreto_cambiato', id);
    return ok({ segreto });
  });
}

async function tieniSegreto(t: Ctx, abbonamentoId: string, segreto: string): Promise<void> {
  const id = await nuovoId(t);
  await insertSegreto(t, abbonamentoId, { id, ...chiudiSegreto(t.config, { id, segreto }) });
}

/** Nothing is sent any more, until somebody says to go on; what happens meanwhile is kept for it. */
export async function pausaAbbonamento(ctx: Ctx, id: string): Promise<Esito<void, RifiutoEventi>> {
  return ctx.tx(async (t) => {
    if (!(await updateStato(t, id, { da: ['attivo'], a: 'in_pausa' }))) return rifiutoEventi('ABBONAMENTO_STATO');
    await scrivi(t, 'abbonamento.in_pausa', id);
    return ok(undefined);
  });
}

/** Goes on from where it stopped; what had been given up is sent again. */
export async function riprendiAbbonamento(ctx: Ctx, id: string): Promise<Esito<void, RifiutoEventi>> {
  return ctx.tx(async (t) => {
    if (!(await updateStato(t, id, { da: ['in_pausa', 'sospeso'], a: 'attivo' })))
      return rifiutoEventi('ABBONAMENTO_STATO');
    await ridaiRitardi(t, id);
    await scrivi(t, 'abbonamento.ripreso', id);
    return ok(undefined);
  });
}

/** Ends it, for ever. */
export async function togliAbbonamento(ctx: Ctx, id: string): Promise<Esito<void, RifiutoEventi>> {
  return ctx.tx(async (t) => {
    if (!(await updateTolto(t, id))) return rifiutoEventi('ABBONAMENTO_NON_TROVATO');
    await scrivi(t, 'abbonamento.tolto', id);
    return ok(undefined);
  });
}

/** Asks for a test: how it went is among the attempts when it is done. */
export async function chiediProvaAbbonamento(ctx: Ctx, id: string): Promise<Esito<void, RifiutoEventi>> {
  return ctx.tx(async (t) => {
    const abbonamento = await selectAbbonamento(t, id);
    if (abbonamento === null) return rifiutoEventi('ABBONAMENTO_NON_TROVATO');
    if (abbonamento.stato !== 'attivo') return rifiutoEventi('ABBONAMENTO_STATO');
    await t.enqueue(LAVORO_PROVA, { enteId: t.enteId ?? '', abbonamentoId: id }, { chiave: `${LAVORO_PROVA}:${id}` });
    return ok(undefined);
  });
}

/** Sends again what was sent, taken or not: one event, or those of a stretch of time. How many. */
export async function rimandaEventi(ctx: Ctx, id: string, quali: Rimando): Promise<Esito<number, RifiutoEventi>> {
  if ('da' in quali && quali.da >= quali.a) return rifiutoEventi('EVENTI_INTERVALLO_NON_VALIDO');
  return ctx.tx(async (t) => {
    const abbonamento = await selectAbbonamento(t, id);
    if (abbonamento === null) return rifiutoEventi('ABBONAMENTO_NON_TROVATO');
    const quanti = await contaRimando(t, id, quali, RIMANDATI_MAX);
    if (quanti === 0) return rifiutoEventi('EVENTO_NON_TROVATO');
    if (quanti > RIMANDATI_MAX) return rifiutoEventi('EVENTI_TROPPI', { massimo: RIMANDATI_MAX });
    await insertRimando(t, id, quali);
    await scrivi(t, 'abbonamento.rimandato', id, { quanti });
    return ok(quanti);
  });
}

function scrivi(
  t: Ctx,
  azione: string,
  id: string,
  dettaglio?: { generi: string[] } | { quanti: number },
): Promise<void> {
  return annota(t, { azione, oggetto: 'abbonamento', oggettoId: id, ...(dettaglio && { dettaglio }) });
}
