/** What the other rooms may know of the deleghe: who acts for a person before an ente. */
export { chiediDelega } from './acts/chiedi-delega.ts';
export {
  apriDelega,
  approvaDelega,
  contaDeleghe,
  contaDelegheDaDecidere,
  elencoDeleghe,
  FATTO_DELEGA_DECISA,
  leggiDelegheMie,
  revocaDelega,
  revocaDelegaMia,
  rifiutaDelega,
  scaricaDocumentoDelega,
} from './acts/deleghe.ts';
export {
  GENERI_DELEGA,
  QUALI_DELEGHE,
  statoDelega,
  ultimoGiorno,
  type GenereDelega,
  type QualiDeleghe,
  type StatoDelega,
} from './core/delega.ts';
export { RIFIUTI_DELEGA, type CodiceDelega, type RifiutoDelega } from './core/rifiuti.ts';
export { selectUnaDellEnte as leggiDelega, type Delega, type DelegaDellEnte } from './store/deleghe.ts';
