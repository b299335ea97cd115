import { piuGiorni, type Giorno } from '#kernel/giorno';

/** How a number is shown: as it is, as a day (with its hour), or with leading zeros up to so many digits. */
export type Aspetto = { specie: 'numero' } | { specie: 'giorno'; ora: boolean } | { specie: 'zeri'; cifre: number };

const NUMERO: Aspetto = { specie: 'numero' };

/** The number formats that every workbook has without saying them (ECMA-376 18.8.30). */
export function aspettoNoto(id: number): Aspetto {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || (id >= 57 && id <= 58))
    return { specie: 'giorno', ora: false };
  return id === 22 ? { specie: 'giorno', ora: true } : NUMERO;
}

/** What a format of the workbook's own shows. */
export function aspettoDi(codice: string): Aspetto {
  const [prima = ''] = codice
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\\./g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/[_*]./g, '')
    .split(';');
  if (/^0{2,}$/.test(prima)) return { specie: 'zeri', cifre: prima.length };
  // Letters of a day; an `m` alone may be minutes.
  if (/[dgy]/i.test(prima)) return { specie: 'giorno', ora: /[hs]/i.test(prima) };
  return NUMERO;
}

const SIGNIFICATIVE = 15;
const NUMERO_XML = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * A number as a spreadsheet shows it in a cell wide enough: fifteen figures, which is all that it knows of one, and no exponent. Null:
 * it is not a number.
 */
export function scriviNumero(grezzo: string): string | null {
  if (!NUMERO_XML.test(grezzo)) return null;
  // Whole numbers are not touched: an identifier that somebody has let become a number is at least shown as it is.
  if (/^-?(0|[1-9]\d*)$/.test(grezzo)) return grezzo;
  const numero = Number(grezzo);
  if (!Number.isFinite(numero) || Math.abs(numero) >= 1e21) return null;
  const [mantissa = '', esponente = '0'] = numero.toExponential(SIGNIFICATIVE - 1).split('e');
  return spiana(mantissa, Number(esponente));
}

/** `1.25` and 3 are `1250`. */
function spiana(mantissa: string, esponente: number): string {
  const segno = mantissa.startsWith('-') ? '-' : '';
  const cifre = mantissa.replace(/^[+-]/, '').replace('.', '');
  const intere = 1 + esponente;
  const tutte = intere <= 0 ? '0'.repeat(1 - intere) + cifre : cifre.padEnd(intere, '0');
  const punto = Math.max(1, intere);
  const decimali = tutte.slice(punto).replace(/0+$/, '');
  const scritto = decimali === '' ? tutte.slice(0, punto) : `${tutte.slice(0, punto)}.${decimali}`;
  return /^[0.]+$/.test(scritto) ? '0' : segno + scritto;
}

const PRIMO_1900 = '1899-12-30' as Giorno;
const PRIMO_1904 = '1904-01-01' as Giorno;
/** 31 December 9999, the last day that a spreadsheet knows. */
const SERIALE_MAX = 2_958_465;
const SECONDI_AL_GIORNO = 86_400;

/** The day, with its hour where it is shown, that a serial number stands for; null: none. */
export function scriviGiorno(grezzo: string, { ora, dal1904 }: { ora: boolean; dal1904: boolean }): string | null {
  const seriale = NUMERO_XML.test(grezzo) ? Number(grezzo) : Number.NaN;
  if (!(seriale >= 0 && seriale < SERIALE_MAX + 1)) return null;
  const secondi = Math.round(seriale * SECONDI_AL_GIORNO);
  const intero = ora ? Math.floor(secondi / SECONDI_AL_GIORNO) : Math.floor(seriale);
  // In 1900 a spreadsheet has a 29 February that never was: before it, days are one behind.
  const giorno = dal1904 ? piuGiorni(PRIMO_1904, intero) : piuGiorni(PRIMO_1900, intero < 60 ? intero + 1 : intero);
  const resto = secondi - intero * SECONDI_AL_GIORNO;
  if (!ora || resto === 0) return giorno;
  const due = (n: number): string => String(n).padStart(2, '0');
  return `${giorno}T${due(Math.floor(resto / 3600))}:${due(Math.floor(resto / 60) % 60)}:${due(resto % 60)}`;
}
