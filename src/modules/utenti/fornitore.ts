/** The provider of identity that an ente has of its own: how it is configured, and how its operators come in by it, for that ente alone. */
export {
  cambiaStatoFornitore,
  controllaFornitore,
  leggiFornitoreEnte,
  provaFornitoreEnte,
  ricifraFornitori,
  salvaFornitore,
  scollegaIdentita,
  type FornitoreEnte,
} from './acts/fornitore.ts';
export {
  accediConFornitore,
  accettaConFornitore,
  concludiConFornitore,
  entiConFornitore,
  fornitoreDi,
  iniziaConFornitore,
  uscitaFornitore,
  type ConclusoEnte,
} from './acts/accesso-fornitore.ts';
export type { FornitoreScritto, IdentitaEnte, StatoFornitore } from './core/fornitore.ts';
export type { EnteConFornitore } from './store/fornitore.ts';
