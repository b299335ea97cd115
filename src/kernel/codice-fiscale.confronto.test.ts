import * as altra from 'codice-fiscale-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codiceFiscaleValido, nascita, parseCodiceFiscale, type CodiceFiscale as Codice } from './codice-fiscale.ts';
import type { Giorno } from './giorno.ts';

// Another hand's work, against which ours is held: it makes codes from names, days and comuni, and every form that omocodia gives them.

// Its types say it exports one thing, and its code exports another.
const { CodiceFiscale } = altra as typeof altra & { CodiceFiscale: typeof altra.default.default };
const OGGI = '2026-11-27' as Giorno;
const COMUNI: [string, string, string][] = [
  ['Roma', 'RM', 'H501'],
  ['Venezia', 'VE', 'L736'],
  ["L'Aquila", 'AQ', 'A345'],
  ['Abano Terme', 'PD', 'A001'],
  ['Francia', 'EE', 'Z110'],
];
const lettere = fc.string({ unit: fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ'"), minLength: 3, maxLength: 12 });

const persona = fc.record({
  name: lettere,
  surname: lettere,
  gender: fc.constantFrom('M' as const, 'F' as const),
  anno: fc.integer({ min: 1900, max: 2025 }),
  mese: fc.integer({ min: 1, max: 12 }),
  giorno: fc.integer({ min: 1, max: 28 }),
  comune: fc.constantFrom(...COMUNI),
});

describe('beside codice-fiscale-js', () => {
  test('each code it makes is one, in each of its omocodie, and tells the same birth', () => {
    fc.assert(
      fc.property(persona, ({ name, surname, gender, anno, mese, giorno, comune: [nome, provincia, luogo] }) => {
        const data = { day: giorno, month: mese, year: anno };
        const fatto = new CodiceFiscale({
          name,
          surname,
          gender,
          ...data,
          birthplace: nome,
          birthplaceProvincia: provincia,
        });
        const nato = [anno, mese, giorno].map((n) => String(n).padStart(2, '0')).join('-');
        for (const codice of [fatto.toString(), ...fatto.omocodie()]) {
          expect(parseCodiceFiscale(codice)).toBe(codice);
          const letta = nascita(codice as Codice, OGGI);
          expect(letta).toEqual({ luogo, giorni: expect.arrayContaining([nato]) });
        }
      }),
      { numRuns: 30 },
    );
  });

  test('of any sixteen characters of the right form, both say the same check character', () => {
    const cifra = fc.constantFrom(...'0123456789LMNPQRSTUV');
    const lettera = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    const mese = fc.constantFrom(...'ABCDEHLMPRST');
    const giorno = fc.constantFrom('01', '15', '31', '4M', 'S1', 'LM');
    const quindici = fc
      .tuple(
        fc.array(lettera, { minLength: 6, maxLength: 6 }),
        cifra,
        cifra,
        mese,
        giorno,
        lettera,
        cifra,
        cifra,
        cifra,
      )
      .map((parti) => parti.flat().join(''));
    fc.assert(
      fc.property(quindici, lettera, (base, ultima) => {
        const giusta = CodiceFiscale.getCheckCode(base);
        expect(codiceFiscaleValido(base + ultima)).toBe(ultima === giusta);
        expect(codiceFiscaleValido(base + giusta)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
