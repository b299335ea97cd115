import { elemento, type Contenuto, type Xml } from '#platform/xml/scrivi';
import { RADICI, SPAZIO, type NomeOperazione } from '../contratto.ts';

/**
 * A request of every operation with every element it may have, as the Nodo would send it, and nothing but fictitious people. They are
 * the seed of the mutants and the ordinary messages of this door's tests.
 */
export function richiesta(nome: NomeOperazione): Xml {
  const contenuto = [elemento('idPA', '00000000018'), elemento('idBrokerPA', '00000000026'), STAZIONE, CORPI[nome]];
  return elemento(`paf:${RADICI[nome].richiesta}`, contenuto, { 'xmlns:paf': SPAZIO });
}

const STAZIONE = elemento('idStation', '00000000026_01');
const QR = elemento('qrCode', [elemento('fiscalCode', '00000000018'), elemento('noticeNumber', '302000000000000150')]);

const PAGAMENTO = [
  QR,
  elemento('amount', '120.00'),
  elemento('paymentNote', 'IDS-0001'),
  elemento('transferType', 'PAGOPA'),
  elemento('dueDate', '2026-12-31'),
];

const METADATI = elemento('metadata', [
  elemento('mapEntry', [elemento('key', 'IBANAPPOGGIO'), elemento('value', 'IT60X0760103200000000123456')]),
  elemento('mapEntry', [elemento('key', 'NOTIFICATION_FEE'), elemento('value', '150')]),
]);

function soggetto(nome: string): Xml {
  return elemento(nome, [
    elemento('uniqueIdentifier', [
      elemento('entityUniqueIdentifierType', 'F'),
      elemento('entityUniqueIdentifierValue', 'RSSMRA80A01F205X'),
    ]),
    elemento('fullName', 'Maria Rossi'),
    elemento('streetName', "Via dell'Orto"),
    elemento('civicNumber', '12/B'),
    elemento('postalCode', '00100'),
    elemento('city', 'Valdombra'),
    elemento('stateProvinceRegion', 'VD'),
    elemento('country', 'IT'),
    elemento('e-mail', 'maria.rossi@example.org'),
  ]);
}

function trasferimento(n: number, importo: string, verso: Contenuto): Xml {
  return elemento('transfer', [
    elemento('idTransfer', n),
    elemento('transferAmount', importo),
    elemento('fiscalCodePA', '00000000018'),
    verso,
    elemento('remittanceInformation', `/RFB/02000000000000150/${importo}/TXT/Mensa`),
    elemento('transferCategory', '9/0107101TS/'),
    METADATI,
  ]);
}

const IBAN = elemento('IBAN', 'IT60X0542811101000000123456');
const TRASFERIMENTI_V1 = [trasferimento(1, '100.00', IBAN), trasferimento(2, '20.00', IBAN)];
const TRASFERIMENTI_V2 = [
  trasferimento(1, '104.00', [elemento('companyName', 'Comune di Valdombra'), IBAN]),
  trasferimento(2, '16.00', elemento('MBDAttachment', 'PG1hcmNhRGFCb2xsby8+')),
];

function ricevuta(transfer: readonly Xml[], dopoMetodo: readonly Xml[]): Xml {
  return elemento('receipt', [
    elemento('receiptId', 'c110729d258c4ab1b765fe902aae41d6'),
    elemento('noticeNumber', '302000000000000150'),
    elemento('fiscalCode', '00000000018'),
    elemento('outcome', 'OK'),
    elemento('creditorReferenceId', '02000000000000150'),
    elemento('paymentAmount', '120.00'),
    elemento('description', 'Mensa scolastica'),
    elemento('companyName', 'Comune di Valdombra'),
    elemento('officeName', 'Ufficio scuola'),
    soggetto('debtor'),
    elemento('transferList', transfer),
    elemento('idPSP', 'ABI00000'),
    elemento('pspFiscalCode', '00000000034'),
    elemento('pspPartitaIVA', '00000000034'),
    elemento('PSPCompanyName', 'Banca di prova'),
    elemento('idChannel', '00000000034_02'),
    elemento('channelDescription', 'app'),
    soggetto('payer'),
    elemento('paymentMethod', 'creditCard'),
    dopoMetodo,
    elemento('paymentDateTime', '2026-10-25T02:30:00'),
    elemento('applicationDate', '2026-10-26'),
    elemento('transferDate', '2026-10-27'),
    METADATI,
    elemento('standIn', 'true'),
  ]);
}

const COMMISSIONE = elemento('fee', '1.50');

const CORPI: Readonly<Record<NomeOperazione, Contenuto>> = {
  paVerifyPaymentNotice: QR,
  paGetPayment: PAGAMENTO,
  paGetPaymentV2: PAGAMENTO,
  paSendRT: ricevuta(TRASFERIMENTI_V1, [COMMISSIONE]),
  paSendRTV2: ricevuta(TRASFERIMENTI_V2, [
    elemento('paymentNote', 'IDS-0001'),
    COMMISSIONE,
    elemento('primaryCiIncurredFee', '0.50'),
    elemento('idBundle', 'pacchetto'),
    elemento('idCiBundle', 'pacchetto-ente'),
  ]),
  paDemandPaymentNotice: [
    elemento('idServizio', '00001'),
    elemento('idSoggettoServizio', '00002'),
    elemento('datiSpecificiServizioRequest', 'PGRhdGkvPg=='),
  ],
};
