/** What the other rooms may know of the notices: those of who may see one, of a file, of the ente that works. */
export {
  altroAvviso,
  avvisiDelFlusso,
  cercaAvviso,
  leggiAvviso,
  leggiAvvisoDellEnte,
  type AltroAvviso,
  type Avviso,
  type AvvisoDiRiga,
  type AvvisoTrovato,
} from './store/avviso.ts';
