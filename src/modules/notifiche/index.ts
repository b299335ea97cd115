/**
 * notifiche: what is told to whom, by which channel, once. It follows the facts that other modules announce and keeps an outbox; it
 * declines
 * to know why something is worth telling.
 */
export { datiNotifiche } from './dati.ts';
export { lavori } from './jobs.ts';
export { inviaSegnalazione } from './segnalazione.ts';
export type { Segnalazione } from './store.ts';
