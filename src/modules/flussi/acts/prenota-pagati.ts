import { ok, type Esito } from '#kernel/esito';
import { parseGiorno } from '#kernel/giorno';
import type { FlussoId } from '#kernel/ids';
import { regoleTipi } from '#modules/enti';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { isVersionePagati } from '../core/pagati/colonne.ts';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { insertFlussoOut } from '../store.ts';
import { LAVORO_PAGATI } from './esporta-pagati.ts';

export const GENERE_PAGATI = 'pagati';

/** What is asked: payments from `dal` to `al`, both included (YYYY-MM-DD), of one kind of due or (blank) of all. */
export type RichiestaPagati = { dal: string; al: string; tipoDovuto: string; versione: string; conRicevuta: boolean };

/** Books an export of paid dovuti; the checks in the order of mypay-file-formats.md 4.1. */
export async function prenotaPagati(
  ctx: Ctx,
  richiesta: RichiestaPagati,
): Promise<Esito<{ flussoId: FlussoId }, RifiutoFlusso>> {
  const enteId = ctx.enteId;
  if (enteId === null) throw new Error('prenotaPagati: an ente is needed');
  const dal = parseGiorno(richiesta.dal);
  const al = parseGiorno(richiesta.al);
  if (dal === null) return rifiutoFlusso('PAA_DATE_FROM_NON_VALIDO');
  if (al === null) return rifiutoFlusso('PAA_DATE_TO_NON_VALIDO');
  if (al < dal) return rifiutoFlusso('PAA_INTERVALLO_DATE_NON_VALIDO');
  return ctx.tx(async (t) => {
    const { tipi } = await regoleTipi(t, enteId);
    if (richiesta.tipoDovuto !== '' && !tipi.has(richiesta.tipoDovuto))
      return rifiutoFlusso('PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO');
    if (!isVersionePagati(richiesta.versione)) return rifiutoFlusso('PAA_VERSIONE_TRACCIATO_NON_VALIDA');
    const richiestoDa = attoreTesto(t.attore);
    const flussoId = await insertFlussoOut(t, {
      genere: GENERE_PAGATI,
      versione: richiesta.versione,
      richiesta: { dal, al, tipoDovuto: richiesta.tipoDovuto, ricevuta: richiesta.conRicevuta ? 'si' : 'no' },
      richiestoDa,
    });
    await annota(t, { azione: 'flusso.prenotato', oggetto: 'flusso', oggettoId: flussoId });
    await t.enqueue(LAVORO_PAGATI, { enteId, flussoId, attore: richiestoDa }, { chiave: `flusso:${flussoId}` });
    return ok({ flussoId });
  });
}
