/** What notifiche and the doors may know of receipts that go to people: which are new, and the paper of each. */
export { datiRicevuta, soggetto } from './dati-ricevuta.ts';
export { ricevutaPdf, type RicevutaPdf } from './acts/ricevuta-pdf.ts';
export { FATTO_CARRELLO_LASCIATO } from './acts/carrello.ts';
export { ricevuteNuove, type RicevutaNuova } from './store/nuove.ts';
