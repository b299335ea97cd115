import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import {
  decidiAttivazione,
  decidiRitiro,
  decidiTermine,
  decidiTermineSostituito,
  ibanVigente,
  validaConto,
  vitaDi,
  type ContoDeciso,
  type DatiConto,
  type Decorrenza,
} from './conto.ts';

const codice = (esito: { ok: true } | { ok: false; refusal: { codice: string } }): string =>
  esito.ok ? 'ok' : esito.refusal.codice;
const g = (testo: string): Giorno => testo as Giorno;
const OGGI = g('2026-11-27');
const d = (dal: string, altro: Partial<Decorrenza> = {}): Decorrenza => ({
  iban: `IBAN-${dal}`,
  validoDal: g(dal),
  validoAl: null,
  stato: 'attivo',
  ...altro,
});
const VECCHIO = d('2020-01-01');
const VIGENTE = d('2025-01-01');
const PROGRAMMATO = d('2027-01-01');
const CENSITO = d('2026-06-01', { stato: 'censito' });
const CONTO: ContoDeciso = { tipo: 'bancario', decorrenze: [PROGRAMMATO, CENSITO, VIGENTE, VECCHIO] };

describe('validaConto', () => {
  const DATI: DatiConto = { nome: 'Poste', tipo: 'postale', intestatario: 'Comune', autorizzazioneStampa: 'AUT. 1' };
  it.each<[string, Partial<DatiConto>, string]>([
    ['postal with its authorisation', {}, 'ok'],
    ['bank account with one', { tipo: 'bancario' }, 'AUTORIZZAZIONE_SENZA_BOLLETTINO'],
    ['long authorisation', { autorizzazioneStampa: 'x'.repeat(101) }, 'TESTO_TROPPO_LUNGO'],
    ['nobody’s', { intestatario: ' ' }, 'CONTO_SENZA_INTESTATARIO'],
    ['no name', { nome: '' }, 'CONTO_NOME_NON_VALIDO'],
  ])('%s', (_, cambio, atteso) => expect(codice(validaConto({ ...DATI, ...cambio }))).toBe(atteso));
});

describe('the life of an IBAN', () => {
  it.each<[string, Decorrenza, string, string]>([
    ['declared only', CENSITO, '2030-01-01', 'censito'],
    ['to come', PROGRAMMATO, '2026-12-31', 'programmato'],
    ['on its first day', PROGRAMMATO, '2027-01-01', 'in_vigore'],
    ['with another after it', VIGENTE, '2027-01-01', 'sostituito'],
    ['before the other begins', VIGENTE, '2026-12-31', 'in_vigore'],
    ['on the day it ends', d('2025-01-01', { validoAl: OGGI }), '2026-11-27', 'terminato'],
  ])('%s', (_, decorrenza, giorno, atteso) =>
    expect(vitaDi(decorrenza, [...CONTO.decorrenze, decorrenza], g(giorno))).toBe(atteso),
  );
  it('has one that is answered, or none', () => {
    expect(ibanVigente(CONTO.decorrenze, OGGI)).toBe(VIGENTE);
    expect(ibanVigente(CONTO.decorrenze, g('2027-01-01'))).toBe(PROGRAMMATO);
    expect(ibanVigente([CENSITO], OGGI)).toBeNull();
    expect(ibanVigente([], OGGI)).toBeNull();
  });
});

describe('decidiRitiro', () => {
  it.each([
    ['2027-01-01', 'ok'],
    ['2026-06-01', 'ok'],
    ['2025-01-01', 'IBAN_GIA_IN_VIGORE'],
    ['2024-01-01', 'IBAN_SCONOSCIUTO'],
  ])('%s', (dal, atteso) => expect(codice(decidiRitiro(CONTO, g(dal), OGGI))).toBe(atteso));
  it('not on the first day', () =>
    expect(codice(decidiRitiro(CONTO, g('2027-01-01'), g('2027-01-01')))).toBe('IBAN_GIA_IN_VIGORE'));
});

describe('decidiAttivazione', () => {
  it.each([
    ['2026-06-01', '2026-11-27', 'ok'],
    ['2026-06-01', '2026-12-15', 'ok'],
    ['2026-06-01', '2026-11-26', 'IBAN_DECORRENZA_PASSATA'],
    ['2026-06-01', '2027-01-01', 'IBAN_GIORNO_OCCUPATO'],
    ['2025-01-01', '2026-12-15', 'IBAN_SCONOSCIUTO'],
  ])('declared on %s, from %s', (censitoDal, dal, atteso) =>
    expect(codice(decidiAttivazione(CONTO, { censitoDal: g(censitoDal), dal: g(dal) }, OGGI))).toBe(atteso),
  );
});

describe('decidiTermine', () => {
  const solo: ContoDeciso = { tipo: 'bancario', decorrenze: [VIGENTE, VECCHIO] };
  it.each<[string, ContoDeciso & { usato: boolean }, string, string]>([
    ['from today', { ...solo, usato: false }, '2026-11-27', 'ok'],
    ['from yesterday', { ...solo, usato: false }, '2026-11-26', 'IBAN_TERMINE_PASSATO'],
    [
      'from its own first day',
      { tipo: 'bancario', decorrenze: [d('2026-11-27')], usato: false },
      '2026-11-27',
      'IBAN_TERMINE_PASSATO',
    ],
    ['while kinds of due use it', { ...solo, usato: true }, '2026-12-01', 'CONTO_IN_USO'],
    ['while they use it, but another follows', { ...CONTO, usato: true }, '2027-01-01', 'ok'],
    ['while they use it, and the other follows later', { ...CONTO, usato: true }, '2026-12-31', 'CONTO_IN_USO'],
    [
      'with nothing in force',
      { tipo: 'bancario', decorrenze: [CENSITO], usato: false },
      '2026-12-01',
      'IBAN_SCONOSCIUTO',
    ],
  ])('%s', (_, conto, al, atteso) => expect(codice(decidiTermine(conto, g(al), OGGI))).toBe(atteso));
});

describe('decidiTermineSostituito', () => {
  const MEDIO = d('2023-01-01');
  const postale: ContoDeciso = { tipo: 'postale', decorrenze: [PROGRAMMATO, CENSITO, VIGENTE, MEDIO, VECCHIO] };
  it.each<[string, ContoDeciso, string, string]>([
    ['the one in force', postale, '2025-01-01', 'IBAN_NON_SOSTITUITO'],
    ['a planned one', postale, '2027-01-01', 'IBAN_NON_SOSTITUITO'],
    ['of a bank', { ...postale, tipo: 'bancario' }, '2023-01-01', 'IBAN_NON_SOSTITUITO'],
    ['one that is not there', postale, '2022-01-01', 'IBAN_SCONOSCIUTO'],
    [
      'one that has ended',
      { ...postale, decorrenze: [VIGENTE, { ...VECCHIO, validoAl: g('2026-01-01') }] },
      '2020-01-01',
      'IBAN_NON_SOSTITUITO',
    ],
  ])('%s: no', (_, conto, dal, atteso) => expect(codice(decidiTermineSostituito(conto, g(dal), OGGI))).toBe(atteso));

  it('ends with those before it, and not those after', () => {
    expect(decidiTermineSostituito(postale, g('2023-01-01'), OGGI)).toEqual({
      ok: true,
      value: { chiusi: [MEDIO, VECCHIO], dal: '2020-01-01', prima: '2025-01-01', vigente: VIGENTE },
    });
    expect(decidiTermineSostituito(postale, g('2020-01-01'), OGGI)).toMatchObject({
      value: { chiusi: [VECCHIO], dal: '2020-01-01', prima: '2023-01-01' },
    });
  });
});
