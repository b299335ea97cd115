/** Who works for an ente, as its administrators decide it; and how somebody is asked to. */
export { cambiaMembro, indicaCodiceFiscale, leggiMembri, leggiMembro } from './acts/amministra.ts';
export {
  accettaInvito,
  datiInvito,
  FATTO_INVITATO,
  guardaInvito,
  invita,
  leggiInviti,
  ritiraInvito,
  type Offerta,
} from './acts/invito.ts';
export type { CambioMembro } from './core/membro.ts';
export type { InvitoAperto, InvitoId } from './store/invito.ts';
export type { Membro } from './store/membro.ts';
export { attivaUtente, impostaIntermediario } from './acts/utenti.ts';
export {
  selectUtente as leggiUtente,
  selectUtenti as leggiUtenti,
  type FiltroUtenti,
  type Utente,
} from './store/utenti.ts';
