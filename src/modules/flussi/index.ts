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
export * from './esportazioni.ts';
export { caratteriMaxDi, intestazione, VERSIONI_1X, VERSIONI_DOVUTI, versioniDi } from './core/dovuti/colonne.ts';
export type { VersioneDovuti } from './core/dovuti/colonne.ts';
export type { CodiceAvvertenza } from './core/dovuti/avvertenze.ts';
export { RIFIUTI_FLUSSO, type CodiceFlusso, type RifiutoFlusso } from './core/rifiuti.ts';
export * from './consegne.ts';
export * from './corrispondenza.ts';
export * from './fogli-link.ts';
export * from './invii.ts';
export { fermi } from './fermi.ts';
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
