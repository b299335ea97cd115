import { describe, expect, it } from 'vitest';
import { cents } from '#kernel/importo';
import { decidiQuotazione, type RispostaEnte } from './quanto-ente.ts';
import type { QuotaCosto } from './quanto.ts';

const QUOTE: QuotaCosto[] = [6000, 4000].map((n) => ({ importoCents: cents(n), bollo: null }));
const importo = (importoCents: number, bilancio: string | null = null): RispostaEnte => ({
  esito: 'importo',
  importoCents,
  bilancio,
});
const voci = (...coppie: [unknown, unknown][]): string =>
  JSON.stringify(coppie.map(([capitolo, quanto]) => ({ capitolo, ufficio: 'U', importo: quanto })));

describe('the answer of the ente', () => {
  it.each<[string, RispostaEnte, string]>([
    ['an amount', importo(10_500), 'quotato 10500'],
    ['less than what is written', importo(9000), 'quotato 9000'],
    ['004 stops', { esito: 'codice', codice: '004' }, 'rifiutato non_pagabile codice_004'],
    ['002 does not', { esito: 'codice', codice: '002' }, 'scritto codice_002'],
    ['003 does not', { esito: 'codice', codice: '003' }, 'scritto codice_003'],
    ['nor does a code of which nothing is known', { esito: 'codice', codice: '017' }, 'scritto codice_017'],
    ['whose words stay there', { esito: 'codice', codice: 'Mario Rossi non è notificato' }, 'scritto codice_ignoto'],
    ['no answer', { esito: 'nessuna', perche: 'tempo_scaduto' }, 'scritto tempo_scaduto'],
    ['nothing to be paid', importo(0), 'rifiutato incoerente importo_incoerente'],
    ['less than nothing', importo(-5), 'rifiutato incoerente importo_incoerente'],
    ['more than a payment can be', importo(100_000_000_000), 'rifiutato incoerente importo_incoerente'],
    [
      'nothing left for the ente beside the other beneficiary',
      importo(4000),
      'rifiutato incoerente importo_incoerente',
    ],
    ['accounts in euro', importo(10_500, voci(['1', '100.00'], ['2', '5'])), 'quotato 10500 1=10000 2=500'],
    ['accounts in euro, as numbers', importo(10_550, voci(['1', 100], ['2', 5.5])), 'quotato 10550 1=10000 2=550'],
    ['accounts in cents', importo(10_500, voci(['1', 10_000], ['2', '500'])), 'quotato 10500 1=10000 2=500'],
    ['accounts of nothing', importo(10_500, '[]'), 'quotato 10500'],
    [
      'accounts that do not add up',
      importo(10_500, voci(['1', '100'], ['2', '6'])),
      'rifiutato incoerente bilancio_incoerente',
    ],
    ['a line without a chapter', importo(10_500, voci(['', '105'])), 'rifiutato incoerente bilancio_incoerente'],
    ['accounts that are not a list', importo(10_500, '{}'), 'rifiutato incoerente bilancio_incoerente'],
    ['accounts that are not JSON', importo(10_500, 'null]'), 'rifiutato incoerente bilancio_incoerente'],
    ['a line that is none', importo(10_500, '[null]'), 'rifiutato incoerente bilancio_incoerente'],
    [
      'lines without end',
      importo(51, voci(...Array.from({ length: 51 }, (): [string, number] => ['1', 1]))),
      'rifiutato incoerente bilancio_incoerente',
    ],
  ])('%s', (_, risposta, atteso) => {
    const quote = risposta.esito === 'importo' && risposta.importoCents === 51 ? [] : QUOTE;
    const d = decidiQuotazione(risposta, quote);
    const detto =
      d.genere === 'quotato'
        ? ['quotato', d.importoCents, ...(d.bilancio ?? []).map((v) => `${v.capitolo}=${v.importoCents}`)]
        : d.genere === 'scritto'
          ? ['scritto', d.perche]
          : ['rifiutato', d.codice, d.perche];
    expect(detto.join(' ')).toBe(atteso);
  });

  it('a stamp costs what it costs, whatever is said of a dovuto that has nothing else', () => {
    const bollo: QuotaCosto[] = [{ importoCents: cents(1600), bollo: {} }];
    expect(decidiQuotazione(importo(1600), bollo).genere).toBe('quotato');
    for (const altro of [1500, 1700]) expect(decidiQuotazione(importo(altro), bollo).genere).toBe('rifiutato');
  });
});
