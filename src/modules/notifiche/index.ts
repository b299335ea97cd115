/**
 * notifiche: what is told to whom, by which channel, once. It follows the facts that other modules announce and keeps an outbox; it
 * declines
 * to know why something is worth telling.
 */
export {
  inviaDiNuovo,
  leggiSpedizioni,
  valutaInvio,
  type Documento,
  type Inviabile,
  type Invio,
  type Spedizione,
} from './di-nuovo.ts';
export {
  RIFIUTI_INVIO,
  RIFIUTI_NOTIFICHE,
  type CodiceInvio,
  type CodiceNotifiche,
  type RifiutoInvio,
  type RifiutoNotifiche,
} from './core/rifiuti.ts';
export { datiNotifiche } from './dati.ts';
export { fermi } from './fermi.ts';
export { lavori } from './jobs.ts';
export { inviaSegnalazione } from './segnalazione.ts';
export type { Segnalazione } from './store.ts';
