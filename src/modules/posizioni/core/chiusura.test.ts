import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DovutoId, OpzioneId, PosizioneId } from '#kernel/ids';
import { cents, somma } from '#kernel/importo';
import { decidiChiusura, type DovutoDiPosizione } from './chiusura.ts';
import { dopo, STATI, type Stato } from './stati.ts';

/** `a1 1000 da_pagare*`: dovuto 1 of opzione a, 10,00 €, under the iuv that was paid. A capital letter opens another posizione. */
function dovuti(...righe: string[]): DovutoDiPosizione[] {
  return righe.map((riga) => {
    const [id = '', importo = '', stato = ''] = riga.split(' ');
    const opzione = id[0] ?? '';
    return {
      id: id as DovutoId,
      posizioneId: (opzione === opzione.toLowerCase() ? 'p' : 'P') as PosizioneId,
      opzioneId: opzione as OpzioneId,
      stato: stato.replace('*', '') as Stato,
      importoCents: cents(Number(importo)),
      sottoIuv: stato.endsWith('*'),
    };
  });
}

function chiudi(righe: string[], pagato: number, scaduti: string[] = []): unknown {
  const chiusura = decidiChiusura(dovuti(...righe), cents(pagato), new Set(scaduti as DovutoId[]));
  return {
    pagati: chiusura.pagati.map((d) => [d.id, d.pagatoCents, ...d.daVerificare].join(' ')),
    estinti: chiusura.estinti.map(({ id }) => id),
    saldate: chiusura.saldate,
  };
}

type Caso = [string, string[], number, { pagati: string[]; estinti: string[]; saldate: string[] }, string[]?];

describe('what the first receipt closes', () => {
  const casi: Caso[] = [
    ['the only dovuto', ['a1 1000 da_pagare*'], 1000, { pagati: ['a1 1000'], estinti: [], saldate: ['p'] }],
    ['nothing, for an orphan', [], 1000, { pagati: [], estinti: [], saldate: [] }],
    [
      'an instalment, and not the others of its plan',
      ['a1 500 da_pagare*', 'a2 500 da_pagare'],
      500,
      { pagati: ['a1 500'], estinti: [], saldate: [] },
    ],
    [
      'the last instalment, and with it the posizione',
      ['a1 500 pagato', 'a2 500 da_pagare*', 'a3 500 annullato'],
      500,
      { pagati: ['a2 500'], estinti: [], saldate: ['p'] },
    ],
    [
      'the other ways to pay the same, and only what they still ask',
      ['a1 1000 da_pagare*', 'b1 600 da_pagare', 'b2 600 annullato', 'c1 1200 bozza', 'c2 1 estinto'],
      1000,
      { pagati: ['a1 1000'], estinti: ['b1', 'c1'], saldate: ['p'] },
    ],
    [
      'what another way had closed: it is registered all the same, to be checked',
      ['a1 1000 estinto*', 'b1 600 pagato', 'b2 600 da_pagare'],
      1000,
      { pagati: ['a1 1000 era_estinto'], estinti: ['b2'], saldate: ['p'] },
    ],
    [
      'an instalment of a plan that another plan had closed: the plan that was chosen goes on',
      ['a1 500 pagato', 'a2 500 da_pagare', 'b1 600 estinto*', 'b2 400 estinto'],
      600,
      { pagati: ['b1 600 era_estinto'], estinti: [], saldate: [] },
    ],
    [
      'an instalment that a new plan had taken the place of: the new plan is asked for all the same',
      ['a1 500 pagato', 'a2 500 annullato*', 'a3 500 annullato', 'b1 1000 da_pagare'],
      500,
      { pagati: ['a2 500 era_annullato'], estinti: [], saldate: [] },
    ],
    [
      'the whole, at the notice that a plan had taken the place of',
      ['a1 1000 annullato*', 'b1 500 da_pagare', 'b2 500 da_pagare'],
      1000,
      { pagati: ['a1 1000 era_annullato'], estinti: ['b1', 'b2'], saldate: ['p'] },
    ],
    ['an annulled one', ['a1 10 annullato*'], 10, { pagati: ['a1 10 era_annullato'], estinti: [], saldate: ['p'] }],
    ['a draft', ['a1 10 bozza*'], 10, { pagati: ['a1 10 era_bozza'], estinti: [], saldate: ['p'] }],
    [
      'an expired one',
      ['a1 10 da_pagare*'],
      10,
      { pagati: ['a1 10 era_scaduto'], estinti: [], saldate: ['p'] },
      ['a1'],
    ],
    [
      'a carrello of two posizioni, each for its own amount',
      ['a1 1000 da_pagare*', 'B1 250 da_pagare*', 'c1 1000 da_pagare'],
      1250,
      { pagati: ['a1 1000', 'B1 250'], estinti: ['c1'], saldate: ['p', 'P'] },
    ],
    [
      'a surplus, which stays on the last',
      ['a1 1000 da_pagare*', 'B1 250 da_pagare*'],
      1300,
      { pagati: ['a1 1000 importo_diverso', 'B1 300 importo_diverso'], estinti: [], saldate: ['p', 'P'] },
    ],
    [
      'less than was due, in their order',
      ['a1 1000 da_pagare*', 'B1 250 da_pagare*'],
      900,
      { pagati: ['a1 900 importo_diverso', 'B1 0 importo_diverso'], estinti: [], saldate: ['p', 'P'] },
    ],
    [
      'only what was asked, where the rest of the iuv was annulled before',
      ['a1 1000 da_pagare*', 'B1 250 annullato*', 'C1 250 da_pagare'],
      1000,
      { pagati: ['a1 1000'], estinti: [], saldate: ['p'] },
    ],
    [
      'all of it, where the amount says that it was annulled after',
      ['a1 1000 da_pagare*', 'B1 250 annullato*'],
      1250,
      { pagati: ['a1 1000', 'B1 250 era_annullato'], estinti: [], saldate: ['p', 'P'] },
    ],
  ];
  it.each(casi)('%s', (_, righe, pagato, atteso, scaduti) => {
    expect(chiudi(righe, pagato, scaduti)).toEqual(atteso);
  });

  const uno = fc.record({
    opzione: fc.constantFrom('a', 'b', 'c', 'D', 'E'),
    importo: fc.integer({ min: 1, max: 99_999 }),
    stato: fc.constantFrom(...STATI.filter((s) => s !== 'pagato')),
    sotto: fc.boolean(),
  });
  const insiemi = fc
    .array(uno, { minLength: 1, maxLength: 8 })
    .map((tutti) => tutti.map((d, n) => `${d.opzione}${n} ${d.importo} ${d.stato}${d.sotto || n === 0 ? '*' : ''}`));

  it('gives away what was paid, to the cent; acts as the state table allows; never both pays and closes a dovuto', () => {
    fc.assert(
      fc.property(insiemi, fc.integer({ min: 0, max: 1_000_000 }), (righe, pagato) => {
        const tutti = dovuti(...righe);
        const { pagati, estinti } = decidiChiusura(tutti, cents(pagato), new Set());
        expect(somma(pagati.map((d) => d.pagatoCents))).toBe(pagato);
        expect(pagati.length).toBeGreaterThan(0);
        for (const { id, era, pagatoCents } of pagati) {
          expect(tutti.find((d) => d.id === id)).toMatchObject({ stato: era, sottoIuv: true });
          expect(dopo('paga', era)).toBe('pagato');
          expect(pagatoCents).toBeGreaterThanOrEqual(0);
        }
        for (const { id, era } of estinti) {
          expect(tutti.find((d) => d.id === id)?.stato).toBe(era);
          expect(dopo('estingui', era)).toBe('estinto');
          expect(pagati.map((d) => d.id)).not.toContain(id);
        }
      }),
    );
  });

  it('gives each its own where the amount is the one that was asked', () => {
    fc.assert(
      fc.property(insiemi, (righe) => {
        const sotto = dovuti(...righe).filter((d) => d.sottoIuv);
        const chiesti = sotto.filter((d) => d.stato === 'da_pagare');
        const attesi = chiesti.length === 0 ? sotto : chiesti;
        const { pagati } = decidiChiusura(dovuti(...righe), somma(attesi.map((d) => d.importoCents)), new Set());
        expect(pagati.map((d) => [d.id, d.pagatoCents])).toEqual(attesi.map((d) => [d.id, d.importoCents]));
        expect(pagati.flatMap((d) => d.daVerificare)).not.toContain('importo_diverso');
      }),
    );
  });
});
