import { colonna as c, type Colonna } from './colonna.ts';
import { POSIZIONE_DUE, QUOTE_COLONNE } from './colonne-due.ts';

/** Versions of MyPay's file of dovuti (mypay-file-formats.md 1.7). */
export const VERSIONI_1X = ['1_0', '1_1', '1_2', '1_3', '1_4'] as const;
/** Versions that are read: the last is ours (docs/integrazione/dovuti-2_0.md). */
export const VERSIONI_DOVUTI = [...VERSIONI_1X, '2_0'] as const;
export type VersioneDovuti = (typeof VERSIONI_DOVUTI)[number];

export function isVersioneDovuti(testo: string): testo is VersioneDovuti {
  return (VERSIONI_DOVUTI as readonly string[]).includes(testo);
}

/** What every version has; in what it differs from one to the other is said. */
function dovuto(di: Record<'scadenza' | 'riscossione', Colonna['obbligo']> & { causaleMax: number }): Colonna[] {
  return [
    c('IUD', 'IUD', 35, 'sempre'),
    c('codIuv', 'COD_IUV', 35),
    c('tipoIdentificativoUnivoco', 'TIPO_IDENTIFICATIVO_UNIVOCO', 1, 'sempre'),
    c('codiceIdentificativoUnivoco', 'CODICE_IDENTIFICATIVO_UNIVOCO', 35, 'sempre'),
    c('anagraficaPagatore', 'ANAGRAFICA_PAGATORE', 70, 'sempre'),
    c('indirizzoPagatore', 'INDIRIZZO_PAGATORE', 70),
    c('civicoPagatore', 'CIVICO_PAGATORE', 16),
    c('capPagatore', 'CAP_PAGATORE', 16),
    c('localitaPagatore', 'LOCALITA_PAGATORE', 35),
    c('provinciaPagatore', 'PROVINCIA_PAGATORE', 2),
    c('nazionePagatore', 'NAZIONE_PAGATORE', 2),
    c('emailPagatore', 'EMAIL_PAGATORE', 256),
    // Of a date too long the manual says that it is wrong, as of any other (A.1).
    c('dataScadenzaPagamento', 'DATA_SCADENZA_PAGAMENTO', Number.POSITIVE_INFINITY, di.scadenza),
    c('importoDovuto', 'IMPORTO_DOVUTO', 15, 'sempre'),
    c('commissioneCaricoPa', 'COMMISSIONE_CARICO_PA', 15),
    c('tipoDovuto', 'TIPO_DOVUTO', 64, 'sempre'),
    c('tipoVersamento', 'TIPO_VERSAMENTO', 32),
    c('causaleVersamento', 'CAUSALE_VERSAMENTO', di.causaleMax, 'sempre'),
    c('datiSpecificiRiscossione', 'DATI_SPECIFICI_RISCOSSIONE', 140, di.riscossione),
  ];
}

const DOVUTO = dovuto({ causaleMax: 1024, scadenza: 'mai', riscossione: 'sempre' });
const BILANCIO = c('bilancio', 'BILANCIO', 4096);
const GENERA_IUV = c('flagGeneraIuv', 'FLAG_GENERA_IUV', 5);

const SECONDARIO = [
  c('flagMultiBeneficiario', 'FLAG_MULTI_BENEFICIARIO', 5),
  c('codiceFiscaleEnteSecondario', 'CODICE_FISCALE_ENTE_SECONDARIO', 11, 'secondario'),
  c('denominazioneEnteSecondario', 'DENOMINAZIONE_ENTE_SECONDARIO', 70, 'secondario'),
  c('ibanAccreditoEnteSecondario', 'IBAN_ACCREDITO_ENTE_SECONDARIO', 35, 'secondario'),
  c('indirizzoEnteSecondario', 'INDIRIZZO_ENTE_SECONDARIO', 70),
  c('civicoEnteSecondario', 'CIVICO_ENTE_SECONDARIO', 16),
  c('capEnteSecondario', 'CAP_ENTE_SECONDARIO', 16),
  c('localitaEnteSecondario', 'LOCALITA_ENTE_SECONDARIO', 35),
  c('provinciaEnteSecondario', 'PROVINCIA_ENTE_SECONDARIO', 35),
  c('nazioneEnteSecondario', 'NAZIONE_ENTE_SECONDARIO', 2),
  c('datiSpecificiRiscossioneEnteSecondario', 'DATI_SPECIFICI_RISCOSSIONE_ENTE_SECONDARIO', 140),
  c('causaleVersamentoEnteSecondario', 'CAUSALE_VERSAMENTO_ENTE_SECONDARIO', 1024),
  c('importoVersamentoEnteSecondario', 'IMPORTO_VERSAMENTO_ENTE_SECONDARIO', 15, 'secondario'),
];

const AZIONE = c('azione', 'AZIONE', 1, 'sempre');

/** The columns of each version, in order. */
export const COLONNE: Record<VersioneDovuti, readonly Colonna[]> = {
  '1_0': [...dovuto({ causaleMax: 140, scadenza: 'sempre', riscossione: 'sempre' }), AZIONE],
  '1_1': [...dovuto({ causaleMax: 1024, scadenza: 'sempre', riscossione: 'sempre' }), AZIONE],
  '1_2': [...DOVUTO, BILANCIO, AZIONE],
  '1_3': [...DOVUTO, BILANCIO, GENERA_IUV, AZIONE],
  '1_4': [...DOVUTO, BILANCIO, GENERA_IUV, ...SECONDARIO, AZIONE],
  // Where nothing is said of how it is classified, it is as its kind of due is.
  '2_0': [
    ...dovuto({ causaleMax: 1024, scadenza: 'mai', riscossione: 'mai' }),
    BILANCIO,
    GENERA_IUV,
    ...POSIZIONE_DUE,
    ...QUOTE_COLONNE,
    AZIONE,
  ],
};

/** The versions whose rows have so many columns. */
export function versioniDi(colonne: number): VersioneDovuti[] {
  return VERSIONI_DOVUTI.filter((versione) => COLONNE[versione].length === colonne);
}

/** How long the column of a label may be, in a version (the last, where it is not said); null: no column has it. */
export function caratteriMaxDi(etichetta: string, versione: string | null = null): number | null {
  const colonne = COLONNE[versione !== null && isVersioneDovuti(versione) ? versione : '1_4'];
  return colonne.find((colonna) => colonna.etichetta === etichetta)?.caratteriMax ?? null;
}

/** The header line of a version, with the names that the manual gives: for files that we write. */
export function intestazione(versione: VersioneDovuti): string {
  return COLONNE[versione].map((colonna) => colonna.nome).join(';');
}
