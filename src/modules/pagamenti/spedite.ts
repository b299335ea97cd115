/** What the other rooms may know of receipts: which are new, what each says, its paper, and the documents for the ente's software. */
export * from './esito.ts';
export { datiRicevuta, soggetto } from './dati-ricevuta.ts';
export { ricevutaPdf, type RicevutaPdf } from './acts/ricevuta-pdf.ts';
export { FATTO_CARRELLO_LASCIATO } from './acts/carrello.ts';
export { ricevuteNuove, type RicevutaNuova } from './store/nuove.ts';
export { disegnaRicevuta, type DatiRicevuta } from './documento.ts';
export { leggiRicevute, ricevuteDellEnte, type RicevutaDellEnte, type RicevutaMostrata } from './store/mostrate.ts';
export { selectRicevutaDi as ricevutaDi } from './store/ricevuta-di.ts';
export {
  selectRicevutaPerSoftware as leggiRicevutaPerSoftware,
  selectRicevuteDopo as ricevuteDopo,
  selectXmlRicevuta as xmlRicevuta,
  type RicevutaPerSoftware,
} from './store/per-software.ts';
