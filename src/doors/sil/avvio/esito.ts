import {
  pagati,
  pagatiConRicevuta,
  type EsitoArrivo,
  type EsitoChiave,
  type PagamentoDiIuv,
  type SessionePagata,
} from '#modules/pagamenti';
import { base64, elemento, facoltativo, type Xml } from '#platform/xml/scrivi';
import type { Fault } from '../fault.ts';
import { fault } from '../operazione.ts';

/** Why there is no document yet, or never will be (mypay-webservices 1.4). */
export const ESITI_SESSIONE = [
  'PAA_PAGAMENTO_NON_INIZIATO',
  'PAA_PAGAMENTO_IN_CORSO',
  'PAA_PAGAMENTO_ANNULLATO',
  'PAA_PAGAMENTO_SCADUTO',
  'PAA_ID_SESSION_NON_VALIDO',
  'PAA_SYSTEM_ERROR',
] as const;
type CodiceSessione = (typeof ESITI_SESSIONE)[number];

const FAULT_SESSIONE: Record<EsitoArrivo['esito'], CodiceSessione> = {
  non_iniziato: 'PAA_PAGAMENTO_NON_INIZIATO',
  in_corso: 'PAA_PAGAMENTO_IN_CORSO',
  annullato: 'PAA_PAGAMENTO_ANNULLATO',
  scaduto: 'PAA_PAGAMENTO_SCADUTO',
  sconosciuto: 'PAA_ID_SESSION_NON_VALIDO',
  pagato: 'PAA_SYSTEM_ERROR',
  parziale: 'PAA_SYSTEM_ERROR',
};

type Trovato<P, C extends CodiceSessione | 'PAA_IUV_NON_VALIDO' | 'PAA_IUD_NON_VALIDO'> =
  { pagamento: P } | { fault: Fault<C> };

/** The payment of a session: of the first notice of the ente that asks that is paid. Or why there is none. */
export function pagamentoDi({
  esito,
  pagamento,
}: Pick<SessionePagata, 'esito' | 'pagamento'>): Trovato<PagamentoDiIuv, CodiceSessione> {
  if (pagamento !== null) return { pagamento };
  const codice = FAULT_SESSIONE[esito];
  return codice === 'PAA_SYSTEM_ERROR'
    ? fault(codice, 'Nessuna ricevuta di questo ente: paaSILChiediEsitoCarrelloDovuti dice quelle degli altri')
    : fault(codice);
}

/** The same of one dovuto or notice; null: it is asked for no more, and the answer is empty, as it always was (mypay-webservices 1.5). */
export function pagamentoPerChiave<C extends 'PAA_IUV_NON_VALIDO' | 'PAA_IUD_NON_VALIDO'>(
  letto: EsitoChiave,
  sconosciuto: C,
): Trovato<PagamentoDiIuv | null, CodiceSessione | C> {
  switch (letto.esito) {
    case 'pagato':
      return { pagamento: letto.pagamento };
    case 'chiuso':
      return { pagamento: null };
    case 'sconosciuto':
      return fault(sconosciuto);
    case 'incassato':
      return fault('PAA_SYSTEM_ERROR', 'Incassato fuori da pagoPA: non c’è una ricevuta');
    case 'non_iniziato':
      return fault('PAA_PAGAMENTO_NON_INIZIATO');
    case 'in_corso':
      return fault('PAA_PAGAMENTO_IN_CORSO');
    case 'scaduto':
      return fault('PAA_PAGAMENTO_SCADUTO');
  }
}

/** `pagati`: base64 of base64, for so it always was, unless the ente has said that once is enough (mypay-webservices 8, row 1). */
export function pagatiXml(
  pagamento: PagamentoDiIuv,
  { conRicevuta, unaVolta }: { conRicevuta: boolean; unaVolta: boolean },
): Xml {
  const documento = Buffer.from(conRicevuta ? pagatiConRicevuta(pagamento) : pagati(pagamento));
  return elemento('pagati', base64(unaVolta ? documento : Buffer.from(documento.toString('base64'), 'latin1')));
}

/** `rt`, in base64 once. Absent where nobody has sent a receipt. */
export function rtXml({ ricevuta }: PagamentoDiIuv): Xml | null {
  return facoltativo('rt', ricevuta === null ? null : base64(Buffer.from(ricevuta)));
}
