import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  PRIMA_DEL_PRIMO,
  dividiImpronte,
  fineBlocco,
  giudicaBlocco,
  giudicaCatena,
  primaRigaRotta,
  type Anello,
  type BloccoRiletto,
} from './blocchi.ts';

describe('fineBlocco', () => {
  test.each([
    ['nothing to seal', { primo: null, oltre: null, orizzonte: 90n }, null],
    ['all of it fits: up to the horizon', { primo: 10n, oltre: null, orizzonte: 90n }, 90n],
    ['too many: up to the transaction that does not fit', { primo: 10n, oltre: 40n, orizzonte: 90n }, 40n],
    ['one transaction larger than a block is a block', { primo: 10n, oltre: 10n, orizzonte: 90n }, 11n],
  ])('%s', (_, resto, fine) => {
    expect(fineBlocco(resto)).toBe(fine);
  });

  test('any sequence of transactions is cut in whole transactions, each in one block, none above the bound unless alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 }), (quanti) => {
        const righeMax = 20;
        const xids = quanti.flatMap((n, i) => Array.from({ length: n }, () => BigInt(i * 3 + 5)));
        const orizzonte = 1000n;
        const coperte: bigint[] = [];
        for (let da = 0n; ;) {
          const resto = xids.filter((x) => x >= da);
          const fine = fineBlocco({ primo: resto[0] ?? null, oltre: resto[righeMax] ?? null, orizzonte });
          if (fine === null) break;
          const blocco = resto.filter((x) => x < fine);
          expect(blocco.length).toBeGreaterThan(0);
          expect(blocco.length <= righeMax || new Set(blocco).size === 1).toBe(true);
          coperte.push(...blocco);
          da = fine;
        }
        expect(coperte).toEqual(xids);
      }),
    );
  });
});

describe('giudicaBlocco', () => {
  const prima: Anello = { n: 4, aXid: 100n, impronta: 'aa'.repeat(32) };
  const buono: BloccoRiletto = {
    n: 5,
    daXid: 100n,
    aXid: 120n,
    precedente: prima.impronta,
    impronta: 'bb'.repeat(32),
    improntaGiusta: true,
    righe: 2,
  };

  test('a block that follows and holds what it says is good', () => {
    expect(giudicaBlocco(prima, buono)).toBeNull();
    expect(
      giudicaBlocco(PRIMA_DEL_PRIMO, { ...buono, n: 1, daXid: 0n, precedente: PRIMA_DEL_PRIMO.impronta }),
    ).toBeNull();
  });

  test.each([
    ['a gap names the block that is missing', { n: 7 }, { n: 5, guasto: 'blocco_mancante' }],
    ['another hash before', { precedente: 'cc'.repeat(32) }, { n: 5, guasto: 'catena_spezzata' }],
    ['acts left between two blocks', { daXid: 101n }, { n: 5, guasto: 'catena_spezzata' }],
    ['columns that do not give its hash', { improntaGiusta: false }, { n: 5, guasto: 'blocco_alterato' }],
  ])('%s', (_, cambio, atteso) => {
    expect(giudicaBlocco(prima, { ...buono, ...cambio })).toEqual(atteso);
  });
});

test('giudicaCatena stops at the first broken block, and each is judged by the one before it', () => {
  const catena = [1, 2, 3, 4].map((n): BloccoRiletto => ({
    n,
    daXid: BigInt(n * 10 - 10),
    aXid: BigInt(n * 10),
    precedente: n === 1 ? PRIMA_DEL_PRIMO.impronta : `h${n - 1}`,
    impronta: `h${n}`,
    righe: 1,
    improntaGiusta: true,
  }));
  expect(giudicaCatena(PRIMA_DEL_PRIMO, catena)).toEqual({ sani: catena, guasto: null });
  expect(giudicaCatena(PRIMA_DEL_PRIMO, catena.slice(1))).toEqual({
    sani: [],
    guasto: { n: 1, guasto: 'blocco_mancante' },
  });
  const rotta = catena.map((b) => (b.n === 3 ? { ...b, impronta: 'altra' } : b));
  expect(giudicaCatena(PRIMA_DEL_PRIMO, rotta)).toEqual({
    sani: rotta.slice(0, 3),
    guasto: { n: 4, guasto: 'catena_spezzata' },
  });
});

describe('primaRigaRotta', () => {
  const istante = new Date('2026-11-23T10:00:00Z');
  const righe = (...impronte: string[]) => impronte.map((impronta) => ({ id: `id-${impronta}`, istante, impronta }));

  test.each([
    ['nothing', 'abc', 'abc', null],
    ['a changed one', 'abc', 'axc', { genere: 'cambiata', posizione: 2, id: 'id-x', istante }],
    ['the last one changed', 'abc', 'abx', { genere: 'cambiata', posizione: 3, id: 'id-x', istante }],
    ['two changed: the first', 'abcd', 'xbyd', { genere: 'cambiata', posizione: 1, id: 'id-x', istante }],
    ['one gone from the middle', 'abc', 'ac', { genere: 'mancante', posizione: 2, dopo: 'id-a', prima: 'id-c' }],
    ['the first gone', 'abc', 'bc', { genere: 'mancante', posizione: 1, dopo: null, prima: 'id-b' }],
    ['the last gone', 'abc', 'ab', { genere: 'mancante', posizione: 3, dopo: 'id-b', prima: null }],
    ['all gone', 'abc', '', { genere: 'mancante', posizione: 1, dopo: null, prima: null }],
    ['one added in the middle', 'abc', 'abxc', { genere: 'aggiunta', posizione: 3, id: 'id-x', istante }],
    ['one added at the end', 'abc', 'abcx', { genere: 'aggiunta', posizione: 4, id: 'id-x', istante }],
  ])('names %s', (_, attese, trovate, atteso) => {
    expect(primaRigaRotta([...attese], righe(...trovate))).toEqual(atteso);
  });

  test('finds something exactly when something differs', () => {
    const impronte = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
    fc.assert(
      fc.property(impronte, impronte, (attese, trovate) => {
        const rotta = primaRigaRotta(attese, righe(...trovate));
        expect(rotta === null).toBe(attese.join('') === trovate.join(''));
      }),
    );
  });
});

test('dividiImpronte cuts 16 bytes an act', () => {
  expect(dividiImpronte('ab'.repeat(16) + 'cd'.repeat(16))).toEqual(['ab'.repeat(16), 'cd'.repeat(16)]);
  expect(dividiImpronte('')).toEqual([]);
});
