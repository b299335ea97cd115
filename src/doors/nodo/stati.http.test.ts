import { afterAll, beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { cents } from '#kernel/importo';
import { cambiaStato, impostaTetto, type StatoEnte } from '#modules/enti';
import { leggiConfigurazioneNodo } from '#modules/pagamenti';
import type { Mondo } from '#platform/contesto';
import { carica, unDovuto } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriNodo, ricevutaSoap, type NodoDiProva } from '#support/nodo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let nodo: NodoDiProva;
let ente: EnteDiProva;
let intermediario = '';
let salto = 0;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva(), { orologio: () => new Date(Date.now() + salto) });
  nodo = await apriNodo(mondo);
  ente = await unEnte(mondo);
  const stazioni = await leggiConfigurazioneNodo(ctxDi(mondo, 'nodo'));
  intermediario = stazioni.find(({ enteId }) => enteId === ente.enteId)?.intermediario ?? '';
});
afterAll(() => nodo.chiudi());

/** The door keeps what it has read of the configuration for seconds. */
async function porta(a: StatoEnte): Promise<void> {
  valoreDi(await cambiaStato(ctxDi(mondo, 'worker', ente.enteId), { a, motivo: 'Prova degli stati' }));
  salto += 60_000;
}

async function manda(payload: string): Promise<string> {
  const url = `/nodo/${ente.segmento}/paForNode`;
  const { body } = await nodo.app.inject({ method: 'POST', url, headers: { 'content-type': 'text/xml' }, payload });
  return (
    /<faultCode>([^<]+)/.exec(body)?.[1] ??
    /<amount>([^<]+)/.exec(body)?.[1] ??
    /<outcome>([^<]+)/.exec(body)?.[1] ??
    body
  );
}

function verifica(numeroAvviso: string): Promise<string> {
  return manda(`<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
    <p:paVerifyPaymentNoticeReq xmlns:p="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"><idPA>${ente.codiceFiscale}</idPA>
    <idBrokerPA>${intermediario}</idBrokerPA><idStation>${ente.stazione}</idStation><qrCode><fiscalCode>${ente.codiceFiscale}</fiscalCode>
    <noticeNumber>${numeroAvviso}</noticeNumber></qrCode></p:paVerifyPaymentNoticeReq></soapenv:Body></soapenv:Envelope>`);
}

it('an ente is answered for by its state: all of it, small amounts only, nothing; its receipts always', async () => {
  const worker = ctxDi(mondo, 'worker', ente.enteId);
  const caro = await unDovuto(worker, { iud: 'CARO', importo: 1000 });
  const piccolo = await unDovuto(worker, { iud: 'PICCOLO', importo: 100 });
  const tutti = async (): Promise<string[]> => [
    await verifica(caro.numeroAvviso),
    await verifica(piccolo.numeroAvviso),
  ];
  expect(await tutti()).toEqual(['10.00', '1.00']);
  await porta('PRE-ESERCIZIO');
  expect(await tutti()).toEqual(['PAA_PAGAMENTO_SCONOSCIUTO', '1.00']);
  await porta('INSERITO');
  expect(await tutti()).toEqual(['PAA_ID_DOMINIO_ERRATO', 'PAA_ID_DOMINIO_ERRATO']);
  expect(await manda(ricevutaSoap(ente, caro, { receiptId: 'arrivata-tardi' }))).toBe('OK');
  await porta('ESERCIZIO');
  expect(await tutti()).toEqual(['PAA_PAGAMENTO_DUPLICATO', '1.00']);
});

it('while it is tried out, what is dearer than its cap is not loaded, nor does a change take it there', async () => {
  await porta('PRE-ESERCIZIO');
  const worker = ctxDi(mondo, 'worker', ente.enteId);
  const esiti = async (...importi: [iud: string, importo: number, azione?: 'M'][]): Promise<(string | null)[]> => {
    const richieste = importi.map(([iud, importo, azione = 'I']) => ({
      iud,
      importo,
      azione,
      generaIuv: azione === 'I',
    }));
    return (await carica(worker, richieste as Parameters<typeof carica>[1])).map(({ codice }) => codice);
  };
  expect(await esiti(['T1', 100], ['T2', 101], ['T3', 100_000])).toEqual([
    null,
    'IMPORTO_OLTRE_TETTO',
    'IMPORTO_OLTRE_TETTO',
  ]);
  valoreDi(await impostaTetto(worker, cents(500)));
  expect(await esiti(['T4', 500], ['T5', 501])).toEqual([null, 'IMPORTO_OLTRE_TETTO']);
  expect(await esiti(['T1', 501, 'M'])).toEqual(['IMPORTO_OLTRE_TETTO']);
  await porta('ESERCIZIO');
  expect(await esiti(['T5', 501])).toEqual([null]);
});
