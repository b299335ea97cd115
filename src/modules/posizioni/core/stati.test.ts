import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { giornoA, parseGiorno, piuGiorni, type Giorno } from '#kernel/giorno';
import { dopo, elencoDi, isScaduto, STATI, statoMostrato, TRANSIZIONI, VITA_TOKEN_MS } from './stati.ts';
import type { Fatti, Stato, StatoMostrato, Transizione } from './stati.ts';

const NOW = new Date('2026-11-20T09:00:00Z');
const OGGI = giornoA(NOW);
const giorno = (testo: string): Giorno => parseGiorno(testo) ?? OGGI;

/** The state table, written again by hand: a row an act, `-` where it is not allowed. */
const TAVOLA: Record<Transizione, string> = {
  //           null       bozza      da_pagare  pagato     annullato  estinto
  prepara: '   bozza      -          -          -          bozza      -',
  inserisci: ' da_pagare  -          -          -          -          -',
  pubblica: '  -          da_pagare  -          -          -          -',
  modifica: '  -          -          da_pagare  -          -          -',
  annulla: '   -          annullato  annullato  -          -          -',
  riprendi: '  -          -          -          -          da_pagare  -',
  estingui: '  -          estinto    estinto    -          -          -',
  paga: '      pagato     pagato     pagato     -          pagato     pagato',
};
const DA: readonly (Stato | null)[] = [null, 'bozza', 'da_pagare', 'pagato', 'annullato', 'estinto'];
const casi = Object.entries(TAVOLA).flatMap(([transizione, riga]) =>
  riga
    .trim()
    .split(/\s+/)
    .map((a, n) => [transizione as Transizione, DA[n] ?? null, a === '-' ? null : (a as Stato)] as const),
);

describe('the state table', () => {
  it('has a row for every act and a column for every state', () => {
    expect(Object.keys(TAVOLA).toSorted()).toEqual(Object.keys(TRANSIZIONI).toSorted());
    expect(new Set(DA)).toEqual(new Set([null, ...STATI]));
    expect(casi).toHaveLength(Object.keys(TRANSIZIONI).length * (STATI.length + 1));
  });

  it.each(casi)('%s from %s leaves %s', (transizione, stato, atteso) => {
    expect(dopo(transizione, stato)).toBe(atteso);
  });

  it('reaches every state from nothing, and nothing leaves what is paid', () => {
    const raggiunti = new Set<Stato | null>([null]);
    for (let prima = 0; prima !== raggiunti.size;) {
      prima = raggiunti.size;
      for (const stato of [...raggiunti])
        for (const transizione of Object.keys(TRANSIZIONI) as Transizione[]) {
          const a = dopo(transizione, stato);
          if (a !== null) raggiunti.add(a);
        }
    }
    expect(raggiunti).toEqual(new Set([null, ...STATI]));
    expect((Object.keys(TRANSIZIONI) as Transizione[]).filter((t) => dopo(t, 'pagato') !== null)).toEqual([]);
  });
});

const NESSUNO: Fatti = { attivatoIl: null, attesaDal: null };
const prima = (ms: number): Date => new Date(NOW.getTime() - ms);

describe('what is shown', () => {
  const mostrati: [string, Stato, string | null, boolean, Fatti, StatoMostrato][] = [
    ['a date to come', 'da_pagare', '2026-12-31', false, NESSUNO, 'da_pagare'],
    ['no date', 'da_pagare', null, false, NESSUNO, 'da_pagare'],
    ['its own day, until 24:00 in Rome', 'da_pagare', '2026-11-20', false, NESSUNO, 'da_pagare'],
    ['the day after', 'da_pagare', '2026-11-19', false, NESSUNO, 'scaduto'],
    ['the day after, where it may be paid late', 'da_pagare', '2026-11-19', true, NESSUNO, 'da_pagare'],
    ['activated', 'da_pagare', null, false, { ...NESSUNO, attivatoIl: prima(1) }, 'in_pagamento'],
    ['activated, and expired', 'da_pagare', '2020-01-01', false, { ...NESSUNO, attivatoIl: prima(1) }, 'in_pagamento'],
    [
      'token at its end',
      'da_pagare',
      null,
      false,
      { ...NESSUNO, attivatoIl: prima(VITA_TOKEN_MS - 1) },
      'in_pagamento',
    ],
    ['token dead', 'da_pagare', null, false, { ...NESSUNO, attivatoIl: prima(VITA_TOKEN_MS) }, 'da_pagare'],
    ['payer back', 'da_pagare', null, false, { attivatoIl: prima(1), attesaDal: prima(1) }, 'in_attesa_di_ricevuta'],
    ['a paid one, whatever else', 'pagato', '2020-01-01', false, { ...NESSUNO, attivatoIl: prima(1) }, 'pagato'],
    ['an annulled one', 'annullato', '2020-01-01', false, NESSUNO, 'annullato'],
    ['a closed one', 'estinto', '2020-01-01', false, { ...NESSUNO, attesaDal: prima(1) }, 'estinto'],
    ['a draft', 'bozza', '2020-01-01', false, NESSUNO, 'bozza'],
  ];
  it.each(mostrati)('of %s (%s, %s, paid late: %s)', (_, stato, data, pagaDopoScadenza, fatti, atteso) => {
    const dovuto = { stato, dataScadenza: data === null ? null : giorno(data), pagaDopoScadenza };
    expect(statoMostrato(dovuto, fatti, { oggi: OGGI, now: NOW })).toBe(atteso);
  });

  const dovuti = fc.record({
    stato: fc.constantFrom(...STATI),
    dataScadenza: fc.option(fc.integer({ min: -400, max: 400 }).map((n) => piuGiorni(OGGI, n))),
    pagaDopoScadenza: fc.boolean(),
  });
  const istanti = fc.option(fc.integer({ min: -10, max: 3 * VITA_TOKEN_MS }).map(prima));
  const fatti = fc.record({ attivatoIl: istanti, attesaDal: istanti });

  it('puts each dovuto in exactly one list, by what model 2 says of it', () => {
    fc.assert(
      fc.property(dovuti, fatti, (dovuto, noti) => {
        const elenco = elencoDi(statoMostrato(dovuto, noti, { oggi: OGGI, now: NOW }));
        const inPagamento =
          noti.attesaDal !== null ||
          (noti.attivatoIl !== null && NOW.getTime() - noti.attivatoIl.getTime() < VITA_TOKEN_MS);
        const pagabile = dovuto.stato === 'da_pagare' && (inPagamento || !isScaduto(dovuto, OGGI));
        expect(elenco).toBe(pagabile || dovuto.stato === 'bozza' ? 'online' : 'archivio');
      }),
    );
  });
});
