/** What the doors may know of the files that a citizen, or who works for the ente, attaches to a form. */
export {
  allegatiRisposti,
  postiPerFile,
  TIPI_ALLEGATO,
  type AllegatoRisposto,
  type AllegatoTenuto,
} from './core/allegato.ts';
export { RIFIUTI_ALLEGATO, type CodiceAllegato } from './core/rifiuti.ts';
export {
  allegatiDellaVisita,
  leggiAllegati,
  scaricaAllegato,
  tieniAllegato,
  togliAllegato,
  type AllegatoMostrato,
} from './acts/allegati.ts';
export {
  aggiungiAllegati,
  domandaDelFile,
  domandeSenzaFile,
  togliAllegatoDovuto,
  type DomandeSenzaFile,
  type FileDi,
} from './acts/allegati-dovuto.ts';
export {
  selectAllegatiTolti as leggiAllegatiTolti,
  type AllegatoTolto,
  type DaLegare,
  type FormaInCorso,
} from './store/allegati.ts';
