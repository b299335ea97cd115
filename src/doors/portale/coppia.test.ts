import { describe, expect, test } from 'vitest';
import { testiDi } from '#testi/catalogo';
import { isSoloIud, leggiCoppia } from './coppia.ts';
import { iniziali } from './iniziali.ts';

describe('leggiCoppia', () => {
  test.each([
    ['3011 0000 0000 1234 56', '301100000000123456'],
    [' 3011.0000.0000.1234.56 ', '301100000000123456'],
    ['3011\u00a00000\u00a00000\u00a01234\u00a056', '301100000000123456'],
    ['011 00000000123456', '01100000000123456'],
    ['rf18 5390 0754 7034', 'RF18539007547034'],
    [' Tari-2026.1 ', 'Tari-2026.1'],
    ['2026-000123', '2026-000123'],
  ])('%j is %j', (numero, codice) => {
    expect(leggiCoppia({ numero, codiceFiscale: ' rss mra80a01h501u' }, testiDi('it'))).toEqual({
      coppia: { codice, codiceFiscale: 'RSSMRA80A01H501U' },
      errori: {},
    });
  });

  test.each([
    [{}, ['numero', 'codiceFiscale']],
    [{ numero: '1', codiceFiscale: '12345678901' }, []],
    [{ numero: '1', codiceFiscale: 'ANONIMO' }, ['codiceFiscale']],
    [{ numero: '1'.repeat(36), codiceFiscale: '12345678901' }, ['numero']],
  ])('%j: wrong are %j', (modulo, campi) => {
    expect(Object.keys(leggiCoppia(modulo, testiDi('it')).errori)).toEqual(campi);
  });
});

test.each([
  ['Mario Rossi', 'M. R.'],
  ['DE LUCA ANNA MARIA ELISABETTA', 'D. L. A. M.'],
  ['  D’Angelo  Élodie ', 'D. É.'],
  ['Azienda "3 Valli" s.r.l.', 'A. 3. V. S.'],
  ['---', ''],
])('the initials of %j are %j', (anagrafica, attese) => {
  expect(iniziali(anagrafica)).toBe(attese);
});

test.each([
  ['301100000000123456', false],
  ['01100000000123456', false],
  ['123456789012345', false],
  ['RF18539007547034', false],
  ['2026-000123', true],
  ['1234567890123456', true],
  ['30110000000012345O', true],
])('can %j be nothing but an IUD? %j', (codice, solo) => expect(isSoloIud(codice)).toBe(solo));
