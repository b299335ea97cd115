import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, OpzioneId, PosizioneId, TipoDovutoId } from '#kernel/ids';
import { cents, confronta, differenza, IMPORTO_MAX_CENTS, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import type { DebitorePosizione } from './nuova.ts';
import type { VoceBilancio } from './richiesta.ts';
import { ripartisci } from './ripartisci.ts';
import { rifiutoPosizioni, type CodicePosizioni, type RifiutoPosizioni } from './rifiuti.ts';
import { dopo, type Stato } from './stati.ts';

type QuotaPresente = { indice: number; importoCents: Cents; bollo: boolean; bilancio: VoceBilancio[] | null };

/** A dovuto as an act finds it. */
export type DovutoPresente = {
  id: DovutoId;
  opzioneId: OpzioneId;
  ordine: number;
  stato: Stato;
  versione: number;
  importoCents: Cents;
  dataScadenza: Giorno | null;
  tipoDovutoId: TipoDovutoId;
  /** A new plan took its place. */
  sostituito: boolean;
  /** Somebody asked the Nodo to pay it, and the token still lives. */
  inPagamento: boolean;
  quote: QuotaPresente[];
};

/** A posizione whole, as an act finds it, locked. */
export type PosizionePresente = {
  id: PosizioneId;
  /** Null: one way to pay, of one dovuto, whose amount is that of the posizione. */
  importoCents: Cents | null;
  opzioni: { id: OpzioneId; ordine: number; maggiorazioneCents: Cents }[];
  dovuti: DovutoPresente[];
};

/** What every act says: which dovuto, as whoever asks has seen it, and why. */
export type AttoDovuto = {
  dovutoId: DovutoId;
  versione: number;
  motivo: string;
  /** The kinds of due that whoever asks may work on; null: all. */
  tipiConsentiti: readonly TipoDovutoId[] | null;
};

/** A dovuto as it becomes. */
export type Variazione = {
  id: DovutoId;
  versione: number;
  azione: 'modificato' | 'annullato' | 'ripreso';
  stato: Stato;
  importoCents: Cents;
  dataScadenza: Giorno | null;
  /** Null: the shares stay as they are. */
  quote: { indice: number; importoCents: Cents; bilancio: VoceBilancio[] | null }[] | null;
  /** Absent: it stays as it is. */
  causale?: string;
  causalePubblica?: string;
  /** What becomes of the words of it, for its history. */
  dettaglio?: { cambiati: Cambiati };
};

/** By the name of what changed: what it said, and what it says now. */
export type Cambiati = Record<string, { da: string | null; a: string | null }>;

/** All that an act changes of a posizione. */
export type Variazioni = {
  posizioneId: PosizioneId;
  dovuti: Variazione[];
  importoCents: Cents | null;
  opzioni: { id: OpzioneId; maggiorazioneCents: Cents }[];
  /** Something is asked again: it is settled no more. */
  riapre: boolean;
  /** Absent: who owes stays as it is. */
  debitore?: DebitorePosizione;
};

export type Decisa = Esito<Variazioni, RifiutoPosizioni>;

/** How much a dovuto may cost, by its kind of due and by its ente. */
export type LimitiImporto = {
  /** What its kind of due asks of everybody. */
  importoFissoCents: Cents | null;
  /** What nothing may cost more than, while the ente is tried out. */
  tettoCents: Cents | null;
};

/** Nobody will be asked for it any more. */
export function decidiAnnullo(p: PosizionePresente | null, a: AttoDovuto): Decisa {
  return con(p, a, (presente, d) => {
    if (dopo('annulla', d.stato) === null) return rifiutoPosizioni(perche(d));
    return ok(solo(presente, { ...d, azione: 'annullato', stato: 'annullato', quote: null }));
  });
}

/** What was prepared is asked for: from now on it can be found, and paid by its notice. */
export function decidiPubblicazione(p: PosizionePresente | null, a: AttoDovuto, oggi: Giorno): Decisa {
  return con(p, a, (presente, d) => {
    const stato = dopo('pubblica', d.stato);
    if (stato === null) return rifiutoPosizioni(d.stato === 'da_pagare' ? 'NULLA_DA_CAMBIARE' : perche(d));
    if (d.dataScadenza !== null && d.dataScadenza < oggi) return rifiutoPosizioni('SCADENZA_PASSATA');
    return ok(solo(presente, { ...d, azione: 'modificato', stato, quote: null }));
  });
}

/** Another due date, not in the past; in a plan, not beyond its neighbours'. */
export function decidiRinvio(
  p: PosizionePresente | null,
  a: AttoDovuto & { dataScadenza: Giorno },
  oggi: Giorno,
): Decisa {
  return con(p, a, (presente, d) => {
    if (!isAperto(d)) return rifiutoPosizioni(perche(d));
    if (a.dataScadenza < oggi) return rifiutoPosizioni('SCADENZA_PASSATA');
    if (a.dataScadenza === d.dataScadenza) return rifiutoPosizioni('NULLA_DA_CAMBIARE');
    if (!inOrdine(presente, d, a.dataScadenza)) return rifiutoPosizioni('RATE_NON_IN_ORDINE');
    return ok(solo(presente, { ...d, dataScadenza: a.dataScadenza, azione: 'modificato', quote: null }));
  });
}

/** An annulled dovuto is asked for again, by its own notice. */
export function decidiRimessa(
  p: PosizionePresente | null,
  a: AttoDovuto & { dataScadenza: Giorno | null },
  oggi: Giorno,
): Decisa {
  return con(p, a, (presente, d) => {
    if (d.sostituito) return rifiutoPosizioni('DOVUTO_SOSTITUITO');
    if (d.stato !== 'annullato')
      return rifiutoPosizioni(d.stato === 'pagato' ? 'DOVUTO_PAGATO' : 'DOVUTO_NON_ANNULLATO');
    if (presente.dovuti.some((x) => x.opzioneId !== d.opzioneId && x.stato === 'pagato'))
      return rifiutoPosizioni('POSIZIONE_CHIUSA');
    const scadenza = a.dataScadenza ?? d.dataScadenza;
    if (scadenza !== null && scadenza < oggi) return rifiutoPosizioni('SCADENZA_PASSATA');
    if (scadenza !== null && !inOrdine(presente, d, scadenza)) return rifiutoPosizioni('RATE_NON_IN_ORDINE');
    const ripreso = { ...d, dataScadenza: scadenza, azione: 'ripreso', stato: 'da_pagare', quote: null } as const;
    return ok({ ...solo(presente, ripreso), riapre: true });
  });
}

/**
 * Another amount, and with it that of the posizione: every other way to pay that is still asked for changes by as much, shared among its
 * dovuti; for one that is not, what changes is how much more than the posizione it cost. The shares follow in proportion, unless given.
 */
export function decidiImporto(
  p: PosizionePresente | null,
  a: AttoDovuto & { importoCents: Cents; quote?: readonly { indice: number; importoCents: Cents }[] },
  limiti: LimitiImporto | null,
): Decisa {
  return con(p, a, (presente, d) => {
    if (!isAperto(d)) return rifiutoPosizioni(perche(d));
    const scarto = differenza(a.importoCents, d.importoCents);
    if (scarto === 0 && a.quote === undefined) return rifiutoPosizioni('NULLA_DA_CAMBIARE');
    const fuori = scarto === 0 ? null : oltre(limiti, a.importoCents);
    if (fuori !== null) return rifiutoPosizioni(fuori);
    const primo = a.quote === undefined ? conImporto(d, a.importoCents) : conQuote(d, a.importoCents, a.quote);
    if (!primo.ok) return primo;
    const altre = altreOpzioni(presente, d, scarto);
    if (!altre.ok) return altre;
    const importoCents = presente.importoCents === null ? null : somma([presente.importoCents, scarto]);
    if (importoCents !== null && !isImporto(importoCents)) return rifiutoPosizioni('IMPORTO_NON_VALIDO');
    const { dovuti, opzioni } = altre.value;
    return ok({ posizioneId: presente.id, dovuti: [primo.value, ...dovuti], importoCents, opzioni, riapre: false });
  });
}

function oltre(limiti: LimitiImporto | null, nuovo: Cents): CodicePosizioni | null {
  if (limiti === null) return 'DOVUTO_NON_TROVATO';
  const { importoFissoCents: fisso, tettoCents: tetto } = limiti;
  if (fisso !== null && confronta(nuovo, fisso) !== 0) return 'IMPORTO_FISSO_DIVERSO';
  return tetto !== null && confronta(nuovo, tetto) > 0 ? 'IMPORTO_OLTRE_TETTO' : null;
}

/** What is common to every act: the reason, who may, whether somebody is paying, whether it is as it was seen. */
export function con(
  p: PosizionePresente | null,
  a: AttoDovuto,
  decidi: (presente: PosizionePresente, dovuto: DovutoPresente) => Decisa,
): Decisa {
  const motivo = a.motivo.trim();
  if (motivo === '' || [...motivo].length > LIMITI.motivoCaratteriMax) return rifiutoPosizioni('MOTIVO_MANCANTE');
  const dovuto = p?.dovuti.find((d) => d.id === a.dovutoId);
  if (p === null || dovuto === undefined) return rifiutoPosizioni('DOVUTO_NON_TROVATO');
  if (a.tipiConsentiti !== null && !a.tipiConsentiti.includes(dovuto.tipoDovutoId))
    return rifiutoPosizioni('OPERATORE_NON_ABILITATO');
  const decisa = decidi(p, dovuto);
  if (!decisa.ok) return decisa;
  const toccati = new Set(decisa.value.dovuti.map((d) => d.id));
  if (p.dovuti.some((d) => toccati.has(d.id) && d.inPagamento)) return rifiutoPosizioni('DOVUTO_IN_PAGAMENTO');
  return dovuto.versione === a.versione ? decisa : rifiutoPosizioni('CONFLITTO');
}

/** All that changes is of one dovuto. */
export function solo(p: PosizionePresente, d: Variazione): Variazioni {
  const { id, versione, azione, stato, importoCents, dataScadenza, quote } = d;
  const dovuti = [{ id, versione, azione, stato, importoCents, dataScadenza, quote }];
  return { posizioneId: p.id, dovuti, importoCents: p.importoCents, opzioni: [], riapre: false };
}

/** Is it still asked for, or about to be? */
export function isAperto({ stato }: DovutoPresente): boolean {
  return stato === 'da_pagare' || stato === 'bozza';
}

/** Why what is not asked for any more does not change. */
export function perche({ stato, sostituito }: DovutoPresente): CodicePosizioni {
  if (sostituito) return 'DOVUTO_SOSTITUITO';
  return stato === 'pagato' ? 'DOVUTO_PAGATO' : 'DOVUTO_CHIUSO';
}

/** In a plan, may it be due then? Not beyond its neighbours. */
export function inOrdine(p: PosizionePresente, d: DovutoPresente, scadenza: Giorno): boolean {
  return p.dovuti.every(
    (x) =>
      x.opzioneId !== d.opzioneId ||
      x.id === d.id ||
      x.dataScadenza === null ||
      x.stato === 'annullato' ||
      (x.ordine < d.ordine ? x.dataScadenza <= scadenza : x.dataScadenza >= scadenza),
  );
}

type AltreVariazioni = Pick<Variazioni, 'dovuti' | 'opzioni'>;

function altreOpzioni(
  p: PosizionePresente,
  d: DovutoPresente,
  scarto: Cents,
): Esito<AltreVariazioni, RifiutoPosizioni> {
  const fatte: AltreVariazioni = { dovuti: [], opzioni: [] };
  if (p.importoCents === null || scarto === 0) return ok(fatte);
  for (const opzione of p.opzioni.filter((o) => o.id !== d.opzioneId)) {
    const suoi = p.dovuti.filter((x) => x.opzioneId === opzione.id);
    if (suoi.some((x) => x.sostituito)) continue;
    const aperti = suoi.filter(isAperto);
    if (aperti.length === 0) {
      const maggiorazioneCents = differenza(opzione.maggiorazioneCents, scarto);
      fatte.opzioni.push({ id: opzione.id, maggiorazioneCents });
      continue;
    }
    const importi = aperti.map((x) => x.importoCents);
    const nuovi = almenoUno(somma([...importi, scarto]), importi);
    if (nuovi === null) return rifiutoPosizioni('IMPORTO_NON_VALIDO');
    for (const [n, x] of aperti.entries()) {
      const cambiato = conImporto(x, nuovi[n] ?? ZERO_CENTS);
      if (!cambiato.ok) return cambiato;
      fatte.dovuti.push(cambiato.value);
    }
  }
  return ok(fatte);
}

/** The dovuto with another amount, shared in proportion: stamps stay what they are. */
function conImporto(d: DovutoPresente, importoCents: Cents): Esito<Variazione, RifiutoPosizioni> {
  const mobili = d.quote.filter((q) => !q.bollo);
  const bolli = d.quote.filter((q) => q.bollo).map((q) => q.importoCents);
  const parti = almenoUno(
    differenza(importoCents, somma(bolli)),
    mobili.map((q) => q.importoCents),
  );
  if (parti === null || !isImporto(importoCents)) return rifiutoPosizioni('IMPORTO_NON_VALIDO');
  const quote = mobili.map(({ indice }, n) => ({ indice, importoCents: parti[n] ?? ZERO_CENTS }));
  return ok(variazione(d, importoCents, quote));
}

function conQuote(
  d: DovutoPresente,
  importoCents: Cents,
  date: readonly { indice: number; importoCents: Cents }[],
): Esito<Variazione, RifiutoPosizioni> {
  const importi = date.map((q) => q.importoCents);
  const tutte = d.quote.every((q) => date.filter((x) => x.indice === q.indice).length === 1);
  if (!tutte || date.length !== d.quote.length || importi.some((i) => !isImporto(i)))
    return rifiutoPosizioni('QUOTE_NON_TORNANO');
  if (!isImporto(importoCents) || somma(importi) !== importoCents) return rifiutoPosizioni('QUOTE_NON_TORNANO');
  const bolli = d.quote.filter((q) => q.bollo);
  if (bolli.some((q) => date.some((x) => x.indice === q.indice && x.importoCents !== q.importoCents)))
    return rifiutoPosizioni('BOLLO_NON_DIVISIBILE');
  return ok(variazione(d, importoCents, date));
}

function variazione(
  d: DovutoPresente,
  importoCents: Cents,
  quote: readonly { indice: number; importoCents: Cents }[],
): Variazione {
  const { id, versione, stato, dataScadenza } = d;
  const conVoci = quote.map((q) => ({
    ...q,
    bilancio: vociPer(d.quote.find((x) => x.indice === q.indice)?.bilancio ?? null, q.importoCents),
  }));
  return { id, versione, azione: 'modificato', stato, importoCents, dataScadenza, quote: conVoci };
}

/** The chapters of a share, for another amount of it. */
export function vociPer(voci: readonly VoceBilancio[] | null, importoCents: Cents): VoceBilancio[] | null {
  if (voci === null) return null;
  const importi = ripartisci(
    importoCents,
    voci.map((v) => v.importoCents),
  );
  return voci
    .map((v, n) => ({ ...v, importoCents: importi[n] ?? ZERO_CENTS }))
    .filter((v) => confronta(v.importoCents, ZERO_CENTS) > 0);
}

/** Shared in proportion, a cent at the least to each; null where there are not so many cents. */
function almenoUno(totale: Cents, pesi: readonly Cents[]): Cents[] | null {
  if (totale < pesi.length) return null;
  if (pesi.length === 0) return totale === 0 ? [] : null;
  const parti = ripartisci(totale, pesi);
  if (parti.every((parte) => parte > 0)) return parti;
  return ripartisci(cents(totale - pesi.length), pesi).map((parte) => cents(parte + 1));
}

function isImporto(importo: Cents): boolean {
  return importo >= 1 && importo <= IMPORTO_MAX_CENTS;
}
