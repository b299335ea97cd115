/** A stand-in for the product's SOAP door: well-behaved until told otherwise. Tests only. */
import { once } from 'node:events';
import { createServer } from 'node:http';

export type RispostaFinta = { stato: number; corpo: string };
export type Ricevuto = { operazione: string; percorso: string; contentType: string; corpo: string };

export type FintoEnte = AsyncDisposable & {
  nodo: string;
  ricevuti: Ricevuto[];
  /** Answers by operation; 'taci' leaves the caller waiting. */
  rispondi: (operazione: string, risposta: RispostaFinta | 'taci') => void;
};

const PAF = 'http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd';

export function busta(radice: string, contenuto: string): string {
  const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
  const corpo = `<paf:${radice}>${contenuto}</paf:${radice}>`;
  return `<e:Envelope xmlns:e="${soap}" xmlns:paf="${PAF}"><e:Body>${corpo}</e:Body></e:Envelope>`;
}

export function rifiuto(radice: string, codice: string, ente = '90000000101'): RispostaFinta {
  const fault = `<fault><faultCode>${codice}</faultCode><faultString>rifiuto</faultString><id>${ente}</id></fault>`;
  return { stato: 200, corpo: busta(radice, `<outcome>KO</outcome>${fault}`) };
}

export const VERIFICA_OK =
  '<outcome>OK</outcome><paymentList><paymentOptionDescription><amount>30.00</amount><options>EQ</options>' +
  '<dueDate>2027-01-31</dueDate><allCCP>false</allCCP></paymentOptionDescription></paymentList>' +
  '<paymentDescription>Mensa &amp; trasporto</paymentDescription><fiscalCodePA>90000000101</fiscalCodePA>' +
  '<companyName>Comune di Prova</companyName>';

const transfer = (id: number, importo: string, ente: string, nome: string): string =>
  `<transfer><idTransfer>${id}</idTransfer><transferAmount>${importo}</transferAmount><fiscalCodePA>${ente}</fiscalCodePA>${nome}` +
  '<IBAN>IT60X0542811101000000123456</IBAN><remittanceInformation>/RFB/x</remittanceInformation>' +
  '<transferCategory>9/0101100IM/</transferCategory></transfer>';

/** 20 euros for the ente itself and 10 for another; in the words of version 1 or 2. */
export function datiAttivazione(versione: 1 | 2): string {
  const nome = versione === 2 ? '<companyName>Comune di Prova</companyName>' : '';
  return (
    '<outcome>OK</outcome><data><creditorReferenceId>01000000000000144</creditorReferenceId><paymentAmount>30.00</paymentAmount>' +
    '<dueDate>2027-01-31</dueDate><description>Mensa &amp; trasporto</description><companyName>Comune di Prova</companyName>' +
    '<debtor><uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType><entityUniqueIdentifierValue>ANONIMO' +
    '</entityUniqueIdentifierValue></uniqueIdentifier><fullName>Ada Prova</fullName></debtor><transferList>' +
    transfer(1, '20.00', '90000000101', nome) +
    transfer(2, '10.00', '90000000102', nome) +
    '</transferList><metadata><mapEntry><key>chiave</key><value>valore</value></mapEntry></metadata></data>'
  );
}

const BUONE: Record<string, RispostaFinta> = Object.fromEntries(
  [
    ['paVerifyPaymentNotice', 'paVerifyPaymentNoticeRes', VERIFICA_OK],
    ['paGetPayment', 'paGetPaymentRes', datiAttivazione(1)],
    ['paGetPaymentV2', 'paGetPaymentV2Response', datiAttivazione(2)],
    ['paSendRT', 'paSendRTRes', '<outcome>OK</outcome>'],
    ['paSendRTV2', 'paSendRTV2Response', '<outcome>OK</outcome>'],
  ].map(([operazione = '', radice = '', contenuto = '']) => [
    operazione,
    { stato: 200, corpo: busta(radice, contenuto) },
  ]),
);

export async function fintoEnte(): Promise<FintoEnte> {
  const risposte = new Map<string, RispostaFinta | 'taci'>(Object.entries(BUONE));
  const ricevuti: Ricevuto[] = [];
  const server = createServer((richiesta, risposta) => {
    let corpo = '';
    richiesta.setEncoding('utf8').on('data', (pezzo: string) => {
      corpo += pezzo;
    });
    richiesta.on('end', () => {
      const { soapaction = '', 'content-type': contentType = '' } = richiesta.headers;
      const operazione = String(soapaction);
      ricevuti.push({ operazione, percorso: String(richiesta.url), contentType, corpo });
      const scelta = risposte.get(operazione) ?? { stato: 404, corpo: '' };
      if (scelta === 'taci') return;
      risposta.writeHead(scelta.stato, { 'content-type': 'text/xml' }).end(scelta.corpo);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const indirizzo = server.address();
  const porta = typeof indirizzo === 'object' && indirizzo ? indirizzo.port : 0;
  return {
    nodo: `http://127.0.0.1:${porta}/nodo/segreto/paForNode`,
    ricevuti,
    rispondi: (operazione, risposta) => risposte.set(operazione, risposta),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
