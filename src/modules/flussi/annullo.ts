/** A flow annulled as a whole, for the front door. */
export { annullaFlusso, interrompiAnnullo } from './acts/annulla-flusso.ts';
export {
  contaEsclusi,
  selectAnnullo as leggiAnnullo,
  selectEsclusiAnnullo as leggiEsclusiAnnullo,
  type Annullo,
  type ContoEsclusi,
  type StatoAnnullo,
} from './store/annullo.ts';
