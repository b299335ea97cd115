/** What the other rooms may know of the notices: those of who may see one, of a file, of the ente that works. */
export {
  altroAvviso,
  avvisiDelFlusso,
  cercaAvviso,
  chiamaDovuti,
  leggiAvviso,
  leggiAvvisoDellEnte,
  leggiChiesti,
  selectIudPresi as iudPresi,
  selectPerChiave as dovutiPerChiave,
  type AltroAvviso,
  type Avviso,
  type AvvisoDiRiga,
  type AvvisoTrovato,
  type DovutoChiamato,
} from './store/avviso.ts';
export { viaPresa, type ViaPresa } from './store/via-presa.ts';
