import { setTimeout as pausa } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { raccolta, raccolte } from './raccolta.ts';

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

/** Gathers words, each about its letters; a set is answered when the test says so. */
function parole({ inVoloMax = 1, insiemeMax = 3, isRitentabile = (_: unknown): boolean => true } = {}) {
  const insiemi: { parole: string; fine: PromiseWithResolvers<void> }[] = [];
  const comune = {
    ...{ inVoloMax, insiemeMax, isRitentabile },
    cose: (parola: string) => [...parola],
    esegui: async (chiavi: readonly string[]) => {
      const fine = Promise.withResolvers<void>();
      insiemi.push({ parole: chiavi.join(' '), fine });
      await fine.promise;
      return chiavi.map((parola) => parola.toUpperCase());
    },
  };
  const partiti = async (quanti: number): Promise<string[]> => {
    await expect.poll(() => insiemi.length, { timeout: 15_000 }).toBe(quanti);
    return insiemi.map((i) => i.parole);
  };
  return {
    comune,
    partiti,
    torna: (n: number) => insiemi[n]?.fine.resolve(),
    cade: (n: number) => insiemi[n]?.fine.reject(new Error('broken')),
  };
}

it('two about the same thing go one after the other, and the others do not wait for them', async () => {
  const { comune, partiti, torna } = parole({ inVoloMax: 2 });
  const chiedi = raccolta(comune);
  const fatte: string[] = [];
  const tutte = ['ab', 'a', 'bc', 'c', 'd', 'e', 'f'].map((p) => chiedi(p).then((r) => fatte.push(r)));
  // `c` is free, but it came after `bc`.
  expect(await partiti(1)).toEqual(['ab d e']);
  const [g, h] = [chiedi('g'), chiedi('h')];
  expect(await partiti(2)).toEqual(['ab d e', 'f g h']);
  torna(1);
  await Promise.all([g, h]);
  expect(await partiti(2)).toHaveLength(2);
  torna(0);
  expect(await partiti(3)).toEqual(['ab d e', 'f g h', 'a bc']);
  torna(2);
  expect((await partiti(4)).at(-1)).toBe('c');
  torna(3);
  await Promise.all(tutte);
  expect(fatte).toEqual(['F', 'AB', 'D', 'E', 'A', 'BC', 'C']);
});

it('of a set that is tried again call by call, what is about the same waits until that one has its answer', async () => {
  const { comune, partiti, torna, cade } = parole();
  const chiedi = raccolta(comune);
  const esiti = Promise.allSettled(['a', 'b', 'a'].map(chiedi));
  expect(await partiti(1)).toEqual(['a b']);
  cade(0);
  expect(await partiti(3)).toEqual(['a b', 'a', 'b']);
  torna(2);
  expect(await partiti(3)).toHaveLength(3);
  cade(1);
  expect((await partiti(4)).at(-1)).toBe('a');
  torna(3);
  expect((await esiti).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

it('a set is not tried again where nobody knows whether it was done', async () => {
  const { comune, partiti, cade } = parole({ isRitentabile: () => false });
  const chiedi = raccolta(comune);
  const esiti = Promise.allSettled(['a', 'b'].map(chiedi));
  await partiti(1);
  cade(0);
  expect((await esiti).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await partiti(1)).toEqual(['a b']);
});

it('what is of different groups never goes together, nor waits', async () => {
  const { comune, partiti, torna } = parole();
  const chiedi = raccolte({ ...comune, gruppo: (parola) => (parola < 'n' ? 'first' : 'second') });
  const prime = Promise.all(['a', 'b', 'z', 'y'].map(chiedi));
  expect(await partiti(2)).toEqual(['a b', 'z y']);
  torna(1);
  const ancora = chiedi('z');
  expect((await partiti(3)).at(-1)).toBe('z');
  torna(2);
  expect(await ancora).toBe('Z');
  torna(0);
  expect(await prime).toEqual(['A', 'B', 'Z', 'Y']);
});
