/**
 * avvisi: the document that asks. It draws the payment notice (text, QR, PDF) by the guide of pagoPA; it declines to know who may have it.
 */
export { testoQr, parseTestoQr } from './core/testo-qr.ts';
export { datiAvviso, intestazioneDi, leggiCarta, righeIndirizzo, siStampa, type CartaEnte } from './dati.ts';
export type { DatiAvviso } from './core/avviso-documento.ts';
export { disegnaAvviso } from './documento.ts';
export { apriDisegnatore, type Disegnatore } from './disegnatore.ts';
