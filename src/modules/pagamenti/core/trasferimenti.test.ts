import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cents } from '#kernel/importo';
import { componiMetadati, componiTrasferimenti, type QuotaAvviso, type TipoTrasferimento } from './trasferimenti.ts';

const BOLLO = { hashDocumento: 'hash', provincia: 'PD' };

function quota(parti: Partial<QuotaAvviso> = {}): QuotaAvviso {
  return {
    importoCents: cents(1050),
    codiceFiscale: '01234567897',
    denominazione: 'Ente',
    iban: 'BANCA',
    ibanPostale: null,
    bollo: null,
    tassonomia: '9/0101101IM/',
    causale: 'Tassa rifiuti',
    ...parti,
  };
}

/** The accounts of the answer: `BANCA`, `BANCA+POSTA` (postal one told beside it), `bollo`; or the code of the refusal. */
function conti(quote: QuotaAvviso[], tipo: TipoTrasferimento, versione: 1 | 2 = 2): string {
  const esito = componiTrasferimenti(quote, { iuv: '01000000000000144', tipo, versione });
  if (!esito.ok) return esito.refusal.codice;
  return esito.value
    .map((t) => {
      const appoggio = t.metadati
        .map(({ chiave, valore }) => (chiave === 'IBANAPPOGGIO' ? `+${valore}` : '?'))
        .join('');
      return ('iban' in t ? t.iban : 'bollo') + appoggio;
    })
    .join(' ');
}

describe('the account of each transfer', () => {
  const banca = quota();
  const tutteDue = quota({ ibanPostale: 'POSTA' });
  const posta = quota({ iban: null, ibanPostale: 'POSTA' });
  const niente = quota({ iban: null });
  const bollo = quota({ iban: null, bollo: BOLLO });

  it.each<[string, QuotaAvviso[], Record<'POSTAL' | 'PAGOPA' | 'libero', string>]>([
    ['bank only', [banca], { POSTAL: 'CONTO_POSTALE_ASSENTE', PAGOPA: 'BANCA', libero: 'BANCA' }],
    ['bank and postal', [tutteDue], { POSTAL: 'POSTA', PAGOPA: 'BANCA+POSTA', libero: 'BANCA' }],
    ['postal only', [posta], { POSTAL: 'POSTA', PAGOPA: 'POSTA+POSTA', libero: 'POSTA' }],
    ['neither', [niente], { POSTAL: 'CONTO_POSTALE_ASSENTE', PAGOPA: 'IBAN_ASSENTE', libero: 'IBAN_ASSENTE' }],
    [
      'the second without',
      [tutteDue, niente],
      { POSTAL: 'IBAN_ASSENTE', PAGOPA: 'IBAN_ASSENTE', libero: 'IBAN_ASSENTE' },
    ],
    [
      'the second at a bank',
      [tutteDue, banca],
      { POSTAL: 'POSTA BANCA', PAGOPA: 'BANCA+POSTA BANCA', libero: 'BANCA BANCA' },
    ],
    [
      'a stamp beside',
      [tutteDue, bollo],
      { POSTAL: 'POSTA bollo', PAGOPA: 'BANCA+POSTA bollo', libero: 'BANCA bollo' },
    ],
  ])('%s', (_, quote, atteso) => {
    expect({
      POSTAL: conti(quote, 'POSTAL'),
      PAGOPA: conti(quote, 'PAGOPA'),
      libero: conti(quote, null),
    }).toEqual(atteso);
  });

  it('V1 has no place for a stamp', () => {
    expect(conti([banca, bollo], null, 1)).toBe('BOLLO_SOLO_V2');
    expect(conti([banca], null, 1)).toBe('BANCA');
  });
});

describe('metadata of the payment', () => {
  const detti = (spese: number, ...suoi: [string, string][]): string[] =>
    componiMetadati(
      cents(spese),
      suoi.map(([chiave, valore]) => ({ chiave, valore })),
    ).map(({ chiave, valore }) => `${chiave}=${valore}`);

  it('say the notification costs that are in the amount, and only those', () => {
    expect(detti(0)).toEqual([]);
    expect(detti(895, ['TARI-TEFA-1', 'A000|2023|3944'])).toEqual([
      'NOTIFICATION_FEE=895',
      'TARI-TEFA-1=A000|2023|3944',
    ]);
    expect(detti(895, ['NOTIFICATION_FEE', '1'])).toEqual(['NOTIFICATION_FEE=895']);
    expect(detti(0, ['NOTIFICATION_FEE', '700'])).toEqual(['NOTIFICATION_FEE=700']);
  });

  it('are at most fifteen of 140 characters; one that would be cut is not said', () => {
    const sedici = Array.from({ length: 16 }, (_, n): [string, string] => [`k${n}`, 'v']);
    expect(detti(100, ...sedici)).toHaveLength(15);
    expect(detti(0, ['a', 'x'.repeat(140)], ['b', 'x'.repeat(141)], ['', 'v'], ['c', ''])).toEqual([
      `a=${'x'.repeat(140)}`,
    ]);
  });
});

describe('remittanceInformation', () => {
  const causale = (iuv: string, q: QuotaAvviso): string => {
    const esito = componiTrasferimenti([q], { iuv, tipo: null, versione: 2 });
    return esito.ok ? (esito.value[0]?.causale ?? '') : esito.refusal.codice;
  };

  it('follows the AgID guidelines, 7.1', () => {
    expect(causale('01000000000000144', quota())).toBe('/RFB/01000000000000144/10.50/TXT/Tassa rifiuti');
    expect(causale('RF23567483937849450550875', quota())).toBe(
      '/RFS/RF23567483937849450550875/10.50/TXT/Tassa rifiuti',
    );
  });

  it('is never beyond 140, and is well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 140 }), (testo) => {
        const scritta = causale('01000000000000144', quota({ causale: testo }));
        expect(scritta.length).toBeLessThanOrEqual(140);
        expect(scritta.isWellFormed()).toBe(true);
      }),
      { examples: [[`${'x'.repeat(106)}😀`], [`${'x'.repeat(105)}😀`]] },
    );
  });
});
