/** What the other rooms may know of the deleghe: who acts for a person before an ente. */
export {
  approvaDelega,
  chiediDelega,
  elencoDeleghe,
  leggiDelegheMie,
  revocaDelega,
  revocaDelegaMia,
  rifiutaDelega,
  scaricaDocumentoDelega,
} from './acts/deleghe.ts';
export { GENERI_DELEGA, statoDelega, type GenereDelega, type StatoDelega } from './core/delega.ts';
export { RIFIUTI_DELEGA, type CodiceDelega, type RifiutoDelega } from './core/rifiuti.ts';
export type { Delega } from './store/deleghe.ts';
