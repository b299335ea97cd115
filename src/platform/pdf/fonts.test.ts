import { describe, expect, it } from 'vitest';
import { fontParts, splitRuns, woffToTtf, type FontName } from './fonts.ts';

const runs = (text: string, name: FontName = 'regular') => splitRuns(text, name).map((run) => [run.part.id, run.text]);

describe('the faces', () => {
  it.each<[FontName, string]>([
    ['regular', 'TitilliumWeb-Regular'],
    ['bold', 'TitilliumWeb-Bold'],
    ['mono', 'RobotoMono-Regular'],
    ['monoBold', 'RobotoMono-Bold'],
  ])('%s is %s, parsed once', (name, postscript) => {
    const parts = fontParts(name);
    expect(parts.map(({ font }) => font.postscriptName)).toEqual([postscript, postscript]);
    expect(fontParts(name)).toBe(parts);
  });
});

describe('splitRuns', () => {
  it.each([
    ['Città di Forlì – 12,50 €', [['regular-latin', 'Città di Forlì – 12,50 €']]],
    [
      'Kovačič Ana',
      [
        ['regular-latin', 'Kova'],
        ['regular-latin-ext', 'č'],
        ['regular-latin', 'i'],
        ['regular-latin-ext', 'č '],
        ['regular-latin', 'Ana'],
      ],
    ],
    ['', []],
  ])('writes %j whole', (text, expected) => {
    expect(runs(text)).toEqual(expected);
  });

  it.each([
    ['ﬁne', 'fine'],
    ['１２', '12'],
    ['中', '?'],
    ['😀', '?'],
    ['a\u0301', 'a?'],
  ])('writes of %j what it can: %j', (text, written) => {
    expect(
      runs(text)
        .map(([, piece]) => piece)
        .join(''),
    ).toBe(written);
  });
});

describe('woffToTtf', () => {
  it.each([Buffer.alloc(0), Buffer.from('wOF2'), Buffer.from('%PDF-1.7')])('refuses what is not WOFF 1.0', (bytes) => {
    expect(() => woffToTtf(bytes)).toThrow('Not a WOFF 1.0 file');
  });
});
