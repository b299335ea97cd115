import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { decidiPagabile, type DovutoAvviso } from './pagabile.ts';

/** `da_pagare 1000 2026-11-19 scaduto saldata`. */
function dovuto(testo: string): DovutoAvviso {
  const [stato, importo, ...altro] = testo.split(' ');
  return {
    stato: stato as DovutoAvviso['stato'],
    costo: {
      importoCents: cents(Number(importo)),
      scadenza: (altro.find((a) => /^\d/.test(a)) ?? null) as Giorno | null,
      perche: (['scaduto', 'non_ancora'] as const).find((p) => altro.includes(p)) ?? null,
    },
    causalePubblica: `Causale ${importo}`,
    saldata: altro.includes('saldata'),
  };
}

describe('is it payable today', () => {
  it.each<[string, string[], string]>([
    ['nothing under the number', [], 'PAGAMENTO_SCONOSCIUTO'],
    ['a draft', ['bozza 10'], 'PAGAMENTO_SCONOSCIUTO'],
    ['paid', ['pagato 10'], 'PAGAMENTO_DUPLICATO'],
    ['paid, beside an expired one', ['da_pagare 1 2020-01-01 scaduto', 'pagato 10'], 'PAGAMENTO_DUPLICATO'],
    ['annulled', ['annullato 10'], 'PAGAMENTO_ANNULLATO'],
    ['annulled, and expired', ['annullato 10 2020-01-01 scaduto'], 'PAGAMENTO_ANNULLATO'],
    ['another way begun', ['estinto 10'], 'PAGAMENTO_ANNULLATO'],
    ['another way paid in full', ['estinto 10 saldata'], 'PAGAMENTO_DUPLICATO'],
    ['annulled in a posizione that is settled', ['annullato 10 saldata'], 'PAGAMENTO_ANNULLATO'],
    ['past its date', ['da_pagare 10 2026-11-19 scaduto'], 'PAGAMENTO_SCADUTO'],
    ['payable, with a date', ['da_pagare 10 2026-11-19'], '10 2026-11-19 Causale 10'],
    ['payable, without a date', ['da_pagare 10'], '10 null Causale 10'],
    ['one expired among others', ['da_pagare 10', 'da_pagare 5 2026-11-19 scaduto'], 'PAGAMENTO_SCADUTO'],
    ['not yet payable', ['da_pagare 10 non_ancora'], 'PAGAMENTO_SCONOSCIUTO'],
    ['one not yet payable, one expired', ['da_pagare 10 scaduto', 'da_pagare 5 non_ancora'], 'PAGAMENTO_SCONOSCIUTO'],
    [
      'the sum of what is asked, by the first date',
      ['da_pagare 10 2027-02-01', 'annullato 7', 'bozza 3', 'da_pagare 5 2026-12-01'],
      '15 2026-12-01 Pagamento di 2 dovuti: Causale 10',
    ],
  ])('%s', (_, dovuti, atteso) => {
    const esito = decidiPagabile(dovuti.map(dovuto));
    const detto = esito.ok
      ? `${esito.value.importoCents} ${esito.value.scadenza} ${esito.value.causale}`
      : esito.refusal.codice;
    expect(detto).toBe(atteso);
  });
});
