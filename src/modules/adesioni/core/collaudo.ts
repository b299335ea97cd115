/** What a part of an integration is about: an ente tries those that it will use. */
export const GRUPPI = ['dovuti', 'avvio', 'flussi', 'rendicontazioni'] as const;
export type Gruppo = (typeof GRUPPI)[number];

/** Which answers prove a requirement: one that went well, or a refusal, of these or of any kind that the caller can act on. */
type Prova = 'riuscita' | readonly string[] | 'rifiuto';

/** Refusals from which nothing is learnt of an integration: nobody came in, or we broke down. */
const NON_DICONO = ['PAA_ENTE_NON_VALIDO', 'PAA_STATO_ENTE_NON_VALIDO', 'PAA_SYSTEM_ERROR', 'CODE_PAA_ERRORE_INTERNO'];

const ESITI = ['paaSILChiediPagati', 'paaSILChiediPagatiConRicevuta', 'paaSILChiediEsitoCarrelloDovuti'] as const;
const NON_ANCORA = [
  'PAA_PAGAMENTO_NON_INIZIATO',
  'PAA_PAGAMENTO_IN_CORSO',
  'PAA_PAGAMENTO_ANNULLATO',
  'PAA_PAGAMENTO_SCADUTO',
] as const;
const PRENOTA = [
  'paaSILPrenotaExportFlusso',
  'paaSILPrenotaExportFlussoIncrementaleConRicevuta',
  'paaSILPrenotaExportFlussoScaduti',
] as const;
const STATO_EXPORT = ['paaSILChiediStatoExportFlusso', 'paaSILChiediStatoExportFlussoScaduti'] as const;
const INVIA = ['paaSILInviaDovuti', 'paaSILInviaCarrelloDovuti', 'paaSILVerificaAvviso'] as const;

/**
 * What an integration must have shown before it goes live, as data: page, command and guide read this list. Each is proved by what the
 * software has called and been answered, so that nobody has to take anybody's word.
 */
export const REQUISITI = [
  { id: 'importa', gruppo: 'dovuti', operazioni: ['paaSILImportaDovuto'], prova: 'riuscita' },
  { id: 'importa_rifiuto', gruppo: 'dovuti', operazioni: ['paaSILImportaDovuto'], prova: 'rifiuto' },
  { id: 'invia', gruppo: 'avvio', operazioni: INVIA, prova: 'riuscita' },
  { id: 'invia_rifiuto', gruppo: 'avvio', operazioni: INVIA, prova: 'rifiuto' },
  { id: 'esito_prima', gruppo: 'avvio', operazioni: ESITI, prova: NON_ANCORA },
  { id: 'esito', gruppo: 'avvio', operazioni: ESITI, prova: 'riuscita' },
  { id: 'carica', gruppo: 'flussi', operazioni: ['paaSILAutorizzaImportFlusso'], prova: 'riuscita' },
  { id: 'stato_carico', gruppo: 'flussi', operazioni: ['paaSILChiediStatoImportFlusso'], prova: 'riuscita' },
  { id: 'prenota', gruppo: 'flussi', operazioni: PRENOTA, prova: 'riuscita' },
  { id: 'stato_incassi', gruppo: 'flussi', operazioni: STATO_EXPORT, prova: 'riuscita' },
  { id: 'elenco_fdr', gruppo: 'rendicontazioni', operazioni: ['paaSILChiediElencoFlussiSPC'], prova: 'riuscita' },
  { id: 'fdr', gruppo: 'rendicontazioni', operazioni: ['paaSILChiediFlussoSPC'], prova: 'riuscita' },
] as const satisfies readonly { id: string; gruppo: Gruppo; operazioni: readonly string[]; prova: Prova }[];

export type Requisito = (typeof REQUISITI)[number];
export type RequisitoId = Requisito['id'];

/** Calls of one operation answered alike; `codice`: of the refusal, null where it went well. */
export type Chiamate = { operazione: string; codice: string | null; quante: number; ultima: Date };

/** `fallito`: it was tried, and never so answered; `ultimoCodice`: the last refusal of those. */
export type Giudicato = {
  id: RequisitoId;
  gruppo: Gruppo;
  stato: 'superato' | 'fallito' | 'non_provato';
  ultima: Date | null;
  ultimoCodice: string | null;
};

/** Judges each requirement on the calls that were made. */
export function giudicaCollaudo(chiamate: readonly Chiamate[]): Giudicato[] {
  return REQUISITI.map(({ id, gruppo, operazioni, prova }) => {
    const sue = chiamate.filter((c) => (operazioni as readonly string[]).includes(c.operazione)).toSorted(piuRecente);
    const buona = sue.find((c) => prove(prova, c.codice));
    const rifiuto = sue.find((c) => c.codice !== null);
    if (buona !== undefined) return { id, gruppo, stato: 'superato', ultima: buona.ultima, ultimoCodice: null };
    // A refusal that nobody has met yet is not a failure: the good calls say nothing of it.
    const fallito = prova === 'riuscita' && rifiuto !== undefined;
    return {
      ...{ id, gruppo, stato: fallito ? 'fallito' : 'non_provato' },
      ultima: fallito ? rifiuto.ultima : null,
      ultimoCodice: fallito ? rifiuto.codice : null,
    };
  });
}

function prove(prova: Prova, codice: string | null): boolean {
  if (prova === 'riuscita') return codice === null;
  if (codice === null) return false;
  return prova === 'rifiuto' ? !NON_DICONO.includes(codice) : prova.includes(codice);
}

function piuRecente(a: Chiamate, b: Chiamate): number {
  return b.ultima.getTime() - a.ultima.getTime();
}
