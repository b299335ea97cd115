import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leggiJson, type JsonLetto } from './json.ts';

const leggi = (testo: string): JsonLetto => leggiJson(Buffer.from(testo), testo);

describe('a body', () => {
  it('is read as it is, whatever its names and texts hold', () => {
    fc.assert(
      fc.property(fc.json(), (testo) => {
        expect(leggi(testo)).toEqual({ ok: true, valore: JSON.parse(testo) });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":{"b":1},"c":[{"b":1,"x":"b","b":2}]}', 'b'],
    ['{"importoCents" : 1, "importo\\u0043ents":2}', 'importoCents'],
    ['{"a\\"":1,"b":"a\\\\","a\\"":"}"}', 'a"'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ])('with a field written twice in one object is not: %s', (testo, nome) => {
    expect(leggi(testo)).toEqual({ ok: false, nome });
  });

  it('that is no JSON, or no UTF-8, is not either', () => {
    for (const testo of ['', '{', "{'a':1}", '{"a":1}{', '{"a":01}', '{"a":NaN}', '[1,]', '\uFEFF{}'])
      expect([testo, leggi(testo)]).toEqual([testo, { ok: false, nome: null }]);
    // A name in the encoding of yesterday, and a truncated character that a lenient reader takes for three bytes.
    for (const byte of [Buffer.from('{"a":"Citt\xe0"}', 'latin1'), Buffer.from('{"a":"\xf0\x9f\x98"}', 'latin1')])
      expect(leggiJson(byte, byte.toString('utf8'))).toEqual({ ok: false, nome: null });
  });
});
