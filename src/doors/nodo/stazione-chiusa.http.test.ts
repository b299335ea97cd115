import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from 'kysely';
import { valoreDi } from '#kernel/esito';
import { giornoA, piuGiorni } from '#kernel/giorno';
import { associaStazione, chiudiAssociazione } from '#modules/enti';
import { leggiConfigurazioneNodo } from '#modules/pagamenti';
import type { Mondo } from '#platform/contesto';
import { unDovuto } from '#support/carico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriNodo, ricevutaSoap, type NodoDiProva } from '#support/nodo';
import { ctxDi, DA_SEMPRE, unEnte } from '#support/un-ente';

let mondo: Mondo;
let nodo: NodoDiProva;
let salto = 0;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva(), { orologio: () => new Date(Date.now() + salto) });
  nodo = await apriNodo(mondo);
});
afterAll(() => nodo.chiudi());

it('a notice of a station closed for its ente is not paid any more, and its receipts are taken all the same', async () => {
  const [ente, altro] = [await unEnte(mondo), await unEnte(mondo)];
  const worker = ctxDi(mondo, 'worker', ente.enteId);
  const stazioni = await leggiConfigurazioneNodo(ctxDi(mondo, 'nodo'));
  const intermediario = stazioni.find(({ enteId }) => enteId === ente.enteId)?.intermediario ?? '';
  const [uno, due] = [
    await unDovuto(worker, { iud: 'UNO', importo: 100 }),
    await unDovuto(worker, { iud: 'DUE', importo: 200 }),
  ];
  const manda = async (payload: string): Promise<string> => {
    const url = `/nodo/${ente.segmento}/paForNode`;
    const { body } = await nodo.app.inject({ method: 'POST', url, headers: { 'content-type': 'text/xml' }, payload });
    return /<faultCode>([^<]+)/.exec(body)?.[1] ?? /<outcome>([^<]+)/.exec(body)?.[1] ?? body;
  };
  const verifica = (numeroAvviso: string): Promise<string> =>
    manda(`<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
      <p:paVerifyPaymentNoticeReq xmlns:p="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"><idPA>${ente.codiceFiscale}</idPA>
      <idBrokerPA>${intermediario}</idBrokerPA><idStation>${ente.stazione}</idStation><qrCode>
      <fiscalCode>${ente.codiceFiscale}</fiscalCode><noticeNumber>${numeroAvviso}</noticeNumber></qrCode>
      </p:paVerifyPaymentNoticeReq></soapenv:Body></soapenv:Envelope>`);
  expect(await verifica(uno.numeroAvviso)).toBe('OK');
  const nuova = { stazioneId: altro.stazioneId, segregazione: '12', predefinita: true, validaDal: DA_SEMPRE };
  valoreDi(await associaStazione(worker, nuova));
  const domani = piuGiorni(giornoA(new Date()), 1);
  valoreDi(await chiudiAssociazione(worker, { stazioneId: ente.stazioneId, dal: domani }));
  salto = 60_000;
  expect(await verifica(uno.numeroAvviso)).toBe('OK');
  salto = 48 * 3_600_000;
  expect(await verifica(uno.numeroAvviso)).toBe('PAA_STAZIONE_INT_ERRATA');
  expect(await manda(ricevutaSoap(ente, due, { receiptId: 'vecchia-stazione' }))).toBe('OK');
  const { rows } = await worker.tx((t) =>
    sql<{
      iud: string;
      stato: string;
    }>`select iud, stato from posizioni.dovuto where ente_id = ${ente.enteId} order by iud`.execute(t.db),
  );
  expect(rows).toEqual([
    { iud: 'DUE', stato: 'pagato' },
    { iud: 'UNO', stato: 'da_pagare' },
  ]);
});
