import { expect, it } from 'vitest';
import { cents } from '#kernel/importo';
import { sommeDebitore } from './estratto.ts';
import type { StatoMostrato } from './stati.ts';

it('what is asked, what was paid and what is asked no more are summed apart', () => {
  const voce = (stato: StatoMostrato, importo: number, pagato: number | null = null) => ({
    stato,
    importoCents: cents(importo),
    pagatoCents: pagato === null ? null : cents(pagato),
  });
  const tutte = [
    voce('da_pagare', 100),
    voce('in_pagamento', 20),
    voce('in_attesa_di_ricevuta', 3),
    voce('pagato', 500, 450),
    voce('scaduto', 7),
    voce('annullato', 9000),
    voce('estinto', 9000),
    voce('bozza', 9000),
  ];
  expect(sommeDebitore(tutte)).toEqual({ daPagareCents: 123, pagatoCents: 450, scadutoCents: 7 });
  expect(sommeDebitore([])).toEqual({ daPagareCents: 0, pagatoCents: 0, scadutoCents: 0 });
});
