/**
 * enti: who is paid. It knows the intermediario, the enti (live and prova are two), their stations, accounts and kinds of due, and
 * the taxonomy of pagoPA. It declines to know what hangs from a setting: modules that depend on it say so themselves (house 4).
 * What belongs to an ente is registered for the ente of the context. Sources: pagopa 5.1 (segregation codes), 7 (taxonomy), 8.1 (stations).
 */
export * from './ente.ts';
export * from './conti.ts';
export * from './tipi.ts';
export * from './luoghi.ts';
export * from './regione.ts';
export { ammetteIndirizzo, isRete } from './reti.ts';
export { lavori } from './jobs.ts';
export { RIFIUTI_ENTI, type RifiutoEnti } from './core/rifiuti.ts';
export * from './core/modulo/index.ts';
export { CATALOGO, type CategoriaCatalogo } from './catalogo/catalogo.ts';
