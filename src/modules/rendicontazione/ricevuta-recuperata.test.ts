import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ok, valoreDi } from '#kernel/esito';
import { conXml } from '#platform/xml/documento';
import { cerca } from '#platform/xml/elemento';
import { caricaSchema } from '#platform/xml/schema';
import { jsonRicevuta } from '#support/biz-events';
import { xmlRicevuta } from './ricevuta-recuperata.ts';

const A = { codiceFiscale: '90000000101', intermediario: '90000000001', stazione: '90000000001_01' };
const D = { iuv: '01000000000000044', numeroAvviso: '301000000000000044', importo: '10', iur: 'abc1' };
const scritta = (parti: object = {}): string =>
  xmlRicevuta(jsonRicevuta(A.codiceFiscale, D, { ...parti }), A).toString('utf8');

test('a receipt of biz-events is written as paSendRTV2 would have brought it', () => {
  expect(scritta({ metadata: [{ key: 'A&B', value: '1' }], payer: null })).toBe(
    '<getOrganizationReceipt><idPA>90000000101</idPA><idBrokerPA>90000000001</idBrokerPA><idStation>90000000001_01</idStation>' +
      '<receipt><receiptId>abc1</receiptId><noticeNumber>301000000000000044</noticeNumber><fiscalCode>90000000101</fiscalCode>' +
      '<outcome>OK</outcome><creditorReferenceId>01000000000000044</creditorReferenceId><paymentAmount>10.00</paymentAmount>' +
      '<description>TARI</description><companyName>Comune di Prova</companyName>' +
      '<debtor><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType>' +
      '<entityUniqueIdentifierValue>RSSMRA80A01H501U</entityUniqueIdentifierValue></uniqueIdentifier>' +
      '<fullName>Mario Rossi</fullName></debtor>' +
      '<transferList><transfer><idTransfer>1</idTransfer><transferAmount>10.00</transferAmount><fiscalCodePA>90000000101</fiscalCodePA>' +
      '<IBAN>IT60X0542811101000000123456</IBAN><remittanceInformation>TARI</remittanceInformation>' +
      '<transferCategory>9/0101101IM/</transferCategory></transfer></transferList>' +
      '<idPSP>PSPTEST1</idPSP><PSPCompanyName>Banca di prova</PSPCompanyName><idChannel>CANALE1</idChannel>' +
      '<channelDescription>app</channelDescription><paymentMethod>carta</paymentMethod><fee>1.50</fee>' +
      '<paymentDateTime>2026-11-20T10:11:12</paymentDateTime><applicationDate>2026-11-20</applicationDate>' +
      '<transferDate>2026-11-21</transferDate><metadata><mapEntry><key>A&#38;B</key><value>1</value></mapEntry></metadata>' +
      '</receipt></getOrganizationReceipt>',
  );
});

test('fits the contract of the Nodo', () => {
  const bollo = {
    ...{ idTransfer: 2, transferAmount: '16', fiscalCodePA: A.codiceFiscale, iban: '', mbdAttachment: 'Ym9sbG8=' },
    ...{ remittanceInformation: 'Bollo', transferCategory: '9/0101101IM/', metadata: null },
  };
  const [primo] = jsonRicevuta(A.codiceFiscale, D)['transferList'] as object[];
  const xml = scritta({ transferList: [primo, bollo], paymentDateTimeFormatted: null, primaryCiIncurredFee: '0.5' });
  expect(xml).toContain('<MBDAttachment>Ym9sbG8=</MBDAttachment>');
  expect(xml).toContain('<paymentDateTime>2026-11-20T00:00:00</paymentDateTime>');
  const file = (nome: string): Buffer => readFileSync(`src/doors/nodo/contratto/${nome}`);
  const schema = caricaSchema({
    principale: 'paForNode.xsd',
    file: { 'paForNode.xsd': file('paForNode.xsd'), 'tipi-comuni.xsd': file('tipi-comuni.xsd') },
  });
  const spazio = 'xmlns:p="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"';
  const richiesta = xml
    .replace('<getOrganizationReceipt>', `<p:paSendRTV2Request ${spazio}>`)
    .replace('</getOrganizationReceipt>', '</p:paSendRTV2Request>');
  const difetti = conXml(Buffer.from(richiesta), (documento) => ok(documento.difetti(schema, documento.radice)));
  expect(valoreDi(difetti)).toEqual([]);
});

test('what is no receipt is written all the same, for who reads receipts to refuse', () => {
  const vuota = xmlRicevuta({ debtor: 'x', transferList: 7, paymentAmount: '1e2', metadata: [null, {}] }, A);
  const letta = valoreDi(conXml(vuota, ({ radice }) => ok(cerca(radice, 'receipt'))));
  expect(letta?.figli.map(({ nome, testo }) => [nome, testo])).toEqual([
    ['paymentAmount', '1e2'],
    ['metadata', ''],
  ]);
});
