import { giornoA, piuGiorni, type Giorno } from '#kernel/giorno';
import { confronta, differenza, somma, ZERO_CENTS, type Cents } from '#kernel/importo';
import { isScaduto, VITA_TOKEN_MS } from './stati.ts';

/** Why something is added to a dovuto. */
export const GENERI_GRADINO = ['interessi', 'sanzione', 'spese_notifica', 'maggiorazione'] as const;
export type GenereGradino = (typeof GENERI_GRADINO)[number];

/** What is added to one share of a dovuto, from a day on: a date, or so many days after the notification. */
export type Gradino = {
  genere: GenereGradino;
  dal: Giorno | null;
  dopoGiorni: number | null;
  importoCents: Cents;
  /** 1 to 5; a share that is not there any more gives its place to the first. */
  quota: number;
};

/** What changes with the days. The day of the notification is day 0, and is not counted; unknown, no term of its has begun. */
export type Termini = {
  notificataIl: Giorno | null;
  /** When the way to pay (opzione) is open: first and last day. */
  validaDal: Giorno | null;
  validaAl: Giorno | null;
  /** Through which day after the notification it is open. */
  giorniDallaNotifica: number | null;
  gradini: readonly Gradino[];
};

/** What the ente said that it costs, for as long as that holds. */
export type Quotazione = { importoCents: Cents; chiestaMs: number; validaFinoMs: number };

/** A dovuto, as far as its cost goes. `termini` and `quotazioni` are null for one that always costs what is written on it. */
export type FattiCosto = {
  importoCents: Cents;
  dataScadenza: Giorno | null;
  pagaDopoScadenza: boolean;
  termini: Termini | null;
  /** Newest first. */
  quotazioni: readonly Quotazione[] | null;
};

/** A share, as far as its amount goes: a stamp costs what it costs. */
export type QuotaCosto = { importoCents: Cents; bollo: unknown };

/** A line of «how this amount is reached»: they sum to it. */
export type RigaCosto = {
  genere: 'importo' | 'ente' | GenereGradino;
  importoCents: Cents;
  /** Since when, for what is added. */
  dal: Giorno | null;
};

export type Costo = {
  importoCents: Cents;
  /** The amount of each share, in their order; they sum to `importoCents`. Empty when no share was given. */
  quote: Cents[];
  /** Null: it can be paid. `non_ancora` is unknown to the Nodo. */
  perche: 'scaduto' | 'non_ancora' | null;
  /** The date to show: the due date or the end of the term, whichever comes first; else the last day of this amount. */
  scadenza: Giorno | null;
  righe: RigaCosto[];
};

type Adesso = { now: Date; oggi: Giorno };

/**
 * What a dovuto costs at an instant, and whether it can be paid (model 3). Pure: a day ends at 24:00 in Rome because `oggi` is Rome's.
 * An amount that the ente has quoted takes the place of all the rest while it holds.
 */
export function quantoCosta(fatti: FattiCosto, quote: readonly QuotaCosto[], { now, oggi }: Adesso): Costo {
  const { termini, quotazioni, importoCents: scritto } = fatti;
  const righe: RigaCosto[] = [{ genere: 'importo', importoCents: scritto, dal: null }];
  if (termini === null && quotazioni === null)
    return {
      importoCents: scritto,
      quote: quote.map((q) => q.importoCents),
      perche: isScaduto(fatti, oggi) ? 'scaduto' : null,
      scadenza: fatti.dataScadenza,
      righe,
    };
  const quotata = inVigore(quotazioni, now.getTime());
  const passi = termini === null ? [] : passiDi(termini);
  const aggiunte = quotata === null ? passi.filter((p) => p.da <= oggi) : aggiuntaEnte(scritto, quotata, quote);
  righe.push(...aggiunte.map(({ genere, importoCents, da }) => ({ genere, importoCents, dal: da })));
  const termine = termini === null ? null : termineDi(termini);
  const prossimo = quotata === null ? (passi.find((p) => p.da > oggi)?.da ?? null) : null;
  const ultimoGiorno = prossimo === null ? null : piuGiorni(prossimo, -1);
  return {
    importoCents: somma(righe.map((r) => r.importoCents)),
    quote: distribuisci(quote, aggiunte),
    perche: percheNon(fatti, termine, oggi),
    scadenza: prima(fatti.dataScadenza, termine) ?? ultimoGiorno,
    righe,
  };
}

type Aggiunta = { genere: RigaCosto['genere']; importoCents: Cents; da: Giorno | null; quota: number };

/** The steps that have, or will have, a day; in its order. */
function passiDi({ gradini, notificataIl }: Termini): (Aggiunta & { da: Giorno })[] {
  return gradini
    .flatMap(({ dal, dopoGiorni, ...g }) => {
      const da = dal ?? (notificataIl === null || dopoGiorni === null ? null : piuGiorni(notificataIl, dopoGiorni));
      return da === null ? [] : [{ ...g, da }];
    })
    .toSorted((a, b) => (a.da < b.da ? -1 : Number(a.da > b.da)));
}

/** What a dovuto costs from each day on which something is added to it: the days that are known, in their order. */
export function scalaDi(importoCents: Cents, termini: Termini): { dal: Giorno; importoCents: Cents }[] {
  const passi = passiDi(termini);
  const giorni = [...new Set(passi.map(({ da }) => da))];
  return giorni.map((dal) => {
    const aggiunte = passi.filter(({ da }) => da <= dal).map((p) => p.importoCents);
    return { dal, importoCents: somma([importoCents, ...aggiunte]) };
  });
}

/** The last day on which the way to pay is open; null: it does not end, or its term has not begun. */
function termineDi({ notificataIl, validaAl, giorniDallaNotifica }: Termini): Giorno | null {
  const contato =
    notificataIl === null || giorniDallaNotifica === null ? null : piuGiorni(notificataIl, giorniDallaNotifica);
  return prima(validaAl, contato);
}

function percheNon(fatti: FattiCosto, termine: Giorno | null, oggi: Giorno): Costo['perche'] {
  const dal = fatti.termini?.validaDal ?? null;
  if (dal !== null && oggi < dal) return 'non_ancora';
  return (termine !== null && termine < oggi) || isScaduto(fatti, oggi) ? 'scaduto' : null;
}

function prima(a: Giorno | null, b: Giorno | null): Giorno | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** The quotation that holds at that instant; the last, where more do. */
export function inVigore(quotazioni: readonly Quotazione[] | null, ms: number): Quotazione | null {
  return quotazioni?.find((q) => q.chiestaMs <= ms && ms < q.validaFinoMs) ?? null;
}

/** What the ente's amount adds, or takes away. Nothing where the other shares would leave none to the one that moves: they have changed. */
function aggiuntaEnte(scritto: Cents, { importoCents }: Quotazione, quote: readonly QuotaCosto[]): Aggiunta[] {
  if (quote.length > 0 && !isQuotabile(importoCents, quote)) return [];
  const importo = differenza(importoCents, scritto);
  return importo === ZERO_CENTS ? [] : [{ genere: 'ente', importoCents: importo, da: null, quota: mobile(quote) + 1 }];
}

/** Does this amount leave something for the share that takes the difference? Of stamps alone none takes any. */
export function isQuotabile(importoCents: Cents, quote: readonly QuotaCosto[]): boolean {
  if (quote.length > 0 && quote.every((q) => q.bollo !== null))
    return confronta(importoCents, somma(quote.map((q) => q.importoCents))) === 0;
  const altre = quote.filter((_, n) => n !== mobile(quote)).map((q) => q.importoCents);
  return confronta(importoCents, somma(altre)) === 1;
}

/** The share that takes what is not said to be of another: the first that is not a stamp. */
function mobile(quote: readonly QuotaCosto[]): number {
  return Math.max(
    0,
    quote.findIndex((q) => q.bollo === null),
  );
}

function distribuisci(quote: readonly QuotaCosto[], aggiunte: readonly Aggiunta[]): Cents[] {
  const posti = aggiunte.map(({ quota }) => (quote[quota - 1]?.bollo === null ? quota - 1 : mobile(quote)));
  return quote.map((q, n) =>
    somma([q.importoCents, ...aggiunte.filter((_, k) => posti[k] === n).map((a) => a.importoCents)]),
  );
}

/** The lines of several dovuti as of one: what is added for one reason from one day is one line. */
export function unisciRighe(costi: readonly Costo[]): RigaCosto[] {
  const righe = new Map<string, RigaCosto>();
  for (const riga of costi.flatMap((c) => c.righe)) {
    const chiave = `${riga.genere} ${riga.dal}`;
    const altra = righe.get(chiave);
    righe.set(
      chiave,
      altra === undefined ? riga : { ...riga, importoCents: somma([altra.importoCents, riga.importoCents]) },
    );
  }
  return [...righe.values()];
}

/**
 * The amounts that a payment of that instant may rightly be of. The payer was told one by verify or get, whose token lives half an hour:
 * what held then is as good as what holds now, and so is every quotation that held in between. The one in force comes first.
 */
export function importiValidi(fatti: FattiCosto, pagato: Date): Cents[] {
  const ms = pagato.getTime();
  const allora = [pagato, new Date(ms - VITA_TOKEN_MS)].map((now) => quantoCosta(fatti, [], quando(now)).importoCents);
  const quotati = (fatti.quotazioni ?? []).filter((q) => q.chiestaMs <= ms && ms - VITA_TOKEN_MS < q.validaFinoMs);
  return [...new Set([...allora, ...quotati.map((q) => q.importoCents)])];
}

/** Was it past its term when the payer was told that it could be paid? */
export function eraScaduto(fatti: FattiCosto, pagato: Date): boolean {
  return quantoCosta(fatti, [], quando(new Date(pagato.getTime() - VITA_TOKEN_MS))).perche === 'scaduto';
}

function quando(now: Date): Adesso {
  return { now, oggi: giornoA(now) };
}
