import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ok } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import { conXml } from '#platform/xml/documento';
import { caricaSchema } from '#platform/xml/schema';
import { pagati, pagatiConRicevuta } from './documento-pagati.ts';
import type { PagamentoDiIuv } from './store/pagamento-di-iuv.ts';

const XSD = new URL('../../../../shared/data/mypay-wsdl/pa/PagInf_Dovuti_Pagati_6_2_0.xsd', import.meta.url);

const DEBITORE = {
  ...{ tipo: 'F', codice: 'RSSMRA80A01H501U', anagrafica: 'Mario & Rosa <Rossi>', indirizzo: 'Via Prova', civico: '1' },
  ...{ cap: '00100', localita: 'Esempio', provincia: 'RM', nazione: 'IT', email: 'mario@example.it' },
};
const dovuto = (iud: string, quota: number, indice: number | null) => ({
  ...{ iud, causale: 'TARI 2026', datiRiscossione: '9/0101101IM/', quotaCents: cents(quota), indice },
});
const PAGAMENTO: PagamentoDiIuv = {
  ente: { codiceFiscale: '01234567897', denominazione: 'Comune di Esempio' },
  iuv: '01000000000000154',
  stazione: '01234567897_01',
  receiptId: '0123456789abcdef0123456789abcdef',
  pagataIl: new Date('2026-11-20T23:30:00Z'),
  pagataGiorno: '2026-11-21' as Giorno,
  totaleCents: cents(1500),
  commissioneCents: cents(150),
  psp: 'BNPPITRRXXX',
  pspDenominazione: 'Banca di prova',
  debitore: DEBITORE,
  dovuti: [dovuto('A1', 1000, 1), dovuto('A2', 500, null)],
  aMano: false,
  ricevuta: '<receipt/>',
};
const NULLA = { tipo: null, codice: null, anagrafica: null, indirizzo: null, civico: null, cap: null, localita: null };
/** What a payment may lack, or have too much of. */
const CASI: Record<string, Partial<PagamentoDiIuv>> = {
  'two dovuti under one iuv': {},
  'a payment registered by hand': {
    aMano: true,
    ricevuta: null,
    psp: null,
    pspDenominazione: null,
    commissioneCents: null,
  },
  'nothing known of the debtor': {
    debitore: { ...NULLA, provincia: null, nazione: null, email: null },
    stazione: null,
  },
  'texts of a length': {
    ente: { codiceFiscale: '01234567897', denominazione: 'è'.repeat(140) },
    debitore: { ...DEBITORE, anagrafica: '\u{1F600}'.repeat(100), provincia: 'Roma', localita: 'L'.repeat(60) },
    dovuti: [{ ...dovuto('A1', 1500, 1), causale: 'c'.repeat(1024) }],
  },
  'an address of mail and a nation that are none': {
    debitore: { ...DEBITORE, email: 'nessuna', nazione: 'Italia', provincia: 'R', civico: '' },
  },
};

describe('the documents of what was paid', () => {
  it('say who, when and how much, one line a dovuto', () => {
    const testo = pagati(PAGAMENTO);
    expect(testo).toMatch(
      /^<Pagati xmlns="http:\/\/www\.regione\.veneto\.it\/schemas\/2012\/Pagamenti\/Ente\/"><versioneOggetto>6\.2\.0</,
    );
    expect(testo).toContain('<dataOraMessaggioRicevuta>2026-11-21T00:30:00<');
    expect(testo).toContain('<identificativoUnivocoDovuto>A2</identificativoUnivocoDovuto><singoloImportoPagato>5.00<');
    expect(testo).not.toContain('indiceDatiSingoloPagamento');
    expect(pagatiConRicevuta(PAGAMENTO)).toContain(
      '<indiceDatiSingoloPagamento>1</indiceDatiSingoloPagamento><commissioniApplicatePSP>1.50<',
    );
    expect(pagati({ ...PAGAMENTO, aMano: true })).toContain('<esitoSingoloPagamento>PAGATO CON RENDICONTAZIONE 9<');
  });

  it.skipIf(!existsSync(XSD) && process.env['CI'] !== 'true')('are valid against the published schema', () => {
    const schema = caricaSchema({ principale: 'p.xsd', file: { 'p.xsd': readFileSync(XSD) } });
    const difetti = (testo: string): unknown => {
      const letto = conXml(Buffer.from(testo), (d) => ok(d.difetti(schema, d.radice)));
      return letto.ok ? letto.value : letto;
    };
    for (const [nome, parti] of Object.entries(CASI))
      for (const scrivi of [pagati, pagatiConRicevuta])
        expect({ nome, difetti: difetti(scrivi({ ...PAGAMENTO, ...parti })) }).toEqual({ nome, difetti: [] });
    schema.dispose();
  });
});
