import { expect, test } from 'vitest';
import { coppie, prodotto } from './coppie.ts';

const FATTORI = { a: [1, 2, 3], b: ['x', 'y'], c: [true, false] } as const;

test('every pair that may stand together does, in fewer cases than there are', () => {
  const ammesso = ({ a, c }: { a: number; c: boolean }): boolean => a !== 3 || c;
  const [poche, tutte] = [coppie(FATTORI, ammesso), prodotto(FATTORI, ammesso)];
  expect([tutte.length, poche.length < tutte.length, poche.every(ammesso)]).toEqual([10, true, true]);
  for (const uno of tutte)
    for (const [x, y] of [
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ] as const)
      expect(poche.some((altro) => altro[x] === uno[x] && altro[y] === uno[y])).toBe(true);
});

test('nothing admitted is nothing', () => {
  expect(coppie(FATTORI, () => false)).toEqual([]);
});
