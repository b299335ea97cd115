import { permette, type Avviso, type CosaSiPuo } from '#modules/posizioni';
import { vai, type Risposta } from '#platform/http/pagina';
import { VAI } from './indirizzi.ts';

/**
 * The state guards: what a notice must allow (posizioni has the table), one of these, for a page to be seen of it or to offer what it is
 * for. Whoever comes in another state goes to the page of the notice, which says what is to be paid, gives the receipt, or tells what
 * happened and what to do, whatever was there a moment before.
 */
export const GUARDIE = {
  '/avviso/:riferimento': ['paga', 'ricevuta', 'spiega'],
  '/avvisi/:iuv': ['paga', 'ricevuta', 'spiega'],
  '/avvisi/:iuv/avviso.pdf': ['paga'],
  '/avvisi/:iuv/ricevuta.pdf': ['ricevuta'],
  /** Put in the carrello, by its form. */
  '/carrello': ['paga'],
  /** Its box among the open ones, and its line among those paid. */
  '/posizioni': ['paga'],
  '/pagamenti': ['ricevuta'],
  /** The button of what an ente has prepared: none of its notices may be in another state. */
  '/arrivo/:token': ['paga'],
  '/avvisi/:iuv/ritira': ['ritira'],
} as const satisfies Record<string, readonly CosaSiPuo[]>;

/** May it still be paid with its number? */
export function pagabile(avviso: Pick<Avviso, 'stato'>): boolean {
  return permette(avviso, 'paga');
}

/** May this page be seen of this notice, as it stands now? */
export function ammessa(pagina: keyof typeof GUARDIE, avviso: Pick<Avviso, 'stato'>): boolean {
  return GUARDIE[pagina].some((cosa) => permette(avviso, cosa));
}

/** Null: it may be seen. Else where to go instead. */
export function guardia(pagina: keyof typeof GUARDIE, avviso: Pick<Avviso, 'stato' | 'iuvId'>): Risposta | null {
  return ammessa(pagina, avviso) ? null : vai(VAI.intero(avviso.iuvId));
}
