/** What a loaded file gives back, and how it is found again. */
export { LAVORO_DOVUTI } from './acts/accoda-carico.ts';
export { partiAvvisi, tuttiGliAvvisi, zipAvvisi, type ParteAvvisi } from './consegne/avvisi.ts';
export { cercaFlusso } from './consegne/cerca.ts';
export { FATTO_FLUSSO_FINITO } from './consegne/finito.ts';
export type { SenzaAvviso } from './consegne/indice.ts';
export { leggiResoconto, type Resoconto } from './consegne/resoconto.ts';
export { FATTO_CONSEGNA_FALLITA, ritentaConsegna } from './consegne/consegna.ts';
export {
  chiediProvaDestinazione,
  confermaImpronta,
  registraDestinazione,
  ricifraDestinazioni,
  togliDestinazione,
} from './consegne/destinazioni.ts';
export type { PercheNonConsegnato } from './core/consegna.ts';
export { selectConsegne as leggiConsegne, type Consegna } from './store/consegna.ts';
export {
  selectDestinazione as leggiDestinazione,
  selectDestinazioni as elencoDestinazioni,
  type Destinazione,
} from './store/destinazione.ts';
