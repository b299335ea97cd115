import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { ok, valoreDi } from '#kernel/esito';
import { cents } from '#kernel/importo';
import { conXml } from '#platform/xml/documento';
import { cerca, type Elemento } from '#platform/xml/elemento';
import type { Xml } from '#platform/xml/scrivi';
import { AVVISO, DATI, QUOTA, risposteDiProva, SOGGETTO } from './conformita/risposte-di-prova.ts';
import { apriContratto, RADICI, SPAZIO, type NomeOperazione } from './contratto.ts';
import { descriviDifetto, FAULT, FAULT_AMMESSI, type CodiceFault } from './fault.ts';
import { rispostaKo, rispostaPagamentoV1, rispostaPagamentoV2, rispostaVerifica } from './risposte.ts';

const { schema } = apriContratto();
afterAll(() => schema.dispose());

function rilegge(risposta: Xml): Elemento {
  const letta = conXml(Buffer.from(risposta.toString()), (documento) => {
    expect(documento.difetti(schema, documento.radice)).toEqual([]);
    return ok(documento.radice);
  });
  return valoreDi(letta);
}

const testoDi = (radice: Elemento, nome: string) => cerca(radice, nome)?.testo ?? null;

test.each(risposteDiProva())('%s: valid, and only its root in the namespace', (_, risposta) => {
  const radice = rilegge(risposta);
  expect(Object.values(RADICI).map((r): string => r.risposta)).toContain(radice.nome);
  const spazi = (e: Elemento): string[] => [e.spazio, ...e.figli.flatMap(spazi)];
  expect(spazi(radice)).toEqual([SPAZIO, ...spazi(radice).slice(1).fill('')]);
});

describe('verify', () => {
  test('tells the amount, exactly that amount, and whether Poste may pay it', () => {
    const radice = rilegge(rispostaVerifica(AVVISO));
    const letti = ['outcome', 'amount', 'options', 'dueDate', 'allCCP', 'fiscalCodePA', 'companyName', 'officeName'];
    expect(letti.map((nome) => testoDi(radice, nome))).toEqual([
      ...['OK', '0.01', 'EQ', '2026-12-31', 'true', '00000000018', 'Comune di Valdombra', 'Ufficio scuola'],
    ]);
  });

  test('leaves out a date that there is not, and says NA for a text', () => {
    const radice = rilegge(rispostaVerifica({ ...AVVISO, scadenza: null, causale: ' \n' }));
    expect(testoDi(radice, 'dueDate')).toBeNull();
    expect(testoDi(radice, 'paymentDescription')).toBe('NA');
  });
});

describe('get', () => {
  test('V1 and V2 say the same, in the order of the schema', () => {
    const v1 = rilegge(rispostaPagamentoV1(DATI));
    const v2 = rilegge(rispostaPagamentoV2({ ...DATI, quote: [{ ...QUOTA, denominazione: null }] }));
    expect(v1.figli).toEqual(v2.figli);
    expect(testoDi(v1, 'paymentAmount')).toBe('100.00');
    expect(testoDi(v1, 'key')).toBe('IBANAPPOGGIO');
  });

  test('no date is the end of the century, no address is no element, nobody is ANONIMO', () => {
    const debitore = { ...SOGGETTO, codice: ' ', indirizzo: '', nazione: 'italia', email: 'chi@dove@quando' };
    const radice = rilegge(rispostaPagamentoV2({ ...DATI, scadenza: null, debitore }));
    expect(testoDi(radice, 'dueDate')).toBe('2099-12-31');
    expect(testoDi(radice, 'entityUniqueIdentifierValue')).toBe('ANONIMO');
    for (const nome of ['streetName', 'country', 'e-mail']) expect(testoDi(radice, nome)).toBeNull();
    expect(testoDi(radice, 'city')).toBe('Valdombra');
  });

  test.each([
    ['no transfer', []],
    ['six transfers', Array.from({ length: 6 }, () => QUOTA)],
    ['another sum', [{ ...QUOTA, importoCents: cents(9_999) }]],
    ['a transfer of nothing', [QUOTA, { ...QUOTA, importoCents: cents(0) }]],
  ])('%s is a fault of ours, not an answer', (_, quote) => {
    expect(() => rispostaPagamentoV2({ ...DATI, quote })).toThrow('iuv 02000000000000150');
  });

  test('whatever the texts, the answer is valid', () => {
    const testo = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('', ' ', '\ud800', '𝒙'.repeat(141)),
    );
    fc.assert(
      fc.property(fc.array(testo, { minLength: 14, maxLength: 14 }), (t) => {
        const [
          a = '',
          b = '',
          c = '',
          d = '',
          e = '',
          f = '',
          g = '',
          h = '',
          i = '',
          l = '',
          m = '',
          n = '',
          o = '',
          p = '',
        ] = t;
        const debitore = { tipo: 'G' as const, codice: a, anagrafica: b, indirizzo: c, civico: d, cap: e, localita: f };
        const quota = { ...QUOTA, causale: g, tassonomia: h, denominazione: i, metadati: [{ chiave: l, valore: m }] };
        const ente = { denominazione: n, settore: o };
        const intero = { ...debitore, provincia: p, nazione: a, email: b };
        const risposta = rispostaPagamentoV2({ ...DATI, causale: c, ente, debitore: intero, quote: [quota] });
        expect(rilegge(risposta).nome).toBe('paGetPaymentV2Response');
      }),
    );
  });
});

describe('KO', () => {
  test('has code, text and id, and says what happened', () => {
    const fault = {
      codice: 'PAA_PAGAMENTO_SCADUTO',
      idEnte: '00000000018',
      descrizione: 'Scaduto il 3/11/2026',
    } as const;
    const radice = rilegge(rispostaKo('paVerifyPaymentNotice', fault));
    expect(radice.figli.map((e) => e.nome)).toEqual(['outcome', 'fault']);
    expect(radice.figli[1]?.figli.map((e) => e.testo)).toEqual([
      ...['PAA_PAGAMENTO_SCADUTO', FAULT.PAA_PAGAMENTO_SCADUTO, '00000000018', 'Scaduto il 3/11/2026'],
    ]);
  });

  test('every code belongs to an operation, and RECEIPT_DUPLICATA to receipts alone', () => {
    const nomi = Object.keys(RADICI) as NomeOperazione[];
    const ammessi = new Set<CodiceFault>(nomi.flatMap((nome) => [...FAULT_AMMESSI[nome]]));
    expect([...ammessi].sort()).toEqual(Object.keys(FAULT).sort());
    const conDuplicata = nomi.filter((nome) =>
      (FAULT_AMMESSI[nome] as readonly CodiceFault[]).includes('PAA_RECEIPT_DUPLICATA'),
    );
    expect(conDuplicata).toEqual(['paSendRT', 'paSendRTV2']);
  });

  test('a defect is told in words', () => {
    const difetto = { elemento: 'qrCode', regola: 'non_atteso', nomi: ['idStation'], riga: 3 } as const;
    expect(descriviDifetto(difetto)).toBe('elemento qrCode, riga 3: non atteso qui, atteso idStation');
  });
});
