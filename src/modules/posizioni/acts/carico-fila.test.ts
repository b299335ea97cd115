import { setImmediate as giro } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inFila, type Passo } from './carico-fila.ts';

class Occupata extends Error {}

type Slice = (passo: Passo, prova: number) => Promise<void>;

/** Works the slices in two lanes, and tells what happened in its order. */
function corri(slices: readonly Slice[], corsie = 2) {
  const detti: string[] = [];
  const prove = slices.map(() => 0);
  const fine = inFila({
    fette: slices.map((_, n) => n),
    corsie,
    tenta: async (n, corsia, passo) => {
      const prova = (prove[n] ?? 0) + 1;
      prove[n] = prova;
      detti.push(`${n} begins in ${corsia}`);
      try {
        await slices[n]?.(passo, prova);
      } catch (causa) {
        detti.push(`${n} gives way`);
        throw causa;
      }
      detti.push(`${n} commits`);
    },
    dopo: async (n) => {
      detti.push(`${n} is done`);
    },
    prove: { isRitentabile: (causa) => causa instanceof Occupata, massimo: 3, attesaMs: 0 },
  });
  return { detti, fine, prove };
}

/** Holds its rows at once, and does the rest in that many turns. */
const lunga =
  (giri: number): Slice =>
  async ({ tenuta, tocca }) => {
    tenuta();
    for (let n = 0; n < giri; n += 1) await giro();
    await tocca();
  };

const commessi = (detti: readonly string[]) => detti.filter((detto) => detto.endsWith('commits'));
const IN_ORDINE = ['0 commits', '1 commits', '2 commits', '3 commits'];

describe('slices in a file', () => {
  it('are two at a time after the first, and commit in their order even where the one behind is quicker', async () => {
    const { detti, fine } = corri([lunga(1), lunga(20), lunga(1), lunga(1)]);
    await fine;
    expect(commessi(detti)).toEqual(IN_ORDINE);
    expect(detti.indexOf('1 begins in 1')).toBeGreaterThan(detti.indexOf('0 is done'));
    expect(detti.indexOf('2 begins in 0')).toBeLessThan(detti.indexOf('1 commits'));
    expect(detti.indexOf('3 begins in 1')).toBeGreaterThan(detti.indexOf('1 is done'));
  });

  it('are one at a time in one lane', async () => {
    const { detti, fine } = corri([lunga(2), lunga(1), lunga(1)], 1);
    await fine;
    expect(detti.map((detto) => detto.replace(' in 0', ''))).toEqual(
      [0, 1, 2].flatMap((n) => [`${n} begins`, `${n} commits`, `${n} is done`]),
    );
  });

  it('the one behind does not begin while the one before has not its rows', async () => {
    const attesa = Promise.withResolvers<void>();
    const { detti, fine } = corri([
      lunga(1),
      async (passo) => {
        await attesa.promise;
        await lunga(1)(passo, 1);
      },
      lunga(1),
      lunga(1),
    ]);
    for (let n = 0; n < 50; n += 1) await giro();
    expect(detti).not.toContain('2 begins in 0');
    attesa.resolve();
    await fine;
    expect(commessi(detti)).toEqual(IN_ORDINE);
  });

  it('the one before has to begin again: the one behind gives way first, and comes after it', async () => {
    const { detti, fine, prove } = corri([
      lunga(1),
      async (passo, prova) => {
        await lunga(5)(passo, prova);
        if (prova === 1) throw new Occupata();
      },
      lunga(1),
      lunga(1),
    ]);
    await fine;
    expect(commessi(detti)).toEqual(IN_ORDINE);
    expect(prove).toEqual([1, 2, 2, 1]);
    expect(detti.indexOf('2 gives way')).toBeLessThan(detti.lastIndexOf('1 begins in 1'));
    expect(detti.lastIndexOf('2 begins in 0')).toBeGreaterThan(detti.indexOf('1 commits'));
  });

  it('the one before falls before it has its rows: nothing begins behind it', async () => {
    const { detti, fine, prove } = corri([
      lunga(1),
      async (passo, prova) => {
        if (prova < 3) throw new Occupata();
        await lunga(1)(passo, prova);
      },
      lunga(1),
      lunga(1),
    ]);
    await fine;
    expect(prove).toEqual([1, 3, 1, 1]);
    expect(detti.indexOf('2 begins in 0')).toBeGreaterThan(detti.indexOf('1 commits'));
    expect(commessi(detti)).toEqual(IN_ORDINE);
  });

  it('the one behind meets somebody: it is tried again when the one before has ended', async () => {
    const { detti, fine, prove } = corri([
      lunga(1),
      lunga(20),
      async (passo, prova) => {
        if (prova === 1) throw new Occupata();
        await lunga(1)(passo, prova);
      },
      lunga(1),
    ]);
    await fine;
    expect(prove).toEqual([1, 1, 2, 1]);
    expect(detti.lastIndexOf('2 begins in 0')).toBeGreaterThan(detti.indexOf('1 commits'));
    expect(commessi(detti)).toEqual(IN_ORDINE);
  });

  it('one that cannot be stops those behind it, and what it met is told', async () => {
    const muore: Slice = async (passo) => {
      await lunga(3)(passo, 1);
      throw new Error('broken');
    };
    const { detti, fine } = corri([lunga(1), muore, lunga(1), lunga(1)]);
    await expect(fine).rejects.toThrow('broken');
    expect(commessi(detti)).toEqual(['0 commits']);
    expect(detti).toContain('2 gives way');
    const senza = corri([lunga(1), lunga(1), () => Promise.reject(new Occupata()), lunga(1)]);
    await expect(senza.fine).rejects.toThrow(Occupata);
    expect(commessi(senza.detti)).toEqual(['0 commits', '1 commits']);
    expect(senza.prove).toEqual([1, 1, 3, 0]);
  });
});
