/** How dovuti are found, and all those of somebody. */
export {
  cercaDovuti,
  dovutiDelDebitore,
  leggiDovuto,
  sommaDovuti,
  trovaDovuti,
  TROVATI_DOVUTI_MAX,
  type DovutoDelDebitore,
  type DovutoInElenco,
  type DovutoIntero,
  type FiltroDovuti,
  type PassoStoria,
} from './store/ricerca.ts';
export { ricercaAggiornataAl, ricostruisciRicerca, seguiRicerca } from './acts/ricerca.ts';
export { apriRicerca, salvaRicerca } from './store/ricerca-salvata.ts';
export { isDiNessuno, leggiDebitoreDi, type DebitoreDellEnte } from './store/debitore.ts';
export { disegnaEstratto, type DatiEstratto } from './estratto.ts';
export { sommeDebitore } from './core/estratto.ts';
export { confrontaRicerca, type ConfrontoRicerca } from './store/ricerca-segui.ts';
