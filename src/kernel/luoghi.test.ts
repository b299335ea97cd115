import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { getAlpha2Codes } from 'i18n-iso-countries';
import { describe, expect, test } from 'vitest';
import { chiaveLuogo, isNazione, isProvincia } from './luoghi.ts';

test.each([
  ["L'Aquila", 'L’AQUILA', 'l aquila', 'L´Aquila'],
  ['Agliè', "AGLIE'", 'AGLIÈ', 'aglie`', 'Aglie\u0300'],
  ['Presicce-Acquarica', 'PRESICCE ACQUARICA', ' Presicce – Acquarica '],
  ['San Floriano del Collio-Števerjan', 'SAN FLORIANO DEL COLLIO / STEVERJAN'],
])('%s and its like are one name', (...nomi) => {
  expect(new Set(nomi.map(chiaveLuogo)).size).toBe(1);
});

test('a key has letters and digits only, and is the key of itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (nome) => {
      const chiave = chiaveLuogo(nome);
      expect(chiave).toMatch(/^[A-Z0-9]*$/);
      expect(chiaveLuogo(chiave)).toBe(chiave);
    }),
  );
});

describe('nations', () => {
  test('are all those of ISO 3166, by another hand', () => {
    expect(Object.keys(getAlpha2Codes()).filter((codice) => !isNazione(codice))).toEqual([]);
  });
  test.each(['it', 'XX', '', 'ITA', ' IT'])('«%s» is none', (codice) => expect(isNazione(codice)).toBe(false));
});

describe('province', () => {
  test.each(['MB', 'BT', 'SU', 'VE', 'ZA'])('%s is one', (sigla) => expect(isProvincia(sigla)).toBe(true));
  test.each(['ve', 'XX', '', 'VEN', 'EE'])('«%s» is none', (sigla) => expect(isProvincia(sigla)).toBe(false));
});

const condivisi = new URL('../../../shared/data/lookup/mypay/', import.meta.url);
test.skipIf(!existsSync(condivisi) && process.env['CI'] !== 'true')(
  'MyPay takes no provincia or nation that we refuse',
  () => {
    const sigle = (file: string): string[] =>
      readFileSync(new URL(file, condivisi), 'utf8')
        .trim()
        .split('\n')
        .map((riga) => riga.replaceAll('"', '').trim().split(',').at(-1) ?? '');
    expect(sigle('provincia.csv').filter((sigla) => !isProvincia(sigla))).toEqual([]);
    expect(sigle('nazione.csv').filter((iso) => iso !== '' && !isNazione(iso))).toEqual([]);
  },
);
