import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cents, IMPORTO_MAX_CENTS, somma } from '#kernel/importo';
import { ripartisci, ripartisciInRighe } from './ripartisci.ts';

const importo = fc.integer({ min: 1, max: IMPORTO_MAX_CENTS }).map(cents);

describe('an amount shared in proportion', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [10, [900, 57], [9, 1]],
    [0, [5, 5], [0, 0]],
    [1, [1, 99], [0, 1]],
  ])('%d by %j', (totale, pesi, attese) => {
    expect(ripartisci(cents(totale), pesi.map(cents))).toEqual(attese);
  });

  it('loses no cent, and takes from nobody more than it had', () => {
    fc.assert(
      fc.property(
        fc.array(importo, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (p, k) => {
          const totale = cents(Math.floor(Math.min(somma(p), IMPORTO_MAX_CENTS) * k));
          const parti = ripartisci(totale, p);
          expect(somma(parti)).toBe(totale);
          parti.forEach((parte, n) => expect(parte).toBeLessThanOrEqual(p[n] ?? 0));
        },
      ),
    );
  });

  it('keeps both sums of rows and columns', () => {
    fc.assert(
      fc.property(fc.array(importo, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 6 }), (colonne, n) => {
        const righe = ripartisci(
          somma(colonne),
          Array.from({ length: n }, () => cents(1)),
        );
        const parti = ripartisciInRighe(righe, colonne);
        expect(parti.map(somma)).toEqual(righe);
        expect(colonne.map((_, c) => somma(parti.map((riga) => riga[c] ?? cents(0))))).toEqual(colonne);
        for (const parte of parti.flat()) expect(parte).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
