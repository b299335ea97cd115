import { colonna as c, type Colonna } from './colonna.ts';

/**
 * What 2_0 says beside 1_3 (docs/integrazione/dovuti-2_0.md): to which posizione a dovuto belongs and by which way to pay, who else owes
 * it, the metadata, the shares beyond the first.
 */

/** The shares beyond that of the ente, by the number that their columns have. */
export const QUOTE_DUE = [2, 3, 4, 5] as const;
export type NumeroQuota = (typeof QUOTE_DUE)[number];

/** Rows of one posizione: beyond these somebody has given one code to many persons. They are held in memory together. */
export const POSIZIONE_RIGHE_MAX = 200;

/** A cell that holds a list: as much as a correction of it may hold. */
const ELENCO_MAX = 4096;
const GIORNO_CARATTERI = 10;

export const POSIZIONE_DUE: readonly Colonna[] = [
  c('causalePubblica', 'CAUSALE_PUBBLICA', 140),
  c('ibanAccredito', 'IBAN_ACCREDITO', 35),
  c('codicePosizione', 'CODICE_POSIZIONE', 50),
  c('opzione', 'OPZIONE', 3),
  c('formaOpzione', 'FORMA_OPZIONE', 5),
  c('rata', 'RATA', 3),
  c('opzioneValidaDal', 'OPZIONE_VALIDA_DAL', GIORNO_CARATTERI),
  c('opzioneValidaAl', 'OPZIONE_VALIDA_AL', GIORNO_CARATTERI),
  c('maggiorazioneOpzione', 'MAGGIORAZIONE_OPZIONE', 15),
  c('giorniDallaNotifica', 'GIORNI_DALLA_NOTIFICA', 4),
  c('dataNotifica', 'DATA_NOTIFICA', GIORNO_CARATTERI),
  c('altriDebitori', 'ALTRI_DEBITORI', ELENCO_MAX),
  c('notaPagatore', 'NOTA_PAGATORE', 256),
  c('metadati', 'METADATI', ELENCO_MAX),
  c('metadatiPagopa', 'METADATI_PAGOPA', ELENCO_MAX),
];

/** The columns of a share, and the bound of each. */
const QUOTA: readonly [string, string, number][] = [
  ['importoQuota', 'IMPORTO_QUOTA', 15],
  ['codiceFiscaleQuota', 'CODICE_FISCALE_QUOTA', 11],
  ['denominazioneQuota', 'DENOMINAZIONE_QUOTA', 70],
  ['ibanQuota', 'IBAN_QUOTA', 35],
  ['tassonomiaQuota', 'TASSONOMIA_QUOTA', 140],
  ['causaleQuota', 'CAUSALE_QUOTA', 140],
  ['bilancioQuota', 'BILANCIO_QUOTA', ELENCO_MAX],
  ['hashBolloQuota', 'HASH_BOLLO_QUOTA', 44],
  ['provinciaBolloQuota', 'PROVINCIA_BOLLO_QUOTA', 2],
];

export const QUOTE_COLONNE: readonly Colonna[] = QUOTE_DUE.flatMap((n) =>
  QUOTA.map(([nome, etichetta, caratteri]) => c(`${nome}${n}`, `${etichetta}_${n}`, caratteri)),
);
