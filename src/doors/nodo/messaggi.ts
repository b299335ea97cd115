import { parseGiorno, type Giorno } from '#kernel/giorno';
import { parseDecimale, type Cents } from '#kernel/importo';
import { parseNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';
import { figlio, type Elemento } from '#platform/xml/elemento';

/** Through whom the Nodo calls, and for which ente: idPA, idBrokerPA, idStation. Taken as they are: the registers decide. */
export type Chiamante = { readonly idDominio: string; readonly idIntermediario: string; readonly idStazione: string };

/** paVerifyPaymentNotice: what does this notice cost now? */
export type RichiestaVerifica = Chiamante & {
  /** Owner of the notice: the same ente as idDominio. */
  readonly codiceFiscale: string;
  readonly numeroAvviso: NumeroAvviso;
};

/** paGetPayment, paGetPaymentV2: how is it to be paid? Amount and date are what the payer saw, for information only (SANP). */
export type RichiestaPagamento = RichiestaVerifica & {
  readonly importoCents: Cents | null;
  readonly scadenza: Giorno | null;
  /** paymentNote: the idCart of a Checkout cart. */
  readonly nota: string | null;
  /** POSTAL: the first transfer must go to a postal account; PAGOPA: to any, with a postal one beside it (SANP 3.12). */
  readonly tipoTrasferimento: 'POSTAL' | 'PAGOPA' | null;
};

/** paDemandPaymentNotice: a payment that nobody asked for yet. */
export type RichiestaSpontanea = Chiamante & {
  readonly idServizio: string;
  readonly idSoggettoServizio: string;
  /** An XML document of the service's own schema: still to be parsed, and not to be trusted. */
  readonly datiSpecifici: Buffer;
};

// These readers are given what the schema has accepted: for them a missing element is a fault of ours, and is thrown.

export function leggiVerifica(corpo: Elemento): RichiestaVerifica {
  const qrCode = obbligatorio(corpo, 'qrCode');
  const numeroAvviso = parseNumeroAvviso(testo(qrCode, 'noticeNumber'));
  if (numeroAvviso === null) throw new Error('noticeNumber: not what the schema lets through');
  return { ...leggiChiamante(corpo), codiceFiscale: testo(qrCode, 'fiscalCode'), numeroAvviso };
}

export function leggiPagamento(corpo: Elemento): RichiestaPagamento {
  const tipo = testoFacoltativo(corpo, 'transferType');
  return {
    ...leggiVerifica(corpo),
    importoCents: parseDecimale(testoFacoltativo(corpo, 'amount')?.trim() ?? ''),
    scadenza: giornoXsd(testoFacoltativo(corpo, 'dueDate')),
    nota: testoFacoltativo(corpo, 'paymentNote'),
    tipoTrasferimento: tipo === 'POSTAL' || tipo === 'PAGOPA' ? tipo : null,
  };
}

export function leggiSpontanea(corpo: Elemento): RichiestaSpontanea {
  return {
    ...leggiChiamante(corpo),
    idServizio: testo(corpo, 'idServizio'),
    idSoggettoServizio: testo(corpo, 'idSoggettoServizio'),
    datiSpecifici: Buffer.from(testo(corpo, 'datiSpecificiServizioRequest'), 'base64'),
  };
}

function leggiChiamante(corpo: Elemento): Chiamante {
  return {
    idDominio: testo(corpo, 'idPA'),
    idIntermediario: testo(corpo, 'idBrokerPA'),
    idStazione: testo(corpo, 'idStation'),
  };
}

/** The day of an xsd:date, whose zone is of no interest here. Null beyond the years that a Giorno has. */
export function giornoXsd(testo: string | null): Giorno | null {
  const [, giorno = ''] = /^\s*(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?\s*$/.exec(testo ?? '') ?? [];
  return parseGiorno(giorno);
}

function obbligatorio(dentro: Elemento, nome: string): Elemento {
  const trovato = figlio(dentro, nome);
  if (trovato === null) throw new Error(`${nome}: missing, though the schema asks for it`);
  return trovato;
}

function testo(dentro: Elemento, nome: string): string {
  return obbligatorio(dentro, nome).testo;
}

function testoFacoltativo(dentro: Elemento, nome: string): string | null {
  return figlio(dentro, nome)?.testo ?? null;
}
