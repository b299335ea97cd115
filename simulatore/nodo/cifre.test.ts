import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  avvisoInventato,
  avvisoTorna,
  centesimi,
  decimale,
  euro,
  ibanPostale,
  ibanTorna,
  iuvNellAvviso,
} from './cifre.ts';

test.each([
  ['301000000000000144', true],
  ['302250900000012381', true],
  ['322201151398574181', true],
  ['001123456789012313', true],
  ['201013501000000961', true],
  ['123456789012345678', true],
  ['399000012345678900', false],
  ['302111144093833700', false],
])('avviso %s torna: %s', (numero, torna) => {
  expect(avvisoTorna(numero)).toBe(torna);
});

test('lo IUV è l’avviso senza la prima cifra, o senza le prime tre per l’aux 0', () => {
  expect(iuvNellAvviso('301000000000000144')).toBe('01000000000000144');
  expect(iuvNellAvviso('001123456789012313')).toBe('123456789012313');
});

test('un avviso inventato torna e resta nel codice di segregazione dell’ente', () => {
  for (let i = 0; i < 50; i += 1) {
    const numero = avvisoInventato('347100000000004269');
    expect(numero).toMatch(/^34799\d{13}$/);
    expect(avvisoTorna(numero)).toBe(true);
  }
});

test.each([
  ['IT60X0542811101000000123456', true, false],
  ['IT45R0760103200000000001016', true, true],
  ['IT60X0542811101000000123457', false, false],
  ['IT0000000000000000000000000', false, false],
  ['DE89370400440532013000', true, false],
  ['IT60', false, false],
])('IBAN %s torna: %s, postale: %s', (iban, torna, postale) => {
  expect(ibanTorna(iban)).toBe(torna);
  expect(ibanPostale(iban)).toBe(postale);
});

test('gli importi vanno e tornano senza perdere un centesimo', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (n) => centesimi(decimale(n)) === n));
  expect(decimale(5)).toBe('0.05');
  expect(euro(123_456_789)).toBe('1.234.567,89 €');
  expect(euro(99)).toBe('0,99 €');
});
