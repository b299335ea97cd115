import { describe, expect, it } from 'vitest';
import type { PagamentoDetto, TrasferimentoDetto } from '#kernel/detto-ente';
import { cents } from '#kernel/importo';
import type { NumeroAvviso } from '#kernel/numero-avviso';
import type { DifettoEnte } from './difetti-ente.ts';
import {
  attesaRimasta,
  debitoreDi,
  divisione,
  giudicaPagamento,
  giudicaVerifica,
  isDaChiedere,
  tipoPer,
  type EsitoEnte,
} from './presso-ente.ts';

const ENTE = { codiceFiscale: '80011110279', denominazione: 'Comune di Prova', settore: null };
const ALTRO = '00488410010';
const IBAN = 'IT60X0542811101000000123456';
const POSTALE = 'IT22L0760101600000012345678';
const AVVISO = '301110000000012345' as NumeroAvviso;
const HASH = `${'A'.repeat(43)}=`;

const t = (parti: Partial<TrasferimentoDetto> = {}): TrasferimentoDetto => ({
  ...{ numero: '1', importo: '10.00', codiceFiscale: ENTE.codiceFiscale, iban: IBAN, causale: null },
  ...{ tassonomia: '9/0101101IM/', bollo: null, metadati: [], ...parti },
});
const VUOTO = { indirizzo: null, civico: null, cap: null, localita: null, provincia: null, nazione: null, email: null };
const p = (parti: Partial<PagamentoDetto> = {}): PagamentoDetto => ({
  ...{ iuv: null, importo: '10.00', scadenza: null, causale: 'Mensa', denominazione: null, settore: null },
  debitore: { tipo: null, codice: null, anagrafica: null, ...VUOTO },
  trasferimenti: [t()],
  ...parti,
});
const giudica = (
  detto: PagamentoDetto,
  { tipo = null, versione = 2 }: { tipo?: 'POSTAL' | 'PAGOPA' | null; versione?: 1 | 2 } = {},
) => giudicaPagamento(detto, ENTE, { numeroAvviso: AVVISO, tipo, versione });
const colpa = (esito: EsitoEnte<unknown>): DifettoEnte | null => (esito.ok ? null : esito.refusal.codice);
const quote = (...parti: Partial<TrasferimentoDetto>[]): Partial<PagamentoDetto> => ({ trasferimenti: parti.map(t) });

describe('a get of the ente’s service', () => {
  it.each<[DifettoEnte, string, PagamentoDetto, Parameters<typeof giudica>[1]?]>([
    ['importo', 'none', p({ importo: null })],
    ['importo', 'zero', p({ importo: '0.00' })],
    ['importo', 'with a comma', p({ importo: '10,00' })],
    ['importo', 'less than nothing', p({ importo: '-1.00' })],
    ['importo', 'three decimals', p({ importo: '10.001' })],
    ['importo', 'more than a payment can be', p({ importo: '9999999999.00' })],
    ['importo', 'of a transfer', p(quote({ importo: '0.00' }))],
    ['iuv', 'of another notice', p({ iuv: '01110000000099999' })],
    ['trasferimenti', 'none', p({ trasferimenti: [] })],
    ['trasferimenti', 'six', p(quote({}, {}, {}, {}, {}, {}))],
    ['somma', 'less', p(quote({ importo: '9.99' }))],
    ['somma', 'more', p(quote({}, {}))],
    ['beneficiario', 'of a person', p(quote({ codiceFiscale: 'RSSMRA80A01H501U' }))],
    ['beneficiario', 'with a wrong check digit', p(quote({ codiceFiscale: '80011110278' }))],
    ['beneficiario', 'all of others', p(quote({ codiceFiscale: ALTRO }))],
    ['iban', 'none', p(quote({ iban: null }))],
    ['iban', 'wrong', p(quote({ iban: 'IT61X0542811101000000123456' }))],
    ['conto_postale', 'asked for', p(), { tipo: 'POSTAL' }],
    ['tassonomia', 'none', p(quote({ tassonomia: null }))],
    ['bollo', 'by V1', p(quote({ iban: null, bollo: { hashDocumento: HASH, provincia: 'VE' } })), { versione: 1 }],
    ['bollo', 'with an account', p(quote({ bollo: { hashDocumento: HASH, provincia: 'VE' } }))],
    ['bollo', 'without its hash', p(quote({ iban: null, bollo: { hashDocumento: 'x', provincia: 'VE' } }))],
  ])('%s: %s', (codice, _, detto, come) => {
    expect(colpa(giudica(detto, come))).toBe(codice);
  });

  it('holds with what an ente leaves out, and its transfers go by their numbers', () => {
    const detto = p({ importo: '15', ...quote({ numero: '2', importo: '5', codiceFiscale: ALTRO }, { numero: '1' }) });
    expect(giudica(detto)).toMatchObject({
      ok: true,
      value: {
        ...{ iuv: '01110000000012345', importoCents: 1500, scadenza: null, ente: { denominazione: 'Comune di Prova' } },
        debitore: { tipo: 'F', codice: 'ANONIMO', anagrafica: 'ANONIMO' },
        trasferimenti: [
          { importoCents: 1000, causale: '/RFB/01110000000012345/10.00/TXT/Mensa' },
          { importoCents: 500, codiceFiscale: ALTRO, denominazione: '' },
        ],
      },
    });
    expect(colpa(giudica(p(quote({ iban: POSTALE })), { tipo: 'POSTAL' }))).toBeNull();
    const bollo = { iban: null, bollo: { hashDocumento: HASH, provincia: 'VE' } };
    expect(colpa(giudica(p({ importo: '26.00', ...quote({}, { importo: '16.00', ...bollo }) })))).toBeNull();
  });
});

describe('a verify of it', () => {
  const V = { causale: null, codiceFiscale: null, denominazione: null, settore: null, scadenza: '2027-01-31+01:00' };
  it('is strict in what is money and lenient in words', () => {
    const detto = { ...V, importo: '10.5', dettaglio: 'Pasti', tutteCcp: '1' };
    expect(giudicaVerifica(detto, ENTE)).toMatchObject({
      value: { importoCents: 1050, scadenza: '2027-01-31', causale: 'Pasti', dettaglio: 'Pasti', tutteCcp: true },
    });
    expect(giudicaVerifica({ ...detto, dettaglio: null, tutteCcp: null }, ENTE)).toMatchObject({
      value: { causale: 'Pagamento', tutteCcp: false },
    });
    expect(colpa(giudicaVerifica({ ...detto, importo: '0' }, ENTE))).toBe('importo');
    expect(colpa(giudicaVerifica({ ...detto, codiceFiscale: ALTRO }, ENTE))).toBe('ente');
  });

  it('is waited for as long as the ente says, and no longer than the Nodo would wait', () => {
    const detti = [
      [4000, 0],
      [4000, 2000],
      [4000, 2500],
      [1000, 5500],
      [4000, 6000],
      [4000, 9000],
      [5000, -90_000],
    ] as const;
    expect(detti.map(([attesa, passati]) => attesaRimasta(attesa, passati))).toEqual([
      4000, 4000, 3500, 500, 0, 0, 5000,
    ]);
  });

  it('the probe of the Nodo is nobody’s', () => {
    expect([isDaChiedere('0'.repeat(18)), isDaChiedere(AVVISO)]).toEqual([false, true]);
  });
});

describe('what becomes of a payment', () => {
  const q = (codiceFiscale: string, importo: number) => ({
    ...{
      importoCents: cents(importo),
      codiceFiscale,
      denominazione: '',
      causale: 'c',
      tassonomia: '9/1/',
      metadati: [],
    },
    iban: IBAN,
  });
  it('the ente’s own part is its first account, the others are the others’', () => {
    expect(divisione([q(ALTRO, 300), q(ENTE.codiceFiscale, 700)], ENTE.codiceFiscale)).toMatchObject({
      ...{ propriaCents: 700, tassonomia: '9/1/' },
      altre: [{ importoCents: 300, codiceFiscale: ALTRO, denominazione: ALTRO, iban: IBAN }],
    });
    expect(divisione([q(ALTRO, 300)], ENTE.codiceFiscale)).toBeNull();
  });

  it('its kind is the only one with that taxonomy code, else the chosen one', () => {
    const tipo = (codice: string, tassonomia: string, attivo = true) => ({
      tipoDovutoId: codice,
      codice,
      attivo,
      tassonomia,
    });
    const tipi = [tipo('A', '9/1/'), tipo('B', '9/2/'), tipo('C', '9/2/'), tipo('D', '9/3/', false), tipo('E', '')];
    expect(['9/1/', '9/1/x', '9/2/', '9/3/', '9/4/'].map((c) => tipoPer(tipi, c, 'C')?.codice)).toEqual([
      'A',
      'A',
      'C',
      'C',
      'C',
    ]);
    expect(tipoPer(tipi, '9/4/', 'Z')).toBeNull();
  });

  it('who owes is kept as far as it fits', () => {
    const detto = {
      tipo: 'G',
      codice: 'rssmra80a01h501u',
      anagrafica: ` ${'A'.repeat(80)}`,
      ...VUOTO,
      provincia: 'VENEZIA',
    };
    expect(debitoreDi(detto)).toMatchObject({
      ...{ tipo: 'G', codice: 'RSSMRA80A01H501U', anagrafica: 'A'.repeat(70), provincia: null },
    });
    expect(debitoreDi(null)).toMatchObject({ tipo: 'F', codice: 'ANONIMO', anagrafica: 'ANONIMO' });
  });
});
