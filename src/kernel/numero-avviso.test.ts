import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  PROGRESSIVO_MAX,
  controllo,
  formatNumeroAvviso,
  generaNumeroAvviso,
  iuvDi,
  numeroAvvisoDi,
  parseNumeroAvviso,
  type NumeroAvviso,
} from './numero-avviso.ts';

const cifre = (quante: number) =>
  fc.array(fc.nat(9), { minLength: quante, maxLength: quante }).map((lista) => lista.join(''));
const unAvviso = cifre(18).map((testo) => testo as NumeroAvviso);
const controlloGiusto = (numero: string) => controllo(numero.slice(0, 16)) === numero.slice(16);

describe('check digits', () => {
  test.each([
    ['3010000000000001', '44'],
    ['3022509000000123', '81'],
    ['3001234567890123', '69'],
    ['3471000000000042', '69'],
    ['0011234567890123', '13'],
    ['2010135010000009', '61'],
    ['0000000000000000', '00'],
    ['9999999999999999', '09'],
  ])('%s → %s', (primi16, atteso) => expect(controllo(primi16)).toBe(atteso));

  test('are the remainder by 93 of the first 16 digits as one number', () => {
    fc.assert(
      fc.property(cifre(16), (primi16) => {
        expect(controllo(primi16)).toBe((BigInt(primi16) % 93n).toString().padStart(2, '0'));
      }),
    );
  });

  test('tell one digit mistaken for another', () => {
    fc.assert(
      fc.property(cifre(16), fc.nat(15), fc.integer({ min: 1, max: 9 }), (primi16, posto, salto) => {
        const sbagliata = (Number(primi16[posto]) + salto) % 10;
        expect(controllo(primi16.slice(0, posto) + sbagliata + primi16.slice(posto + 1))).not.toBe(controllo(primi16));
      }),
    );
  });

  test.each(['', '301000000000000', '30100000000000014', '301000000000000a', ' 301000000000001'])(
    '«%s» is not 16 digits: a fault',
    (testo) => expect(() => controllo(testo)).toThrow(RangeError),
  );

  const pubblicati = new URL('../../../shared/data/pagopa/samples/qr/nav-check-digit.tsv', import.meta.url);
  test.skipIf(!existsSync(pubblicati) && process.env['CI'] !== 'true')('agree with the published numbers', () => {
    const righe = readFileSync(pubblicati, 'utf8').trimEnd().split('\n').slice(1);
    const visti = righe.map((riga) => riga.split('\t'));
    expect(visti.length).toBeGreaterThanOrEqual(15);
    expect(visti.map(([numero = '']) => [numero, controlloGiusto(numero)])).toEqual(
      visti.map(([numero, valido]) => [numero, valido === 'yes']),
    );
  });
});

describe('the numbers we generate', () => {
  test('3, segregation code, 00, progressive number, check digits', () => {
    expect(generaNumeroAvviso({ segregazione: '01', progressivo: 1 })).toEqual({
      numeroAvviso: '301000000000000144',
      iuv: '01000000000000144',
    });
    expect(generaNumeroAvviso({ segregazione: '45', progressivo: PROGRESSIVO_MAX }).numeroAvviso).toBe(
      '345009999999999954',
    );
  });

  test('are well formed, lead from one to the other, and two progressive numbers never give one', () => {
    const progressivo = fc.integer({ min: 0, max: PROGRESSIVO_MAX });
    const segregazione = fc.nat(99).map((n) => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(segregazione, progressivo, progressivo, (codice, uno, altro) => {
        const { numeroAvviso, iuv } = generaNumeroAvviso({ segregazione: codice, progressivo: uno });
        expect(numeroAvviso).toMatch(/^3\d{17}$/);
        expect(controlloGiusto(numeroAvviso)).toBe(true);
        expect(numeroAvviso.slice(1, 5)).toBe(`${codice}00`);
        expect(iuvDi(numeroAvviso)).toBe(iuv);
        expect(numeroAvvisoDi(iuv)).toBe(numeroAvviso);
        const secondo = generaNumeroAvviso({ segregazione: codice, progressivo: altro });
        expect(secondo.iuv === iuv).toBe(altro === uno);
      }),
    );
  });

  test.each([
    { segregazione: '1', progressivo: 1 },
    { segregazione: '001', progressivo: 1 },
    { segregazione: 'ab', progressivo: 1 },
    { segregazione: '01', progressivo: -1 },
    { segregazione: '01', progressivo: 1.5 },
    { segregazione: '01', progressivo: PROGRESSIVO_MAX + 1 },
    { segregazione: '01', progressivo: Number.NaN },
  ])('are never made of $segregazione and $progressivo: a fault', (da) =>
    expect(() => generaNumeroAvviso(da)).toThrow(RangeError),
  );
});

describe('from a notice number to its IUV and back', () => {
  test.each([
    ['001123456789012313', '123456789012313', '01'],
    ['301000000000000144', '01000000000000144', undefined],
  ])('%s ↔ %s', (numero, iuv, codice) => {
    expect(iuvDi(numero as NumeroAvviso)).toBe(iuv);
    expect(numeroAvvisoDi(iuv, codice)).toBe(numero);
  });

  test('numbers that are only read, and the probe of the stand-in, have one too', () => {
    expect(iuvDi('123456789012345678' as NumeroAvviso)).toBe('23456789012345678');
    expect(iuvDi('201013501000000961' as NumeroAvviso)).toBe('01013501000000961');
    expect(iuvDi('000000000000000000' as NumeroAvviso)).toBe('000000000000000');
  });

  test.each([
    ['123456789012313', undefined],
    ['123456789012313', '1'],
    ['RF18539007547034', '01'],
    ['0100000000000014', '01'],
    ['0100000000000014A', '01'],
    ['', '01'],
  ])('%s has no notice number', (iuv, codice) => expect(numeroAvvisoDi(iuv, codice)).toBeNull());
});

describe('reading and printing', () => {
  test('blanks are tolerated, nothing else', () => {
    expect(parseNumeroAvviso(' 3010 0000\t0000 0001 44\n')).toBe('301000000000000144');
    expect(parseNumeroAvviso('3010\u00a00000\u00a00000\u00a00001\u00a044')).toBe('301000000000000144');
    // Published data violate the check digits: read all the same.
    expect(parseNumeroAvviso('302000000000000100')).toBe('302000000000000100');
    for (const testo of [
      '',
      '30100000000000014',
      '3010000000000001444',
      '3010-0000-0000-0001-44',
      '30100000000000014a',
    ]) {
      expect(parseNumeroAvviso(testo)).toBeNull();
    }
  });

  test('what is printed is read back', () => {
    expect(formatNumeroAvviso('301000000000000144' as NumeroAvviso)).toBe('3010 0000 0000 0001 44');
    fc.assert(fc.property(unAvviso, (numero) => parseNumeroAvviso(formatNumeroAvviso(numero)) === numero));
  });
});
