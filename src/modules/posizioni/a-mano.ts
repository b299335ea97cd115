/** What a clerk does to dovuti by hand, one at a time. */
export { compilaAMano, inserisciAMano, valutaAMano, type ChiAMano } from './acts/a-mano.ts';
export { moduloAMano, type ModuloAMano } from './acts/modulo-a-mano.ts';
export { isIufAMano, type PianoAMano, type PosizioneAMano } from './core/a-mano.ts';
export { modificaDovuto } from './acts/modifica.ts';
export type { DatiModifica, ModificaDovuto } from './core/modifica.ts';
export { scriviNota, type NuovaNota } from './acts/nota.ts';
export { selectNote as leggiNote, type Nota } from './store/nota.ts';
export { annullaDovuto, cambiaImporto, pubblicaDovuto, rimettiInRiscossione, rinviaDovuto } from './acts/dovuto.ts';
export { sostituisciPosizione, valutaSostituzione, type Sostituzione } from './acts/sostituisci.ts';
export { proponiRate, type PropostaPiano, type Rata } from './core/sostituisci.ts';
export type { AttoDovuto } from './core/atti.ts';
