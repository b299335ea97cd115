import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Giorno } from './giorno.ts';
import { verificaIuvFornito, type RegoleIuvFornito } from './iuv.ts';
import { generaNumeroAvviso } from './numero-avviso.ts';

const giorno = (testo: string) => testo as Giorno;
const LIMITE = giorno('2024-05-01');
const regole: RegoleIuvFornito = {
  segregazione: '02',
  flagGeneraIuv: false,
  oggi: giorno('2024-04-30'),
  limiteNuoviIuv: LIMITE,
};
const codiceDi = (iuv: string, cambio: Partial<RegoleIuvFornito> = {}): string => {
  const esito = verificaIuvFornito(iuv, { ...regole, ...cambio });
  return esito.ok ? 'ok' : esito.refusal.codice;
};

describe('17 digits', () => {
  test.each([
    ['02250900000012381', false, 'ok'],
    ['02250900000012300', false, 'ok'], // wrong check digits: accepted, as the Nodo does
    ['02010000000000100', false, 'ok'], // one zero after the code is not ours
    ['02100000000000100', false, 'ok'],
    ['02000000000000100', false, 'iuv_riservato'],
    ['03250900000012381', false, 'iuv_segregazione'],
    ['02000000000000100', true, 'ok'],
    ['03250900000012381', true, 'ok'],
  ])('%s, flagGeneraIuv %s: %s', (iuv, flagGeneraIuv, atteso) => expect(codiceDi(iuv, { flagGeneraIuv })).toBe(atteso));

  test('are accepted after the date too', () => {
    expect(codiceDi('02250900000012381', { oggi: LIMITE })).toBe('ok');
  });

  test('what we generate is never accepted as an ente’s own, and always as ours that comes back', () => {
    fc.assert(
      fc.property(fc.nat(99), fc.nat(1_000_000_000), (codice, progressivo) => {
        const segregazione = String(codice).padStart(2, '0');
        const { iuv } = generaNumeroAvviso({ segregazione, progressivo });
        expect(codiceDi(iuv, { segregazione })).toBe('iuv_riservato');
        expect(codiceDi(iuv, { segregazione, flagGeneraIuv: true })).toBe('ok');
      }),
    );
  });
});

describe('15 digits and RF references', () => {
  const vecchi = ['123456789012313', `RF18${'0'.repeat(2)}99${'1'.repeat(13)}0000`, `RF47${'12345'.repeat(4)}A`];

  test.each(vecchi)('%s: until the date, or where the dovuto is not new', (iuv) => {
    expect(codiceDi(iuv)).toBe('ok');
    expect(codiceDi(iuv, { oggi: LIMITE })).toBe('iuv_formato_superato');
    expect(codiceDi(iuv, { oggi: giorno('2026-11-23'), limiteNuoviIuv: null })).toBe('ok');
    expect(codiceDi(iuv, { oggi: LIMITE, flagGeneraIuv: true })).toBe('iuv_formato_superato');
  });

  test('15 digits do not begin with 00', () => {
    expect(codiceDi('003456789012313')).toBe('iuv_non_valido');
    expect(codiceDi('013456789012313')).toBe('ok');
  });

  test.each([
    [`RF18${'0'.repeat(2)}90${'1'.repeat(13)}0000`, 'iuv_non_valido'],
    [`RF18${'0'.repeat(2)}09${'1'.repeat(13)}0000`, 'iuv_non_valido'],
    [`RF18${'0'.repeat(2)}90${'1'.repeat(13)}0001`, 'ok'],
  ])('%s: 0000 at the end asks for 99 in the seventh and eighth place', (iuv, atteso) =>
    expect(codiceDi(iuv)).toBe(atteso),
  );
});

test.each([
  '',
  ' ',
  '1',
  '1234567890123',
  '0225090000001238',
  '022509000000123811',
  '0225090000001238A',
  '12345678901231 ',
])('«%s» is no IUV', (iuv) => expect(codiceDi(iuv)).toBe('iuv_non_valido'));
test.each([
  'RF18',
  `RF18${'1'.repeat(20)}`,
  `RF18${'1'.repeat(22)}`,
  `XX18${'1'.repeat(21)}`,
  `RF18${'1'.repeat(20)};`,
])('«%s» is no IUV, whatever is asked', (iuv) =>
  expect(codiceDi(iuv, { flagGeneraIuv: true, limiteNuoviIuv: null })).toBe('iuv_non_valido'),
);

test('the value is the IUV itself', () => {
  expect(verificaIuvFornito('02250900000012381', regole)).toEqual({ ok: true, value: '02250900000012381' });
});
