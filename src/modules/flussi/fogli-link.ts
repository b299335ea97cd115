/** What the doors may know of the spreadsheets from which payment links are made. */
export { buttaFoglioLink, confermaFoglioLink, domandeFoglio, riceviFoglioLink } from './acts/foglio-link.ts';
export type { DifettoRiga, DomandaFoglio } from './core/foglio-link.ts';
export {
  selectFogli as elencoFogliLink,
  selectFoglio as leggiFoglioLink,
  selectRighe as leggiRigheFoglioLink,
  type FoglioLink,
  type RigaFoglioLink,
} from './store/foglio-link.ts';
