/** What the doors may know of the carrello: what a person pays in one go by Checkout, to one or more enti. */
export {
  aggiungiAlCarrello,
  controllaCarrello,
  FATTO_CARRELLO_PAGATO,
  leggiCarrello,
  riapriCarrello,
  segnaRientro,
  siPagaQui,
  togliDalCarrello,
  type VoceControllata,
} from './acts/carrello.ts';
export { unisciCarrelli, type Uniti } from './acts/unisci-carrelli.ts';
export { carrelloDaRiferimento, leggiRiferimentoCarrello, riferimentoCarrello } from './acts/riferimento-carrello.ts';
export { cambiaEmailCarrello, SCOPO_CARRELLO } from './acts/email-carrello.ts';
export { pagaCarrello, type OrdinePagamento } from './acts/paga-carrello.ts';
export {
  statoCarrello,
  type Dubbio,
  type Problema,
  type Rientro,
  type StatoCarrelloMostrato,
} from './core/carrello.ts';
export { RIFIUTI_CARRELLO, type CodiceCarrello, type RifiutoCarrello } from './core/rifiuti.ts';
export type { Carrello } from './store/carrello.ts';
export { aggiungiInsieme, type MessiInsieme } from './acts/carrello-insieme.ts';
