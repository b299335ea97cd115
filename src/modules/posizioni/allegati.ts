/** What the doors may know of the files that a citizen attaches to a form. */
export { allegatiRisposti, postiPerFile, type AllegatoRisposto, type AllegatoTenuto } from './core/allegato.ts';
export { RIFIUTI_ALLEGATO, type CodiceAllegato } from './core/rifiuti.ts';
export {
  allegatiDellaVisita,
  leggiAllegati,
  scaricaAllegato,
  tieniAllegato,
  togliAllegato,
  type AllegatoMostrato,
} from './acts/allegati.ts';
export type { FormaInCorso } from './store/allegati.ts';
