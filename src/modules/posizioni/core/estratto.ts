import { somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import type { StatoMostrato } from './stati.ts';

type Voce = { stato: StatoMostrato; importoCents: Cents; pagatoCents: Cents | null };

/** What is still asked of somebody, what they have paid, and what is asked no more. */
export type SommeDebitore = { daPagareCents: Cents; pagatoCents: Cents; scadutoCents: Cents };

const CHIESTI: ReadonlySet<StatoMostrato> = new Set(['da_pagare', 'in_pagamento', 'in_attesa_di_ricevuta']);

/** The ways to pay the same posizione are each asked whole: the sums say what is listed, not what will come. */
export function sommeDebitore(dovuti: readonly Voce[]): SommeDebitore {
  const di = (quali: (d: Voce) => boolean, importo: (d: Voce) => Cents): Cents =>
    somma(dovuti.filter(quali).map(importo));
  return {
    daPagareCents: di(
      ({ stato }) => CHIESTI.has(stato),
      ({ importoCents }) => importoCents,
    ),
    pagatoCents: di(
      ({ stato }) => stato === 'pagato',
      ({ pagatoCents }) => pagatoCents ?? ZERO_CENTS,
    ),
    scadutoCents: di(
      ({ stato }) => stato === 'scaduto',
      ({ importoCents }) => importoCents,
    ),
  };
}
