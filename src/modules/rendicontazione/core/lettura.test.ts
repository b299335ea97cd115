import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { valoreDi, type Esito } from '#kernel/esito';
import { leggiTutto } from '#platform/xml/via-via';
import { xmlDiProva } from '#support/rendicontazione';
import { controlla, schemaDi } from './difetti.ts';
import { creaLettura } from './lettura.ts';
import { pspDi, sostituisce, type RendicontazioneLetta } from './rendicontazione.ts';

const ENTE = { codiceFiscale: '90000000101' };
const UNO = { iuv: '01000000000000044', iur: 'abc1', importo: '10.00' };

async function leggi(xml: string, righeMax = 1000): Promise<Esito<RendicontazioneLetta>> {
  const lettura = creaLettura({ righeMax });
  await leggiTutto(Readable.from([Buffer.from(xml)]), lettura);
  return lettura.fine();
}

const letta = async (xml: string): Promise<RendicontazioneLetta> => valoreDi(await leggi(xml));
const rifiutata = async (xml: string, righeMax?: number): Promise<unknown> => {
  const esito = await leggi(xml, righeMax);
  return esito.ok ? 'read' : [esito.refusal.codice, esito.refusal.parametri ?? {}];
};

describe('a FlussoRiversamento', () => {
  test('is read whole: amounts in cents, the hour of Rome, lines in their order', async () => {
    const due = {
      iuv: '01000000000000144',
      iur: 'abc2',
      indice: null,
      importo: '5.50',
      esito: 9,
      giorno: '2026-11-18Z',
    };
    const { testata, righe } = await letta(xmlDiProva(ENTE, [UNO, due]));
    expect(testata).toEqual({
      iuf: '2026-11-20BINVENTATA01-0001',
      prodottaIl: new Date('2026-11-20T09:00:00Z'),
      regolamento: 'Bonifico SEPA-03268-A0EDT',
      regolataIl: '2026-11-20',
      bicRiversamento: null,
      mittente: { tipo: 'B', codice: 'INVEIT2B', denominazione: 'Banca Inventata' },
      ricevente: { codice: ENTE.codiceFiscale, denominazione: 'Comune di Prova' },
      ...{ pagamenti: 2, importoCents: 1550 },
    });
    expect(righe).toEqual([
      { numero: 1, iuv: UNO.iuv, iur: 'abc1', indice: 1, importoCents: 1000, esito: 0, esitataIl: '2026-11-19' },
      { numero: 2, iuv: due.iuv, iur: 'abc2', indice: null, importoCents: 550, esito: 9, esitataIl: '2026-11-18' },
    ]);
    expect(pspDi(testata)).toBe('BINVENTATA01');
    expect(pspDi({ ...testata, iuf: 'di-testa-sua' })).toBe('INVEIT2B');
  });

  test('with prefixes, CDATA, comments and elements of tomorrow is the same', async () => {
    const xml = xmlDiProva(ENTE, [UNO])
      .replaceAll(/<(\/?)(?=[a-zF])/g, '<$1p:')
      .replace('xmlns=', 'xmlns:p=')
      .replace('>abc1<', '><![CDATA[abc1]]><')
      .replace('<p:dataRegolamento>', '<!-- x --><p:domani><p:ancora>1</p:ancora></p:domani><p:dataRegolamento>');
    expect((await letta(xml)).righe[0]?.iur).toBe('abc1');
  });

  test.each([
    ['another document', '<RT><a/></RT>', ['RENDICONTAZIONE_ALTRO_DOCUMENTO', {}]],
    [
      'no iuf',
      xmlDiProva(ENTE, [UNO]).replace(/<identificativoFlusso>.*/, ''),
      ['RENDICONTAZIONE_INCOMPLETA', { elemento: 'identificativoFlusso' }],
    ],
    [
      'a payment without iur',
      xmlDiProva(ENTE, [UNO, { ...UNO, iur: '' }]),
      ['RENDICONTAZIONE_INCOMPLETA', { elemento: 'identificativoUnivocoRiscossione', pagamento: 2 }],
    ],
    [
      'an outcome nobody knows',
      xmlDiProva(ENTE, [{ ...UNO, esito: 7 }]),
      ['RENDICONTAZIONE_VALORE_NON_VALIDO', { elemento: 'codiceEsitoSingoloPagamento', pagamento: 1 }],
    ],
    [
      'no amount',
      xmlDiProva(ENTE, [{ ...UNO, importo: '0.00' }]),
      ['RENDICONTAZIONE_VALORE_NON_VALIDO', { elemento: 'singoloImportoPagato', pagamento: 1 }],
    ],
    [
      'an Italian amount',
      xmlDiProva(ENTE, [UNO], { totale: '10,00' }),
      ['RENDICONTAZIONE_VALORE_NON_VALIDO', { elemento: 'importoTotalePagamenti' }],
    ],
    [
      'a day that is none',
      xmlDiProva(ENTE, [{ ...UNO, giorno: '2026-02-30' }]),
      ['RENDICONTAZIONE_VALORE_NON_VALIDO', { elemento: 'dataEsitoSingoloPagamento', pagamento: 1 }],
    ],
    [
      'an id too long',
      xmlDiProva(ENTE, [UNO], { iuf: 'x'.repeat(36) }),
      ['RENDICONTAZIONE_VALORE_NON_VALIDO', { elemento: 'identificativoFlusso' }],
    ],
  ])('is refused: %s', async (_, xml, detto) => {
    expect(await rifiutata(xml)).toEqual(detto);
  });

  test('is refused past its bound of lines', async () => {
    expect(await rifiutata(xmlDiProva(ENTE, [UNO, UNO]), 1)).toEqual(['RENDICONTAZIONE_TROPPE_RIGHE', { righeMax: 1 }]);
  });
});

describe('what does not add up', () => {
  const difetti = async (...xml: Parameters<typeof xmlDiProva>): Promise<string[]> =>
    controlla(await letta(xmlDiProva(...xml))).difetti;

  test('nothing, where it adds up; revocations are negative', async () => {
    expect(await difetti(ENTE, [UNO])).toEqual([]);
    expect(await difetti(ENTE, [UNO, { ...UNO, importo: '-4.00', esito: 3 }])).toEqual([]);
  });

  test('is named', async () => {
    expect(await difetti(ENTE, [UNO], { numero: 2 })).toEqual(['CONTEGGIO']);
    expect(await difetti(ENTE, [UNO], { totale: '10.01' })).toEqual(['SOMMA']);
    expect(await difetti(ENTE, [UNO, UNO])).toEqual(['RIPETUTE']);
    expect(await difetti(ENTE, [{ ...UNO, esito: 3 }])).toEqual(['SEGNO']);
    expect(await difetti(ENTE, [], { totale: '0.00' })).toEqual(['SENZA_RIGHE']);
    for (const iuf of ['2026-11-20BINVENTATA01', '2026-13-20BANCA-1', '2021-01-01BANCA-1', '2026-11-20BANCA-è'])
      expect(await difetti(ENTE, [UNO], { iuf })).toEqual(['IUF']);
    const insieme = [UNO, { ...UNO, iur: 'b', importo: '-1.00', esito: 3 }, { ...UNO, iur: 'c', esito: 8 }];
    expect(await difetti(ENTE, insieme)).toEqual(['FUORI_SCHEMA']);
  });

  test('the schema is the one that knows its outcomes', () => {
    const di = (...esiti: (0 | 3 | 4 | 8 | 9)[]): unknown => schemaDi(esiti.map((esito) => ({ esito })));
    expect([di(), di(0, 9), di(4, 8), di(0, 3, 9), di(3, 4), di(8, 3)]).toEqual([
      ...['1.0.5', '1.0.5', '1.0.5', '1.0.4'],
      ...[null, null],
    ]);
  });
});

test('of two revisions the greater counts; of files, the one produced later', () => {
  const il = (ora: number): Date => new Date(Date.UTC(2026, 10, 20, ora));
  const v = (revisione: number | null, ora: number) => ({ revisione, prodottaIl: il(ora) });
  expect(sostituisce(v(2, 1), v(1, 5))).toBe(true);
  expect(sostituisce(v(1, 5), v(2, 1))).toBe(false);
  expect(sostituisce(v(null, 5), v(3, 1))).toBe(true);
  expect(sostituisce(v(null, 1), v(null, 5))).toBe(false);
  expect(sostituisce(v(1, 5), v(null, 5))).toBe(true);
  expect(sostituisce(v(null, 5), v(1, 5))).toBe(false);
});
