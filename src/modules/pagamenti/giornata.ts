/** What the day of the ufficio tells of the money, and what of it is stuck. */
export { fermi } from './fermi.ts';
export { CANALI, leggiRiassunto, seguiRiassunto, type RigaRiassunto } from './store/riassunto.ts';
export { leggiMessaggiDifettosi, type MessaggioDaElaborare, type MessaggioDifettoso } from './store/messaggi.ts';
