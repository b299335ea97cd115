import { ok, type Esito } from '#kernel/esito';
import { giornoA, istanteRoma, parseGiorno } from '#kernel/giorno';
import type { FlussoId } from '#kernel/ids';
import { regoleTipi } from '#modules/enti';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { isVersionePagati } from '../core/pagati/colonne.ts';
import { isFormato, VERSIONE_2_0 } from '../core/pagati/due-zero.ts';
import { ENTE_SECONDARIO } from '../core/pagati/secondario.ts';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { leggiOrizzonteIstante, rintocca } from '../esportazioni/store.ts';
import { insertFlussoOut } from '../store.ts';
import { LAVORO_PAGATI } from './esporta-pagati.ts';

const GENERE_PAGATI = 'pagati';
const SECONDO_MS = 1000;

/** `formato`: of version 2.0 only, which SIL software does not know (docs/integrazione/pagati-2_0.md). */
type Cosa = { tipoDovuto: string; versione: string; conRicevuta: boolean; formato?: string; programmazione?: string };

/** What is asked: payments from `dal` to `al`, both included (YYYY-MM-DD), of one kind of due or (blank) of all. */
export type RichiestaPagati = Cosa & { dal: string; al: string };

/** What became known from `da` to before `a` (xsd:dateTime; `a` blank: until now). */
export type RichiestaIncrementale = Cosa & { da: string; a: string };

/** Books a file of paid dovuti; the checks in the order of mypay-file-formats.md 4.1. */
export async function prenotaPagati(
  ctx: Ctx,
  richiesta: RichiestaPagati,
): Promise<Esito<{ flussoId: FlussoId }, RifiutoFlusso>> {
  const dal = parseGiorno(richiesta.dal);
  const al = parseGiorno(richiesta.al);
  if (dal === null) return rifiutoFlusso('PAA_DATE_FROM_NON_VALIDO');
  if (al === null) return rifiutoFlusso('PAA_DATE_TO_NON_VALIDO');
  if (al < dal) return rifiutoFlusso('PAA_INTERVALLO_DATE_NON_VALIDO');
  return ctx.tx((t) => prenota(t, richiesta, { dal, al }));
}

/**
 * Books a file of what became known since the last one: `fino` is the `da` of the next. It may lie before the `a` that was asked, for
 * what somebody is still writing would be skipped (model 9). A chain of these files has each payment once.
 */
export async function prenotaIncrementale(
  ctx: Ctx,
  richiesta: RichiestaIncrementale,
): Promise<Esito<{ flussoId: FlussoId; fino: Date }, RifiutoFlusso>> {
  const da = istanteRoma(richiesta.da);
  const chiesto = richiesta.a === '' ? ctx.now : istanteRoma(richiesta.a);
  if (da === null) return rifiutoFlusso('PAA_DATE_FROM_NON_VALIDO');
  if (chiesto === null) return rifiutoFlusso('PAA_DATE_TO_NON_VALIDO');
  if (richiesta.a !== '' && chiesto < da) return rifiutoFlusso('PAA_INTERVALLO_DATE_NON_VALIDO');
  await ctx.tx(rintocca);
  return ctx.tx((t) => prenotaDa(t, richiesta, { da, chiesto }));
}

/** Books what became known from an instant on. The clock was struck before, in a transaction of its own. */
export async function prenotaDa(
  t: Ctx,
  richiesta: Cosa,
  { da, chiesto }: { da: Date; chiesto: Date },
): Promise<Esito<{ flussoId: FlussoId; fino: Date }, RifiutoFlusso>> {
  const orizzonte = (await leggiOrizzonteIstante(t)) ?? da;
  const fino = new Date(Math.max(da.getTime(), secondoIntero(Math.min(orizzonte.getTime(), chiesto.getTime()))));
  const periodo = { dal: giornoA(da), al: giornoA(fino), da: da.toISOString(), a: fino.toISOString() };
  const esito = await prenota(t, richiesta, periodo);
  return esito.ok ? ok({ ...esito.value, fino }) : esito;
}

/** Who writes it down without the thousandths would otherwise ask for a piece of it again. */
function secondoIntero(ms: number): number {
  return Math.floor(ms / SECONDO_MS) * SECONDO_MS;
}

async function prenota(
  t: Ctx,
  { tipoDovuto, versione, conRicevuta, formato = '', programmazione }: Cosa,
  periodo: Record<string, string>,
): Promise<Esito<{ flussoId: FlussoId }, RifiutoFlusso>> {
  const enteId = t.enteId;
  if (enteId === null) throw new Error('prenotaPagati: an ente is needed');
  const { tipi } = await regoleTipi(t, enteId);
  if (tipoDovuto !== '' && tipoDovuto !== ENTE_SECONDARIO && !tipi.has(tipoDovuto))
    return rifiutoFlusso('PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO');
  if (!isVersionePagati(versione) && !(versione === VERSIONE_2_0 && isFormato(formato)))
    return rifiutoFlusso('PAA_VERSIONE_TRACCIATO_NON_VALIDA');
  const richiestoDa = attoreTesto(t.attore);
  const flussoId = await insertFlussoOut(t, {
    genere: GENERE_PAGATI,
    versione,
    richiesta: {
      ...periodo,
      tipoDovuto,
      ...(programmazione !== undefined && { programmazione }),
      ...(versione === VERSIONE_2_0 ? { formato } : { ricevuta: conRicevuta ? 'si' : 'no' }),
    },
    richiestoDa,
  });
  await annota(t, { azione: 'flusso.prenotato', oggetto: 'flusso', oggettoId: flussoId });
  await t.enqueue(LAVORO_PAGATI, { enteId, flussoId, attore: richiestoDa }, { chiave: `flusso:${flussoId}` });
  return ok({ flussoId });
}
