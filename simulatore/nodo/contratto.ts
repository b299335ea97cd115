/**
 * What an answer of paForNode must look like, as data (WSDL paForNode of SANP 3.12): the grammar that the judge reads. Written
 * from the prose of the specification, not taken from the product's contract, so that a slip there shows here.
 */
export type Forma = { nome: string; va: (testo: string) => boolean };
export type Campo = { nome: string; min: 0 | 1; max: number; di: Forma | Grammatica };
/** Exactly one of these, in one place of the sequence. */
export type Scelta = { unoTra: readonly Campo[] };
export type Grammatica = readonly (Campo | Scelta)[];

export const OPERAZIONI = {
  paVerifyPaymentNotice: {
    richiesta: 'paVerifyPaymentNoticeReq',
    risposta: 'paVerifyPaymentNoticeRes',
    attesaMs: 7000,
  },
  paGetPayment: { richiesta: 'paGetPaymentReq', risposta: 'paGetPaymentRes', attesaMs: 7000 },
  paGetPaymentV2: { richiesta: 'paGetPaymentV2Request', risposta: 'paGetPaymentV2Response', attesaMs: 7000 },
  paSendRT: { richiesta: 'paSendRTReq', risposta: 'paSendRTRes', attesaMs: 15_000 },
  paSendRTV2: { richiesta: 'paSendRTV2Request', risposta: 'paSendRTV2Response', attesaMs: 15_000 },
} as const;

export type Operazione = keyof typeof OPERAZIONI;

export const SPAZIO_SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
export const SPAZIO_PA = 'http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd';

const testo = (max: number): Forma => ({
  nome: `da 1 a ${max} caratteri`,
  va: (t) => t !== '' && [...t].length <= max,
});
const modello = (nome: string, espressione: RegExp): Forma => ({ nome, va: (t) => espressione.test(t) });
/** For decimals, dates, booleans and integers XML Schema lets blanks stand around the value. */
const rifilato = (nome: string, va: (t: string) => boolean): Forma => ({ nome, va: (t) => va(t.trim()) });

const IMPORTO = rifilato(
  'un importo con il punto e due decimali, da 0.01 a 999999999.99',
  (t) => /^\d+\.\d{2}$/.test(t) && Number(t) > 0 && Number(t) <= 999_999_999.99,
);
const GIORNO = rifilato('una data AAAA-MM-GG', (t) => {
  const data = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?$/.exec(t)?.[1];
  const mezzanotte = new Date(`${data}T00:00:00Z`);
  return data !== undefined && !Number.isNaN(mezzanotte.getTime()) && mezzanotte.toISOString().startsWith(data);
});
const ISTANTE = rifilato('una data con ora', (t) =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/.test(t),
);
const SI_NO = rifilato('true, false, 1 o 0', (t) => /^(true|false|1|0)$/.test(t));
const INTERO = rifilato('un numero intero', (t) => /^[+-]?\d{1,10}$/.test(t));
const POSIZIONE = rifilato('un intero da 1 a 5', (t) => /^\+?0*[1-5]$/.test(t));
const QUALUNQUE: Forma = { nome: 'un testo', va: () => true };
const CF_ENTE = modello('11 cifre', /^\d{11}$/);
const CAPITALI = modello('due lettere maiuscole', /^[A-Z]{2}$/);

const uno = (nome: string, di: Campo['di']): Campo => ({ nome, min: 1, max: 1, di });
const forse = (nome: string, di: Campo['di']): Campo => ({ nome, min: 0, max: 1, di });

const FAULT: Grammatica = [
  uno('faultCode', QUALUNQUE),
  uno('faultString', QUALUNQUE),
  uno('id', QUALUNQUE),
  forse('description', QUALUNQUE),
  forse('serial', INTERO),
  forse('originalFaultCode', QUALUNQUE),
  forse('originalFaultString', QUALUNQUE),
  forse('originalDescription', QUALUNQUE),
];

/** Every answer begins so. */
const TESTA: Grammatica = [uno('outcome', modello('OK oppure KO', /^(OK|KO)$/)), forse('fault', FAULT)];

const METADATI: Grammatica = [
  { nome: 'mapEntry', min: 1, max: 15, di: [uno('key', testo(140)), uno('value', testo(140))] },
];

const SOGGETTO: Grammatica = [
  uno('uniqueIdentifier', [
    uno('entityUniqueIdentifierType', modello('F oppure G', /^[FG]$/)),
    uno('entityUniqueIdentifierValue', modello('da 2 a 16 caratteri', /^.{2,16}$/su)),
  ]),
  uno('fullName', testo(70)),
  forse('streetName', testo(70)),
  forse('civicNumber', testo(16)),
  forse('postalCode', testo(16)),
  forse('city', testo(35)),
  forse('stateProvinceRegion', testo(35)),
  forse('country', CAPITALI),
  forse('e-mail', modello('un indirizzo di posta', /^(?=.{1,256}$)[\w.+-]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)*$/)),
];

const IBAN = uno('IBAN', testo(35));
const MARCA = uno('richiestaMarcaDaBollo', [
  uno('hashDocumento', modello('da 4 a 72 caratteri', /^.{4,72}$/)),
  uno('tipoBollo', modello('01', /^01$/)),
  uno('provinciaResidenza', CAPITALI),
]);

const bonifico = (conto: Grammatica): Grammatica => [
  uno('idTransfer', POSIZIONE),
  uno('transferAmount', IMPORTO),
  uno('fiscalCodePA', CF_ENTE),
  ...conto,
  uno('remittanceInformation', testo(140)),
  uno('transferCategory', testo(140)),
  forse('metadata', METADATI),
];

const dati = (companyName: Campo, transfer: Grammatica): Grammatica => [
  uno('creditorReferenceId', testo(35)),
  uno('paymentAmount', IMPORTO),
  uno('dueDate', GIORNO),
  forse('retentionDate', ISTANTE),
  forse('lastPayment', SI_NO),
  uno('description', testo(140)),
  companyName,
  forse('officeName', testo(140)),
  uno('debtor', SOGGETTO),
  uno('transferList', [{ nome: 'transfer', min: 1, max: 5, di: transfer }]),
  forse('metadata', METADATI),
];

const VERIFICA: Grammatica = [
  ...TESTA,
  forse('paymentList', [
    uno('paymentOptionDescription', [
      uno('amount', IMPORTO),
      uno('options', modello('EQ, LS, GT o ANY', /^(EQ|LS|GT|ANY)$/)),
      forse('dueDate', GIORNO),
      forse('detailDescription', testo(140)),
      uno('allCCP', SI_NO),
    ]),
  ]),
  forse('paymentDescription', testo(140)),
  forse('fiscalCodePA', CF_ENTE),
  forse('companyName', testo(140)),
  forse('officeName', testo(140)),
];

export const RISPOSTE: Record<Operazione, Grammatica> = {
  paVerifyPaymentNotice: VERIFICA,
  paGetPayment: [...TESTA, forse('data', dati(forse('companyName', testo(140)), bonifico([IBAN])))],
  paGetPaymentV2: [
    ...TESTA,
    forse(
      'data',
      dati(uno('companyName', testo(140)), bonifico([forse('companyName', testo(140)), { unoTra: [IBAN, MARCA] }])),
    ),
  ],
  paSendRT: TESTA,
  paSendRTV2: TESTA,
};
