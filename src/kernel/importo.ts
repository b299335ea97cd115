import { LOCALI, type Lingua } from './lingua.ts';

/**
 * Money: whole cents of euro, never a fraction. This is the only file that does arithmetic on it; text goes in by the three
 * parsers, which read digits, and comes out by the two formatters, so that no floating point number ever stands for an amount.
 */
export type Cents = number & { readonly __tipo: 'Cents' };

/** `n` as an amount, negative too (a difference). Throws RangeError unless it is a whole number that is exact in a double. */
export function cents(n: number): Cents {
  if (!Number.isSafeInteger(n)) throw new RangeError(`Not a whole number of cents: ${n}`);
  return n as Cents;
}

export const ZERO_CENTS: Cents = cents(0);

/** 999.999.999,99 €: the largest stAmount of paForNode, and of a 1_x file of dovuti. */
export const IMPORTO_MAX_CENTS: Cents = cents(99_999_999_999);

// Blanks of any kind and the euro sign may surround the number: people paste what they see, and formatEuro writes ' €'.
const EURO = /^\s*(?:€\s*)?(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?(?:\s*€)?\s*$/;
const DECIMALE = /^(\d+)\.(\d{2})$/;
const DECIMALE_LARGO = /^(\d{1,9})(?:\.(\d{1,2}))?$/;

/**
 * What a person types, in Italian form: `1.234,56`, `1234,56`, `1.234`, `12,5`, `€ 12`. Zero or more, up to IMPORTO_MAX_CENTS.
 * `12.50` is null: a point separates thousands, and reading it as cents could turn it into another amount without a word.
 */
export function parseEuro(testo: string): Cents | null {
  const letto = EURO.exec(testo);
  return letto === null ? null : daCifre(letto[1]?.replaceAll('.', ''), letto[2]);
}

/** What travels to and from the Nodo: `1234.56`, exactly two decimals (stAmount of pagoPA's common types). */
export function parseDecimale(testo: string): Cents | null {
  const letto = DECIMALE.exec(testo);
  return letto === null ? null : daCifre(letto[1], letto[2]);
}

/** What a file of dovuti holds: `120`, `120.5`, `120.50` (flusso dovuti, column importoDovuto). No sign, no exponent, no blanks. */
export function parseDecimaleLargo(testo: string): Cents | null {
  const letto = DECIMALE_LARGO.exec(testo);
  return letto === null ? null : daCifre(letto[1], letto[2]);
}

function daCifre(euro = '', centesimi = ''): Cents | null {
  // Too many digits lose precision only far beyond the largest amount, where the answer is null anyway.
  const n = Number(euro + centesimi.padEnd(2, '0'));
  return n <= IMPORTO_MAX_CENTS ? cents(n) : null;
}

const EURO_ALTROVE = {
  en: new Intl.NumberFormat(LOCALI.en, { style: 'currency', currency: 'EUR' }),
  de: new Intl.NumberFormat(LOCALI.de, { style: 'currency', currency: 'EUR' }),
};

/** For people: `1.234,56 €`, `€1,234.56` in English. */
export function formatEuro(importo: Cents, lingua: Lingua = 'it'): string {
  // From the digits, so that no floating point number stands between.
  if (lingua !== 'it') return EURO_ALTROVE[lingua].format(formatDecimale(importo) as `${number}`);
  const { segno, euro, centesimi } = cifre(importo);
  return `${segno}${euro.replace(/\B(?=(?:\d{3})+$)/g, '.')},${centesimi} €`;
}

/** For the Nodo and for files: `1234.56`. */
export function formatDecimale(importo: Cents): string {
  const { segno, euro, centesimi } = cifre(importo);
  return `${segno}${euro}.${centesimi}`;
}

function cifre(importo: Cents): { segno: string; euro: string; centesimi: string } {
  const tutte = Math.abs(importo).toString().padStart(3, '0');
  return { segno: importo < 0 ? '-' : '', euro: tutte.slice(0, -2), centesimi: tutte.slice(-2) };
}

/** The sum; of nothing, zero. Throws RangeError where it would no longer be exact. */
export function somma(importi: Iterable<Cents>): Cents {
  let totale = 0;
  for (const importo of importi) totale = cents(totale + importo);
  return cents(totale);
}

/** `a` less `b`: negative when `b` is the larger. */
export function differenza(a: Cents, b: Cents): Cents {
  return cents(a - b);
}

/** -1 when `a` is less than `b`, 0 when they are equal, 1 when it is more. */
export function confronta(a: Cents, b: Cents): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
