/**
 * flussi: files in and out. It knows the layouts, their versions and dialects, the progress of a file and its rejects; it brings the
 * rows to
 * `posizioni` through the one way in, and writes what `pagamenti` says was paid. It declines to know whether a change is allowed.
 * Formats: docs/integrazione, from MyPay's files 1_x.
 */
export { GENERE_DOVUTI, riceviDovuti } from './acts/ricevi-dovuti.ts';
export * from './annullo.ts';
export * from './anteprima.ts';
export { caricaDovuti } from './acts/carica-dovuti.ts';
export { esempioDovuti } from './acts/esempio-dovuti.ts';
export {
  GENERE_PAGATI,
  prenotaIncrementale,
  prenotaPagati,
  type RichiestaIncrementale,
  type RichiestaPagati,
} from './acts/prenota-pagati.ts';
export { GENERE_CONSERVAZIONE, GENERE_SCADUTI, prenotaConservazione, prenotaScaduti } from './acts/prenota-altri.ts';
export { annullaEsportazione } from './acts/annulla-esportazione.ts';
export { FORMATI, isFormato, VERSIONE_2_0, type Formato } from './core/pagati/due-zero.ts';
export {
  CADENZE,
  elencoProgrammazioni,
  programma,
  sospendi,
  type Cadenza,
  type Programmazione,
} from './esportazioni/programmate.ts';
export { ENTE_SECONDARIO } from './core/pagati/secondario.ts';
export { selectRighePrima as leggiRighePrima } from './esportazioni/store.ts';
export { caratteriMaxDi, intestazione, VERSIONI_DOVUTI, versioniDi } from './core/dovuti/colonne.ts';
export type { VersioneDovuti } from './core/dovuti/colonne.ts';
export type { CodiceAvvertenza } from './core/dovuti/avvertenze.ts';
export { VERSIONI_PAGATI } from './core/pagati/colonne.ts';
export { RIFIUTI_FLUSSO, type CodiceFlusso, type RifiutoFlusso } from './core/rifiuti.ts';
export * from './consegne.ts';
export { lavori } from './jobs.ts';
export {
  selectAvvertenze as leggiAvvertenze,
  selectFile as leggiFileFlusso,
  selectFlussi as elencoFlussi,
  selectFlusso as leggiFlusso,
  selectScarti as leggiScarti,
  type AvvertenzaRiga,
  type FileConservato,
  type Flusso,
  type ScartoRiga,
  type StatoFlusso,
} from './store.ts';
