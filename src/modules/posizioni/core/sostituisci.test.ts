import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { cents, somma } from '#kernel/importo';
import { proponiRate } from './sostituisci.ts';

describe('equal instalments', () => {
  it('give the whole, to the cent, none more than a cent from another, each after the one before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 99_999_999_999 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom(1, 2, 3, 6, 12),
        (totale, quante, ogniMesi) => {
          const rate = proponiRate({ totaleCents: cents(totale), quante, prima: '2026-01-31' as Giorno, ogniMesi });
          const importi = rate.map((r) => r.importoCents);
          expect(somma(importi)).toBe(totale);
          expect(Math.max(...importi) - Math.min(...importi)).toBeLessThanOrEqual(1);
          const giorni = rate.map((r) => r.dataScadenza ?? '');
          expect(giorni).toEqual(giorni.toSorted());
          expect(new Set(giorni).size).toBe(quante);
        },
      ),
      { numRuns: 50 },
    );
  });
});
