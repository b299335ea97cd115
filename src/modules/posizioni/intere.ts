/** Posizioni by the ente's own codes, whole: how its software writes, reads and annuls them. */
export {
  annullaPosizione,
  caricaPosizioni,
  leggiPosizioni,
  scriviPosizioni,
  type Caricata,
  type DaScrivere,
  type Scritta,
} from './acts/scrivi-posizioni.ts';
export type { DovutoIntera, PosizioneIntera } from './core/intera.ts';
export { selectIupdDi as iupdDelDovuto } from './store/posizione-intera.ts';
