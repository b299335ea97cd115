import type { Iuv } from './iuv.ts';

/** The 18 digits printed on a notice (NAV). The first, the aux digit, says how the rest is made (SACI 3.1.0). */
export type NumeroAvviso = string & { readonly __tipo: 'NumeroAvviso' };

/** How many numbers a segregation code has: eleven digits lie between `00`, which marks ours, and the check digits. */
export const PROGRESSIVO_MAX = 99_999_999_999;

/** The two check digits of a notice number: its first 16 digits, as one number, modulo 93. Throws RangeError unless they are 16. */
export function controllo(primi16: string): string {
  if (!/^\d{16}$/.test(primi16)) throw new RangeError(`Not 16 digits: ${primi16}`);
  // 16 digits may exceed what a double holds exactly: eight at a time never do.
  const resto = ((Number(primi16.slice(0, 8)) % 93) * 100_000_000 + Number(primi16.slice(8))) % 93;
  return resto.toString().padStart(2, '0');
}

/**
 * The notice number and IUV we generate (model 5): `3`, segregation code, `00`, progressive number, check digits. Throws RangeError
 * when the segregation code is not two digits or the numbers are used up: never a number that could be somebody else's.
 */
export function generaNumeroAvviso(da: { segregazione: string; progressivo: number }): {
  numeroAvviso: NumeroAvviso;
  iuv: Iuv;
} {
  const { segregazione, progressivo } = da;
  if (!/^\d{2}$/.test(segregazione)) throw new RangeError(`Not a segregation code: ${segregazione}`);
  if (!Number.isInteger(progressivo) || progressivo < 0 || progressivo > PROGRESSIVO_MAX) {
    throw new RangeError(`Not a progressive number of 11 digits: ${progressivo}`);
  }
  const primi16 = `3${segregazione}00${progressivo.toString().padStart(11, '0')}`;
  const numeroAvviso = (primi16 + controllo(primi16)) as NumeroAvviso;
  return { numeroAvviso, iuv: iuvDi(numeroAvviso) };
}

/** The IUV inside a notice number: with aux digit 0 the last 15 digits (an application code comes before), else the last 17. */
export function iuvDi(numeroAvviso: NumeroAvviso): Iuv {
  return numeroAvviso.slice(numeroAvviso.startsWith('0') ? 3 : 1) as Iuv;
}

/**
 * The notice number of an IUV: of 17 digits, aux digit 3 (the code is in it already); of 15 digits, aux digit 0 with `segregazione`
 * as its application code. Null where there is none: RF references, 15 digits without a code.
 */
export function numeroAvvisoDi(iuv: string, segregazione?: string): NumeroAvviso | null {
  if (/^\d{17}$/.test(iuv)) return `3${iuv}` as NumeroAvviso;
  if (/^\d{15}$/.test(iuv) && segregazione !== undefined) return parseNumeroAvviso(`0${segregazione}${iuv}`);
  return null;
}

/** 18 digits, blanks tolerated wherever people put them; check digits are not verified, for much that is in circulation violates them. */
export function parseNumeroAvviso(testo: string): NumeroAvviso | null {
  const cifre = testo.replace(/\s+/g, '');
  return /^\d{18}$/.test(cifre) ? (cifre as NumeroAvviso) : null;
}

/** As notices print it, in groups of four: `3010 0000 0000 0001 44`. */
export function formatNumeroAvviso(numeroAvviso: NumeroAvviso): string {
  return numeroAvviso.replace(/\d{4}/g, '$& ');
}
