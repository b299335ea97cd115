/** What the ente's software asks of dovuti, one at a time or by who owes them. */
export { caricaUno, type EsitoUno } from './acts/uno.ts';
export { chiamaDovuto, dovutiDaDire, entiDelDebitore, type DovutoDaDire } from './store/aperti-debitore.ts';
