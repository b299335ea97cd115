import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codiceFiscaleValido, nascita, parseCodiceFiscale, type CodiceFiscale } from './codice-fiscale.ts';
import type { Giorno } from './giorno.ts';

describe('16 characters', () => {
  test.each([
    'RSSMRA80A01H501U',
    'MRTMTT25D09F205Z',
    'MLLSNT82P65Z404U', // a woman, born on the 25th
  ])('%s', (codice) => expect(parseCodiceFiscale(codice)).toBe(codice));

  // RSSMRA80A01H501U with digits turned to letters; each check character worked out apart, from the table of the decree.
  test.each([
    'RSSMRA80A01H50MM', // its last digit
    'RSSMRA80A01H5LMX', // its last two
    'RSSMRAULALMHRLMD', // all seven
    'RSSMRAVPA01H501A', // the last letter in use, and the one after the O that is not
  ])('%s, omocodia', (codice) => expect(parseCodiceFiscale(codice)).toBe(codice));

  test('small letters and blanks around are put right; valid is only what needs no putting right', () => {
    expect(parseCodiceFiscale(' rssmra80a01h501u\n')).toBe('RSSMRA80A01H501U');
    expect(codiceFiscaleValido('RSSMRA80A01H501U')).toBe(true);
    expect(codiceFiscaleValido('rssmra80a01h501u')).toBe(false);
    expect(codiceFiscaleValido(' RSSMRA80A01H501U')).toBe(false);
  });

  test.each([
    ['a wrong check character', 'RSSMRA80A01H501V'],
    ['a month that is none', 'RSSMRA80F01H501G'],
    ['a letter that omocodia does not use', 'RSSMRAA0A01H501C'],
    ['an O for a digit', 'RSSMRAOOA01H501A'],
    ['a digit in the name', 'R5SMRA80A01H501H'],
    ['a character less', 'RSSMRA80A01H501'],
    ['a character more', 'RSSMRA80A01H501UU'],
    ['a blank inside', 'RSSMRA80A01 H501U'],
    ['a letter that becomes plain in capitals', 'RſSMRA80A01H501U'],
    ['nothing', ''],
    ['the unknown debtor of pagoPA', 'ANONIMO'],
  ])('%s is refused', (_caso, codice) => expect(parseCodiceFiscale(codice)).toBeNull());

  test('exactly the days of a month, or those and forty, are days of birth', () => {
    const lettere = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const buoni = Array.from({ length: 100 }, (_, n) => n).filter((n) =>
      // Some check character must fit: the day alone decides.
      [...lettere].some((lettera) => codiceFiscaleValido(`RSSMRA80A${String(n).padStart(2, '0')}H501${lettera}`)),
    );
    const mese = Array.from({ length: 31 }, (_, n) => n + 1);
    expect(buoni).toEqual([...mese, ...mese.map((n) => n + 40)]);
  });

  test('one digit mistaken for another is told', () => {
    fc.assert(
      fc.property(fc.constantFrom(6, 7, 10, 12, 13, 14), fc.integer({ min: 1, max: 9 }), (posto, salto) => {
        const codice = 'RSSMRA80A01H501U';
        const cifra = (Number(codice[posto]) + salto) % 10;
        expect(parseCodiceFiscale(codice.slice(0, posto) + cifra + codice.slice(posto + 1))).toBeNull();
      }),
    );
  });
});

describe('the birth that a code tells', () => {
  test.each<[string, string, string, string[]]>([
    ['RSSMRA80A01H501U', '2026-11-27', 'H501', ['1980-01-01']],
    ['MLLSNT82P65Z404U', '2026-11-27', 'Z404', ['1982-09-25']],
    // A hundred years: it may be either.
    ['MRTMTT25D09F205Z', '2026-11-27', 'F205', ['1925-04-09', '2025-04-09']],
    ['MRTMTT25D09F205Z', '2025-04-08', 'F205', ['1925-04-09']],
    ['RSSMRAVPA01H501A', '2026-11-27', 'H501', ['1993-01-01']],
    ['RSSMRAULALMHRLMD', '2026-11-27', 'H501', ['1980-01-01']],
  ])('%s, on %s', (codice, oggi, luogo, giorni) => {
    expect(nascita(codice as CodiceFiscale, oggi as Giorno)).toEqual({ luogo, giorni });
  });

  test('a day that does not exist is none; eleven digits tell nothing', () => {
    expect(nascita('RSSMRA80B31H501X' as CodiceFiscale, '2026-11-27' as Giorno)?.giorni).toEqual([]);
    // Of the two years, one had it.
    expect(nascita('RSSMRA00B29H501X' as CodiceFiscale, '2026-11-27' as Giorno)?.giorni).toEqual(['2000-02-29']);
    expect(nascita('80007580279' as CodiceFiscale, '2026-11-27' as Giorno)).toBeNull();
  });
});

test('11 digits, by the check of the partita IVA', () => {
  expect(parseCodiceFiscale('80007580279')).toBe('80007580279');
  expect(parseCodiceFiscale('80007580278')).toBeNull();
  expect(parseCodiceFiscale('8000758027')).toBeNull();
});

test('any text is answered', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (testo) => {
      const codice = parseCodiceFiscale(testo);
      expect(codice === null || codiceFiscaleValido(codice)).toBe(true);
    }),
  );
});
