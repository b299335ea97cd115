/** What the doors may know of payment links: an address to send or to print, that leads to a notice or to a form with answers in it. */
export {
  apriLink,
  creaLink,
  creaLinkInsieme,
  opacoDi,
  revocaLink,
  usaLinkPagamento,
  type InsiemeLink,
  type MetaChiesta,
  type NuovoLink,
} from './acts/link.ts';
export { foglieLink, type FogliaLink } from './core/link-campi.ts';
export {
  giudicaLink,
  giudicaMisura,
  QUALI_LINK,
  stanno,
  type MisuraLink,
  type QualiLink,
  type ValoriLink,
} from './core/link.ts';
export { RIFIUTI_LINK, rifiutoLink, type CodiceLink, type RifiutoLink } from './core/rifiuti.ts';
export {
  countLink as contaLink,
  selectLinkDellEnte as elencoLink,
  selectUnLink as leggiLink,
  type Link,
  type LinkDellEnte,
  type LinkInsieme,
} from './store/link.ts';
