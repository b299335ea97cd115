/**
 * enti: who is paid. It knows the intermediario, the enti (live and prova are two), their stations, accounts and kinds of due, and
 * the taxonomy of pagoPA. It declines to know what hangs from a setting: modules that depend on it say so themselves (house 4).
 * What belongs to an ente is registered for the ente of the context. Sources: pagopa 5.1 (segregation codes), 7 (taxonomy), 8.1 (stations).
 */
export * from './ente.ts';
export {
  associaStazione,
  attivaStazione,
  chiudiAssociazione,
  disattivaStazione,
  leggiStazioni,
  registraStazione,
  stazioniDiEnte,
  stazioniAperte,
  type Provenienza,
  type Stazione,
} from './acts/stazione.ts';
export {
  apriConto,
  attivaIban,
  elencoConti,
  leggiConto,
  modificaConto,
  registraConto,
  registraIban,
  ritiraIban,
  terminaIban,
  valutaIban,
  valutaTermine,
} from './acts/conto.ts';
export { ibanCoperto, vitaDi, type Decorrenza, type VitaIban } from './core/conto.ts';
export * from './tipi.ts';
export type { Conto, ContoIntero } from './store/conto.ts';
export type { StazioneAssociata } from './store/stazione.ts';
export type { Caricamento } from './store/tassonomia.ts';
export { lavori } from './jobs.ts';
export {
  areeTassonomia,
  avvisiTassonomia,
  caricaTassonomia,
  cercaTassonomia,
  registraTassonomia,
  ultimoCaricamento,
  type AvvisoTassonomia,
} from './acts/tassonomia.ts';
export { parseTassonomia, type VoceTassonomia } from './core/tassonomia.ts';
export { RIFIUTI_ENTI, type RifiutoEnti } from './core/rifiuti.ts';
export * from './core/modulo/index.ts';
