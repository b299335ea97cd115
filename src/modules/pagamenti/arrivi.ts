/** What the doors may know of payments that begin at the site of an ente. */
export {
  arrivoDelCarrello,
  guardaArrivo,
  iniziaArrivo,
  leggiPolling,
  ritornoArrivo,
  riprovaArrivo,
  statoCarrelloPreparato,
  type ArrivoGuardato,
} from './acts/arrivo.ts';
export {
  impostaRitorni,
  preparaCarrello,
  type DaPreparare,
  type RifiutoPrepara,
  type VoceArrivo,
} from './acts/prepara-carrello.ts';
export type { PerEnte } from './acts/chiudi-arrivo.ts';
export type { EsitoPreparato, ModoArrivo, StatoArrivo } from './core/arrivo.ts';
export { RIFIUTI_ARRIVO, type CodiceArrivo, type RifiutoArrivo } from './core/rifiuti.ts';
export type { Arrivo } from './store/arrivo.ts';
