import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  IMPORTO_MAX_CENTS,
  ZERO_CENTS,
  cents,
  confronta,
  differenza,
  formatDecimale,
  formatEuro,
  parseDecimale,
  parseDecimaleLargo,
  parseEuro,
  somma,
} from './importo.ts';

const unImporto = fc.integer({ min: 0, max: IMPORTO_MAX_CENTS }).map(cents);
const unSaldo = fc.integer({ min: -IMPORTO_MAX_CENTS, max: IMPORTO_MAX_CENTS }).map(cents);

describe('what goes out comes back', () => {
  test('for people', () => {
    fc.assert(fc.property(unImporto, (importo) => parseEuro(formatEuro(importo)) === importo));
  });

  test('on the wire, and the wire is read by the looser reader too', () => {
    fc.assert(
      fc.property(unImporto, (importo) => {
        expect(parseDecimale(formatDecimale(importo))).toBe(importo);
        expect(parseDecimaleLargo(formatDecimale(importo))).toBe(importo);
      }),
    );
  });

  test('euro and cents are read apart, so that no fraction is ever computed', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(99), (euro, centesimi) => {
        const atteso = BigInt(euro) * 100n + BigInt(centesimi);
        const decimali = centesimi.toString().padStart(2, '0');
        expect(parseEuro(`${euro},${decimali}`)).toBe(Number(atteso));
        expect(parseDecimale(`${euro}.${decimali}`)).toBe(Number(atteso));
      }),
    );
  });
});

describe('parseEuro reads what a person types', () => {
  test.each([
    ['1.234,56', 123_456],
    ['1234,56', 123_456],
    ['1.234', 123_400],
    ['12,5', 1250],
    ['19,99', 1999],
    ['0,01', 1],
    ['0', 0],
    ['€ 12,00', 1200],
    [' 12,00 € ', 1200],
    ['12,00\u00a0€', 1200],
    ['999.999.999,99', 99_999_999_999],
  ])('%s', (testo, atteso) => expect(parseEuro(testo)).toBe(atteso));

  test.each([
    '',
    ' ',
    ',',
    ',50',
    '12,',
    '12,345',
    '12.50',
    '1.23',
    '1.2345',
    '12.34,00',
    '1,234.56',
    '-1',
    '+1',
    '1e3',
  ])('refuses «%s»', (testo) => expect(parseEuro(testo)).toBeNull());
  test.each(['€ 1 €€', '1 2', 'NaN', '0x10', '١٢', '1.000.000.000', '1000000000', '9'.repeat(400)])(
    'refuses «%s»',
    (testo) => expect(parseEuro(testo)).toBeNull(),
  );
});

describe('parseDecimale is as strict as stAmount', () => {
  test.each([
    ['0.01', 1],
    ['0.00', 0],
    ['1234.56', 123_456],
    ['0000016.00', 1600],
    ['999999999.99', 99_999_999_999],
  ])('%s', (testo, atteso) => expect(parseDecimale(testo)).toBe(atteso));

  test.each(['', '1', '1.0', '1.000', '1,00', '.50', '-1.00', '+1.00', ' 1.00', '1.00\n', '1000000000.00', '1e2.00'])(
    'refuses «%s»',
    (testo) => expect(parseDecimale(testo)).toBeNull(),
  );
});

describe('parseDecimaleLargo reads the amounts of a file', () => {
  test.each([
    ['120', 12_000],
    ['120.5', 12_050],
    ['120.50', 12_050],
    ['0.05', 5],
    ['999999999.99', 99_999_999_999],
  ])('%s', (testo, atteso) => expect(parseDecimaleLargo(testo)).toBe(atteso));

  test.each(['', '120.', '.5', '120,50', '1e3', '1d', 'NaN', '+5', '-5', '1.234', '1000000000', ' 1', '1_0'])(
    'refuses «%s»',
    (testo) => expect(parseDecimaleLargo(testo)).toBeNull(),
  );
});

test('amounts are shown as Italians write them', () => {
  expect(formatEuro(ZERO_CENTS)).toBe('0,00 €');
  expect(formatEuro(cents(5))).toBe('0,05 €');
  expect(formatEuro(cents(123_456))).toBe('1.234,56 €');
  expect(formatEuro(cents(100_000))).toBe('1.000,00 €');
  expect(formatEuro(cents(-123_456_789))).toBe('-1.234.567,89 €');
  expect(formatEuro(cents(-123_456_789), 'en')).toBe('-€1,234,567.89');
  // Beyond what a double holds of it: written from its digits.
  expect(formatEuro(cents(Number.MAX_SAFE_INTEGER), 'de')).toBe('90.071.992.547.409,91\u00a0€');
  expect(formatEuro(IMPORTO_MAX_CENTS)).toBe('999.999.999,99 €');
  expect(formatDecimale(cents(7))).toBe('0.07');
  expect(formatDecimale(cents(-1050))).toBe('-10.50');
});

test('cents takes whole numbers only', () => {
  for (const n of [0.5, 19.99 * 100, Number.NaN, Infinity, 2 ** 53]) expect(() => cents(n)).toThrow(RangeError);
  expect(cents(-1)).toBe(-1);
});

describe('arithmetic', () => {
  test('the sum is the sum, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(unSaldo, { maxLength: 50 }), (importi) => {
        const esatta = importi.reduce((totale, importo) => totale + BigInt(importo), 0n);
        expect(somma(importi)).toBe(Number(esatta));
        expect(somma(importi.toReversed())).toBe(Number(esatta));
      }),
    );
    expect(somma([])).toBe(ZERO_CENTS);
  });

  test('a difference is undone by a sum, and agrees with the comparison', () => {
    fc.assert(
      fc.property(unSaldo, unSaldo, (a, b) => {
        expect(somma([differenza(a, b), b])).toBe(a);
        expect(confronta(a, b)).toBe(confronta(differenza(a, b), ZERO_CENTS));
      }),
    );
    expect([confronta(cents(1), cents(2)), confronta(cents(2), cents(2)), confronta(cents(3), cents(2))]).toEqual([
      -1, 0, 1,
    ]);
  });

  test('a sum that would not be exact is a fault, also when a later term would bring it back', () => {
    const enorme = cents(Number.MAX_SAFE_INTEGER);
    expect(() => somma([enorme, cents(1)])).toThrow(RangeError);
    expect(() => somma([enorme, cents(1), cents(-1)])).toThrow(RangeError);
    expect(() => differenza(ZERO_CENTS, enorme)).not.toThrow();
    expect(() => differenza(cents(-1), enorme)).toThrow(RangeError);
  });
});
