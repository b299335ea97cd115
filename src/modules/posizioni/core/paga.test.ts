import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, OpzioneId, PosizioneId, TipoDovutoId } from '#kernel/ids';
import { cents } from '#kernel/importo';
import { costoOggi, decidiPagamento, type DovutoDaPagare, type Pagamento } from './paga.ts';
import type { Termini } from './quanto.ts';

const TIPO = 'tipo' as TipoDovutoId;
const id = (nome: string) => nome as DovutoId;

function dovuto(nome: string, opzione: string, altro: Partial<DovutoDaPagare> = {}): DovutoDaPagare {
  return {
    ...{
      id: id(nome),
      posizioneId: 'p' as PosizioneId,
      opzioneId: opzione as OpzioneId,
      stato: 'da_pagare',
      versione: 1,
    },
    ...{ importoCents: cents(1000), sottoIuv: nome === 'a', dataScadenza: null, pagaDopoScadenza: true },
    ...{ termini: null, quotazioni: null, tipoDovutoId: TIPO, inPagamento: false },
    ...altro,
  };
}

const PAGA: Pagamento = {
  ...{ dovutoId: id('a'), versione: 1, importoCents: cents(1000), pagatoIl: new Date('2026-11-20T11:00:00Z') },
  ...{ ancheDiverso: false, tipiConsentiti: null },
};

function decisa(dovuti: readonly DovutoDaPagare[], altro: Partial<Pagamento> & { conRicevuta?: boolean } = {}): string {
  const { conRicevuta = false, ...paga } = altro;
  const esito = decidiPagamento({ dovuti, conRicevuta }, { ...PAGA, ...paga });
  if (!esito.ok) return esito.refusal.codice;
  const { pagati, estinti } = esito.value;
  return [...pagati.map((d) => `${d.id} ${d.pagatoCents}`), ...estinti.map((d) => `${d.id} estinto`)].join(', ');
}

describe('money that did not come by its own receipt', () => {
  it('closes as a receipt would', () => {
    expect(decisa([dovuto('a', '1'), dovuto('b', '2')])).toBe('a 1000, b estinto');
    expect(decisa([dovuto('a', '1'), dovuto('c', '1')])).toBe('a 1000');
    expect(decisa([dovuto('a', '1'), dovuto('b', '1', { sottoIuv: true })], { importoCents: cents(2000) })).toBe(
      'a 1000, b 1000',
    );
  });

  it.each<[string, Partial<DovutoDaPagare>, Parameters<typeof decisa>[1]]>([
    ['DOVUTO_NON_TROVATO', {}, { dovutoId: id('z') }],
    ['OPERATORE_NON_ABILITATO', {}, { tipiConsentiti: [] }],
    ['DOVUTO_PAGATO', { stato: 'pagato' }, {}],
    ['DOVUTO_CHIUSO', { stato: 'estinto' }, {}],
    ['DOVUTO_CHIUSO', { stato: 'annullato' }, {}],
    ['DOVUTO_CON_RICEVUTA', {}, { conRicevuta: true }],
    ['DOVUTO_IN_PAGAMENTO', { inPagamento: true }, {}],
    ['CONFLITTO', { versione: 2 }, {}],
    ['PAGATO_IMPORTO_DIVERSO', {}, { importoCents: cents(999) }],
  ])('%s', (atteso, com, altro) => {
    expect(decisa([dovuto('a', '1', com)], altro)).toBe(atteso);
  });

  it('is not registered while somebody pays what it would close, nor for what is paid with it and is not theirs', () => {
    expect(decisa([dovuto('a', '1'), dovuto('b', '2', { inPagamento: true })])).toBe('DOVUTO_IN_PAGAMENTO');
    expect(decisa([dovuto('a', '1'), dovuto('b', '1', { inPagamento: true })])).toBe('a 1000');
    const insieme = [dovuto('a', '1'), dovuto('b', '1', { sottoIuv: true, tipoDovutoId: 'altro' as TipoDovutoId })];
    expect(decisa(insieme, { tipiConsentiti: [TIPO], importoCents: cents(2000) })).toBe('OPERATORE_NON_ABILITATO');
  });

  it('is compared with what was asked on its day', () => {
    const gradino = {
      genere: 'interessi',
      dal: '2026-11-20' as Giorno,
      dopoGiorni: null,
      importoCents: cents(50),
      quota: 1,
    };
    const termini = {
      ...{ notificataIl: null, validaDal: null, validaAl: null, giorniDallaNotifica: null },
      gradini: [gradino],
    } as Termini;
    const cresciuto = dovuto('a', '1', { termini });
    expect(decisa([cresciuto], { importoCents: cents(1050) })).toBe('a 1050');
    expect(decisa([cresciuto])).toBe('PAGATO_IMPORTO_DIVERSO');
    expect(decisa([cresciuto], { pagatoIl: new Date('2026-11-18T11:00:00Z') })).toBe('a 1000');
    const adesso = { now: new Date('2026-11-20T11:00:00Z'), oggi: '2026-11-20' as Giorno };
    expect(costoOggi([cresciuto, dovuto('b', '2')], adesso)).toEqual({ importoCents: 1050, quanti: 1 });
  });
});
