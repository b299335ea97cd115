import { ok, type Esito } from '#kernel/esito';
import { parseGiorno } from '#kernel/giorno';
import type { FlussoId } from '#kernel/ids';
import { regoleTipi } from '#modules/enti';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { insertFlussoOut } from '../store.ts';
import { LAVORO_CONSERVAZIONE } from './esporta-conservazione.ts';
import { LAVORO_SCADUTI } from './esporta-scaduti.ts';

const GENERE_SCADUTI = 'scaduti';
const GENERE_CONSERVAZIONE = 'conservazione';

type Prenotato = Esito<{ flussoId: FlussoId }, RifiutoFlusso>;

/** Books the file of what is still asked and whose date is exactly that day; the checks in the order of mypay-file-formats.md 4.6. */
export async function prenotaScaduti(
  ctx: Ctx,
  { scadenza, tipiDovuto }: { scadenza: string; tipiDovuto: readonly string[] },
): Promise<Prenotato> {
  const enteId = ctx.enteId;
  if (enteId === null) throw new Error('prenotaScaduti: an ente is needed');
  const giorno = parseGiorno(scadenza);
  if (giorno === null) return rifiutoFlusso('PAA_DATE_FROM_NON_VALIDO');
  return ctx.tx(async (t) => {
    const { tipi } = await regoleTipi(t, enteId);
    if (tipiDovuto.some((tipo) => !tipi.has(tipo))) return rifiutoFlusso('PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO');
    if (tipiDovuto.length === 0) return rifiutoFlusso('CODE_PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_INSERITO');
    const richiesta = { dal: giorno, al: giorno, tipiDovuto: tipiDovuto.join(';') };
    return prenota(t, { genere: GENERE_SCADUTI, lavoro: LAVORO_SCADUTI, richiesta });
  });
}

/** Books the archive of the receipts that came from a day to another, both included. */
export async function prenotaConservazione(ctx: Ctx, giorni: { dal: string; al: string }): Promise<Prenotato> {
  const dal = parseGiorno(giorni.dal);
  const al = parseGiorno(giorni.al);
  if (dal === null) return rifiutoFlusso('PAA_DATE_FROM_NON_VALIDO');
  if (al === null) return rifiutoFlusso('PAA_DATE_TO_NON_VALIDO');
  if (al < dal) return rifiutoFlusso('PAA_INTERVALLO_DATE_NON_VALIDO');
  return ctx.tx((t) =>
    prenota(t, { genere: GENERE_CONSERVAZIONE, lavoro: LAVORO_CONSERVAZIONE, richiesta: { dal, al } }),
  );
}

type Cosa = { genere: string; lavoro: string; richiesta: Record<string, string> };

async function prenota(t: Ctx, { genere, lavoro, richiesta }: Cosa): Promise<Prenotato> {
  const richiestoDa = attoreTesto(t.attore);
  const flussoId = await insertFlussoOut(t, { genere, versione: '1.0', richiesta, richiestoDa });
  await annota(t, { azione: 'flusso.prenotato', oggetto: 'flusso', oggettoId: flussoId });
  await t.enqueue(lavoro, { enteId: t.enteId ?? '', flussoId, attore: richiestoDa }, { chiave: `flusso:${flussoId}` });
  return ok({ flussoId });
}
