import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partitaIvaValida } from './partita-iva.ts';

test.each(['01234567897', '12345678903', '80007580279', '01199250158'])('%s', (testo) =>
  expect(partitaIvaValida(testo)).toBe(true),
);

test.each([
  '01234567890',
  '12345678901',
  '00000000000',
  '',
  '0123456789',
  '012345678970',
  'IT01234567897',
  ' 01234567897',
  '0123456789A',
])('refuses «%s»', (testo) => expect(partitaIvaValida(testo)).toBe(false));

test('each ten digits have exactly one check digit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (n) => {
      const dieci = n.toString().padStart(10, '0');
      expect([...'0123456789'].filter((cifra) => partitaIvaValida(dieci + cifra))).toHaveLength(1);
    }),
  );
});

test('one digit mistaken for another is told', () => {
  fc.assert(
    fc.property(fc.nat(10), fc.integer({ min: 1, max: 9 }), (posto, salto) => {
      const buona = '01234567897';
      const cifra = (Number(buona[posto]) + salto) % 10;
      expect(partitaIvaValida(buona.slice(0, posto) + cifra + buona.slice(posto + 1))).toBe(false);
    }),
  );
});
