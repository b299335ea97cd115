/** What the module says of costs: what a dovuto costs at an instant, what may change it, and the ente that is asked. */
export {
  eraScaduto,
  inVigore as quotazioneInVigore,
  GENERI_GRADINO,
  quantoCosta,
  scalaDi,
  type Costo,
  type FattiCosto,
  type GenereGradino,
  type Gradino,
  type QuotaCosto,
  type Quotazione,
  type RigaCosto,
  type Termini,
} from './core/quanto.ts';
export { impostaGradini, impostaTermine, registraNotifica } from './acts/quanto.ts';
export { GRADINI_MAX, validaGradini, validaNotifica, validaTermine, type AMano } from './core/quanto-valida.ts';
export { leggiPosizioneAperta, type DovutoAperto, type PosizioneAperta } from './store/posizione-aperta.ts';
export { RIFIUTI_QUANTO, type CodiceQuanto, type RifiutoQuanto } from './core/rifiuti.ts';
export { alPrezzoChiesto } from './core/quanto-pagato.ts';
export { apriQuotazioni, type Detta, type Quotatore } from './acts/quotazione.ts';
