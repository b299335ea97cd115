import { describe, expect, test } from 'vitest';
import { ok, valoreDi } from '#kernel/esito';
import { conXml } from '#platform/xml/documento';
import { campioni, ciSono } from './conformita/condivisi.ts';
import { richiesta } from './conformita/esempi.ts';
import { leggiRicevuta, type MessaggioRicevuta, type Ricevuta } from './ricevuta.ts';

const V1 = richiesta('paSendRT').toString();
const V2 = richiesta('paSendRTV2').toString();

function leggi(messaggio: string, versione: 1 | 2 = 2): MessaggioRicevuta {
  return valoreDi(conXml(Buffer.from(messaggio), ({ radice }) => ok(leggiRicevuta(radice, [], versione))));
}

const ricevuta = (messaggio: string): Ricevuta => valoreDi(leggi(messaggio).ricevuta);

/** The same message with each element of that name given another content; null takes it out. */
function con(messaggio: string, nome: string, contenuto: string | null): string {
  const cambiato = messaggio.replaceAll(
    new RegExp(`(<${nome}>).*?(</${nome}>)`, 'g'),
    contenuto === null ? '' : `$1${contenuto}$2`,
  );
  expect(cambiato).not.toBe(messaggio);
  return cambiato;
}

const senza = (messaggio: string, nome: string) => con(messaggio, nome, null);

describe('a whole receipt', () => {
  test('V2, in our words and units', () => {
    const { ricevuta: esito, canonico, ...chiamata } = leggi(V2);
    expect(chiamata).toEqual({
      ...{ idDominio: '00000000018', idIntermediario: '00000000026', idStazione: '00000000026_01' },
      ...{ versione: 2, difetti: [] },
    });
    expect(canonico).toHaveLength(32);
    const { quote, debitore, pagatore, metadati, ...resto } = valoreDi(esito);
    expect(resto).toEqual({
      receiptId: 'c110729d258c4ab1b765fe902aae41d6',
      titolare: '00000000018',
      iuv: '02000000000000150',
      numeroAvviso: '302000000000000150',
      importoCents: 12_000,
      negativa: false,
      // The hour that autumn repeats is the first of the two: 02:30 in Rome is still 00:30 UTC.
      pagataIl: new Date('2026-10-25T00:30:00Z'),
      applicataIl: '2026-10-26',
      trasferitaIl: '2026-10-27',
      causale: 'Mensa scolastica',
      denominazione: 'Comune di Valdombra',
      psp: 'ABI00000',
      pspDenominazione: 'Banca di prova',
      pspCodiceFiscale: '00000000034',
      canale: '00000000034_02',
      canaleDescrizione: 'app',
      mezzo: 'creditCard',
      commissioneCents: 150,
      notaPagamento: 'IDS-0001',
      standIn: true,
    });
    expect(debitore).toMatchObject({ tipo: 'F', codice: 'RSSMRA80A01F205X', anagrafica: 'Maria Rossi', cap: '00100' });
    expect(pagatore).toEqual(debitore);
    expect(metadati).toEqual([
      { chiave: 'IBANAPPOGGIO', valore: 'IT60X0760103200000000123456' },
      { chiave: 'NOTIFICATION_FEE', valore: '150' },
    ]);
    const [prima, seconda] = quote;
    expect(prima).toMatchObject({
      idTrasferimento: 1,
      importoCents: 10_400,
      iban: 'IT60X0542811101000000123456',
      bollo: false,
    });
    expect(prima).toMatchObject({ beneficiario: '00000000018', beneficiarioDenominazione: 'Comune di Valdombra' });
    expect(seconda).toMatchObject({ idTrasferimento: 2, importoCents: 1_600, iban: null, bollo: true });
    expect(seconda?.metadati).toHaveLength(2);
  });

  test('V1: no note, no names beside the transfers', () => {
    expect(ricevuta(V1)).toMatchObject({
      importoCents: 12_000,
      notaPagamento: null,
      quote: [{ bollo: false }, { bollo: false }],
    });
  });
});

describe('read leniently', () => {
  test.each([
    ['children in the namespace', V2.replaceAll(/<(\/?)(?=\w+>)/g, '<$1paf:')],
    ['elements in another order', V2.replace(/(<receiptId>.*?<\/receiptId>)(.*)(<\/receipt>)/, '$2$1$3')],
    ['an element that nobody knows', V2.replace('<receiptId>', '<novita><x>1</x></novita><receiptId>')],
    [
      'the vital ones inside another',
      V2.replace('<receiptId>', '<dati><receiptId>').replace('<outcome>', '</dati><outcome>'),
    ],
    ['blanks around the values', V2.replaceAll(/>([^<]+)</g, '> $1\n<')],
  ])('%s: the same receipt', (_, messaggio) => {
    expect(ricevuta(messaggio)).toEqual(ricevuta(V2));
  });

  test('what the converter of old receipts writes is kept as it came', () => {
    const messaggio = con(
      con(con(V2, 'entityUniqueIdentifierType', 'M'), 'companyName', ''),
      'transferCategory',
      '9/0107101TS',
    );
    const letta = ricevuta(messaggio);
    expect(letta.debitore?.tipo).toBe('M');
    expect(letta.denominazione).toBeNull();
    expect(letta.quote.map((q) => q.tassonomia)).toEqual(['9/0107101TS', '9/0107101TS']);
  });

  test.each([
    ['30', 3_000],
    ['30.5', 3_050],
    ['30,50', 3_050],
    ['30.000', 3_000],
    ['0.00', 0],
    ['000030.00', 3_000],
  ])('an amount of %s', (scritto, attesi) => {
    expect(ricevuta(con(V2, 'paymentAmount', scritto)).importoCents).toBe(attesi);
  });

  test('one of IUV and notice number is enough', () => {
    expect(ricevuta(senza(V2, 'noticeNumber'))).toMatchObject({
      iuv: '02000000000000150',
      numeroAvviso: '302000000000000150',
    });
    expect(ricevuta(senza(V2, 'creditorReferenceId'))).toMatchObject({ iuv: '02000000000000150' });
    expect(ricevuta(con(V2, 'noticeNumber', '12')).numeroAvviso).toBe('302000000000000150');
    const vecchio = ricevuta(con(senza(V2, 'noticeNumber'), 'creditorReferenceId', 'RF18539007547034'));
    expect(vecchio).toMatchObject({ iuv: 'RF18539007547034', numeroAvviso: null });
  });

  test('only the vital elements are needed', () => {
    const vitali = ['receiptId', 'fiscalCode', 'creditorReferenceId', 'paymentAmount'];
    const dentro = vitali.map((nome) => new RegExp(`<${nome}>.*?</${nome}>`).exec(V2)?.[0] ?? '').join('');
    const letta = ricevuta(`<x>${dentro}</x>`);
    expect(letta).toMatchObject({
      importoCents: 12_000,
      quote: [],
      pagataIl: null,
      debitore: null,
      negativa: false,
      standIn: false,
    });
  });

  test.each([
    ['receiptId', 'receiptId'],
    ['fiscalCode', 'fiscalCode'],
    ['paymentAmount', 'paymentAmount'],
  ])('without %s, or with nothing in it, it says which is missing', (nome, elementi) => {
    const rifiuto = { codice: 'ricevuta_incompleta', genere: 'non_valido', parametri: { elementi } };
    expect(leggi(senza(V2, nome)).ricevuta).toEqual({ ok: false, refusal: rifiuto });
    expect(leggi(con(V2, nome, ' ')).ricevuta).toEqual({ ok: false, refusal: rifiuto });
  });

  test.each(['trenta', '30,000', '-30.00', '1000000000.00', '3e1'])('an amount of %s is none', (scritto) => {
    expect(leggi(con(V2, 'paymentAmount', scritto)).ricevuta).toMatchObject({
      refusal: { parametri: { elementi: 'paymentAmount' } },
    });
  });

  test('all that is missing is named, and who called is known all the same', () => {
    const vuota = leggi('<x><idPA>00000000018</idPA></x>');
    expect(vuota).toMatchObject({ idDominio: '00000000018', idIntermediario: '', idStazione: '' });
    expect(vuota.ricevuta).toMatchObject({
      refusal: { parametri: { elementi: 'receiptId, fiscalCode, paymentAmount, noticeNumber' } },
    });
  });

  test('outcome KO is kept as what it says', () => {
    expect(ricevuta(con(V2, 'outcome', 'KO')).negativa).toBe(true);
  });
});

describe('transfers', () => {
  const uno = /<transfer>.*?<\/transfer>/.exec(V2)?.[0] ?? '';
  const conTrasferimenti = (...ids: (string | null)[]) => {
    const scritti = ids.map((id) =>
      id === null ? senza(uno, 'idTransfer') : uno.replace(/<idTransfer>\d/, `<idTransfer>${id}`),
    );
    return ricevuta(con(V2, 'transferList', scritti.join(''))).quote.map((q) => q.idTrasferimento);
  };

  test.each([
    [
      ['2', '1'],
      [2, 1],
    ],
    [
      ['1', '1'],
      [1, 2],
    ],
    [
      [null, '1'],
      [2, 1],
    ],
    [
      ['9', 'x', '0'],
      [1, 2, 3],
    ],
    [
      ['5', '5', '5', '5', '5', '5', '5'],
      [5, 1, 2, 3, 4],
    ],
  ])('numbered %j become %j: 1 to 5, each once', (scritti, attesi) => {
    expect(conTrasferimenti(...scritti)).toEqual(attesi);
  });

  test('those without amount or beneficiary are left to the raw message', () => {
    expect(ricevuta(senza(V2, 'fiscalCodePA')).quote).toEqual([]);
    expect(ricevuta(con(V2, 'transferAmount', 'x')).quote).toEqual([]);
  });
});

describe('canonico', () => {
  const impronta = (messaggio: string) => leggi(messaggio).canonico.toString('hex');

  test('the envelope of the call does not count: a copy for a beneficiary says the same', () => {
    expect(impronta(con(V2, 'idPA', '00000000034'))).toBe(impronta(V2));
    expect(impronta(V2.replaceAll('><', '>\n  <'))).toBe(impronta(V2));
  });

  test('any value does', () => {
    for (const nome of ['receiptId', 'paymentAmount', 'fee', 'MBDAttachment'])
      expect(impronta(con(V2, nome, '1.00'))).not.toBe(impronta(V2));
    expect(impronta(senza(V2, 'standIn'))).not.toBe(impronta(V2));
  });
});

test.runIf(ciSono({ obbligatori: process.env['CI'] === 'true' }))('the published sample is read whole', () => {
  const campione = campioni().get('18-paSendRTReq-gpd.xml') ?? Buffer.alloc(0);
  const letta = valoreDi(conXml(campione, ({ radice }) => ok(leggiRicevuta(radice, [], 1))));
  expect(letta).toMatchObject({ idDominio: '77777777777', idStazione: '15376371009_01' });
  expect(valoreDi(letta.ricevuta)).toMatchObject({
    ...{ titolare: '00856930102', numeroAvviso: '363155551414999718', importoCents: 3_000, applicataIl: '2021-10-01' },
    quote: [{ importoCents: 2_000 }, { importoCents: 1_000 }],
  });
});
