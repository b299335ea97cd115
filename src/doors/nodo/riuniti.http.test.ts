import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { DovutoId } from '#kernel/ids';
import { riunisciSottoUnIuv, type NuovoDovuto } from '#modules/posizioni';
import type { Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriNodo, type NodoDiProva } from '#support/nodo';
import { dovutoDi, unaPosizione } from '#support/posizioni';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { cents } from '#kernel/importo';

let mondo: Mondo;
let nodo: NodoDiProva;
let ente: EnteDiProva;
let intermediario = '';
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  ente = await unEnte(mondo);
  nodo = await apriNodo(mondo);
  const { rows } = await sql<{ cf: string }>`
    select codice_fiscale as cf from enti.intermediario where id = ${ente.intermediarioId}`.execute(worker().db);
  intermediario = rows[0]?.cf ?? '';
});
afterAll(() => nodo.chiudi());
const worker = () => ctxDi(mondo, 'worker', ente.enteId);

const ALTRA = {
  importoCents: cents(250),
  codiceFiscale: '01234567897',
  denominazione: 'Provincia di Prova',
  iban: 'IT60X0542811101000000123456',
  tassonomia: '9/0101101IM/',
  causale: 'TEFA',
};

async function uno(importo: number, altro: Partial<NuovoDovuto> = {}, codice = 'RSSMRA80A01H501U'): Promise<DovutoId> {
  const debitore = { tipo: 'F', codice, anagrafica: 'Mario Rossi' } as const;
  const altrove = {
    indirizzo: null,
    civico: null,
    cap: null,
    localita: null,
    provincia: null,
    nazione: null,
    email: null,
  };
  const dovuto = dovutoDi(importo, null, { conAvviso: false, ...altro });
  const { dovuti } = await unaPosizione(worker(), [{ forma: 'unica', dovuti: [dovuto] }], {
    debitore: { ...debitore, ...altrove },
  });
  return dovuti[0]?.dovutoId ?? expect.fail();
}

async function manda(radice: string, corpo: string): Promise<string> {
  const testa = `<idPA>${ente.codiceFiscale}</idPA><idBrokerPA>${intermediario}</idBrokerPA><idStation>${ente.stazione}</idStation>`;
  const { body } = await nodo.app.inject({
    ...{ method: 'POST', url: `/nodo/${ente.segmento}/paForNode`, headers: { 'content-type': 'text/xml' } },
    payload: `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
      <p:${radice} xmlns:p="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd">${testa}${corpo}</p:${radice}></s:Body></s:Envelope>`,
  });
  return body;
}
const valori = (xml: string, nome: string): string =>
  [...xml.matchAll(new RegExp(`<${nome}>([^<]*)</${nome}>`, 'g'))].map(([, v = '']) => v).join(' ');

const riunisci = async (...dovutoIds: DovutoId[]): Promise<string | null> => {
  const esito = await riunisciSottoUnIuv(worker(), { dovutoIds });
  return esito.ok ? null : esito.refusal.codice;
};

it('two dovuti under one iuv: verify and get answer the sum, a receipt closes both', async () => {
  const dovutoIds = [await uno(1000, { altreQuote: [ALTRA] }), await uno(500)];
  const { numeroAvviso, iuv } = valoreDi(await riunisciSottoUnIuv(worker(), { dovutoIds }));
  const qr = `<qrCode><fiscalCode>${ente.codiceFiscale}</fiscalCode><noticeNumber>${numeroAvviso}</noticeNumber></qrCode>`;
  expect(valori(await manda('paVerifyPaymentNoticeReq', qr), 'amount')).toBe('15.00');
  const attivato = await manda('paGetPaymentV2Request', qr);
  expect([valori(attivato, 'paymentAmount'), valori(attivato, 'transferAmount').split(' ').toSorted()]).toEqual([
    '15.00',
    ['2.50', '5.00', '7.50'],
  ]);
  const quote = [
    ['7.50', ente.codiceFiscale],
    ['2.50', ALTRA.codiceFiscale],
    ['5.00', ente.codiceFiscale],
  ].map(
    ([importo, cf], n) =>
      `<transfer><idTransfer>${n + 1}</idTransfer><transferAmount>${importo}</transferAmount><fiscalCodePA>${cf}</fiscalCodePA></transfer>`,
  );
  const ricevuta = await manda(
    'paSendRTV2Request',
    `<receipt><receiptId>riuniti-${numeroAvviso}</receiptId><noticeNumber>${numeroAvviso}</noticeNumber>
     <fiscalCode>${ente.codiceFiscale}</fiscalCode><outcome>OK</outcome><creditorReferenceId>${iuv}</creditorReferenceId>
     <paymentAmount>15.00</paymentAmount><transferList>${quote.join('')}</transferList><idPSP>P</idPSP>
     <paymentDateTime>2026-11-20T10:11:12</paymentDateTime></receipt>`,
  );
  expect(valori(ricevuta, 'outcome')).toBe('OK');
  const { rows } = await sql<{ riga: string }>`
    select concat_ws(' ', d.stato, d.pagato_cents, d.da_verificare::text, i.origine) as riga
      from posizioni.dovuto as d join posizioni.iuv as i on i.id = d.iuv_id where d.id = any(${dovutoIds}::uuid[])
     order by d.importo_cents desc`.execute(worker().db);
  expect(rows.map((r) => r.riga)).toEqual(['pagato 1000 {} carrello', 'pagato 500 {} carrello']);
  expect(valori(await manda('paVerifyPaymentNoticeReq', qr), 'faultCode')).toBe('PAA_PAGAMENTO_DUPLICATO');
  expect(await riunisci(...dovutoIds)).toBe('DOVUTO_PAGATO');
});

it('is refused: not of one debtor, with a notice already, two ways to pay the same, more than five shares', async () => {
  const [a, b] = [await uno(1000), await uno(2000, {}, 'VRDFNC85T50G224X')];
  expect(await riunisci(a, b)).toBe('DOVUTI_NON_RIUNIBILI');
  expect(await riunisci(a, a)).toBe('DOVUTI_NON_RIUNIBILI');
  expect(await riunisci(a, await uno(500, { conAvviso: true }))).toBe('DOVUTI_NON_RIUNIBILI');
  const altreQuote = [ALTRA, ALTRA, ALTRA, ALTRA];
  expect(await riunisci(a, await uno(5000, { altreQuote }))).toBe('QUOTE_TROPPE');
  expect(await riunisci(a, a.replace(/^.{8}/, '00000000') as DovutoId)).toBe('DOVUTO_NON_TROVATO');
  const senza = { conAvviso: false };
  const { dovuti } = await unaPosizione(worker(), [
    { forma: 'unica', dovuti: [dovutoDi(600, null, senza)] },
    { forma: 'piano', dovuti: [dovutoDi(300, null, senza), dovutoDi(300, null, senza)] },
  ]);
  const [unica, prima, seconda] = dovuti.map((d) => d.dovutoId) as [DovutoId, DovutoId, DovutoId];
  expect(await riunisci(unica, prima)).toBe('DOVUTI_NON_RIUNIBILI');
  expect(await riunisci(prima, seconda)).toBeNull();
});
