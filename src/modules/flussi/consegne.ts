/** What a loaded file gives back, and how it is found again. */
export { LAVORO_DOVUTI } from './acts/accoda-carico.ts';
export { partiAvvisi, zipAvvisi, type ParteAvvisi } from './consegne/avvisi.ts';
export { cercaFlusso } from './consegne/cerca.ts';
export { FATTO_FLUSSO_FINITO } from './consegne/finito.ts';
export type { SenzaAvviso } from './consegne/indice.ts';
export { leggiResoconto, type Resoconto } from './consegne/resoconto.ts';
