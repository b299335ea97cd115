import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contoPostaleDi, formatIban, ibanPostale, parseIban, type Iban } from './iban.ts';

const BANCA = 'IT60X0542811101000000123456';
const POSTE = 'IT22L0760101600000012345678';

test.each([BANCA, POSTE, 'SM86U0322509800000000270100', 'DE89370400440532013000'])('%s', (testo) =>
  expect(parseIban(testo)).toBe(testo),
);

test('it is read in groups of four, and what is read is the same IBAN', () => {
  expect(formatIban(BANCA)).toBe('IT60 X054 2811 1010 0000 0123 456');
  expect(parseIban(formatIban(BANCA))).toBe(BANCA);
});

test('blanks and small letters are put right', () => {
  expect(parseIban(' it60 x054 2811 1010 0000 0123 456\n')).toBe(BANCA);
});

test.each([
  ['wrong check digits', 'IT61X0542811101000000123456'],
  ['a digit less', BANCA.slice(0, -1)],
  ['a digit more', `${BANCA}0`],
  ['an unknown country', 'XX60X0542811101000000123456'],
  ['a hyphen', 'IT60-X0542811101000000123456'],
  ['a dotless i', 'ıT60X0542811101000000123456'],
  ['nothing', ''],
])('%s is refused', (_caso, testo) => expect(parseIban(testo)).toBeNull());

test('one digit mistaken for another is told', () => {
  const posti = fc.integer({ min: 5, max: 26 });
  fc.assert(
    fc.property(posti, fc.integer({ min: 1, max: 9 }), (posto, salto) => {
      const cifra = (Number(BANCA[posto]) + salto) % 10;
      expect(parseIban(BANCA.slice(0, posto) + cifra + BANCA.slice(posto + 1))).toBeNull();
    }),
  );
});

test('an account of Poste is told by its ABI, and has a postal account of 12 digits', () => {
  const banca = parseIban(BANCA) as Iban;
  const poste = parseIban(POSTE) as Iban;
  expect([ibanPostale(banca), contoPostaleDi(banca)]).toEqual([false, null]);
  expect([ibanPostale(poste), contoPostaleDi(poste)]).toEqual([true, '000012345678']);
  // The same digits elsewhere in the number are not an ABI.
  expect(ibanPostale(parseIban('IT73S0542807601000000123456') as Iban)).toBe(false);
});
