import { readFileSync } from 'node:fs';
import type { Nomi } from '#platform/soap/operazione';
import { caricaSchema, type Schema } from '#platform/xml/schema';
import { xml } from '#platform/xml/scrivi';

/** Namespace of the header `intestazionePPT`. */
export const SPAZIO_TESTA = 'http://www.regione.veneto.it/pagamenti/ente/ppthead';
/** Namespace of the documents that travel in base64 (Dovuti, Pagati, Versamento …), where every element is qualified. */
export const SPAZIO_DOCUMENTI = 'http://www.regione.veneto.it/schemas/2012/Pagamenti/Ente/';

/** The services, each with the namespace of its messages and its operations. `contratto/*.wsdl` say the same: a test compares them. */
export const SERVIZI = {
  PagamentiTelematiciDovutiPagati: {
    spazio: 'http://www.regione.veneto.it/pagamenti/ente/',
    operazioni: [
      'paaSILInviaDovuti',
      'paaSILInviaCarrelloDovuti',
      'paaSILVerificaAvviso',
      'paaSILChiediPagati',
      'paaSILChiediPagatiConRicevuta',
      'paaSILChiediEsitoCarrelloDovuti',
      'paaSILImportaDovuto',
      'paaSILRegistraPagamento',
      'paaSILAutorizzaImportFlusso',
      'paaSILChiediStatoImportFlusso',
      'paaSILPrenotaExportFlusso',
      'paaSILPrenotaExportFlussoIncrementaleConRicevuta',
      'paaSILChiediStatoExportFlusso',
      'paaSILPrenotaExportFlussoScaduti',
      'paaSILChiediStatoExportFlussoScaduti',
      'paaSILChiediPosizioniAperte',
      'paaSILChiediStoricoPagamenti',
    ],
  },
  PagamentiTelematiciFlussiSPC: {
    spazio: 'http://www.regione.veneto.it/pagamenti/pa/',
    operazioni: ['paaSILChiediElencoFlussiSPC', 'paaSILChiediFlussoSPC'],
  },
} as const;

export type Servizio = keyof typeof SERVIZI;
export type NomeSil = (typeof SERVIZI)[Servizio]['operazioni'][number];

const SPAZI = new Map<string, string>(
  Object.values(SERVIZI).flatMap(({ spazio, operazioni }) => operazioni.map((nome) => [nome, spazio] as const)),
);

/** The names of an operation, as the dispatcher wants them. Its SOAPAction is the bare name. */
export function nomi<N extends NomeSil>(nome: N): Nomi & { readonly nome: N } {
  const spazio = SPAZI.get(nome);
  if (spazio === undefined) throw new Error(`No service has ${nome}`);
  return { nome, spazio, richiesta: nome, risposta: `${nome}Risposta`, soapAction: nome };
}

const DOCUMENTI = 'PagInf_Dovuti_Pagati_6_2_0.xsd';
const FILE = [
  'PagamentiTelematiciDovutiPagati.wsdl',
  'PagamentiTelematiciFlussiSPC.wsdl',
  'pagamenti-ente.xsd',
  'flussi-spc.xsd',
  'intestazione.xsd',
  DOCUMENTI,
] as const;

/** The contract of this door. Its messages are not judged by it (mypay-webservices 0.1: nobody ever did); the documents inside them are. */
export type Contratto = {
  /** Judges the documents that come in. */
  readonly documenti: Schema;
  /** A file of the contract as it is served below `/ws/pa/`, with the public address of the service; null: there is none. */
  file(nome: string, indirizzo: string): string | null;
};

/** Reads and compiles the contract: once, when the door is opened. Throws if it does not hold together. */
export function apriContratto(): Contratto {
  const file = leggiContratto();
  return {
    documenti: caricaSchema({ principale: DOCUMENTI, file: { [DOCUMENTI]: accogliente(file[DOCUMENTI]) } }),
    file: (nome, indirizzo) => {
      const testo = Object.hasOwn(file, nome) ? file[nome as keyof typeof file].toString('utf8') : null;
      const posto = xml`${indirizzo}`.toString();
      return testo?.replace(/(<soap:address location=")[^"]*"/, (_, inizio: string) => `${inizio}${posto}"`) ?? null;
    },
  };
}

/** The files of the contract, by name. */
export function leggiContratto(): Record<(typeof FILE)[number], Buffer> {
  const letti = FILE.map((nome) => [nome, readFileSync(new URL(`contratto/${nome}`, import.meta.url))] as const);
  return Object.fromEntries(letti) as Record<(typeof FILE)[number], Buffer>;
}

/**
 * What comes in may say an amount with two decimals, one or none: the form of 2022 did, and software written for it is still there
 * (mypay-webservices 8, row 3). Three are refused by both.
 */
function accogliente(schema: Buffer): Buffer {
  return Buffer.from(
    schema.toString('utf8').replaceAll(String.raw`value="\d+\.\d{2}"`, String.raw`value="\d+(\.\d{1,2})?"`),
  );
}
