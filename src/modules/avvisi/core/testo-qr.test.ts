import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPORTO_MAX_CENTS, cents } from '#kernel/importo';
import { generaNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';
import { parseTestoQr, testoQr } from './testo-qr.ts';

const NUMERO = '301000000000000144' as NumeroAvviso;
const CF = '80004000016';

describe('testoQr', () => {
  it.each([
    [0, '00'],
    [1, '01'],
    [99, '99'],
    [12_050, '12050'],
    [IMPORTO_MAX_CENTS, '99999999999'],
  ])('writes %i cents as %s', (importo, scritto) => {
    const testo = testoQr({ numeroAvviso: NUMERO, codiceFiscaleEnte: CF, importoCents: cents(importo) });
    expect(testo).toBe(`PAGOPA|002|301000000000000144|80004000016|${scritto}`);
  });

  it.each([
    { codiceFiscaleEnte: 'RSSMRA80A01H501U', importoCents: cents(1) },
    { codiceFiscaleEnte: '8000400001', importoCents: cents(1) },
    { codiceFiscaleEnte: CF, importoCents: cents(-1) },
    { codiceFiscaleEnte: CF, importoCents: cents(IMPORTO_MAX_CENTS + 1) },
  ])('throws rather than write what no reader takes: %o', (dati) => {
    expect(() => testoQr({ numeroAvviso: NUMERO, ...dati })).toThrow(RangeError);
  });

  it('is read back as it was, and fits a QR code 4-M', () => {
    const contenuto = fc.record({
      numeroAvviso: fc
        .record({ segregazione: fc.stringMatching(/^\d{2}$/), progressivo: fc.nat(99_999_999) })
        .map((da) => generaNumeroAvviso(da).numeroAvviso),
      codiceFiscaleEnte: fc.stringMatching(/^\d{11}$/),
      importoCents: fc.integer({ min: 0, max: IMPORTO_MAX_CENTS }).map(cents),
    });
    fc.assert(
      fc.property(contenuto, (dati) => {
        const testo = testoQr(dati);
        expect(testo.length).toBeLessThanOrEqual(62);
        expect(parseTestoQr(testo)).toEqual(dati);
      }),
    );
  });
});

describe('parseTestoQr', () => {
  it.each([
    ['  PAGOPA|002|301730000000007517|00514490010|078 \n', 78],
    ['PAGOPA|002|301730000000007517|00514490010|7', 7],
    ['PAGOPA|002|301185850000001130|80002270074|0000069496', 69_496],
  ])('reads %j', (testo, importo) => {
    expect(parseTestoQr(testo)?.importoCents).toBe(importo);
  });

  it.each([
    '',
    'PAGOPA|001|301730000000007517|00514490010|078',
    'PAGOPA|002|30173000000000751|00514490010|078',
    'PAGOPA|002|301730000000007517|0051449001|078',
    'PAGOPA|002|301730000000007517|00514490010|',
    'PAGOPA|002|301730000000007517|00514490010|123456789012',
    'PAGOPA|002|301730000000007517|00514490010|-1',
    'PAGOPA|002|301730000000007517|00514490010|078|',
    'pagopa|002|301730000000007517|00514490010|078',
    'https://checkout.pagopa.it/301730000000007517',
  ])('knows that %j is something else', (testo) => {
    expect(parseTestoQr(testo)).toBeNull();
  });

  // Texts of QR codes that others published: a reference outside the repository, which a user's clone does not have.
  const pubblicati = new URL('../../../../../shared/data/pagopa/samples/qr/strings.tsv', import.meta.url);
  it.skipIf(!existsSync(pubblicati) && process.env['CI'] !== 'true')(
    'reads every published text, and says it again',
    () => {
      const righe = readFileSync(pubblicati, 'utf8').split('\n');
      const testi = righe.filter((riga) => riga.startsWith('QR\t')).map((riga) => riga.split('\t')[1] ?? '');
      expect(testi.length).toBeGreaterThanOrEqual(11);
      for (const testo of testi) {
        const letto = parseTestoQr(testo);
        expect(letto, testo).not.toBeNull();
        if (letto === null) continue;
        const [, , numeroAvviso, codiceFiscaleEnte, importo] = testo.split('|');
        expect(letto).toEqual({ numeroAvviso, codiceFiscaleEnte, importoCents: Number(importo) });
        expect(parseTestoQr(testoQr(letto))).toEqual(letto);
      }
      // What replaced them on notices before, a GS1-128 code, is not one.
      for (const riga of righe.filter((r) => r.startsWith('BARCODE\t'))) {
        expect(parseTestoQr(riga.split('\t')[1] ?? '')).toBeNull();
      }
    },
  );
});
