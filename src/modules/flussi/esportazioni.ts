/** What other modules and the doors may ask about files that go out. */
export { annullaEsportazione } from './acts/annulla-esportazione.ts';
export { prenotaConservazione, prenotaScaduti } from './acts/prenota-altri.ts';
export { prenotaIncrementale, prenotaPagati, type RichiestaPagati } from './acts/prenota-pagati.ts';
export { VERSIONI_PAGATI } from './core/pagati/colonne.ts';
export { FORMATI, VERSIONE_2_0 } from './core/pagati/due-zero.ts';
export { ENTE_SECONDARIO } from './core/pagati/secondario.ts';
export {
  CADENZE,
  elencoProgrammazioni,
  programma,
  sospendi,
  type Cadenza,
  type Programmazione,
} from './esportazioni/programmate.ts';
export { selectRighePrima as leggiRighePrima } from './esportazioni/store.ts';
