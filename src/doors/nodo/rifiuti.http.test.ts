import { afterAll, beforeAll, expect, it } from 'vitest';
import { leggiConfigurazioneNodo, type CodiceNodo, type StazioneDiEnte } from '#modules/pagamenti';
import type { Mondo } from '#platform/contesto';
import { busta } from '#platform/soap/busta';
import { xml, type Xml } from '#platform/xml/scrivi';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriNodo, type NodoDiProva } from '#support/nodo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { FACCE } from './facce.ts';

const PAF = 'http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd';
let mondo: Mondo;
let ente: EnteDiProva;
let stazione: StazioneDiEnte;
let nodo: NodoDiProva;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
  const tutte = await leggiConfigurazioneNodo(ctxDi(mondo, 'nodo'));
  stazione = tutte.find((s) => s.enteId === ente.enteId) ?? expect.fail();
  nodo = await apriNodo(mondo);
});
afterAll(() => nodo.chiudi());

const chi = (): Xml => xml`<idPA>${stazione.codiceFiscale}</idPA><idBrokerPA>${stazione.intermediario}</idBrokerPA>
<idStation>${stazione.stazione}</idStation>`;

it.each<[CodiceNodo, string, () => Xml]>([
  [
    'SERVIZIO_NON_ATTIVO',
    'a spontaneous payment, which no ente offers yet',
    () => xml`<p:paDemandPaymentNoticeRequest xmlns:p="${PAF}">${chi()}<idServizio>00001</idServizio>
<idSoggettoServizio>00005</idSoggettoServizio>
<datiSpecificiServizioRequest>PGEvPg==</datiSpecificiServizioRequest></p:paDemandPaymentNoticeRequest>`,
  ],
  [
    'RICEVUTA_INCOMPLETA',
    'a receipt that does not say its own name',
    () => xml`<p:paSendRTV2Request xmlns:p="${PAF}">${chi()}<receipt><noticeNumber>301000000000012345</noticeNumber>
<fiscalCode>${stazione.codiceFiscale}</fiscalCode><outcome>OK</outcome><paymentAmount>1.00</paymentAmount></receipt></p:paSendRTV2Request>`,
  ],
])('%s: %s', async (codice, _, corpo) => {
  const { statusCode, body } = await nodo.app.inject({
    method: 'POST',
    url: `/nodo/${ente.segmento}/paForNode`,
    headers: { 'content-type': 'text/xml' },
    payload: busta(corpo()),
  });
  const { codice: faultCode, descrizione = '' } = FACCE[codice];
  expect(statusCode).toBe(200);
  for (const atteso of [
    '<outcome>KO</outcome>',
    `<faultCode>${faultCode}</faultCode>`,
    `>${descrizione}</description>`,
  ])
    expect(body.replaceAll('&#39;', "'")).toContain(atteso);
});
