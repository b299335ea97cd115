import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import {
  caleranno,
  comuneNoto,
  LUOGHI_IGNOTI,
  nascitaNota,
  nazioneNota,
  provinciaNota,
  type Comune,
  type LuoghiNoti,
} from './luoghi.ts';

const giorno = (testo: string): Giorno => testo as Giorno;
const NOTI: LuoghiNoti = {
  comuni: new Set(['VIAGLIE', 'BZSOPRA', 'BZOBEN', 'BZSOPRAOBEN']),
  nascite: new Map([
    ['X001', { dal: giorno('1861-03-17'), al: giorno('1923-02-14') }],
    ['X002', { dal: giorno('1993-01-01'), al: null }],
    ['Z901', { dal: null, al: giorno('1991-12-26') }],
  ]),
  province: new Set(['XX']),
  nazioni: new Set(['XV']),
};

it.each<[string, string, boolean]>([
  ['VI', 'Agliè', true],
  ['VI', "AGLIE'", true],
  ['VI', ' a-g l i e ', true],
  ['BZ', 'Sopra/Oben', true],
  ['BZ', 'SOPRA * OBEN', true],
  ['BZ', 'oben', true],
  ['PD', 'Agliè', false],
  ['VI', 'Aglié Terme', false],
  ['VI', '', false],
])('a comune of %s called «%s»', (provincia, nome, atteso) => {
  expect(comuneNoto(NOTI, { provincia, nome })).toBe(atteso);
});

describe('a place of birth', () => {
  it.each<[string, string[], boolean]>([
    ['X001', ['1922-12-31'], true],
    ['X001', ['1923-02-13'], true],
    ['X001', ['1923-02-14'], false],
    ['X001', ['1910-05-05', '2010-05-05'], true],
    ['X002', ['1992-12-31'], false],
    ['X002', ['1993-01-01'], true],
    ['X002', ['1920-01-01', '2020-01-01'], true],
    ['Z901', ['1900-01-01'], true],
    ['Z901', ['1991-12-26'], false],
    ['X999', ['1980-01-01'], false],
    ['X002', [], false],
  ])('%s, on one of %j', (luogo, giorni, atteso) => {
    expect(nascitaNota(NOTI, { luogo, giorni: giorni.map(giorno) })).toBe(atteso);
  });
});

it('knows the sigle that came with the lists, beside those of the program', () => {
  expect(['VI', 'XX', 'XY'].map((sigla) => provinciaNota(NOTI, sigla))).toEqual([true, true, false]);
  expect(['IT', 'XV', 'XY'].map((iso) => nazioneNota(NOTI, iso))).toEqual([true, true, false]);
});

it('with no list loaded, says nothing against any place', () => {
  expect(comuneNoto(LUOGHI_IGNOTI, { provincia: 'VI', nome: 'Ovunque' })).toBe(true);
  expect(nascitaNota(LUOGHI_IGNOTI, { luogo: 'X999', giorni: [] })).toBe(true);
  expect(provinciaNota(LUOGHI_IGNOTI, 'VI')).toBe(true);
});

it('a file may leave out a tenth of the comuni in force, and no more', () => {
  const codici = Array.from({ length: 20 }, (_, i) => `X${String(i).padStart(3, '0')}`);
  const detti = (quanti: number): Comune[] => codici.slice(0, quanti).map((codice) => ({ codice }) as Comune);
  expect(caleranno(new Set(codici), detti(18))).toBeNull();
  expect(caleranno(new Set(codici), detti(17))).toEqual({ mancano: 3, noti: 20 });
  expect(caleranno(new Set(), [])).toBeNull();
});
