import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from './wrap.ts';

/** One unit a character. */
const measure = (piece: string) => [...piece].length;

describe('wrap', () => {
  it.each([
    ['', []],
    ['   ', []],
    ['uno', ['uno']],
    ['uno due', ['uno due']],
    ['uno due tre', ['uno due ', 'tre']],
    ['uno  \t due\r\ntre', ['uno due', 'tre']],
    ['uno\n\ndue', ['uno', 'due']],
    ['undicilettere', ['undicil', 'ettere']],
    ['a undicilettere b', ['a ', 'undicil', 'ettere ', 'b']],
    ['a\u0300\u200bb', ['àb']],
  ])('%j in seven is %j', (text, lines) => {
    expect(wrap(text, 7, measure)).toEqual(lines);
  });

  it('keeps every character that is seen, in lines that fit', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'è', '𝒳', ' ', ' ', '-', '\u00a0'), maxLength: 200 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (words, width) => {
        const lines = wrap(words, width, measure);
        for (const line of lines) expect(measure(line.trimEnd())).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''));
        // Where a line ends between two words, the blank is still there.
        expect(lines.join('')).toBe(words.trim().replace(/\s+/g, ' '));
      }),
    );
  });
});
