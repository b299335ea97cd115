import { formatDecimale, parseDecimaleLargo } from '#kernel/importo';
import { elemento, type Contenuto, type Xml } from '#platform/xml/scrivi';

/** Whom the Nodo would have called with it: the ente, and the station by which it is reached. */
export type Destinatario = { codiceFiscale: string; intermediario: string; stazione: string };

type Oggetto = Readonly<Record<string, unknown>>;

/** What an element of the receipt is made of: its name in the JSON, and how its value is written. */
type Voce = readonly [nome: string, json: string, scrivi?: (valore: unknown) => Contenuto];

/** CtReceiptV2 of paForNode, in its order (pagopa.md 2.2); `paymentNote` and `standIn`, which the JSON has not, are left out. */
const VOCI: readonly Voce[] = [
  ['receiptId', 'receiptId'],
  ['noticeNumber', 'noticeNumber'],
  ['fiscalCode', 'fiscalCode'],
  ['outcome', 'outcome'],
  ['creditorReferenceId', 'creditorReferenceId'],
  ['paymentAmount', 'paymentAmount', importo],
  ['description', 'description'],
  ['companyName', 'companyName'],
  ['officeName', 'officeName'],
  ['debtor', 'debtor', soggetto],
  ['transferList', 'transferList', (v) => elenco(v).map(trasferimento)],
  ['idPSP', 'idPSP'],
  ['pspFiscalCode', 'pspFiscalCode'],
  ['pspPartitaIVA', 'pspPartitaIVA'],
  ['PSPCompanyName', 'pspCompanyName'],
  ['idChannel', 'idChannel'],
  ['channelDescription', 'channelDescription'],
  ['payer', 'payer', soggetto],
  ['paymentMethod', 'paymentMethod'],
  ['fee', 'fee', importo],
  ['primaryCiIncurredFee', 'primaryCiIncurredFee', importo],
  ['idBundle', 'idBundle'],
  ['idCiBundle', 'idCiBundle'],
  ['paymentDateTime', 'paymentDateTime', istante],
  ['applicationDate', 'applicationDate'],
  ['transferDate', 'transferDate'],
  ['metadata', 'metadata', metadati],
];

const SOGGETTO: readonly Voce[] = [
  ['fullName', 'fullName'],
  ['streetName', 'streetName'],
  ['civicNumber', 'civicNumber'],
  ['postalCode', 'postalCode'],
  ['city', 'city'],
  ['stateProvinceRegion', 'stateProvinceRegion'],
  ['country', 'country'],
  ['e-mail', 'email'],
];

/**
 * A receipt of biz-events as the `receipt` element that paSendRTV2 would have brought (mypay-webservices.md 2.6), in a document that says
 * for whom it is. What the JSON leaves out is left out: whether it is enough is judged by who reads receipts.
 */
export function xmlRicevuta(letta: Oggetto, a: Destinatario): Buffer {
  // A payment has an hour in one field, and only a day in the other.
  const ora = testo(letta['paymentDateTimeFormatted']);
  const detta = ora === null ? letta : { ...letta, paymentDateTime: ora };
  return Buffer.from(
    elemento('getOrganizationReceipt', [
      elemento('idPA', a.codiceFiscale),
      elemento('idBrokerPA', a.intermediario),
      elemento('idStation', a.stazione),
      elemento('receipt', voci(detta, VOCI)),
    ]).toString(),
  );
}

function voci(di: Oggetto, quali: readonly Voce[]): Xml[] {
  return quali.flatMap(([nome, json, scrivi = testo]) => {
    const contenuto = scrivi(di[json]);
    return contenuto === null || (Array.isArray(contenuto) && contenuto.length === 0)
      ? []
      : [elemento(nome, contenuto)];
  });
}

/** An element that says nothing is as good as none, and the schema has no place for it. */
function testo(valore: unknown): string | null {
  if (typeof valore === 'number' || typeof valore === 'boolean') return String(valore);
  return typeof valore === 'string' && valore.trim() !== '' ? valore : null;
}

/** With two decimals; what is no amount stays as it is, for who reads it to refuse. */
function importo(valore: unknown): string | null {
  const scritto = testo(valore);
  const letto = scritto === null ? null : parseDecimaleLargo(scritto);
  return letto === null ? scritto : formatDecimale(letto);
}

/** A day alone is its beginning: xsd:dateTime has no other way to say it. */
function istante(valore: unknown): string | null {
  const scritto = testo(valore);
  return scritto !== null && /^\d{4}-\d{2}-\d{2}$/.test(scritto) ? `${scritto}T00:00:00` : scritto;
}

function soggetto(valore: unknown): Xml[] | null {
  const di = oggetto(valore);
  if (di === null) return null;
  const identificativo = voci(di, [
    ['entityUniqueIdentifierType', 'entityUniqueIdentifierType'],
    ['entityUniqueIdentifierValue', 'entityUniqueIdentifierValue'],
  ]);
  return [
    ...(identificativo.length === 0 ? [] : [elemento('uniqueIdentifier', identificativo)]),
    ...voci(di, SOGGETTO),
  ];
}

function trasferimento(di: Oggetto): Xml {
  // One of the two: the contract requires both, and leaves blank the one that is not.
  const dove: Voce = testo(di['mbdAttachment']) === null ? ['IBAN', 'iban'] : ['MBDAttachment', 'mbdAttachment'];
  return elemento(
    'transfer',
    voci(di, [
      ['idTransfer', 'idTransfer'],
      ['transferAmount', 'transferAmount', importo],
      ['fiscalCodePA', 'fiscalCodePA'],
      ['companyName', 'companyName'],
      dove,
      ['remittanceInformation', 'remittanceInformation'],
      ['transferCategory', 'transferCategory'],
      ['metadata', 'metadata', metadati],
    ]),
  );
}

function metadati(valore: unknown): Xml[] {
  return elenco(valore).map((voce) =>
    elemento(
      'mapEntry',
      voci(voce, [
        ['key', 'key'],
        ['value', 'value'],
      ]),
    ),
  );
}

function elenco(valore: unknown): Oggetto[] {
  return Array.isArray(valore) ? valore.map(oggetto).filter((uno) => uno !== null) : [];
}

function oggetto(valore: unknown): Oggetto | null {
  return typeof valore === 'object' && valore !== null && !Array.isArray(valore) ? (valore as Oggetto) : null;
}
