import { atteso, type Caso } from './casi.ts';

/**
 * The catalogue of why a file of dovuti, or a row of one, is refused (mypay-file-formats.md 1.5 and appendix A), as vendors' programs
 * know it: a code, and after it the text where one code says several things. Each has a case. What of the catalogue nobody can meet any
 * more is not here, but in docs/integrazione/compatibilita.md.
 */
const P = 'PAA_IMPORT_SINTASSI_CSV';

/** Columns without which a row is not read. */
const OBBLIGATORIE = [
  'TIPO_IDENTIFICATIVO_UNIVOCO',
  'CODICE_IDENTIFICATIVO_UNIVOCO',
  'ANAGRAFICA_PAGATORE',
  'IMPORTO_DOVUTO',
  'TIPO_DOVUTO',
  'CAUSALE_VERSAMENTO',
  'DATI_SPECIFICI_RISCOSSIONE',
  'AZIONE',
  'CODICE_FISCALE_ENTE_SECONDARIO',
  'DENOMINAZIONE_ENTE_SECONDARIO',
  'IBAN_ACCREDITO_ENTE_SECONDARIO',
  'IMPORTO_VERSAMENTO_ENTE_SECONDARIO',
];
const FACOLTATIVE = [
  'INDIRIZZO_PAGATORE',
  'CIVICO_PAGATORE',
  'CAP_PAGATORE',
  'LOCALITA_PAGATORE',
  'PROVINCIA_PAGATORE',
  'NAZIONE_PAGATORE',
  'EMAIL_PAGATORE',
  'COMMISSIONE_CARICO_PA',
  'TIPO_VERSAMENTO',
  'BILANCIO',
  'FLAG_GENERA_IUV',
  'FLAG_MULTI_BENEFICIARIO',
  'INDIRIZZO_ENTE_SECONDARIO',
  'CIVICO_ENTE_SECONDARIO',
  'CAP_ENTE_SECONDARIO',
  'LOCALITA_ENTE_SECONDARIO',
  'PROVINCIA_ENTE_SECONDARIO',
  'NAZIONE_ENTE_SECONDARIO',
  'DATI_SPECIFICI_RISCOSSIONE_ENTE_SECONDARIO',
  'CAUSALE_VERSAMENTO_ENTE_SECONDARIO',
];
const LETTURA = [
  'Too many columns',
  'ERRORE GENERICO NELLA LETTURA DELLA RIGA DEL CSV',
  'IUD NON PRESENTE',
  'COD_IUD TROPPO GRANDE',
  'COD_IUV TROPPO GRANDE',
  'DATA_SCADENZA_PAGAMENTO NON PRESENTE',
  'dataScadenzaPagamento:wrong DATE pattern or wrong DATE data',
  'IMPORTO_DOVUTO NON CONFROME',
  'COMMISSIONE_CARICO_PA NON CONFROME',
  'IMPORTO_VERSAMENTO_ENTE_SECONDARIO NON CONFROME',
  'FLAG_GENERA_IUV NON CONFORME',
  'FLAG_MULTI_BENEFICIARIO NON CONFORME',
  ...OBBLIGATORIE.map((etichetta) => `${etichetta} NON PRESENTE`),
  ...[...OBBLIGATORIE, ...FACOLTATIVE].map((etichetta) => `${etichetta} TROPPO GRANDE`),
];

const VALIDAZIONE = [
  '_AZIONE',
  '_IUD',
  '_IUV',
  '_TIPO_DOVUTO_INESISTENTE',
  '_TIPO_DOVUTO_NON_ATTIVO_PER_ENTE',
  '_TIPO_DOVUTO_NON_VALIDO_MARCA_DA_BOLLO',
  '_COD_FISC',
  '_P_IVA',
  '_ID_UNIV_FG',
  '_CIVICO',
  '_NAZ',
  '_PROV',
  '_CAP',
  '_EMAIL',
  '_DATA_SCADENZA_PAGAMENTO_NON_PRESENTE',
  '_IMPORTO',
  '_COMMISSIONI_PA',
  '_TIPO_VERS',
  '_DATI_RISCOSS',
  '_BILANCIO',
  '_COD_FISC_ENTE_SECONDARIO',
  '_IBAN_ACCREDITO_ENTE_SECONDARIO',
  '_CIVICO_ENTE_SECONDARIO',
  '_NAZ_ENTE_SECONDARIO',
  '_PROV_ENTE_SECONDARIO',
  '_CAP_ENTE_SECONDARIO',
  '_DATI_RISCOSS_ENTE_SECONDARIO',
  '_IMPORTO_VERS_ENTE_SECONDARIO',
];

const SCADENZA = 'PAA_IMPORT_DATA_SCADENZA_PAGAMENTO_OBBLIGATORIA dataScadenzaPagamento deve essere';
const DATABASE = [
  'PAA_IMPORT_OPERATORE_NO_PERMESSI',
  `${SCADENZA} valorizzata per questo tipo dovuto`,
  `${SCADENZA} maggiore uguale alla data attuale per questo tipo dovuto`,
  "PAA_IMPORT_IUD_DUPLICATO Errore IUD duplicato all'interno dello stesso flusso",
  'PAA_IMPORT_IUD_DUPLICATO IUD attivo presente nel database, non si accettano dovuti duplicati',
  'PAA_IMPORT_IUV_DUPLICATO IUV attivo presente nel database, non si accettano dovuti duplicati',
  'PAA_IMPORT_IUV_DUPLICATO IUV duplicato nel database, non si accettano dovuti duplicati',
  'PAA_IMPORT_IUV_DUPLICATO Non è possibile modificare il codice iuv di un dovuto',
  'PAA_IMPORT_DOVUTO_NON_PRESENTE Dovuto non presente o in pagamento nel database, impossibile modificarlo',
  'PAA_IMPORT_DOVUTO_NON_PRESENTE Dovuto non presente o in pagamento nel database, impossibile annullarlo',
  'PAA_IMPORT_TIPO_DOVUTO_NON_MODIFICABILE',
  'PAA_IMPORT_IUV_NO_NULLABLE',
  'PAA_IMPORT_ERROR',
];

const FILE = [
  'PAA_IMPORT_NOME_FILE_ERR',
  'PAA_IMPORT_ENTE_ERR',
  'PAA_IMPORT_FILE_VERSIONE_ERR',
  'PAA_IMPORT_NO_CSV',
  'PAA_IMPORT_FLUSSO_IN_CARICAMENTO',
  'PAA_IMPORT_FLUSSO_DUPLICATO',
];

export const CATALOGO: readonly string[] = [
  ...LETTURA.map((testo) => `${P} ${testo}`),
  ...VALIDAZIONE.map((suffisso) => P + suffisso),
  ...DATABASE,
  ...FILE,
];

/** What the cases show, in the words of the catalogue: each code of their rejects, alone and with each of its texts. */
export async function mostrati(casi: readonly Caso[]): Promise<ReadonlySet<string>> {
  const visti = new Set<string>();
  for (const caso of casi) {
    for (const { esito } of caso.passi) if ('rifiuto' in esito) visti.add(esito.rifiuto);
    for (const { codice: codici, testo: testi } of await scartiDi(caso)) {
      for (const codice of codici.split('|').filter((uno) => uno !== '')) {
        visti.add(codice);
        for (const testo of testi.split('|'))
          visti.add(`${codice} ${testo.replace(/ NON CONFROME: .*/, ' NON CONFROME')}`);
      }
    }
  }
  return visti;
}

/** What the rejects of a case say, row by row: their last two fields. */
export async function scartiDi({ nome: caso, passi }: Caso): Promise<{ codice: string; testo: string }[]> {
  const file = await Promise.all(passi.map(({ nome }) => atteso(caso, `${nome}_SCARTI.csv`)));
  return file
    .flatMap((testo) => testo.split('\n'))
    .flatMap((riga) => {
      const [, codice, testo] = /;(\|?PAA_[^;]*);([^;]*)$/.exec(riga) ?? [];
      return codice === undefined || testo === undefined ? [] : [{ codice, testo }];
    });
}
