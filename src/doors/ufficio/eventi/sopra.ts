import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioEventi } from '#testi/it/ufficio-eventi';
import { VAI } from '../indirizzi.ts';

/** Where the pages of subscriptions hang from. */
export const SOPRA = [{ testo: ufficioEnte.indice.titolo, a: VAI.configurazione }];
export const SOPRA_EVENTI = [...SOPRA, { testo: ufficioEventi.titolo, a: VAI.eventi }];
