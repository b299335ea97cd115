import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenzeJson, posizioneDi, posizioniJson, testoCanonico } from './json.ts';

const TESTO = `{
  "a": { "b/c": [1, {"d": "}]\\" :"}],
    "e~": null },
  "f": []
}`;

describe('posizioniJson', () => {
  it('finds each value by its pointer', () => {
    const trovate = Object.fromEntries(
      [...posizioniJson(TESTO)].map(([dove, { riga, colonna }]) => [dove, `${riga}:${colonna}`]),
    );
    expect(trovate).toEqual({
      '': '1:1',
      '/a': '2:8',
      '/a/b~1c': '2:17',
      '/a/b~1c/0': '2:18',
      '/a/b~1c/1': '2:21',
      '/a/b~1c/1/d': '2:27',
      '/a/e~0': '3:11',
      '/f': '4:8',
    });
  });

  it('what is missing is where it would be', () => {
    const posizioni = posizioniJson(TESTO);
    expect(posizioneDi(posizioni, '/a/manca/questo')).toEqual({ riga: 2, colonna: 8 });
    expect(posizioneDi(posizioni, '/manca')).toEqual({ riga: 1, colonna: 1 });
    expect(posizioneDi(new Map(), '/x')).toBeNull();
  });

  it('knows every value of any document', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (testo) => {
        expect(posizioniJson(testo).size).toBe(valori(JSON.parse(testo)));
      }),
    );
  });
});

function valori(json: unknown): number {
  if (typeof json !== 'object' || json === null) return 1;
  return 1 + Object.values(json).reduce<number>((somma, uno) => somma + valori(uno), 0);
}

describe('differenzeJson', () => {
  it('says what was added, taken away and changed, and where', () => {
    const prima = { a: 1, b: { c: [1, 2], d: 'x' }, e: 0 };
    const dopo = { e: 0, b: { c: [1, 3, 4], d: { y: 1 } }, f: null };
    expect(differenzeJson(prima, dopo)).toEqual([
      { genere: 'tolto', percorso: '/a', prima: 1 },
      { genere: 'cambiato', percorso: '/b/c/1', prima: 2, dopo: 3 },
      { genere: 'aggiunto', percorso: '/b/c/2', dopo: 4 },
      { genere: 'cambiato', percorso: '/b/d', prima: 'x', dopo: { y: 1 } },
      { genere: 'aggiunto', percorso: '/f', dopo: null },
    ]);
  });

  it('finds nothing between equal documents, whatever the order of their keys, and something between others', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (uno, altro) => {
        expect(differenzeJson(uno, JSON.parse(JSON.stringify(uno)))).toEqual([]);
        expect(differenzeJson(uno, altro).length === 0).toBe(testoCanonico(uno) === testoCanonico(altro));
      }),
    );
    expect(testoCanonico({ b: 1, a: [{ d: 1, c: 2 }] })).toBe(testoCanonico({ a: [{ c: 2, d: 1 }], b: 1 }));
  });
});
