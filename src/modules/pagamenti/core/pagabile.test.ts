import { describe, expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { decidiPagabile, type DovutoAvviso } from './pagabile.ts';

const OGGI = '2026-11-20' as Giorno;

/** `da_pagare 1000 2026-11-19 perentoria saldata`. */
function dovuto(testo: string): DovutoAvviso {
  const [stato, importo, ...altro] = testo.split(' ');
  return {
    stato: stato as DovutoAvviso['stato'],
    importoCents: cents(Number(importo)),
    dataScadenza: (altro.find((a) => /^\d/.test(a)) ?? null) as Giorno | null,
    pagaDopoScadenza: !altro.includes('perentoria'),
    causalePubblica: `Causale ${importo}`,
    saldata: altro.includes('saldata'),
  };
}

describe('is it payable today', () => {
  it.each<[string, string[], string]>([
    ['nothing under the number', [], 'PAGAMENTO_SCONOSCIUTO'],
    ['a draft', ['bozza 10'], 'PAGAMENTO_SCONOSCIUTO'],
    ['paid', ['pagato 10'], 'PAGAMENTO_DUPLICATO'],
    ['paid, beside an expired one', ['da_pagare 1 2020-01-01 perentoria', 'pagato 10'], 'PAGAMENTO_DUPLICATO'],
    ['annulled', ['annullato 10'], 'PAGAMENTO_ANNULLATO'],
    ['annulled, and expired', ['annullato 10 2020-01-01 perentoria'], 'PAGAMENTO_ANNULLATO'],
    ['another way begun', ['estinto 10'], 'PAGAMENTO_ANNULLATO'],
    ['another way paid in full', ['estinto 10 saldata'], 'PAGAMENTO_DUPLICATO'],
    ['annulled in a posizione that is settled', ['annullato 10 saldata'], 'PAGAMENTO_ANNULLATO'],
    ['past its date', ['da_pagare 10 2026-11-19 perentoria'], 'PAGAMENTO_SCADUTO'],
    ['past its date, paid late all the same', ['da_pagare 10 2026-11-19'], '10 2026-11-19 Causale 10'],
    ['on its date', ['da_pagare 10 2026-11-20 perentoria'], '10 2026-11-20 Causale 10'],
    ['without a date', ['da_pagare 10 perentoria'], '10 null Causale 10'],
    ['one expired among others', ['da_pagare 10', 'da_pagare 5 2026-11-19 perentoria'], 'PAGAMENTO_SCADUTO'],
    [
      'the sum of what is asked, by the first date',
      ['da_pagare 10 2027-02-01', 'annullato 7', 'bozza 3', 'da_pagare 5 2026-12-01'],
      '15 2026-12-01 Pagamento di 2 dovuti: Causale 10',
    ],
  ])('%s', (_, dovuti, atteso) => {
    const esito = decidiPagabile(dovuti.map(dovuto), OGGI);
    const detto = esito.ok
      ? `${esito.value.importoCents} ${esito.value.scadenza} ${esito.value.causale}`
      : esito.refusal.codice;
    expect(detto).toBe(atteso);
  });
});
