/** A file that is not in a layout of ours, and which of its columns is which, for the front door. */
export { buttaAltrui } from './acts/anteprima.ts';
export { dimenticaCorrispondenza, usaCorrispondenza } from './acts/corrispondenza.ts';
export { riceviAltrui } from './acts/ricevi-altrui.ts';
export { giudicaCorrispondenza } from './core/corrispondenza/giudica.ts';
export { indovina, type ColonnaFile } from './core/corrispondenza/indovina.ts';
export { AUTOMATICHE, DECIMALI, FORMATI_DATA, type Corrispondenza, type Fonte } from './core/corrispondenza/traduci.ts';
export {
  selectCorrispondenze as elencoCorrispondenze,
  selectDaTradurre as leggiDaTradurre,
  type CorrispondenzaSalvata,
} from './store/corrispondenza.ts';
