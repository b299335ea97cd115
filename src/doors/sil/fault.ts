import type { RifiutoSoap } from '#platform/soap/operazione';
import { elemento, facoltativo, xml, type Xml } from '#platform/xml/scrivi';

/** What the platform refuses to an ente's software (mypay-webservices 7.1), each with its faultString. */
export const FAULT = {
  PAA_ENTE_NON_VALIDO: "Codice IPA o password dell'ente non validi",
  PAA_STATO_ENTE_NON_VALIDO: "L'ente non è ancora attivo",
  PAA_XML_NON_VALIDO: 'Il documento XML non è valido',
  PAA_AZIONE_NON_VALIDO: 'Azione non valida',
  PAA_IUV_NON_VALIDO: 'Identificativo univoco versamento non valido',
  PAA_IUV_SCADUTO: 'Il termine per pagare è passato',
  PAA_IUD_NON_VALIDO: 'Identificativo univoco dovuto non valido',
  PAA_IUD_DUPLICATO: 'Identificativo univoco dovuto già usato',
  PAA_TIPO_VERSAMENTO_NON_VALIDO: 'Tipo versamento non valido',
  PAA_CODICE_FISCALE_NON_VALIDO: 'Codice fiscale del pagatore non valido',
  PAA_P_IVA_NON_VALIDO: 'Partita IVA del pagatore non valida',
  PAA_SOGG_PAG_NON_VALORIZZATO: 'Manca il soggetto pagatore',
  PAA_IDENT_TIPO_DOVUTO_NON_PRESENTE: 'Manca il tipo dovuto',
  PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO: 'Tipo dovuto sconosciuto',
  PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_ABILITATO: 'Tipo dovuto non abilitato',
  PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_INSERITO: 'Manca l’elenco dei tipi dovuto',
  PAA_DATI_SPECIFICI_RISCOSSIONE_NON_VALIDO: 'Dati specifici riscossione non validi',
  PAA_IMPORTO_SINGOLO_VERSAMENTO_NON_VALIDO: 'Importo non valido',
  PAA_IMPORTO_BILANCIO_NON_VALIDO: 'Il bilancio non dà come somma l’importo',
  PAA_CAUSALE_NON_PRESENTE: 'Manca la causale',
  PAA_IMPORTO_MARCA_BOLLO_DIGITALE_NON_VALIDA: 'Importo della marca da bollo digitale non valido',
  PAA_MARCA_BOLLO_DIGITALE_NON_VALIDA: 'Dati della marca da bollo digitale non validi',
  PAA_ANAGRAFICA_NON_VALIDA: 'Anagrafica del pagatore non valida',
  PAA_LIMITE_MASSIMO_DOVUTI_MULTIBENEFICIARI: 'Con un ente secondario si invia un solo dovuto',
  PAA_LIMITE_MASSIMO_DOVUTI_ENTI_SECONDARI: 'Si ammette un solo ente secondario',
  PAA_LIMITAZIONE_ENTI_SECONDARI_ERROR: 'Si ammette un solo ente secondario',
  PAA_ENTE_SECONDARIO_NON_VALIDO: 'Ente secondario non valido',
  PAA_ERRORE_RECUPERO_DOVUTI_ENTI_SECONDARI: 'Dati dell’ente secondario non leggibili',
  PAA_IMPORT_DATA_SCADENZA_PAGAMENTO_OBBLIGATORIA: 'Data di scadenza obbligatoria, o già passata',
  PAA_IMPORT_IUD_DUPLICATO: 'Identificativo univoco dovuto già usato',
  PAA_IMPORT_IUV_DUPLICATO: 'Identificativo univoco versamento già usato',
  PAA_IMPORT_DOVUTO_NON_PRESENTE: 'Dovuto non presente',
  PAA_IMPORT_TIPO_DOVUTO_NON_MODIFICABILE: 'Il tipo dovuto non si può cambiare',
  PAA_IMPORT_IUV_NO_NULLABLE: 'Il dovuto ha già un identificativo univoco versamento',
  PAA_PAGAMENTO_NON_INIZIATO: 'Il pagamento non è ancora iniziato',
  PAA_PAGAMENTO_IN_CORSO: 'Il pagamento è in corso',
  PAA_PAGAMENTO_ANNULLATO: 'Il pagamento è stato annullato',
  PAA_PAGAMENTO_SCADUTO: 'Il pagamento è scaduto',
  PAA_ID_SESSION_NON_VALIDO: 'Identificativo di sessione sconosciuto',
  PAA_DATE_FROM_NON_VALIDO: 'Data iniziale non valida',
  PAA_DATE_TO_NON_VALIDO: 'Data finale non valida',
  PAA_INTERVALLO_DATE_NON_VALIDO: 'La data finale precede quella iniziale',
  PAA_VERSIONE_TRACCIATO_NON_VALIDA: 'Versione del tracciato non valida',
  PAA_REQUEST_TOKEN_NON_VALIDO: 'requestToken sconosciuto',
  PAA_TIPO_IDENTIFICATIVO_PAGATORE_NON_VALIDO: 'Tipo identificativo della persona non valido',
  PAA_CODICE_IDENTIFICATIVO_PAGATORE_NON_PRESENTE: 'Manca il codice identificativo della persona',
  CODE_PAA_PASSWORD_ALLINEAMENTO_MYPIVOT_NON_VALIDA: 'Password di allineamento non valida',
  CODE_PAA_ERRORE_INTERNO: 'Errore interno',
  PAA_SYSTEM_ERROR: 'La richiesta non è stata eseguita',
} as const;

export type CodiceFault = keyof typeof FAULT;

export type Fault<C extends CodiceFault = CodiceFault> = {
  readonly codice: C;
  /** What is wrong and what to do, for who maintains the software; never a secret, nor somebody's data. */
  readonly descrizione?: string | undefined;
  readonly serial?: number;
};

/** The element that comes first in a reply. `id`: the ente's IPA code, as it was given. */
export function faultBean({ codice, descrizione, serial }: Fault, id: string): Xml {
  return xml`<fault>${[
    elemento('faultCode', codice),
    elemento('faultString', FAULT[codice]),
    elemento('id', id),
    facoltativo('description', descrizione ?? null),
    facoltativo('serial', serial ?? null),
  ]}</fault>`;
}

/** Why a message is no call at all, in words. */
export function perche(rifiuto: RifiutoSoap): string {
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
      return `Operazione sconosciuta: ${rifiuto.parametri.radice}`;
  }
}
