import type { OperazioneSil } from '../operazione.ts';
import { chiediEsitoCarrello } from './chiedi-esito.ts';
import { chiediPagati, chiediPagatiConRicevuta } from './chiedi-pagati.ts';
import { inviaCarrello } from './invia-carrello.ts';
import { inviaDovuti } from './invia-dovuti.ts';
import { verificaAvviso } from './verifica-avviso.ts';

/** A payment that begins at the ente: what is to be paid, the address to send the browser to, and how it went. */
export const AVVIO: readonly OperazioneSil[] = [
  inviaDovuti,
  inviaCarrello,
  verificaAvviso,
  chiediPagati,
  chiediPagatiConRicevuta,
  chiediEsitoCarrello,
];
