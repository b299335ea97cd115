import { describe, expect, test } from 'vitest';
import { componiChiaveApi, giudicaChiave, giudicaUso, parseChiaveApi, type ChiaveChiesta } from './chiave-api.ts';

const segreto = 'A'.repeat(41) + '-_';

describe('a key', () => {
  test('is composed, and read back', () => {
    const chiave = componiChiaveApi(true, { nome: 'ab-cd_efghijklmnop', segreto });
    expect(chiave).toBe(`mp_prova_abcdefghijkl_${segreto}`);
    expect(parseChiaveApi(chiave)).toEqual({ inizio: 'mp_prova_abcdefghijkl', segreto });
    expect(componiChiaveApi(false, { nome: 'abcdefghijklm', segreto })).toMatch(/^mp_live_/);
  });

  test.each(['', 'mp_live_abc', `mp_altro_abcdefghijkl_${segreto}`, `mp_live_abcdefghijkl_${segreto}x`, `x mp_live_`])(
    '%j is none',
    (testo) => expect(parseChiaveApi(testo)).toBeNull(),
  );

  test.each<[string, Partial<ChiaveChiesta>, string | null]>([
    ['as it should be', {}, null],
    ['without a name', { applicazione: '' }, 'CHIAVE_APPLICAZIONE_NON_VALIDA'],
    ['with blanks around', { applicazione: ' x' }, 'CHIAVE_APPLICAZIONE_NON_VALIDA'],
    ['with a line end', { applicazione: 'a\nb' }, 'CHIAVE_APPLICAZIONE_NON_VALIDA'],
    ['with too long a name', { applicazione: 'x'.repeat(81) }, 'CHIAVE_APPLICAZIONE_NON_VALIDA'],
    ['without scopes', { ambiti: [] }, 'CHIAVE_SENZA_AMBITI'],
    ['from what is no network', { indirizzi: ['no'] }, 'CHIAVE_INDIRIZZO_NON_VALIDO'],
    ['from too many', { indirizzi: Array.from({ length: 51 }, () => 'ok') }, 'CHIAVE_INDIRIZZO_NON_VALIDO'],
  ])('asked for %s', (_, cambio, atteso) => {
    const chiesta: ChiaveChiesta = { applicazione: 'Gestionale', ambiti: ['dovuti'], indirizzi: ['ok'], ...cambio };
    expect(giudicaChiave(chiesta, (testo) => testo === 'ok')).toBe(atteso);
  });

  test('opens while it is good, from where it may', () => {
    const ora = new Date('2026-11-20T10:00:00Z');
    const nota = { scadeIl: null, revocataIl: null, stato: 'ESERCIZIO', daDove: true };
    expect(giudicaUso(nota, ora)).toBeNull();
    expect(giudicaUso({ ...nota, scadeIl: new Date(ora.getTime() + 1) }, ora)).toBeNull();
    expect(giudicaUso({ ...nota, scadeIl: ora }, ora)).toBe('CHIAVE_SCADUTA');
    expect(giudicaUso({ ...nota, revocataIl: ora }, ora)).toBe('CHIAVE_REVOCATA');
    expect(giudicaUso({ ...nota, daDove: false }, ora)).toBe('CHIAVE_DA_ALTROVE');
    expect(giudicaUso({ ...nota, stato: 'INSERITO' }, ora)).toBe('ENTE_INSERITO');
  });
});
