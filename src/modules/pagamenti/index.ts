/**
 * pagamenti: what was paid. It answers the Nodo for a notice (verify, get) and registers its receipts, whole and for ever; it tells
 * what each ente got. It declines to know SOAP (the door's) and how a dovuto changes state (posizioni's). Spec: SANP 3.12, paForNode.
 */
export { apriFonti, attivaAvviso, verificaAvviso, type AvvisoAttivato, type Fonti } from './acts/avviso.ts';
export {
  conservaIllegibile,
  registraRicevuta,
  registraRicevute,
  type Consegna,
  type MessaggioRicevuta,
  type Registrazione,
} from './acts/ricevuta.ts';
export { risolviChiamata, type Chiamata, type StazioneDiEnte } from './core/chiamata.ts';
export type { OrigineRicevuta, QuotaRicevuta, RicevutaLetta } from './core/ricevuta.ts';
export { RIFIUTI_NODO, rifiutoNodo, type CodiceNodo, type RifiutoNodo } from './core/rifiuti.ts';
export { selectStazioni as leggiConfigurazioneNodo } from './store/nodo.ts';
export {
  contaPagati,
  scorriPagati,
  scorriQuoteAltrui,
  scorriRicevute,
  type DovutoPagato,
  type FiltroPagati,
  type Quando,
  type QuotaAltrui,
  type RicevutaConservata,
} from './store/pagati.ts';
export * from './spedite.ts';
export { lavori } from './jobs.ts';
export * from './incassi.ts';
export * from './carrello.ts';
export * from './cittadino.ts';
export * from './arrivi.ts';
export * from './presso-ente.ts';
export * from './link.ts';
export * from './giornata.ts';
