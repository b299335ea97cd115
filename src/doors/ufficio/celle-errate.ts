import { COLONNE_DOVUTI, type ScartoRiga, type VersioneDovuti } from '#modules/flussi';
import { guasti, ILLEGGIBILE, perche, pezzi } from './perche.ts';

/** The cell to look at, where a refusal does not name one: what the dovuti that are there already say against a row. */
const CELLA_DI: Readonly<Record<string, string>> = {
  PAA_IMPORT_ERROR: 'IUD',
  PAA_IMPORT_IUD_DUPLICATO: 'IUD',
  PAA_IMPORT_DOVUTO_NON_PRESENTE: 'IUD',
  PAA_IMPORT_IUV_DUPLICATO: 'codIuv',
  PAA_IMPORT_IUV_NO_NULLABLE: 'codIuv',
  PAA_IMPORT_DATA_SCADENZA_PAGAMENTO_OBBLIGATORIA: 'dataScadenzaPagamento',
  PAA_IMPORT_SINTASSI_CSV_IMPORTO: 'importoDovuto',
  PAA_IMPORT_COD_TIPO_DOVUTO_INESISTENTE: 'tipoDovuto',
  PAA_IMPORT_TIPO_DOVUTO_NON_MODIFICABILE: 'tipoDovuto',
  PAA_IMPORT_OPERATORE_NO_PERMESSI: 'tipoDovuto',
  // Of 2_0 alone.
  IMPORT_POSIZIONE_INCOMPLETA: 'codicePosizione',
  IMPORT_POSIZIONE_SPARSA: 'codicePosizione',
  IMPORT_POSIZIONE_DIVERSA: 'codicePosizione',
  IMPORT_POSIZIONE_DI_ALTRI: 'codiceIdentificativoUnivoco',
  IMPORT_POSIZIONE_CHIUSA: 'codicePosizione',
  IMPORT_OPZIONE_NON_COERENTE: 'opzione',
  IMPORT_OPZIONE_SOVRAPPOSTA: 'opzione',
  IMPORT_OPZIONE_IMPORTO_DIVERSO: 'importoDovuto',
  IMPORT_RATA_RIPETUTA: 'rata',
  IMPORT_RATE_NON_IN_ORDINE: 'dataScadenzaPagamento',
  IMPORT_DEBITORE_NON_VALIDO: 'altriDebitori',
  IMPORT_METADATI_NON_VALIDI: 'metadati',
};

/** What is wrong with each cell of a row, in words; what is wrong with the row as a whole is with its first cell. */
export function celleErrate(scarto: ScartoRiga | null, versione: VersioneDovuti): Record<string, string> {
  if (scarto === null) return {};
  const errate: Record<string, string> = {};
  for (const { campo, parole } of difetti(scarto, versione)) {
    const prima = errate[campo];
    if (prima !== parole) errate[campo] = prima === undefined ? parole : `${prima} ${parole}`;
  }
  return errate;
}

function difetti(scarto: ScartoRiga, versione: VersioneDovuti): { campo: string; parole: string }[] {
  const dette = (uno: Partial<ScartoRiga>): string => perche({ ...scarto, ...uno }, versione).join(' ');
  if (scarto.codice === ILLEGGIBILE) {
    return guasti(scarto.testo).map((uno) => ({ campo: nominata(uno, versione), parole: dette({ testo: `|${uno}` }) }));
  }
  const codici = pezzi(scarto.codice);
  // The texts name their columns in the order of the codes (mypay-file-formats.md 2.5).
  const colonne = [...scarto.testo.matchAll(/campo (\w+)\./g)].map(([, colonna]) => colonna);
  return codici.map((codice, n) => ({
    campo: colonne[n] ?? CELLA_DI[codice] ?? 'IUD',
    parole: codici.length === 1 ? dette({}) : dette({ codice: `|${codice}`, testo: '' }),
  }));
}

/** The column that a text of the parse stage is about. */
function nominata(guasto: string, versione: VersioneDovuti): string {
  if (guasto.startsWith('dataScadenza')) return 'dataScadenzaPagamento';
  const etichetta = (/^[A-Z0-9_]+/.exec(guasto)?.[0] ?? '').replace(/_$/, '').replace('COD_IUD', 'IUD');
  return COLONNE_DOVUTI[versione].find((colonna) => colonna.etichetta === etichetta)?.nome ?? 'IUD';
}
