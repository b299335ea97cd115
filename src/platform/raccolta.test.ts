import { setTimeout as pausa } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { raccolta } from './raccolta.ts';

/** Doubles numbers, and remembers the sets it was given; a set with a negative number fails. */
function doppio({ inVoloMax = 1, insiemeMax = 3 } = {}) {
  const insiemi: number[][] = [];
  const chiedi = raccolta<number, number>({
    inVoloMax,
    insiemeMax,
    esegui: async (chiavi) => {
      insiemi.push([...chiavi]);
      await pausa(40);
      if (chiavi.some((n) => n < 0)) throw new Error('negative');
      return chiavi.map((n) => n * 2);
    },
  });
  return { insiemi, chiedi };
}

it('asks together for what comes together, in sets of at most so many, and gives each its own answer', async () => {
  const { insiemi, chiedi } = doppio();
  expect(await Promise.all([1, 2, 3, 4, 5].map(chiedi))).toEqual([2, 4, 6, 8, 10]);
  expect(insiemi).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});

it('what comes while a set is on its way goes with the next one', async () => {
  const { insiemi, chiedi } = doppio();
  const prima = chiedi(1);
  await pausa(2);
  expect(await Promise.all([prima, chiedi(2), chiedi(3)])).toEqual([2, 4, 6]);
  expect(insiemi).toEqual([[1], [2, 3]]);
});

it('while a set is on its way the next one leaves full, as many at once as it may, or when that one is back', async () => {
  const { insiemi, chiedi } = doppio({ inVoloMax: 2, insiemeMax: 2 });
  const prima = chiedi(1);
  await pausa(2);
  const sola = chiedi(2);
  await pausa(1);
  expect(insiemi).toEqual([[1]]);
  const altre = Promise.all([sola, chiedi(3), chiedi(4)]);
  await pausa(1);
  expect(insiemi).toEqual([[1], [2, 3]]);
  expect([await prima, ...(await altre)]).toEqual([2, 4, 6, 8]);
  expect(insiemi).toEqual([[1], [2, 3], [4]]);
});

it('one that cannot be done fails alone', async () => {
  const { insiemi, chiedi } = doppio();
  const esiti = await Promise.allSettled([1, -2, 3].map(chiedi));
  expect(esiti.map((e) => (e.status === 'fulfilled' ? e.value : 'failed'))).toEqual([2, 'failed', 6]);
  expect(insiemi).toEqual([[1, -2, 3], [1], [-2], [3]]);
  expect(await chiedi(4)).toBe(8);
});
