import type { Genere } from '#kernel/esito';

/**
 * Why a file, or the request for one, is refused as a whole. Codes that begin with PAA_ are those of MyPay (mypay-file-formats.md 1.5,
 * 4.1), which vendors' software knows; the others are for what MyPay did not check.
 */
export const RIFIUTI_FLUSSO = {
  PAA_IMPORT_NOME_FILE_ERR: 'non_valido',
  PAA_IMPORT_ENTE_ERR: 'non_valido',
  PAA_IMPORT_FILE_VERSIONE_ERR: 'non_valido',
  PAA_IMPORT_NO_CSV: 'non_valido',
  PAA_IMPORT_FLUSSO_IN_CARICAMENTO: 'conflitto',
  PAA_IMPORT_FLUSSO_DUPLICATO: 'conflitto',
  IMPORT_NOME_FILE_DUPLICATO: 'conflitto',
  IMPORT_NON_ZIP: 'non_valido',
  IMPORT_ZIP_ROVINATO: 'non_valido',
  IMPORT_ZIP_CIFRATO: 'non_valido',
  IMPORT_ZIP_PIU_CSV: 'non_valido',
  IMPORT_ZIP_NOME_VOCE: 'non_valido',
  IMPORT_ZIP_TROPPE_VOCI: 'troppo_grande',
  IMPORT_ZIP_BOMBA: 'troppo_grande',
  IMPORT_FILE_TROPPO_GRANDE: 'troppo_grande',
  IMPORT_CODIFICA: 'non_valido',
  IMPORT_RIGA_TROPPO_LUNGA: 'troppo_grande',
  IMPORT_TROPPE_RIGHE: 'troppo_grande',
  IMPORT_CSV_VUOTO: 'non_valido',
  IMPORT_SENZA_RIGHE: 'non_valido',
  IMPORT_SENZA_INTESTAZIONE: 'non_valido',
  /** The columns of a file 2_0 are known by their names. */
  IMPORT_INTESTAZIONE: 'non_valido',
  IMPORT_A_CAPO: 'non_valido',
  IMPORT_NON_XLSX: 'non_valido',
  IMPORT_XLSX_VERSIONE: 'non_valido',
  IMPORT_XLSX_ROVINATO: 'non_valido',
  IMPORT_XLSX_VUOTO: 'non_valido',
  IMPORT_XLSX_PIU_FOGLI: 'non_valido',
  IMPORT_XLSX_TROPPE_COLONNE: 'troppo_grande',
  IMPORT_XLSX_TROPPO_TESTO: 'troppo_grande',
  IMPORT_XLSX_CELLA_LUNGA: 'troppo_grande',
  /** A formula that nobody has worked out yet. */
  IMPORT_XLSX_FORMULA: 'non_valido',
  IMPORT_XLSX_ERRORE: 'non_valido',
  IMPORT_XLSX_COLONNA: 'non_valido',
  IMPORT_XLSX_MANCA: 'non_valido',
  IMPORT_FORMA_SCONOSCIUTA: 'non_valido',
  IMPORT_NON_CSV: 'non_valido',
  IMPORT_CSV_VIRGOLETTE: 'non_valido',
  /** Somebody has said meanwhile which column is which, or has thrown the file away. */
  CORRISPONDENZA_FINITA: 'conflitto',
  CORRISPONDENZA_MANCA: 'non_valido',
  CORRISPONDENZA_COLONNA: 'non_valido',
  CORRISPONDENZA_COSTANTE: 'non_valido',
  CORRISPONDENZA_NOME: 'non_valido',
  CORRISPONDENZA_IUF: 'non_valido',
  CORRISPONDENZA_IUF_CORTO: 'non_valido',
  PAA_IMPORT_ERRORE_GENERICO: 'non_disponibile',
  AVVISI_OCCUPATI: 'non_disponibile',
  ERROR_EXPORT: 'non_disponibile',
  CODE_PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_INSERITO: 'non_valido',
  EXPORT_GIA_PROGRAMMATO: 'conflitto',
  EXPORT_CADENZA_NON_VALIDA: 'non_valido',
  EXPORT_GIA_FINITO: 'conflitto',
  PAA_DATE_FROM_NON_VALIDO: 'non_valido',
  PAA_DATE_TO_NON_VALIDO: 'non_valido',
  PAA_INTERVALLO_DATE_NON_VALIDO: 'non_valido',
  PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO: 'non_valido',
  PAA_VERSIONE_TRACCIATO_NON_VALIDA: 'non_valido',
  DESTINAZIONE_NOME_NON_VALIDO: 'non_valido',
  DESTINAZIONE_NOME_DUPLICATO: 'conflitto',
  DESTINAZIONE_GENERE_NON_VALIDO: 'non_valido',
  DESTINAZIONE_PERCORSO_NON_VALIDO: 'non_valido',
  DESTINAZIONE_HOST_NON_VALIDO: 'non_valido',
  DESTINAZIONE_PORTA_NON_VALIDA: 'non_valido',
  DESTINAZIONE_UTENTE_NON_VALIDO: 'non_valido',
  DESTINAZIONE_IMPRONTA_NON_VALIDA: 'non_valido',
  DESTINAZIONE_SEGRETO_NON_VALIDO: 'non_valido',
  /** The server has shown another key meanwhile, or somebody else has confirmed it. */
  DESTINAZIONE_IMPRONTA_CAMBIATA: 'conflitto',
  DESTINAZIONE_NON_TROVATA: 'non_trovato',
  /** A scheduled file goes there. */
  DESTINAZIONE_IN_USO: 'conflitto',
  /** No test of it has gone well: nothing would arrive. */
  DESTINAZIONE_NON_PROVATA: 'conflitto',
  CONSEGNA_NON_FALLITA: 'conflitto',
  EXPORT_NON_SOSPESO: 'conflitto',
  /** Somebody has taken it up again meanwhile, or put it aside. */
  FLUSSO_NON_FALLITO: 'conflitto',
  FLUSSO_NON_FERMO: 'conflitto',
  FLUSSO_NON_TROVATO: 'non_trovato',
  /** It is being loaded: what it brings is not known yet. */
  FLUSSO_NON_FINITO: 'conflitto',
  FLUSSO_SENZA_DOVUTI: 'conflitto',
  FLUSSO_MOTIVO_MANCANTE: 'non_valido',
  FLUSSO_ANNULLO_IN_CORSO: 'conflitto',
  FLUSSO_ANNULLO_FINITO: 'conflitto',
  /** The leave to send a file: nobody's, over, or it has served. */
  INVIO_SCONOSCIUTO: 'non_trovato',
  INVIO_SCADUTO: 'conflitto',
  INVIO_USATO: 'conflitto',
  /** It was confirmed or thrown away meanwhile. */
  ANTEPRIMA_FINITA: 'conflitto',
  ANTEPRIMA_IN_CONFERMA: 'conflitto',
  ANTEPRIMA_CAMBIATA: 'conflitto',
  ANTEPRIMA_RIGA_CAMBIATA: 'conflitto',
  ANTEPRIMA_RIGA_ILLEGGIBILE: 'non_valido',
  ANTEPRIMA_VALORE_NON_SCRIVIBILE: 'non_valido',
  /** Columns of a sheet of links that are no question of the form, nor notes. */
  FOGLIO_COLONNE_SCONOSCIUTE: 'non_valido',
  FOGLIO_COLONNE_RIPETUTE: 'non_valido',
  FOGLIO_SENZA_COLONNE: 'non_valido',
  FOGLIO_TROPPE_RIGHE: 'troppo_grande',
  /** It was thrown away, or forgotten. */
  FOGLIO_SCONOSCIUTO: 'non_trovato',
  FOGLIO_SENZA_RIGHE_BUONE: 'conflitto',
  /** Its columns are the questions of a form that is not in force any more. */
  FOGLIO_MODULO_CAMBIATO: 'conflitto',
} as const satisfies Record<string, Genere>;

export type CodiceFlusso = keyof typeof RIFIUTI_FLUSSO;
export type RifiutoFlusso = { codice: CodiceFlusso; genere: Genere; parametri?: Record<string, string | number> };

/** A refusal of this module. */
export function rifiutoFlusso(
  codice: CodiceFlusso,
  parametri?: Record<string, string | number>,
): { ok: false; refusal: RifiutoFlusso } {
  const genere = RIFIUTI_FLUSSO[codice];
  return { ok: false, refusal: parametri === undefined ? { codice, genere } : { codice, genere, parametri } };
}
