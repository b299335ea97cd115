import { parseCodiceFiscale } from '#kernel/codice-fiscale';
import type { Giorno } from '#kernel/giorno';
import { parseIban } from '#kernel/iban';
import type { ContoId, DovutoId, OpzioneId } from '#kernel/ids';
import { confronta, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { CodiceCarico } from './rifiuti.ts';

/** A line of the structured bilancio of a share: a chapter, and what of it was assessed. */
export type VoceBilancio = {
  capitolo: string;
  ufficio: string | null;
  accertamento: string | null;
  importoCents: Cents;
};

/** A digital stamp: SHA-256 of the document in base64, and the province of who asks for it. */
export type Bollo = { hashDocumento: string; provincia: string };

/** A share beyond the first. It goes to an IBAN, or to an account of the ente itself, or it is a digital stamp. */
export type QuotaRichiesta = {
  importoCents: Cents;
  codiceFiscale: string;
  denominazione: string;
  iban: string | null;
  contoId?: ContoId;
  bollo?: Bollo;
  bilancio?: readonly VoceBilancio[];
  tassonomia: string;
  causale: string;
  /** Address and the like, given back as they came. */
  altro?: Record<string, string>;
};

/** Who owes beside the first debtor: who owes the same, or who answers for a debtor who is a minor. */
export type DebitoreRichiesta = {
  ruolo: 'coobbligato' | 'tutore';
  tipo: 'F' | 'G';
  codice: string;
  anagrafica: string;
};

export type MetadatoRichiesta = {
  chiave: string;
  valore: string;
  /** Sent to pagoPA with the payment, which gives it back in the receipt. */
  perPagopa: boolean;
};

/** One way to pay a posizione. */
export type OpzioneRichiesta = {
  ordine: number;
  forma: 'unica' | 'piano';
  validaDal: Giorno | null;
  validaAl: Giorno | null;
  /** What this way costs beside the amount of the posizione; less than zero is a discount. */
  maggiorazioneCents: Cents;
  /** Through which day after the notification it is open; absent: always. */
  giorniDallaNotifica?: number | null;
  /** The opzione whose unpaid dovuti, as whoever asks has seen them, this one takes the place of. */
  sostituisce?: { opzioneId: OpzioneId; dovuti: readonly { id: DovutoId; versione: number }[] };
};

/**
 * What a request says of the posizione its dovuto belongs to. Requests with the same `iupd`, in one slice, make one posizione, whole: they
 * are accepted or refused together. A later one may add an opzione, never an instalment. `1X-` and the IUD is that of a dovuto by itself,
 * and is said also by who does not know of which posizione it is.
 */
export type PosizioneRichiesta = {
  iupd: string;
  opzione: OpzioneRichiesta;
  /** Which instalment of its opzione this dovuto is. */
  ordine: number;
  debitori?: readonly DebitoreRichiesta[];
  /** Who pays, where it is not who owes. */
  notaPagatore?: string | null;
  metadati?: readonly MetadatoRichiesta[];
  /** Day 0 of the terms of a posizione that is new. */
  notificataIl?: Giorno | null;
  /** The share of the ente itself: an account that is not the one of the kind of due, its bilancio; or it is a digital stamp. */
  quota?: { contoId?: ContoId; bilancio?: readonly VoceBilancio[]; bollo?: Bollo };
  /** What the dovuto is said to amount to: compared with its shares. */
  totaleCents?: Cents;
  /** It is prepared, and nobody is asked to pay it until it is published. */
  bozza?: boolean;
};

/** What of a request is judged here. */
export type DaGiudicare = {
  importoCents: Cents;
  debitore: { codice: string };
  altreQuote: readonly QuotaRichiesta[];
  posizione?: PosizioneRichiesta;
};

/** Ways to pay a posizione, and instalments of one: the database says so too. */
export const RATE_MAX = 100;
/** Ten years of days: the database says so too. */
const TERMINE_MAX = 3650;
const IUPD = /^[!-~]{1,50}$/;
const HASH = /^[A-Za-z0-9+/]{43}=$/;
const PROVINCIA = /^[A-Z]{2}$/;
const ANAGRAFICA_MAX = 70;
const NOTA_MAX = 256;

/** Does the request say more than a row of a file can? Only then is it judged here: rows of files were, by their own rules. */
export function isComposta(r: DaGiudicare): boolean {
  return r.posizione !== undefined || r.altreQuote.some((q) => q.iban === null || q.bilancio !== undefined);
}

/** What is wrong with a request by itself, without looking at anything else; null: nothing. */
export function giudicaRichiesta(r: DaGiudicare): CodiceCarico | null {
  return giudicaQuote(r) ?? (r.posizione === undefined ? null : giudicaPosizione(r, r.posizione));
}

function giudicaQuote({ importoCents, altreQuote, posizione }: DaGiudicare): CodiceCarico | null {
  if (altreQuote.length >= LIMITI.quotePerIuvMax) return 'QUOTE_TROPPE';
  const importi = [importoCents, ...altreQuote.map((q) => q.importoCents)];
  if (importi.some((i) => confronta(i, ZERO_CENTS) <= 0)) return 'QUOTE_NON_TORNANO';
  const totale = posizione?.totaleCents;
  if (totale !== undefined && confronta(somma(importi), totale) !== 0) return 'QUOTE_NON_TORNANO';
  if (!bilancioTorna(posizione?.quota?.bilancio, importoCents)) return 'QUOTA_BILANCIO_NON_TORNA';
  if (!bolloValido(posizione?.quota?.bollo)) return 'BOLLO_NON_VALIDO';
  for (const quota of altreQuote) {
    const codice = giudicaQuota(quota);
    if (codice !== null) return codice;
  }
  return null;
}

function giudicaQuota({ iban, contoId, bollo, bilancio, importoCents }: QuotaRichiesta): CodiceCarico | null {
  if ([iban ?? undefined, contoId, bollo].filter((c) => c !== undefined).length !== 1) return 'QUOTA_SENZA_CONTO';
  if (iban !== null && parseIban(iban) !== iban) return 'QUOTA_IBAN_NON_VALIDO';
  if (!bolloValido(bollo)) return 'BOLLO_NON_VALIDO';
  return bilancioTorna(bilancio, importoCents) ? null : 'QUOTA_BILANCIO_NON_TORNA';
}

function bolloValido(bollo: Bollo | undefined): boolean {
  return bollo === undefined || (HASH.test(bollo.hashDocumento) && PROVINCIA.test(bollo.provincia));
}

function bilancioTorna(voci: readonly VoceBilancio[] | undefined, importoCents: Cents): boolean {
  if (voci === undefined) return true;
  const importi = voci.map((v) => v.importoCents);
  return importi.every((i) => confronta(i, ZERO_CENTS) > 0) && confronta(somma(importi), importoCents) === 0;
}

function giudicaPosizione(r: DaGiudicare, p: PosizioneRichiesta): CodiceCarico | null {
  const { opzione: o } = p;
  const numeri = [o.ordine, p.ordine].every((n) => Number.isInteger(n) && n >= 1 && n <= RATE_MAX);
  const finestra = o.validaDal === null || o.validaAl === null || o.validaDal <= o.validaAl;
  if (!IUPD.test(p.iupd) || !numeri || !finestra || (o.forma === 'unica' && p.ordine !== 1))
    return 'OPZIONE_NON_COERENTE';
  const giorni = o.giorniDallaNotifica ?? 1;
  if (!Number.isInteger(giorni) || giorni < 1 || giorni > TERMINE_MAX) return 'OPZIONE_NON_COERENTE';
  if (!debitoriValidi(r.debitore.codice, p)) return 'DEBITORE_NON_VALIDO';
  return metadatiValidi(p.metadati ?? []) ? null : 'METADATI_NON_VALIDI';
}

function debitoriValidi(primo: string, { debitori = [], notaPagatore = null }: PosizioneRichiesta): boolean {
  const codici = [primo, ...debitori.map((d) => d.codice)];
  return (
    debitori.length <= LIMITI.debitoriMax &&
    new Set(codici).size === codici.length &&
    debitori.every((d) => parseCodiceFiscale(d.codice) === d.codice && lungo(d.anagrafica, ANAGRAFICA_MAX)) &&
    (notaPagatore === null || lungo(notaPagatore, NOTA_MAX))
  );
}

function metadatiValidi(metadati: readonly MetadatoRichiesta[]): boolean {
  const { metadatiPagopaMax, metadatoPagopaCaratteriMax: caratteri, metadatiBytesMax } = LIMITI;
  const chiavi = new Set(metadati.map((m) => m.chiave));
  const nostri = metadati.filter((m) => !m.perPagopa);
  const loro = metadati.filter((m) => m.perPagopa);
  const byte = nostri.reduce((n, m) => n + Buffer.byteLength(m.chiave) + Buffer.byteLength(m.valore), 0);
  return (
    chiavi.size === metadati.length &&
    metadati.every((m) => lungo(m.chiave, caratteri) && lungo(m.valore, metadatiBytesMax)) &&
    loro.length <= metadatiPagopaMax &&
    loro.every((m) => lungo(m.valore, caratteri)) &&
    byte <= metadatiBytesMax
  );
}

/** Between one character and so many, as the database counts them, and none that it cannot hold. */
function lungo(testo: string, massimo: number): boolean {
  const caratteri = [...testo].length;
  return caratteri >= 1 && caratteri <= massimo && testo.trim() !== '' && !testo.includes('\0') && testo.isWellFormed();
}
