import type { Avviso, StatoMostrato } from '#modules/posizioni';
import { vai, type Risposta } from '#platform/http/pagina';
import { VAI } from './indirizzi.ts';

/** What a notice asks of who reads it. */
type Chiede = 'paga' | 'ricevuta' | 'spiega';

/**
 * The state guards: each state of a notice has its page, which is always at the address of the notice, whatever was there a moment before:
 * what is to be paid, the receipt, or what happened and what to do. A draft is nobody's yet.
 */
export const STATI: Readonly<Record<Exclude<StatoMostrato, 'bozza'>, Chiede>> = {
  da_pagare: 'paga',
  // Warned, and overridable: pagoPA lets a notice be paid once.
  in_pagamento: 'paga',
  in_attesa_di_ricevuta: 'paga',
  pagato: 'ricevuta',
  scaduto: 'spiega',
  annullato: 'spiega',
  estinto: 'spiega',
};

/** In which of them each page about one notice may be seen; whoever comes in another goes to the page of the notice. */
export const GUARDIE = {
  '/avviso/:riferimento': ['paga', 'ricevuta', 'spiega'],
  '/avvisi/:iuv': ['paga', 'ricevuta', 'spiega'],
  '/avvisi/:iuv/avviso.pdf': ['paga'],
  '/avvisi/:iuv/ricevuta.pdf': ['ricevuta'],
  /** Put in the carrello, by its form. */
  '/carrello': ['paga'],
} as const satisfies Record<string, readonly Chiede[]>;

/** What this notice asks now; null: nothing of anybody. */
export function chiede({ stato }: Pick<Avviso, 'stato'>): Chiede | null {
  return stato === 'bozza' ? null : STATI[stato];
}

/** May it still be paid with its number? */
export function pagabile(avviso: Pick<Avviso, 'stato'>): boolean {
  return chiede(avviso) === 'paga';
}

/** May this page be seen of this notice, as it stands now? */
export function ammessa(pagina: keyof typeof GUARDIE, avviso: Pick<Avviso, 'stato'>): boolean {
  const ammessi: readonly (Chiede | null)[] = GUARDIE[pagina];
  return ammessi.includes(chiede(avviso));
}

/** Null: it may be seen. Else where to go instead. */
export function guardia(pagina: keyof typeof GUARDIE, avviso: Pick<Avviso, 'stato' | 'iuvId'>): Risposta | null {
  return ammessa(pagina, avviso) ? null : vai(VAI.intero(avviso.iuvId));
}
