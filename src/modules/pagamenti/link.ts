/** What the doors may know of payment links: an address to send or to print, that leads to a notice or to a form with answers in it. */
export {
  apriLink,
  creaLink,
  opacoDi,
  revocaLink,
  usaLinkPagamento,
  type MetaChiesta,
  type NuovoLink,
} from './acts/link.ts';
export { RIFIUTI_LINK, type CodiceLink, type RifiutoLink } from './core/rifiuti.ts';
export { selectLinkDellEnte as elencoLink, type Link } from './store/link.ts';
