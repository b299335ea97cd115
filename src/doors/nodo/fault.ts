import type { FaultDetto } from '#kernel/detto-ente';
import { elemento, facoltativo, xml, type Xml } from '#platform/xml/scrivi';
import { bustaFault } from '#platform/soap/busta';
import type { RifiutoSoap } from '#platform/soap/operazione';
import type { Difetto } from '#platform/xml/difetti';
import { cerca, type Elemento } from '#platform/xml/elemento';
import { SPAZIO, type NomeOperazione } from './contratto.ts';
import { facoltativoFinoA, testo140 } from './testo.ts';

/** The refusals of a creditor (SANP 3.12), each with its faultString. The codes of the RPT and RT of old are not among them. */
export const FAULT = {
  PAA_ID_DOMINIO_ERRATO: "L'ente indicato non è gestito da questo intermediario",
  PAA_ID_INTERMEDIARIO_ERRATO: "L'intermediario indicato non è quello che risponde",
  PAA_STAZIONE_INT_ERRATA: "La stazione indicata non è tra quelle dell'ente",
  PAA_SINTASSI_XSD: 'La richiesta non rispetta lo schema XSD',
  PAA_SINTASSI_EXTRAXSD: 'La richiesta ha un errore di sintassi',
  PAA_SEMANTICA: 'La richiesta non può essere accolta',
  PAA_SYSTEM_ERROR: "Il servizio dell'ente non è riuscito a rispondere",
  PAA_PAGAMENTO_SCONOSCIUTO: 'Il pagamento non risulta tra quelli attesi',
  PAA_PAGAMENTO_DUPLICATO: 'Il pagamento risulta già eseguito',
  PAA_PAGAMENTO_IN_CORSO: 'Il pagamento è già in corso',
  PAA_PAGAMENTO_SCADUTO: 'Il termine per pagare è passato',
  PAA_PAGAMENTO_ANNULLATO: "Il pagamento è stato annullato dall'ente",
  PAA_RECEIPT_DUPLICATA: 'Il pagamento risulta già registrato con una ricevuta diversa',
} as const;

export type CodiceFault = keyof typeof FAULT;

const CHIAMANTE = ['PAA_ID_DOMINIO_ERRATO', 'PAA_ID_INTERMEDIARIO_ERRATO', 'PAA_STAZIONE_INT_ERRATA'] as const;
const LETTURA = [
  ...CHIAMANTE,
  'PAA_SINTASSI_XSD',
  'PAA_SINTASSI_EXTRAXSD',
  'PAA_SEMANTICA',
  'PAA_SYSTEM_ERROR',
  'PAA_PAGAMENTO_SCONOSCIUTO',
  'PAA_PAGAMENTO_DUPLICATO',
  'PAA_PAGAMENTO_IN_CORSO',
  'PAA_PAGAMENTO_SCADUTO',
  'PAA_PAGAMENTO_ANNULLATO',
] as const;
const RICEVUTA = [
  ...CHIAMANTE,
  'PAA_SINTASSI_EXTRAXSD',
  'PAA_SEMANTICA',
  'PAA_SYSTEM_ERROR',
  'PAA_RECEIPT_DUPLICATA',
] as const;

/** Which refusals an operation may answer: the Nodo takes any, but PSPs and Checkout read them by this table. */
export const FAULT_AMMESSI = {
  paVerifyPaymentNotice: LETTURA,
  paGetPayment: LETTURA,
  paGetPaymentV2: LETTURA,
  paDemandPaymentNotice: LETTURA,
  paSendRT: RICEVUTA,
  paSendRTV2: RICEVUTA,
} as const satisfies Record<NomeOperazione, readonly CodiceFault[]>;

export type CodiceAmmesso<O extends NomeOperazione> = (typeof FAULT_AMMESSI)[O][number];

export type Fault<C extends CodiceFault = CodiceFault> = {
  readonly codice: C;
  /** Tax code of the ente, or what the caller gave for it when it is none of ours. Mandatory: without it the answer is malformed. */
  readonly idEnte: string;
  /** What happened and what to do, for the person at the other end; never personal data. */
  readonly descrizione?: string;
  /** The words of an ente that has refused a notice of its own, in the place of ours. */
  readonly stringa?: string;
  /** Its whole refusal, where its code is none that a creditor has. */
  readonly originale?: FaultDetto;
};

/** ctFaultBean: code, text and id are mandatory for the Nodo, which takes an answer without them for a broken one and calls again. */
export function faultBean({ codice, idEnte, descrizione, stringa, originale }: Fault): Xml {
  return xml`<fault>${[
    elemento('faultCode', codice),
    elemento('faultString', stringa === undefined ? FAULT[codice] : testo140(stringa)),
    elemento('id', testo140(idEnte)),
    facoltativo('description', descrizione === undefined ? null : testo140(descrizione)),
    originale === undefined
      ? null
      : [
          elemento('originalFaultCode', testo140(originale.codice)),
          facoltativo('originalFaultString', facoltativoFinoA(140, originale.stringa)),
          facoltativo('originalDescription', facoltativoFinoA(140, originale.descrizione)),
        ],
  ]}</fault>`;
}

/** The refusal of a message that the schema does not let through: it tells the first defect, where the repair begins. */
export function faultSintassi(corpo: Elemento, difetti: readonly Difetto[]): Fault<'PAA_SINTASSI_EXTRAXSD'> {
  const [primo] = difetti;
  const fault = { codice: 'PAA_SINTASSI_EXTRAXSD', idEnte: cerca(corpo, 'idPA')?.testo.trim() || '-' } as const;
  return primo === undefined ? fault : { ...fault, descrizione: descriviDifetto(primo) };
}

/** The answer to a message that is no call at all: a SOAP Fault, which the Nodo takes for a broken answer and calls again. */
export function bustaRifiuto(rifiuto: RifiutoSoap): string {
  return bustaFault({ codice: 'Client', testo: descriviRifiuto(rifiuto) });
}

function descriviRifiuto(rifiuto: RifiutoSoap): string {
  switch (rifiuto.codice) {
    case 'xml_troppo_grande':
      return `Il messaggio supera ${rifiuto.parametri.bytesMax} byte`;
    case 'xml_malformato':
      return `Il messaggio non è XML ben formato: riga ${rifiuto.parametri.riga}, colonna ${rifiuto.parametri.colonna}`;
    case 'xml_dtd':
      return 'Il messaggio contiene una DTD, che non è ammessa';
    case 'xml_troppi_nodi':
      return 'Il messaggio ha troppi elementi o attributi';
    case 'soap_busta':
      return `La radice ${rifiuto.parametri.radice} non è una busta SOAP 1.1`;
    case 'soap_corpo':
      return 'La busta SOAP non ha un corpo';
    case 'soap_operazione':
      return `Operazione sconosciuta: ${rifiuto.parametri.radice}. Le operazioni di paForNode sono nel namespace ${SPAZIO}`;
  }
}

/** A defect in words, for a `description` and for the operator who looks at a receipt that had some. It tells no value. */
export function descriviDifetto({ elemento: nome, regola, nomi, riga }: Difetto): string {
  const dove = `elemento ${nome}, riga ${riga}`;
  switch (regola) {
    case 'lunghezza':
      return `${dove}: lunghezza non ammessa`;
    case 'formato':
      return `${dove}: formato non valido`;
    case 'valore':
      return `${dove}: valore non tra quelli ammessi`;
    case 'intervallo':
      return `${dove}: valore troppo piccolo o troppo grande`;
    case 'tipo':
      return `${dove}: valore di un altro tipo`;
    case 'non_atteso':
      return `${dove}: non atteso qui${nomi.length === 0 ? '' : `, atteso ${nomi.join(' o ')}`}`;
    case 'mancante':
      return `${dove}: manca ${nomi.join(' o ')}`;
    case 'sconosciuto':
      return `${dove}: sconosciuto`;
    case 'attributo':
      return `${dove}: attributo ${nomi.join(', ')} non ammesso o non valido`;
    case 'contenuto':
      return `${dove}: contenuto non ammesso`;
  }
}
