import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import type { EnteId, StazioneId } from '#kernel/ids';
import { risolviChiamata, type StazioneDiEnte } from './chiamata.ts';

const OGGI = '2026-11-20' as Giorno;

function stazione(parti: Partial<Omit<StazioneDiEnte, 'validaDal' | 'validaAl'>> & { dal?: string; al?: string } = {}) {
  const { dal = '2020-01-01', al = null, ...altro } = parti;
  return {
    stazioneId: 's' as StazioneId,
    stazione: 'st_1',
    attiva: true,
    intermediario: 'broker',
    enteId: 'e' as EnteId,
    codiceFiscale: 'ente',
    ambiente: 'prova',
    enteStato: 'ESERCIZIO',
    tettoCents: null,
    pressoEnte: null,
    denominazione: 'Ente',
    settore: null,
    validaDal: dal as Giorno,
    validaAl: al as Giorno | null,
    ...altro,
  } satisfies StazioneDiEnte;
}

function esito(configurazione: StazioneDiEnte[], chiamata: string, ancheVecchia = false): string {
  const [idDominio = '', idIntermediario = '', idStazione = ''] = chiamata.split(' ');
  const risolta = risolviChiamata(
    configurazione,
    { idDominio, idIntermediario, idStazione },
    { oggi: OGGI, ancheVecchia },
  );
  return risolta.ok ? `${risolta.value.enteId} ${risolta.value.stazione}` : risolta.refusal.codice;
}

describe('whom the Nodo calls', () => {
  it.each([
    ['all wrong: the domain comes first', 'altro altro altro', 'DOMINIO_SCONOSCIUTO'],
    ['then the broker', 'ente altro altro', 'INTERMEDIARIO_ERRATO'],
    ['then the station', 'ente broker altro', 'STAZIONE_ERRATA'],
    ['all right', 'ente broker st_1', 'e st_1'],
  ])('%s', (_, chiamata, atteso) => {
    expect(esito([stazione()], chiamata)).toBe(atteso);
  });

  it.each([
    ['closed', { attiva: false }, 'STAZIONE_ERRATA'],
    ['from tomorrow', { dal: '2026-11-21' }, 'STAZIONE_ERRATA'],
    ['from today', { dal: '2026-11-20' }, 'e st_1'],
    ['until today, not included', { al: '2026-11-20' }, 'STAZIONE_ERRATA'],
    ['until tomorrow', { al: '2026-11-21' }, 'e st_1'],
  ])('a station %s', (_, parti, atteso) => {
    expect(esito([stazione(parti)], 'ente broker st_1')).toBe(atteso);
    // A receipt for it is good whenever it comes.
    expect(esito([stazione(parti)], 'ente broker st_1', true)).toBe('e st_1');
  });

  it('an ente still INSERITO is not there', () => {
    expect(esito([stazione({ enteStato: 'INSERITO' })], 'ente broker st_1', true)).toBe('DOMINIO_SCONOSCIUTO');
    expect(esito([stazione({ enteStato: 'PRE-ESERCIZIO' })], 'ente broker st_1')).toBe('e st_1');
  });

  it('the station tells the live ente from the one in prova', () => {
    const due = [
      stazione({ enteId: 'live' as EnteId, ambiente: 'live' }),
      stazione({ enteId: 'prova' as EnteId, stazione: 'st_2' }),
    ];
    expect(esito(due, 'ente broker st_2')).toBe('prova st_2');
    expect(esito(due, 'ente broker st_1')).toBe('live st_1');
  });
});
