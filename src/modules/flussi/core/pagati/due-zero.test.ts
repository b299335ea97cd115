import { expect, it } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { COLONNE_2_0, rigaCsv, rigaJson, TESTA_CSV, type Pagato20 } from './due-zero.ts';

const PAGATO: Pagato20 = {
  ...{ iuf: 'TARI2026', riga: 1, iud: '+IUD1', iuv: '01000000000000123', numeroAvviso: '301000000000000123' },
  ...{ tipoDovuto: 'TARI', causale: '=2+5; "TARI"', datiRiscossione: '9/0101101IM/', bilancio: null, stazione: null },
  ...{ receiptId: 'a1b2', pagataIl: new Date('2026-11-20T09:11:12Z'), pagataGiorno: '2026-11-20' as Giorno, indice: 1 },
  ...{
    totaleCents: cents(12_575),
    quotaCents: cents(1_234_567),
    commissioneCents: null,
    psp: 'PSP',
    pspDenominazione: 'Banca',
  },
  debitore: {
    ...{ tipo: 'F', codice: 'RSSMRA80A01H501U', anagrafica: '@Mario', indirizzo: '-1', civico: null, cap: null },
    ...{ localita: null, provincia: null, nazione: null, email: null },
  },
  pagatore: null,
};

it('the CSV is for people: amounts with a comma, and nothing that a spreadsheet would run', () => {
  expect(TESTA_CSV.startsWith('\uFEFFiud;iuv;numero_avviso;')).toBe(true);
  expect(rigaCsv(PAGATO)).toBe(
    `'+IUD1;01000000000000123;301000000000000123;TARI;"'=2+5; ""TARI""";12345,67;125,75;2026-11-20;2026-11-20T10:11:12;a1b2;1;PSP;` +
      `Banca;;F;RSSMRA80A01H501U;'@Mario;'-1;;;;;;;;;;TARI2026;1;9/0101101IM/;;pagopa;;\r\n`,
  );
});

it('of money outside pagoPA it says how it came, and nothing that only a receipt says', () => {
  const letto = JSON.parse(rigaJson({ ...PAGATO, fuori: { mezzo: 'bonifico', riferimento: 'CRO 1' } })) as object;
  expect(letto).toMatchObject({ fonte: 'fuori_pagopa', mezzo: 'bonifico', riferimento: 'CRO 1', importo: '12345.67' });
  expect(letto).toMatchObject({ ricevuta: null, importo_ricevuta: null, istante_pagamento: null });
});

it('JSON Lines are for programs: every name is there, and an amount is text', () => {
  const letto = JSON.parse(rigaJson(PAGATO)) as Record<string, unknown>;
  expect(Object.keys(letto)).toEqual(COLONNE_2_0.map(({ nome }) => nome));
  expect(letto).toMatchObject({ iud: '+IUD1', importo: '12345.67', commissione: null, trasferimento: 1 });
});
