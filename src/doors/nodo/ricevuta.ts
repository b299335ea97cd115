import { ok, rifiuto, type Esito } from '#kernel/esito';
import { istanteRoma, type Giorno } from '#kernel/giorno';
import { parseDecimale, parseDecimaleLargo, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { iuvDi, numeroAvvisoDi, parseNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';
import { sha256 } from '#platform/crypto';
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
  const busta = propriDi(corpo);
  return {
    idDominio: testo(busta, 'idPA') ?? '',
    idIntermediario: testo(busta, 'idBrokerPA') ?? '',
    idStazione: testo(busta, 'idStation') ?? '',
    versione,
    ricevuta: leggi(receipt),
    difetti,
    canonico: sha256(canonico(receipt)),
  };
}

function leggi(receipt: Elemento): Esito<Ricevuta, RifiutoRicevuta> {
  const propri = propriDi(receipt);
  const receiptId = finoA(RECEIPT_ID_MAX, testo(propri, 'receiptId'));
  const titolare = testo(propri, 'fiscalCode');
  const importoCents = importo(propri, 'paymentAmount');
  const { iuv, numeroAvviso } = identificativi(propri);
  if (receiptId === null || titolare === null || importoCents === null || iuv === null) {
    const vitali = { receiptId, fiscalCode: titolare, paymentAmount: importoCents, noticeNumber: iuv };
    const mancanti = Object.entries(vitali).filter(([, valore]) => valore === null);
    return rifiuto('ricevuta_incompleta', 'non_valido', { elementi: mancanti.map(([nome]) => nome).join(', ') });
  }
  return ok({ receiptId, titolare, iuv, numeroAvviso, importoCents, ...leggiResto(receipt, propri) });
}

type Vitali = 'receiptId' | 'titolare' | 'iuv' | 'numeroAvviso' | 'importoCents';

function leggiResto(receipt: Elemento, propri: Propri): Omit<Ricevuta, Vitali> {
  return {
    negativa: testo(propri, 'outcome') === 'KO',
    quote: leggiQuote(receipt),
    pagataIl: istanteRoma(testo(propri, 'paymentDateTime') ?? ''),
    applicataIl: giornoXsd(testo(propri, 'applicationDate')),
    trasferitaIl: giornoXsd(testo(propri, 'transferDate')),
    causale: testo(propri, 'description'),
    denominazione: testo(propri, 'companyName'),
    debitore: leggiSoggetto(propri.get('debtor')),
    pagatore: leggiSoggetto(propri.get('payer')),
    psp: testo(propri, 'idPSP'),
    pspDenominazione: testo(propri, 'PSPCompanyName'),
    pspCodiceFiscale: testo(propri, 'pspFiscalCode') ?? testo(propri, 'pspPartitaIVA'),
    canale: testo(propri, 'idChannel'),
    canaleDescrizione: testo(propri, 'channelDescription'),
    mezzo: testo(propri, 'paymentMethod'),
    commissioneCents: importo(propri, 'fee'),
    notaPagamento: testo(propri, 'paymentNote'),
    metadati: leggiMetadati(propri),
    standIn: ['true', '1'].includes(testo(propri, 'standIn') ?? ''),
  };
}

/** IUV and notice number each tell the other, nearly always: one of the two is enough. */
function identificativi(propri: Propri): { iuv: string | null; numeroAvviso: NumeroAvviso | null } {
  const riferimento = finoA(IUV_MAX, testo(propri, 'creditorReferenceId'));
  const avviso = parseNumeroAvviso(testo(propri, 'noticeNumber') ?? '');
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
  const propri = propriDi(transfer);
  const importoCents = importo(propri, 'transferAmount');
  const beneficiario = testo(propri, 'fiscalCodePA');
  if (importoCents === null || beneficiario === null) return null;
  return {
    idTrasferimento: Number(testo(propri, 'idTransfer') ?? 0),
    importoCents,
    beneficiario,
    beneficiarioDenominazione: testo(propri, 'companyName'),
    iban: testo(propri, 'IBAN'),
    bollo: propri.has('MBDAttachment'),
    causale: testo(propri, 'remittanceInformation'),
    tassonomia: testo(propri, 'transferCategory'),
    metadati: leggiMetadati(propri),
  };
}

function leggiSoggetto(soggetto: Elemento | undefined): SoggettoRicevuta | null {
  if (soggetto === undefined) return null;
  const propri = propriDi(soggetto);
  return {
    tipo: testo(propri, 'entityUniqueIdentifierType'),
    codice: testo(propri, 'entityUniqueIdentifierValue'),
    anagrafica: testo(propri, 'fullName'),
    indirizzo: testo(propri, 'streetName'),
    civico: testo(propri, 'civicNumber'),
    cap: testo(propri, 'postalCode'),
    localita: testo(propri, 'city'),
    provincia: testo(propri, 'stateProvinceRegion'),
    nazione: testo(propri, 'country'),
    email: testo(propri, 'e-mail'),
  };
}

function leggiMetadati(di: Propri): MetadatoRicevuta[] {
  const metadata = di.get('metadata');
  if (metadata === undefined) return [];
  return tutti(metadata, 'mapEntry').flatMap((voce) => {
    const propri = propriDi(voce);
    const [chiave, valore] = [testo(propri, 'key'), testo(propri, 'value')];
    return chiave === null ? [] : [{ chiave, valore: valore ?? '' }];
  });
}

/** Names that mean something else inside these: a transfer has its own companyName and metadata, a payer its own fullName. */
const CONTENITORI = new Set(['receipt', 'transferList', 'transfer', 'debtor', 'payer', 'metadata']);

/** The elements of `di` by name, the first of each, in any namespace. */
type Propri = ReadonlyMap<string, Elemento>;

/**
 * What belongs to `di` and not to a container within it, at any depth. Gathered once, for two dozen names are looked for. The first child
 * of a name comes before any that lies deeper beside it.
 */
function propriDi(di: Elemento, propri: Map<string, Elemento> = new Map()): Propri {
  for (const figlio of di.figli) {
    if (!propri.has(figlio.nome)) propri.set(figlio.nome, figlio);
    if (figlio.figli.length > 0 && !CONTENITORI.has(figlio.nome)) propriDi(figlio, propri);
  }
  return propri;
}

/** All the elements of that name, at any depth, one inside another excepted. */
function tutti(di: Elemento, nome: string): Elemento[] {
  return di.figli.flatMap((figlio) => (figlio.nome === nome ? [figlio] : tutti(figlio, nome)));
}

/** Null for an empty text too: an element that says nothing is as good as none. */
function testo(di: Propri, nome: string): string | null {
  return di.get(nome)?.testo.trim() || null;
}

function finoA(max: number, valore: string | null): string | null {
  return valore === null || valore.length > max ? null : valore;
}

/**
 * `30.00` as it must be; also `30`, `30.5`, `30.000` (the same decimal) and `30,00`. Not `30,000`, which could be another amount.
 */
function importo(di: Propri, nome: string): Cents | null {
  const scritto = (testo(di, nome) ?? '').replace(/^(\d+),(\d{1,2})$/, '$1.$2').replace(/(\.\d{2})0+$/, '$1');
  return parseDecimale(scritto) ?? parseDecimaleLargo(scritto);
}
