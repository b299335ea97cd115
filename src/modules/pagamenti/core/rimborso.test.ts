import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, TipoDovutoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { decidiTrattamento, isVisibile, type DaTrattare, type Trattamento } from './rimborso.ts';

const [TARI, MENSA] = ['tari', 'mensa'] as TipoDovutoId[] as [TipoDovutoId, TipoDovutoId];
const CHI = { tipiConsentiti: null, tutti: true, oggi: '2026-11-21' as Giorno };
const DENARO: DaTrattare = {
  ...{ genere: 'seconda', importoCents: cents(100), iuvId: null, pagataIl: new Date('2026-11-20T09:00:00Z') },
  ...{ trattato: null, dovuti: 1, tipi: [TARI] },
};
const DATO: Trattamento = { esito: 'attribuita', motivo: 'x', dovutoId: 'd' as DovutoId };
const RESO: Trattamento = { esito: 'rimborsata', motivo: '', giorno: '2026-11-20' as Giorno, mandato: '7' };
const NO: Trattamento = { esito: 'non_dovuta', motivo: 'x' };

function decisa(denaro: Partial<DaTrattare>, t: Trattamento, chi: Partial<typeof CHI> = {}): string {
  const esito = decidiTrattamento({ ...DENARO, ...denaro }, t, { ...CHI, ...chi });
  if (!esito.ok) return esito.refusal.codice;
  return esito.value.gia ? 'gia' : 'ok';
}

describe('what may be done with money to give back', () => {
  it.each<[string, Partial<DaTrattare>, Trattamento]>([
    ['ok', {}, DATO],
    ['ok', {}, RESO],
    ['ok', {}, NO],
    ['ok', { genere: 'orfana', dovuti: 0 }, DATO],
    ['ok', { genere: 'annullato' }, RESO],
    ['DENARO_NON_ATTRIBUIBILE', { genere: 'annullato' }, DATO],
    ['DENARO_NON_ATTRIBUIBILE', { genere: 'estinto' }, DATO],
    ['DENARO_DI_UN_DOVUTO', { genere: 'orfana' }, DATO],
    ['DENARO_DI_UN_DOVUTO', { genere: 'orfana' }, RESO],
    ['ok', { genere: 'orfana' }, NO],
    ['gia', { trattato: DATO }, { ...DATO, motivo: ' x ' }],
    ['gia', { trattato: RESO }, { ...RESO, mandato: '7 ' }],
    ['gia', { trattato: NO }, NO],
    ['DENARO_GIA_TRATTATO', { trattato: NO }, { ...NO, motivo: 'y' }],
    ['DENARO_GIA_TRATTATO', { trattato: NO }, RESO],
    ['DENARO_GIA_TRATTATO', { trattato: DATO }, { ...DATO, dovutoId: 'e' as DovutoId }],
    ['TRATTAMENTO_MOTIVO_MANCANTE', {}, { ...NO, motivo: ' ' }],
    ['TRATTAMENTO_MOTIVO_MANCANTE', {}, { ...RESO, motivo: 'x'.repeat(501) }],
    ['RIMBORSO_GIORNO_FUTURO', {}, { ...RESO, giorno: '2026-11-22' as Giorno }],
    ['RIMBORSO_GIORNO_TROPPO_PRESTO', {}, { ...RESO, giorno: '2026-11-19' as Giorno }],
    ['RIMBORSO_MANDATO_MANCANTE', {}, { ...RESO, mandato: '' }],
  ])('%s', (atteso, denaro, trattamento) => {
    expect(decisa(denaro, trattamento)).toBe(atteso);
  });

  it('only by who follows all the kinds of due that it is about; of no kind, by who follows all of them', () => {
    expect(isVisibile([TARI], { tipiConsentiti: [TARI], tutti: false })).toBe(true);
    expect(isVisibile([TARI, MENSA], { tipiConsentiti: [TARI], tutti: false })).toBe(false);
    expect(isVisibile([], { tipiConsentiti: [TARI], tutti: false })).toBe(false);
    expect(isVisibile([], { tipiConsentiti: [TARI, MENSA], tutti: true })).toBe(true);
    expect(decisa({}, NO, { tipiConsentiti: [MENSA] as never, tutti: false })).toBe('DENARO_NON_TUO');
    const nessuno = decidiTrattamento(null, NO, CHI);
    expect(nessuno.ok ? null : nessuno.refusal.codice).toBe('DENARO_NON_TROVATO');
  });
});
