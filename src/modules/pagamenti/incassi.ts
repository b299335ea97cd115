/** Money outside pagoPA, and money to give back (model 7). */
export { registraIncasso, type IncassoDaRegistrare } from './acts/incasso.ts';
export { attribuisciDenaro, segnaNonDovuto, segnaRimborsato } from './acts/rimborso.ts';
export { MEZZI, RIFERIMENTO_MAX, type Mezzo } from './core/incasso.ts';
export { GENERI_RIMBORSO, type GenereRimborso, type Segue } from './core/rimborso.ts';
export { RIFIUTI_INCASSI, type CodiceIncassi, type RifiutoIncassi } from './core/rifiuti.ts';
export { contaIncassati, scorriIncassati, type DovutoIncassato } from './store/incassi.ts';
export {
  leggiDaRimborsare,
  leggiDenaro,
  leggiDenaroDi,
  sommaDaRimborsare,
  type DenaroDaRimborsare,
  type FiltroRimborsi,
} from './store/rimborsi.ts';
