/** What the doors may know of payments that begin at the site of an ente. */
export {
  arrivoDelCarrello,
  esitoPolling,
  guardaArrivo,
  iniziaArrivo,
  leggiPolling,
  ritornoArrivo,
  riprovaArrivo,
  statoCarrelloPreparato,
  type ArrivoGuardato,
} from './acts/arrivo.ts';
export {
  FATTO_RITORNO_NUOVO,
  impostaPortaSil,
  impostaRitorni,
  leggiPortaSil,
  type PortaSil,
} from './acts/porta-sil.ts';
export {
  esitoArrivo,
  esitoPerChiave,
  sessionePagata,
  type EsitoArrivo,
  type EsitoChiave,
  type SessionePagata,
  type VocePagata,
} from './acts/esito-arrivo.ts';
export { replicaArrivo, type ReplicaArrivo } from './acts/replica-arrivo.ts';
export type { SceltePortaSil } from './store/porta-sil.ts';
export {
  iudOccupati,
  preparaCarrello,
  type DaPreparare,
  type RifiutoPrepara,
  type VoceArrivo,
} from './acts/prepara-carrello.ts';
export type { PerEnte } from './acts/chiudi-arrivo.ts';
export type { EsitoPreparato, ModoArrivo, StatoArrivo } from './core/arrivo.ts';
export { RIFIUTI_ARRIVO, type CodiceArrivo, type RifiutoArrivo } from './core/rifiuti.ts';
export type { Arrivo } from './store/arrivo.ts';
