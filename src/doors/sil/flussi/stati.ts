import type { Flusso, RifiutoFlusso } from '#modules/flussi';

type Rifiuto = Pick<RifiutoFlusso, 'parametri'> & { codice: string };

/** Codes of the file that this vocabulary has (mypay-webservices 1.10), with what stood between brackets after some of them. */
const CODICI: Readonly<Record<string, (p: NonNullable<Rifiuto['parametri']>) => string>> = {
  // Where it had fewer than three parts, its name was said.
  PAA_IMPORT_NOME_FILE_ERR: ({ base = '' }) =>
    String(base).split('-').length < 3 ? `PAA_IMPORT_NOME_FILE_ERR(${base})` : 'PAA_IMPORT_NOME_FILE_ERR',
  PAA_IMPORT_ENTE_ERR: ({ ipaNelNome = '', ipaEnte = '' }) => `PAA_IMPORT_ENTE_ERR(${ipaNelNome},${ipaEnte})`,
  PAA_IMPORT_FILE_VERSIONE_ERR: ({ versione = '' }) => `PAA_IMPORT_FILE_VERSIONE_ERR(${versione})`,
  PAA_IMPORT_NO_CSV: () => 'PAA_IMPORT_NO_CSV',
  PAA_IMPORT_FLUSSO_IN_CARICAMENTO: () => 'PAA_IMPORT_FLUSSO_IN_CARICAMENTO',
  PAA_IMPORT_FLUSSO_DUPLICATO: () => 'PAA_IMPORT_FLUSSO_DUPLICATO',
  PAA_IMPORT_ERRORE_GENERICO: () => 'PAA_IMPORT_ERRORE_GENERICO',
  IMPORT_NOME_FILE_DUPLICATO: () => 'PAA_IMPORT_FLUSSO_DUPLICATO',
};

/** A refusal of a file as one of the codes that vendors' software knows: those of ours are for what the old platform did not check. */
export function codiceImport({ codice, parametri = {} }: Rifiuto): string {
  const noto = Object.hasOwn(CODICI, codice) ? CODICI[codice] : undefined;
  if (noto !== undefined) return noto(parametri);
  return codice.includes('XLSX') ? 'PAA_IMPORT_NO_XLS' : 'PAA_IMPORT_ERROR';
}

const IMPORT: Readonly<Record<Exclude<Flusso['stato'], 'fallito'>, string>> = {
  ricevuto: 'LOAD_IMPORT',
  in_corso: 'IMPORT_IN_ELAB',
  eseguito: 'IMPORT_ESEGUITO',
  // Loaded, and then annulled by a person: what was asked here is done all the same.
  annullato: 'IMPORT_ESEGUITO',
  // Of files that a person loads.
  in_corrispondenza: 'LOAD_IMPORT',
  in_anteprima: 'LOAD_IMPORT',
};

/** `stato` of a file that came in: its error code, if it has one. */
export function statoImport({ stato, codiceErrore, parametriErrore }: Flusso): string {
  if (stato !== 'fallito') return IMPORT[stato];
  return codiceImport({
    codice: codiceErrore ?? '',
    ...(parametriErrore === null ? {} : { parametri: parametriErrore }),
  });
}

const EXPORT: Readonly<Record<Flusso['stato'], string>> = {
  ricevuto: 'LOAD_EXPORT',
  in_corso: 'EXPORT_IN_ELAB',
  eseguito: 'EXPORT_ESEGUITO',
  fallito: 'ERROR_EXPORT',
  annullato: 'EXPORT_CANCELLATO',
  in_corrispondenza: 'LOAD_EXPORT',
  in_anteprima: 'LOAD_EXPORT',
};

/** `stato` of a file that goes out (mypay-webservices 1.13). */
export function statoExport({ stato, righeTotali }: Flusso): string {
  return stato === 'eseguito' && righeTotali === 0 ? 'EXPORT_ESEGUITO_NESSUN_DOVUTO_TROVATO' : EXPORT[stato];
}
