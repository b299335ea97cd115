import { describe, expect, it } from 'vitest';
import { giudicaLink, giudicaMisura, giudicaValori } from './link.ts';

const ORA = new Date('2026-11-28T10:00:00Z');
const PRIMA = new Date('2026-11-28T09:00:00Z');
const DOPO = new Date('2026-11-28T11:00:00Z');
const codice = (esito: { ok: boolean; refusal?: { codice: string } }): string => esito.refusal?.codice ?? 'ok';

describe('where a link leads', () => {
  const buono = { revocatoIl: null, scadeIl: null, usi: 0, usiMax: null };
  it.each([
    [buono, 'ok'],
    [{ ...buono, scadeIl: DOPO, usi: 4, usiMax: 5 }, 'ok'],
    [{ ...buono, scadeIl: ORA }, 'LINK_SCADUTO'],
    [{ ...buono, usi: 5, usiMax: 5 }, 'LINK_ESAURITO'],
    [{ ...buono, scadeIl: PRIMA, usi: 5, usiMax: 5 }, 'LINK_SCADUTO'],
    [{ ...buono, scadeIl: PRIMA, revocatoIl: PRIMA }, 'LINK_REVOCATO'],
  ])('%j: %s', (link, atteso) => expect(codice(giudicaLink(link, ORA))).toBe(atteso));
});

describe('what is said of it when it is made', () => {
  const misura = { scadeIl: null, usiMax: null, titolo: null };
  it.each([
    [misura, 'ok'],
    [{ scadeIl: DOPO, usiMax: 1, titolo: 'Quota' }, 'ok'],
    [{ ...misura, scadeIl: ORA }, 'LINK_MISURA_NON_VALIDA'],
    [{ ...misura, scadeIl: new Date(Number.NaN) }, 'LINK_MISURA_NON_VALIDA'],
    [{ ...misura, usiMax: 0 }, 'LINK_MISURA_NON_VALIDA'],
    [{ ...misura, usiMax: 1.5 }, 'LINK_MISURA_NON_VALIDA'],
    [{ ...misura, usiMax: 1_000_001 }, 'LINK_MISURA_NON_VALIDA'],
    [{ ...misura, titolo: ' ' }, 'LINK_MISURA_NON_VALIDA'],
    [{ ...misura, titolo: 'a'.repeat(141) }, 'LINK_MISURA_NON_VALIDA'],
  ])('%j: %s', (nuovo, atteso) => expect(codice(giudicaMisura(nuovo, ORA))).toBe(atteso));
});

describe('the answers that it holds', () => {
  const campo = (nome: string, altro = {}) => ({
    ...{ nome, calcolato: false, errore: null, visibile: true, campi: [], righe: [] },
    ...altro,
  });
  const campi = [
    campo('importo'),
    campo('totale', { calcolato: true }),
    campo('gruppo', { campi: [campo('gruppo.nome'), campo('gruppo.storto', { errore: {} })] }),
    campo('nascosto', { visibile: false, errore: {} }),
  ];
  it.each([
    [{}, [], 'ok'],
    [{ importo: '12,00', 'gruppo.nome': 'x' }, ['importo'], 'ok'],
    [{ nascosto: 'x' }, [], 'ok'],
    [{ 'gruppo.storto': 'x' }, [], 'LINK_VALORI_NON_VALIDI'],
    [{ totale: '1' }, [], 'LINK_VALORI_NON_VALIDI'],
    [{ altro: 'x' }, [], 'LINK_VALORI_NON_VALIDI'],
    [{}, ['importo'], 'LINK_VALORI_NON_VALIDI'],
  ])('%j, of which %j stay: %s', (valori, fissi, atteso) =>
    expect(codice(giudicaValori(campi, { valori, fissi }))).toBe(atteso),
  );
});
