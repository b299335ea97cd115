import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cents, somma } from '#kernel/importo';
import {
  attribuisciQuote,
  decidiRicevuta,
  isDaRimborsare,
  quoteDi,
  type FattiRicevuta,
  type QuotaRicevuta,
} from './ricevuta.ts';

const FATTI: FattiRicevuta = { copia: false, stessa: null, pagato: false, dovutiSottoIuv: 1, giaPagati: false };

const UGUALE = { uguale: true, origine: 'nodo' } as const;
const DIVERSA = { uguale: false, origine: 'nodo' } as const;

function decisa(negativa: boolean, fatti: Partial<FattiRicevuta>): string {
  const d = decidiRicevuta({ negativa }, { ...FATTI, ...fatti });
  return [d.scrivi, d.chiude ? 'chiude' : '', d.risposta].filter(Boolean).join(' ');
}

describe('what is done with a receipt', () => {
  it.each<[string, boolean, Partial<FattiRicevuta>, string]>([
    ['the first', false, {}, 'regolare chiude OK'],
    ['the first of a notice nobody knows', false, { dovutiSottoIuv: 0 }, 'orfana chiude OK'],
    ['the same again', false, { stessa: UGUALE }, 'OK'],
    ['the same again, when it has paid', false, { stessa: UGUALE, pagato: true }, 'OK'],
    ['same id, other words', false, { stessa: DIVERSA }, 'difforme RICEVUTA_DUPLICATA'],
    ['same id, other words, paid', false, { stessa: DIVERSA, pagato: true }, 'difforme RICEVUTA_DUPLICATA'],
    ['a second payment', false, { pagato: true }, 'seconda RICEVUTA_DUPLICATA'],
    ['a second payment of an orphan', false, { pagato: true, dovutiSottoIuv: 0 }, 'seconda RICEVUTA_DUPLICATA'],
    ['the first, when the money had come outside pagoPA', false, { giaPagati: true }, 'seconda chiude OK'],
    ['another, after that', false, { giaPagati: true, pagato: true }, 'seconda RICEVUTA_DUPLICATA'],
    ['the copy of a beneficiary', false, { copia: true, dovutiSottoIuv: 0 }, 'regolare OK'],
    ['the copy, again', false, { copia: true, stessa: UGUALE }, 'OK'],
    ['outcome KO', true, {}, 'negativa OK'],
    ['outcome KO, when it was paid', true, { pagato: true }, 'negativa OK'],
    ['outcome KO, again', true, { stessa: UGUALE }, 'OK'],
  ])('%s', (_, negativa, fatti, atteso) => {
    expect(decisa(negativa, fatti)).toBe(atteso);
  });

  const QUALI = ['nodo', 'recuperata', 'manuale'] as const;
  it('what proves more takes the place of the bytes that are here, and nothing else of it is written', () => {
    const esiti = QUALI.map((qui) =>
      QUALI.map((arriva) => {
        const d = decidiRicevuta(
          { negativa: false },
          { ...FATTI, pagato: true, stessa: { uguale: false, origine: qui } },
          arriva,
        );
        return [d.scrivi ?? '', d.sostituisce === true ? 'sostituisce' : '', d.risposta].filter(Boolean).join(' ');
      }),
    );
    expect(esiti).toEqual([
      ['difforme RICEVUTA_DUPLICATA', 'OK', 'OK'],
      ['sostituisce OK', 'OK', 'OK'],
      ['sostituisce OK', 'sostituisce OK', 'OK'],
    ]);
  });

  const fatti = fc.record({
    copia: fc.boolean(),
    stessa: fc.option(fc.record({ uguale: fc.boolean(), origine: fc.constant('nodo' as const) })),
    pagato: fc.boolean(),
    dovutiSottoIuv: fc.nat(5),
    giaPagati: fc.boolean(),
  });
  it('none is lost: what is not there already is written, and what is answered KO is kept too', () => {
    fc.assert(
      fc.property(fc.boolean(), fatti, (negativa, noti) => {
        const d = decidiRicevuta({ negativa }, noti);
        expect(d.scrivi === null).toBe(noti.stessa?.uguale === true);
        if (d.risposta !== 'OK') expect(d.scrivi).not.toBeNull();
        // Only the owner's copy of a good receipt closes, and only once.
        expect(d.chiude).toBe(!negativa && !noti.copia && !noti.pagato && noti.stessa === null);
      }),
    );
  });
});

function quota(idTrasferimento: number, beneficiario: string, importo = 100): QuotaRicevuta {
  return {
    idTrasferimento,
    importoCents: cents(importo),
    beneficiario,
    beneficiarioDenominazione: null,
    iban: null,
    bollo: false,
    causale: null,
    tassonomia: null,
    metadati: [],
  };
}

describe('which dovuto each transfer pays', () => {
  const dovute = [
    { dovutoId: 'd1', beneficiario: 'A' },
    { dovutoId: 'd1', beneficiario: 'B' },
    { dovutoId: 'd2', beneficiario: 'A' },
  ];
  it.each<[string, QuotaRicevuta[], (string | null)[]]>([
    ['in their places', [quota(1, 'A'), quota(2, 'B'), quota(3, 'A')], ['d1', 'd1', 'd2']],
    ['in another order in the message', [quota(3, 'A'), quota(1, 'A')], ['d2', 'd1']],
    ['another beneficiary in that place: the first share of his', [quota(1, 'B')], ['d1']],
    ['a place that was not asked', [quota(5, 'A')], ['d1']],
    ['a beneficiary that was not asked', [quota(2, 'Z')], ['d1']],
    ['the whole amount, of a list that could not be read', [quota(0, 'A')], ['d1']],
  ])('%s', (_, quote, attesi) => {
    expect(attribuisciQuote(quote, dovute)).toEqual(attesi);
  });

  it('none, when nothing is closed', () => {
    expect(attribuisciQuote([quota(1, 'A')], [])).toEqual([null]);
  });
});

describe('the shares of a receipt', () => {
  const letta = { importoCents: cents(1250), titolare: 'A', causale: 'TARI' };
  it('are its transfers', () => {
    const quote = [quota(1, 'A', 1000), quota(2, 'B', 250)];
    expect(quoteDi({ ...letta, quote })).toBe(quote);
  });

  it('are one, the whole amount of the owner, where none could be read', () => {
    const quote = quoteDi({ ...letta, quote: [] });
    expect(quote).toMatchObject([{ idTrasferimento: 0, beneficiario: 'A', causale: 'TARI', iban: null }]);
    expect(somma(quote.map((q) => q.importoCents))).toBe(1250);
  });
});

describe('money that nobody asked for is to be given back', () => {
  it.each([
    ['seconda', [], true],
    ['orfana', [], true],
    ['regolare', ['da_pagare'], false],
    ['regolare', ['da_pagare', 'estinto'], true],
    ['regolare', ['annullato'], true],
    ['regolare', ['bozza'], false],
    ['difforme', [], false],
    ['negativa', [], false],
  ] as const)('%s of %j: %s', (genere, stati, si) => {
    expect(
      isDaRimborsare(
        genere,
        stati.map((era) => ({ era })),
      ),
    ).toBe(si);
  });
});
