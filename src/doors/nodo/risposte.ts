import type { Giorno } from '#kernel/giorno';
import { confronta, formatDecimale, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { NumeroAvviso } from '#kernel/numero-avviso';
import { elemento, facoltativo, xml, type Contenuto, type Xml } from '#platform/xml/scrivi';
import { RADICI, SPAZIO, type NomeOperazione } from './contratto.ts';
import { faultBean, type CodiceAmmesso, type Fault } from './fault.ts';
import { facoltativoFinoA, testo140, testoFinoA } from './testo.ts';

/** What a notice costs now, as verify and demand answer it. Texts are cut to what the schema takes. */
export type AvvisoPagabile = {
  readonly importoCents: Cents;
  /** The date printed on the notice; none → the element is left out (model 10). */
  readonly scadenza: Giorno | null;
  /** Causale pubblica: no personal data (model 11). */
  readonly causale: string;
  /** More of it, where an ente says more of a notice of its own. */
  readonly dettaglio?: string;
  /** Every transfer can be credited to a postal account. */
  readonly tutteCcp: boolean;
  readonly ente: EnteCreditore;
};

export type EnteCreditore = {
  readonly codiceFiscale: string;
  readonly denominazione: string;
  /** Department; optional. */
  readonly settore: string | null;
};

/** How a notice is to be paid, as paGetPayment answers it. `Q` is what a transfer may be: V1 knows no digital stamps. */
export type DatiPagamento<Q extends Quota = Quota> = {
  readonly iuv: string;
  readonly importoCents: Cents;
  /** None → 2099-12-31: the element is mandatory, and the platform does not block a payment for it (model 10). */
  readonly scadenza: Giorno | null;
  readonly causale: string;
  readonly ente: Pick<EnteCreditore, 'denominazione' | 'settore'>;
  readonly debitore: Soggetto;
  /** 1 to 5, which sum to the amount. Their idTransfer is their place in this list. */
  readonly quote: readonly Q[];
  readonly metadati: readonly Metadato[];
};

export type Soggetto = {
  readonly tipo: 'F' | 'G';
  /** Tax code or VAT number; ANONIMO is answered for what is none. */
  readonly codice: string;
  readonly anagrafica: string;
  readonly indirizzo: string | null;
  readonly civico: string | null;
  readonly cap: string | null;
  readonly localita: string | null;
  readonly provincia: string | null;
  readonly nazione: string | null;
  readonly email: string | null;
};

export type QuotaConto = {
  readonly importoCents: Cents;
  readonly codiceFiscale: string;
  readonly denominazione: string | null;
  readonly causale: string;
  readonly tassonomia: string;
  readonly metadati: readonly Metadato[];
  readonly iban: string;
};

/** A digital stamp: SHA-256 of the document, in base64, and the province of the payer. */
export type QuotaBollo = Omit<QuotaConto, 'iban'> & {
  readonly bollo: { readonly hashDocumento: string; readonly provincia: string };
};

export type Quota = QuotaConto | QuotaBollo;

export type Metadato = { readonly chiave: string; readonly valore: string };

const SCADENZA_ASSENTE = '2099-12-31';
const ANONIMO = 'ANONIMO';
/** ctMetadata: the sixteenth entry would make the Nodo refuse the whole answer, and nobody could pay. */
const METADATI_MAX = 15;

const NAZIONE = /^[A-Z]{2}$/;
const EMAIL = /^[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)*$/;
const EMAIL_MAX = 256;

// Element order is that of the schema everywhere below, and it is significant.

/** OK to paVerifyPaymentNotice. */
export function rispostaVerifica(avviso: AvvisoPagabile): Xml {
  return risposta('paVerifyPaymentNotice', [OK, scriviAvviso(avviso)]);
}

/** OK to paDemandPaymentNotice: the notice just made, as verify would answer for it. */
export function rispostaSpontanea(avviso: AvvisoPagabile & { readonly numeroAvviso: NumeroAvviso }): Xml {
  const qrCode = [elemento('fiscalCode', avviso.ente.codiceFiscale), elemento('noticeNumber', avviso.numeroAvviso)];
  return risposta('paDemandPaymentNotice', [OK, elemento('qrCode', qrCode), scriviAvviso(avviso)]);
}

/** OK to paGetPayment. Throws when the transfers are not what the Nodo would take: that is a fault of ours, not an answer. */
export function rispostaPagamentoV1(dati: DatiPagamento<QuotaConto>): Xml {
  return risposta('paGetPayment', [
    OK,
    scriviDati(dati, (q, i) => scriviQuota(q, i, [elemento('IBAN', testoFinoA(35, q.iban))])),
  ]);
}

/** OK to paGetPaymentV2. Throws as for V1. */
export function rispostaPagamentoV2(dati: DatiPagamento): Xml {
  const quota = (q: Quota, i: number): Xml =>
    scriviQuota(q, i, [
      facoltativo('companyName', facoltativoFinoA(140, q.denominazione)),
      'iban' in q ? elemento('IBAN', testoFinoA(35, q.iban)) : scriviBollo(q.bollo),
    ]);
  return risposta('paGetPaymentV2', [OK, scriviDati(dati, quota)]);
}

/** OK to paSendRT and paSendRTV2: the receipt is stored. */
export function rispostaRicevuta(operazione: 'paSendRT' | 'paSendRTV2'): Xml {
  return risposta(operazione, [OK]);
}

/** KO to any operation, with a code that its table allows. */
export function rispostaKo<O extends NomeOperazione>(operazione: O, fault: Fault<CodiceAmmesso<O>>): Xml {
  return risposta(operazione, [elemento('outcome', 'KO'), faultBean(fault)]);
}

const OK = xml`<outcome>OK</outcome>`;

/** Only the root is in the namespace: a default namespace would put its children there too, and the Nodo would refuse them. */
function risposta(operazione: NomeOperazione, contenuto: Contenuto): Xml {
  return elemento(`paf:${RADICI[operazione].risposta}`, contenuto, { 'xmlns:paf': SPAZIO });
}

function scriviAvviso({ importoCents, scadenza, causale, dettaglio, tutteCcp, ente }: AvvisoPagabile): Contenuto {
  const unica = elemento('paymentOptionDescription', [
    elemento('amount', formatDecimale(importoCents)),
    // Exactly this amount: the only option in use.
    elemento('options', 'EQ'),
    facoltativo('dueDate', scadenza),
    elemento('detailDescription', testo140(dettaglio ?? causale)),
    elemento('allCCP', String(tutteCcp)),
  ]);
  return [
    elemento('paymentList', unica),
    elemento('paymentDescription', testo140(causale)),
    elemento('fiscalCodePA', ente.codiceFiscale),
    elemento('companyName', testo140(ente.denominazione)),
    facoltativo('officeName', facoltativoFinoA(140, ente.settore)),
  ];
}

function scriviDati<Q extends Quota>(dati: DatiPagamento<Q>, scrivi: (quota: Q, i: number) => Xml): Xml {
  verificaQuote(dati);
  return elemento('data', [
    elemento('creditorReferenceId', dati.iuv),
    elemento('paymentAmount', formatDecimale(dati.importoCents)),
    elemento('dueDate', dati.scadenza ?? SCADENZA_ASSENTE),
    elemento('description', testo140(dati.causale)),
    elemento('companyName', testo140(dati.ente.denominazione)),
    facoltativo('officeName', facoltativoFinoA(140, dati.ente.settore)),
    elemento('debtor', scriviSoggetto(dati.debitore)),
    elemento('transferList', dati.quote.map(scrivi)),
    scriviMetadati(dati.metadati),
  ]);
}

/** The Nodo refuses an answer whose transfers are none, more than five, or do not sum to the amount (SANP 3.12). */
function verificaQuote({ importoCents, quote, iuv }: DatiPagamento): void {
  if (quote.length < 1 || quote.length > LIMITI.quotePerIuvMax) throw new Error(`${quote.length} quote for iuv ${iuv}`);
  if (quote.some((q) => confronta(q.importoCents, ZERO_CENTS) !== 1))
    throw new Error(`A quota of nothing for iuv ${iuv}`);
  if (confronta(somma(quote.map((q) => q.importoCents)), importoCents) !== 0) {
    throw new Error(`The quote of iuv ${iuv} do not sum to its amount`);
  }
}

function scriviQuota(quota: Quota, i: number, verso: readonly Contenuto[]): Xml {
  return elemento('transfer', [
    elemento('idTransfer', i + 1),
    elemento('transferAmount', formatDecimale(quota.importoCents)),
    elemento('fiscalCodePA', quota.codiceFiscale),
    verso,
    elemento('remittanceInformation', testo140(quota.causale)),
    elemento('transferCategory', testo140(quota.tassonomia)),
    scriviMetadati(quota.metadati),
  ]);
}

function scriviBollo({ hashDocumento, provincia }: QuotaBollo['bollo']): Xml {
  return elemento('richiestaMarcaDaBollo', [
    elemento('hashDocumento', hashDocumento),
    elemento('tipoBollo', '01'),
    elemento('provinciaResidenza', provincia),
  ]);
}

function scriviSoggetto(s: Soggetto): Contenuto {
  const codice = facoltativoFinoA(16, s.codice) ?? '';
  return [
    elemento('uniqueIdentifier', [
      elemento('entityUniqueIdentifierType', s.tipo),
      elemento('entityUniqueIdentifierValue', [...codice].length < 2 ? ANONIMO : codice),
    ]),
    elemento('fullName', testoFinoA(70, s.anagrafica)),
    facoltativo('streetName', facoltativoFinoA(70, s.indirizzo)),
    facoltativo('civicNumber', facoltativoFinoA(16, s.civico)),
    facoltativo('postalCode', facoltativoFinoA(16, s.cap)),
    facoltativo('city', facoltativoFinoA(35, s.localita)),
    facoltativo('stateProvinceRegion', facoltativoFinoA(35, s.provincia)),
    // A country or an address of the wrong form is left out: it is not worth a payment.
    facoltativo('country', s.nazione !== null && NAZIONE.test(s.nazione) ? s.nazione : null),
    facoltativo('e-mail', s.email !== null && s.email.length <= EMAIL_MAX && EMAIL.test(s.email) ? s.email : null),
  ];
}

function scriviMetadati(metadati: readonly Metadato[]): Xml | null {
  if (metadati.length === 0) return null;
  const voci = metadati
    .slice(0, METADATI_MAX)
    .map(
      ({ chiave, valore }) =>
        xml`<mapEntry>${[elemento('key', testo140(chiave)), elemento('value', testo140(valore))]}</mapEntry>`,
    );
  return elemento('metadata', voci);
}
