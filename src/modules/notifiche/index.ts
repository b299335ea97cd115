/**
 * notifiche: what is told to whom, by which channel, once. It follows the facts that other modules announce and keeps an outbox; it
 * declines
 * to know why something is worth telling.
 */
export { datiNotifiche } from './dati.ts';
export { lavori } from './jobs.ts';
export { inviaSegnalazione, type Segnalazione } from './segnalazione.ts';
