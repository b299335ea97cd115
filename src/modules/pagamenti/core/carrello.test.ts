import { describe, expect, it } from 'vitest';
import { cents } from '#kernel/importo';
import { decidiInvio, giudicaVoce, statoCarrello, type Giudizio } from './carrello.ts';

const pagate = (...quali: boolean[]): { pagata: boolean }[] => quali.map((pagata) => ({ pagata }));

describe('the state of a carrello', () => {
  it.each([
    ['aperto', null, [false], 'aperto'],
    ['aperto', null, [true], 'aperto'],
    ['inviato', null, [false, false], 'inviato'],
    ['inviato', 'ok', [false], 'in_attesa'],
    ['inviato', 'attesa', [false], 'in_attesa'],
    ['inviato', 'annullato', [false], 'inviato'],
    ['inviato', 'errore', [false], 'inviato'],
    ['inviato', 'ok', [true, false], 'parziale'],
    ['inviato', 'errore', [true, true], 'pagato'],
    ['pagato', 'errore', [true], 'pagato'],
    ['abbandonato', 'ok', [false], 'abbandonato'],
    ['abbandonato', null, [true, false], 'parziale'],
    ['abbandonato', null, [true], 'pagato'],
  ] as const)('%s, back by %s, paid %j: %s', (stato, rientro, voci, atteso) => {
    expect(statoCarrello({ stato, rientro }, pagate(...voci))).toBe(atteso);
  });
});

describe('a notice of a carrello', () => {
  const cosi = { ripetuto: false, lasciato: false };
  it.each([
    [null, cosi, 'sconosciuto', null],
    ['bozza', cosi, 'sconosciuto', null],
    ['da_pagare', cosi, null, null],
    ['da_pagare', { ...cosi, ripetuto: true }, null, 'ripetuto'],
    ['in_pagamento', cosi, null, 'in_pagamento'],
    ['in_pagamento', { ...cosi, lasciato: true }, null, null],
    ['in_pagamento', { ripetuto: true, lasciato: true }, null, 'ripetuto'],
    ['in_attesa_di_ricevuta', { ...cosi, lasciato: true }, null, 'in_attesa_di_ricevuta'],
    ['pagato', { ...cosi, ripetuto: true }, 'pagato', null],
    ['scaduto', cosi, 'scaduto', null],
    ['annullato', cosi, 'annullato', null],
    ['estinto', cosi, 'estinto', null],
  ] as const)('%s %j: problema %s, dubbio %s', (stato, come, problema, dubbio) => {
    expect(giudicaVoce(stato, come)).toEqual({ problema, dubbio });
  });
});

describe('may it go to Checkout?', () => {
  const voce = (importo: number, giudizio: Partial<Giudizio> = {}) => ({
    ...{ problema: null, dubbio: null, importoCents: cents(importo) },
    ...giudizio,
  });
  const due = [voce(1000), voce(250)];
  it.each([
    ['nothing', [], 0, false, 'CARRELLO_VUOTO'],
    ['one is paid', [voce(1000), voce(250, { problema: 'pagato' })], 1250, true, 'AVVISO_NON_PAGABILE'],
    ['another total was seen', due, 1249, true, 'IMPORTO_DA_RIVEDERE'],
    ['no total was seen', due, null, true, 'IMPORTO_DA_RIVEDERE'],
    ['somebody is paying one', [voce(1000, { dubbio: 'in_pagamento' })], 1000, false, 'DOPPIO_DA_CONFERMARE'],
  ] as const)('no: %s', (_caso, voci, visto, comunque, codice) => {
    const vistoCents = visto === null ? null : cents(visto);
    expect(decidiInvio(voci, { vistoCents, comunque })).toMatchObject({ ok: false, refusal: { codice } });
  });
  it('yes: as seen, or wanted all the same', () => {
    expect(decidiInvio(due, { vistoCents: cents(1250), comunque: false })).toEqual({ ok: true, value: 1250 });
    const dubbia = [voce(1000, { dubbio: 'ripetuto' })];
    expect(decidiInvio(dubbia, { vistoCents: cents(1000), comunque: true })).toEqual({ ok: true, value: 1000 });
  });
});
