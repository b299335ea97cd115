/** What the other rooms may know of where the money goes: accounts, stations, and how pagoPA classifies what is collected. */
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
  terminaSostituito,
  valutaIban,
  valutaSostituito,
  valutaTermine,
} from './acts/conto.ts';
export { vitaDi, type Decorrenza, type TermineSostituito, type VitaIban } from './core/conto.ts';
export type { Conto, ContoIntero } from './store/conto.ts';
export {
  associaStazione,
  attivaStazione,
  chiudiAssociazione,
  disattivaStazione,
  leggiStazioni,
  registraStazione,
  segmentoSimulatore,
  stazioniAperte,
  stazioniDiProva,
  stazioniDiEnte,
  type Provenienza,
  type Stazione,
} from './acts/stazione.ts';
export type { StazioneAssociata } from './store/stazione.ts';
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
export type { Caricamento } from './store/tassonomia.ts';
export { leggiIbanInScadenza, type IbanInScadenza } from './store/scadenze.ts';
