import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codiceRecupero, formatRecupero, parseRecupero } from './recupero.ts';

test('a code is read as it was written, however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (caso) => {
      const codice = codiceRecupero(caso);
      expect(parseRecupero(formatRecupero(codice))).toBe(codice);
      expect(parseRecupero(` ${codice.toLowerCase().replace(/(...)/g, '$1 ')}`)).toBe(codice);
    }),
  );
});

test.each(['', '123456', 'ABCDE-2345', 'ABCDE-234567', 'ABCDE-2345O', 'ABCDE-23451', "ABCDE-2345'"])(
  '%j is none',
  (testo) => {
    expect(parseRecupero(testo)).toBeNull();
  },
);
