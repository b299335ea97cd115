import { describe, expect, it } from 'vitest';
import { parseCodice, parseEmail, scadenzaProva, usabile, type Via } from './prova.ts';

const CHIESTA = new Date('2026-11-23T10:00:00Z');
const dopo = (secondi: number): Date => new Date(CHIESTA.getTime() + secondi * 1000);
const MINUTO = 60;

describe('usabile', () => {
  it.each<[string, Via, number | null, number, string]>([
    ['link at once', 'link', null, 1, 'ok'],
    ['link in its last second', 'link', null, 60 * MINUTO - 1, 'ok'],
    ['link after an hour', 'link', null, 60 * MINUTO, 'PROVA_SCADUTA'],
    ['code in its last second', 'codice', null, 15 * MINUTO - 1, 'ok'],
    ['code after a quarter', 'codice', null, 15 * MINUTO, 'PROVA_SCADUTA'],
    ['used, and pressed twice', 'link', 30, 40, 'ok'],
    ['used, and pressed twice across the expiry', 'codice', 15 * MINUTO - 5, 15 * MINUTO + 1, 'PROVA_SCADUTA'],
    ['used two minutes ago', 'link', 30, 30 + 2 * MINUTO, 'PROVA_USATA'],
    ['used long ago and expired', 'link', 30, 120 * MINUTO, 'PROVA_USATA'],
  ])('%s', (_, via, usataDopo, adesso, atteso) => {
    const esito = usabile(
      { chiestaIl: CHIESTA, usataIl: usataDopo === null ? null : dopo(usataDopo) },
      via,
      dopo(adesso),
    );
    expect(esito.ok ? 'ok' : esito.refusal.codice).toBe(atteso);
  });
});

it('a link lasts an hour, a code a quarter', () => {
  expect(scadenzaProva(CHIESTA, 'link')).toEqual(dopo(60 * MINUTO));
  expect(scadenzaProva(CHIESTA, 'codice')).toEqual(dopo(15 * MINUTO));
});

describe('parseEmail', () => {
  it.each<[string, string | null]>([
    ['Anna.Verdi@Example.ORG', 'anna.verdi@example.org'],
    ['  anna+tari@example.org ', 'anna+tari@example.org'],
    ['anna@example', null],
    ['anna@@example.org', null],
    ['anna example@example.org', null],
    ['anna@example..org', null],
    ['a@example.org, b@example.org', null],
    ['Anna <anna@example.org>', null],
    ['anna@example.org\r\nBcc: b@example.org', null],
    [`${'a'.repeat(243)}@example.org`, null],
    ['', null],
  ])('%j', (testo, atteso) => expect(parseEmail(testo)).toBe(atteso));
});

describe('parseCodice', () => {
  it.each<[string, string | null]>([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['１２３４５６', null],
    ['', null],
  ])('%j', (testo, atteso) => expect(parseCodice(testo)).toBe(atteso));
});
