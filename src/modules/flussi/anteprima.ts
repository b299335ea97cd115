/** A file looked at before it is loaded, for the front door. */
export { buttaAnteprima, confermaAnteprima, ricalcolaAnteprima } from './acts/anteprima.ts';
export { calcolaAnteprima } from './acts/calcola-anteprima.ts';
export { correggiRiga, guardaRiga, type RigaGuardata } from './acts/correggi-riga.ts';
export { righeSbagliate } from './acts/righe-sbagliate.ts';
export {
  selectAnteprima as leggiAnteprima,
  selectChiHaCorretto as chiHaCorretto,
  selectRigheCorrette as righeCorrette,
  type Anteprima,
  type Correzione,
  type VoceAnteprima,
} from './store/anteprima.ts';
export { COLONNE as COLONNE_DOVUTI } from './core/dovuti/colonne.ts';
