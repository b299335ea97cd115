/** What the day of the ufficio tells of the dovuti, and what of them is stuck. */
export { fermi } from './fermi.ts';
export {
  contaDaVerificare,
  contaOltreTermine,
  leggiConteggi,
  seguiConteggio,
  type Conteggi,
} from './store/conteggio.ts';
