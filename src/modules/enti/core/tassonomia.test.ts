import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { cadutaEccessiva, fineVicina, parseTassonomia, type CodiceTassonomia } from './tassonomia.ts';

describe('parseTassonomia', () => {
  it.each<[string, string | null]>([
    ['9/0101107TS/', '9/0101107TS/'],
    ['0101107TS', '9/0101107TS/'],
    ['9/0301116TS', '9/0301116TS/'],
    ['7/0101107TS/', '7/0101107TS/'],
    ['9/0101107TS/\n', '9/0101107TS/'],
    ['9/010110TS/', null],
    ['5/0101107TS/', null],
    ['9/0101107XX/', null],
    ['', null],
  ])('%j', (testo, atteso) => expect(parseTassonomia(testo)).toBe(atteso));
});

const g = (testo: string): Giorno => testo as Giorno;
const OGGI = g('2026-11-27');
const voce = (codice: string, validaAl: string | null = null): CodiceTassonomia => ({
  codice,
  validaDal: g('2020-01-01'),
  validaAl: validaAl === null ? null : g(validaAl),
});

describe('fineVicina', () => {
  it.each<[string | null, string | null]>([
    [null, null],
    ['2080-01-01', null],
    ['2027-02-26', null],
    ['2027-02-25', 'in_scadenza'],
    ['2026-11-28', 'in_scadenza'],
    ['2026-11-27', 'scaduta'],
    ['2020-06-01', 'scaduta'],
  ])('ends on %s', (fine, atteso) => expect(fineVicina(voce('a', fine), OGGI)).toBe(atteso));
});

describe('cadutaEccessiva', () => {
  const noti = ['a', 'b', 'c'].map((codice) => voce(codice));
  it.each<[string, CodiceTassonomia[], { cadono: number; inVigore: number } | null]>([
    ['the same', noti, null],
    ['more', [...noti, voce('d')], null],
    ['a third less', [voce('a'), voce('b')], null],
    ['two thirds less', [voce('a')], { cadono: 2, inVigore: 3 }],
    [
      'all there, but two ended today',
      [voce('a'), voce('b', '2026-11-27'), voce('c', '2026-11-27')],
      { cadono: 2, inVigore: 3 },
    ],
    ['others in their place', [voce('x'), voce('y'), voce('z')], { cadono: 3, inVigore: 3 }],
  ])('%s', (_, elenco, atteso) => expect(cadutaEccessiva(noti, elenco, OGGI)).toEqual(atteso));
  it('does not mind what had ended already, nor a first list', () => {
    expect(cadutaEccessiva([voce('a'), voce('b', '2021-01-01')], [voce('a')], OGGI)).toBeNull();
    expect(cadutaEccessiva([], [voce('a')], OGGI)).toBeNull();
  });
});
