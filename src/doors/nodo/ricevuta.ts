import { createHash } from 'node:crypto';
import { ok, rifiuto, type Esito } from '#kernel/esito';
import { istanteRoma, type Giorno } from '#kernel/giorno';
import { parseDecimale, parseDecimaleLargo, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { iuvDi, numeroAvvisoDi, parseNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';
import type { Difetto } from '#platform/xml/difetti';
import { canonico, cerca, type Elemento } from '#platform/xml/elemento';
import { giornoXsd, type Chiamante } from './messaggi.ts';

/**
 * What paSendRT and paSendRTV2 bring, read leniently (model 6): a KO that fits the schema is final, and the money has
 * moved already. Elements are looked for by name, whatever their order, depth and namespace; only a few are vital; the rest is read as
 * far as it can be, and what the schema finds wrong is kept as `difetti`, never a reason to refuse.
 */
export type MessaggioRicevuta = Chiamante & {
  readonly versione: 1 | 2;
  readonly ricevuta: Esito<Ricevuta, RifiutoRicevuta>;
  readonly difetti: readonly Difetto[];
  /** SHA-256 of the canonical form of the `receipt` element: two receipts with equal ones say the same (model 6). */
  readonly canonico: Buffer;
};

export type RifiutoRicevuta = {
  codice: 'ricevuta_incompleta';
  genere: 'non_valido';
  /** The vital elements that are missing or cannot be read. */
  parametri: { elementi: string };
};

/** A receipt. Texts are as they came, without the blanks around them; null where there was nothing to read. */
export type Ricevuta = {
  readonly receiptId: string;
  /** Tax code of the owner of the notice; in a copy for a secondary beneficiary it is not the ente that receives it. */
  readonly titolare: string;
  readonly iuv: string;
  /** Null when the message has none and the IUV is too old to tell it. */
  readonly numeroAvviso: NumeroAvviso | null;
  readonly importoCents: Cents;
  /** outcome KO: never seen, and it closes nothing. */
  readonly negativa: boolean;
  readonly quote: readonly QuotaRicevuta[];
  readonly pagataIl: Date | null;
  readonly applicataIl: Giorno | null;
  readonly trasferitaIl: Giorno | null;
  readonly causale: string | null;
  readonly denominazione: string | null;
  readonly debitore: SoggettoRicevuta | null;
  readonly pagatore: SoggettoRicevuta | null;
  readonly psp: string | null;
  readonly pspDenominazione: string | null;
  readonly pspCodiceFiscale: string | null;
  readonly canale: string | null;
  readonly canaleDescrizione: string | null;
  readonly mezzo: string | null;
  readonly commissioneCents: Cents | null;
  /** V2: the idCart of the carrello it pays. */
  readonly notaPagamento: string | null;
  readonly metadati: readonly MetadatoRicevuta[];
  /** Paid while our station was suspended, on what the platform knew (SANP 3.12, stand-in). */
  readonly standIn: boolean;
};

/** What one beneficiary got. */
export type QuotaRicevuta = {
  /** 1 to 5, each once: where the message has another, the first that is free. */
  readonly idTrasferimento: number;
  readonly importoCents: Cents;
  readonly beneficiario: string;
  readonly beneficiarioDenominazione: string | null;
  readonly iban: string | null;
  /** A digital stamp; the stamp itself stays in the raw message. */
  readonly bollo: boolean;
  readonly causale: string | null;
  /** As it came: `9/0101107TS/` and `0101107TS` both occur. */
  readonly tassonomia: string | null;
  readonly metadati: readonly MetadatoRicevuta[];
};

export type SoggettoRicevuta = {
  /** F a person, G an organisation; converters of old receipts write others. */
  readonly tipo: string | null;
  readonly codice: string | null;
  readonly anagrafica: string | null;
  readonly indirizzo: string | null;
  readonly civico: string | null;
  readonly cap: string | null;
  readonly localita: string | null;
  readonly provincia: string | null;
  readonly nazione: string | null;
  readonly email: string | null;
};

export type MetadatoRicevuta = { readonly chiave: string; readonly valore: string };

/** receiptId is a payment token of 35 characters in practice; the schema has no bound, an index has. */
const RECEIPT_ID_MAX = 255;
/** creditorReferenceId: stText35. */
const IUV_MAX = 35;

/** Total: of any element at all it makes a message, whose `ricevuta` may be a refusal. */
export function leggiRicevuta(corpo: Elemento, difetti: readonly Difetto[], versione: 1 | 2): MessaggioRicevuta {
  const receipt = cerca(corpo, 'receipt') ?? corpo;
  return {
    idDominio: testo(corpo, 'idPA') ?? '',
    idIntermediario: testo(corpo, 'idBrokerPA') ?? '',
    idStazione: testo(corpo, 'idStation') ?? '',
    versione,
    ricevuta: leggi(receipt),
    difetti,
    canonico: createHash('sha256').update(canonico(receipt)).digest(),
  };
}

function leggi(receipt: Elemento): Esito<Ricevuta, RifiutoRicevuta> {
  const receiptId = finoA(RECEIPT_ID_MAX, testo(receipt, 'receiptId'));
  const titolare = testo(receipt, 'fiscalCode');
  const importoCents = importo(receipt, 'paymentAmount');
  const { iuv, numeroAvviso } = identificativi(receipt);
  if (receiptId === null || titolare === null || importoCents === null || iuv === null) {
    const vitali = { receiptId, fiscalCode: titolare, paymentAmount: importoCents, noticeNumber: iuv };
    const mancanti = Object.entries(vitali).filter(([, valore]) => valore === null);
    return rifiuto('ricevuta_incompleta', 'non_valido', { elementi: mancanti.map(([nome]) => nome).join(', ') });
  }
  return ok({ receiptId, titolare, iuv, numeroAvviso, importoCents, ...leggiResto(receipt) });
}

type Vitali = 'receiptId' | 'titolare' | 'iuv' | 'numeroAvviso' | 'importoCents';

function leggiResto(receipt: Elemento): Omit<Ricevuta, Vitali> {
  return {
    negativa: testo(receipt, 'outcome') === 'KO',
    quote: leggiQuote(receipt),
    pagataIl: istanteRoma(testo(receipt, 'paymentDateTime') ?? ''),
    applicataIl: giornoXsd(testo(receipt, 'applicationDate')),
    trasferitaIl: giornoXsd(testo(receipt, 'transferDate')),
    causale: testo(receipt, 'description'),
    denominazione: testo(receipt, 'companyName'),
    debitore: leggiSoggetto(proprio(receipt, 'debtor')),
    pagatore: leggiSoggetto(proprio(receipt, 'payer')),
    psp: testo(receipt, 'idPSP'),
    pspDenominazione: testo(receipt, 'PSPCompanyName'),
    pspCodiceFiscale: testo(receipt, 'pspFiscalCode') ?? testo(receipt, 'pspPartitaIVA'),
    canale: testo(receipt, 'idChannel'),
    canaleDescrizione: testo(receipt, 'channelDescription'),
    mezzo: testo(receipt, 'paymentMethod'),
    commissioneCents: importo(receipt, 'fee'),
    notaPagamento: testo(receipt, 'paymentNote'),
    metadati: leggiMetadati(receipt),
    standIn: ['true', '1'].includes(testo(receipt, 'standIn') ?? ''),
  };
}

/** IUV and notice number each tell the other, nearly always: one of the two is enough. */
function identificativi(receipt: Elemento): { iuv: string | null; numeroAvviso: NumeroAvviso | null } {
  const riferimento = finoA(IUV_MAX, testo(receipt, 'creditorReferenceId'));
  const avviso = parseNumeroAvviso(testo(receipt, 'noticeNumber') ?? '');
  return {
    iuv: riferimento ?? (avviso === null ? null : iuvDi(avviso)),
    numeroAvviso: avviso ?? (riferimento === null ? null : numeroAvvisoDi(riferimento)),
  };
}

/** The transfers whose amount and beneficiary can be read, at most five: no notice of ours was ever asked with more. */
function leggiQuote(receipt: Elemento): QuotaRicevuta[] {
  const liberi = new Set(Array.from({ length: LIMITI.quotePerIuvMax }, (_, i) => i + 1));
  const lette = tutti(receipt, 'transfer').flatMap((transfer) => leggiQuota(transfer) ?? []);
  // Those with a number of their own take it before the others are given what is left.
  const conNumero = lette.map((quota) => ({
    quota,
    id: liberi.delete(quota.idTrasferimento) ? quota.idTrasferimento : null,
  }));
  return conNumero.flatMap(({ quota, id }) => {
    const idTrasferimento = id ?? liberi.values().next().value;
    if (idTrasferimento === undefined) return [];
    liberi.delete(idTrasferimento);
    return [{ ...quota, idTrasferimento }];
  });
}

function leggiQuota(transfer: Elemento): QuotaRicevuta | null {
  const importoCents = importo(transfer, 'transferAmount');
  const beneficiario = testo(transfer, 'fiscalCodePA');
  if (importoCents === null || beneficiario === null) return null;
  return {
    idTrasferimento: Number(testo(transfer, 'idTransfer') ?? 0),
    importoCents,
    beneficiario,
    beneficiarioDenominazione: testo(transfer, 'companyName'),
    iban: testo(transfer, 'IBAN'),
    bollo: proprio(transfer, 'MBDAttachment') !== null,
    causale: testo(transfer, 'remittanceInformation'),
    tassonomia: testo(transfer, 'transferCategory'),
    metadati: leggiMetadati(transfer),
  };
}

function leggiSoggetto(soggetto: Elemento | null): SoggettoRicevuta | null {
  if (soggetto === null) return null;
  return {
    tipo: testo(soggetto, 'entityUniqueIdentifierType'),
    codice: testo(soggetto, 'entityUniqueIdentifierValue'),
    anagrafica: testo(soggetto, 'fullName'),
    indirizzo: testo(soggetto, 'streetName'),
    civico: testo(soggetto, 'civicNumber'),
    cap: testo(soggetto, 'postalCode'),
    localita: testo(soggetto, 'city'),
    provincia: testo(soggetto, 'stateProvinceRegion'),
    nazione: testo(soggetto, 'country'),
    email: testo(soggetto, 'e-mail'),
  };
}

function leggiMetadati(di: Elemento): MetadatoRicevuta[] {
  const metadata = proprio(di, 'metadata');
  if (metadata === null) return [];
  return tutti(metadata, 'mapEntry').flatMap((voce) => {
    const [chiave, valore] = [testo(voce, 'key'), testo(voce, 'value')];
    return chiave === null ? [] : [{ chiave, valore: valore ?? '' }];
  });
}

/** Names that mean something else inside these: a transfer has its own companyName and metadata, a payer its own fullName. */
const CONTENITORI = new Set(['receipt', 'transferList', 'transfer', 'debtor', 'payer', 'metadata']);

/** The first element of that name that belongs to `di` and not to a container within it, in any namespace. */
function proprio(di: Elemento, nome: string): Elemento | null {
  for (const figlio of di.figli) {
    if (figlio.nome === nome) return figlio;
    const dentro = CONTENITORI.has(figlio.nome) ? null : proprio(figlio, nome);
    if (dentro !== null) return dentro;
  }
  return null;
}

/** All the elements of that name, at any depth, one inside another excepted. */
function tutti(di: Elemento, nome: string): Elemento[] {
  return di.figli.flatMap((figlio) => (figlio.nome === nome ? [figlio] : tutti(figlio, nome)));
}

/** Null for an empty text too: an element that says nothing is as good as none. */
function testo(di: Elemento, nome: string): string | null {
  return proprio(di, nome)?.testo.trim() || null;
}

function finoA(max: number, valore: string | null): string | null {
  return valore === null || valore.length > max ? null : valore;
}

/**
 * `30.00` as it must be; also `30`, `30.5`, `30.000` (the same decimal) and `30,00`. Not `30,000`, which could be another amount.
 */
function importo(di: Elemento, nome: string): Cents | null {
  const scritto = (testo(di, nome) ?? '').replace(/^(\d+),(\d{1,2})$/, '$1.$2').replace(/(\.\d{2})0+$/, '$1');
  return parseDecimale(scritto) ?? parseDecimaleLargo(scritto);
}
