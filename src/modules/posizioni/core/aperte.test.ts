import { expect, test } from 'vitest';
import type { PosizioneId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { inDueModi, riepilogaAperte } from './aperte.ts';
import type { StatoMostrato } from './stati.ts';

const una = (posizione: string, opzione: number, importo: number, stato: StatoMostrato = 'da_pagare') => ({
  posizioneId: posizione as PosizioneId,
  opzione,
  avviso: { stato, importoCents: cents(importo) },
});

test('nothing is asked of who owes nothing', () => {
  expect(riepilogaAperte([])).toEqual({ quante: 0, importoCents: 0 });
  expect(riepilogaAperte([una('a', 1, 100, 'scaduto')])).toEqual({ quante: 0, importoCents: 0 });
});

test('of two ways to pay the same, the one that asks for less counts', () => {
  const multa = [una('m', 1, 2800), una('m', 2, 4000)];
  const tari = [una('t', 1, 10_000), una('t', 2, 5000), una('t', 2, 5100)];
  expect(riepilogaAperte([...multa, ...tari, una('x', 1, 50, 'in_pagamento')])).toEqual({
    quante: 3,
    importoCents: 12_850,
  });
  // The reduced amount is past its term.
  expect(riepilogaAperte([una('m', 1, 2800, 'scaduto'), una('m', 2, 4000)])).toEqual({ quante: 1, importoCents: 4000 });
});

test('two instalments are one way to pay, a whole and an instalment are two', () => {
  expect(inDueModi([una('t', 2, 5000), una('t', 2, 5100), una('m', 1, 1)])).toBe(false);
  expect(inDueModi([una('t', 1, 10_000), una('t', 2, 5000)])).toBe(true);
});
