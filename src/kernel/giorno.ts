import { LOCALI, type Lingua } from './lingua.ts';

/**
 * Civil days and the hour of Rome (model 10). A day without a time is a `Giorno`, `YYYY-MM-DD`, from 0001-01-01 to 9999-12-31;
 * an instant is a `Date` that somebody gave us. Nothing here reads the clock or the zone of the machine.
 */
export type Giorno = string & { readonly __tipo: 'Giorno' };

const GIORNO_MS = 86_400_000;
const PRIMO_MS = Date.parse('0001-01-01T00:00:00Z');
const DOPO_ULTIMO_MS = Date.parse('+010000-01-01T00:00:00Z');
const FORMA = /^\d{4}-\d{2}-\d{2}$/;
// The lexical form of xsd:dateTime, without negative years.
const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})?$/;

const SCARTO_ROMA = new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Rome', timeZoneName: 'longOffset' });
const BREVE = perLingua({ day: '2-digit', month: '2-digit', year: 'numeric' });
const LUNGO = perLingua({ dateStyle: 'long' });

/** A day that exists in the calendar, written `YYYY-MM-DD` and nothing else; null for the rest (2024-02-31 is not 2 March). */
export function parseGiorno(testo: string): Giorno | null {
  // Year 0000 is a year of ISO 8601, but not of PostgreSQL.
  if (!FORMA.test(testo) || testo.startsWith('0000')) return null;
  const ms = Date.parse(`${testo}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== testo) return null;
  return testo as Giorno;
}

/** The day it is in Rome at that instant. */
export function giornoA(instant: Date): Giorno {
  return giornoDelMs(instant.getTime() + scartoRomaMs(instant.getTime()));
}

/** The day `n` days after (before, when negative). Throws RangeError outside the years 1 to 9999. */
export function piuGiorni(giorno: Giorno, n: number): Giorno {
  return giornoDelMs(mezzanotteMs(giorno) + n * GIORNO_MS);
}

/** The same day `n` months after, or the last of its month where there is none: 31 January, 28 February, 31 March. */
export function piuMesi(giorno: Giorno, n: number): Giorno {
  const [anno = 0, mese = 0, numero = 0] = giorno.split('-').map(Number);
  const ultimo = new Date(Date.UTC(anno, mese + n, 0)).getUTCDate();
  return giornoDelMs(Date.UTC(anno, mese - 1 + n, Math.min(numero, ultimo)));
}

/** How many days from `a` to `b`: 1 from a day to the next, negative when `b` comes first. */
export function giorniFra(a: Giorno, b: Giorno): number {
  return (mezzanotteMs(b) - mezzanotteMs(a)) / GIORNO_MS;
}

/** For people: 23/11/2026. */
export function formatGiorno(giorno: Giorno, lingua: Lingua = 'it'): string {
  // By hand in Italian, which files and tables by the thousand are in.
  if (lingua === 'it') return `${giorno.slice(8)}/${giorno.slice(5, 7)}/${giorno.slice(0, 4)}`;
  return BREVE[lingua].format(mezzanotteMs(giorno));
}

/** For people: 23 novembre 2026. */
export function formatGiornoLungo(giorno: Giorno, lingua: Lingua = 'it'): string {
  return LUNGO[lingua].format(mezzanotteMs(giorno));
}

/**
 * The instant of an xsd:dateTime: without zone it is the hour of Rome, as the Nodo means it (model 10); a zone, where there is one,
 * is honoured. Beyond the millisecond it is cut. The hour that autumn repeats is the first of the two, and the hour that spring
 * skips is moved on by as much: a receipt stamped with it has a sensible instant rather than none. Null when it is not a dateTime.
 */
export function istanteRoma(iso: string): Date | null {
  const letto = ISO.exec(iso);
  const giorno = parseGiorno(letto?.[1] ?? '');
  if (letto === null || giorno === null) return null;
  const [ore, minuti, secondi] = [Number(letto[2]), Number(letto[3]), Number(letto[4])];
  // xsd:dateTime writes the end of a day as 24:00:00 too.
  const fineDelGiorno = ore === 24 && minuti === 0 && secondi === 0 && Number(letto[5] ?? 0) === 0;
  if ((ore > 23 && !fineDelGiorno) || minuti > 59 || secondi > 59) return null;
  const millisecondi = Number((letto[5] ?? '').slice(0, 3).padEnd(3, '0'));
  const murale = mezzanotteMs(giorno) + ((ore * 60 + minuti) * 60 + secondi) * 1000 + millisecondi;
  if (letto[6] === undefined) return istanteScrivibile(daRomaMs(murale));
  const scarto = scartoZonaMs(letto[6]);
  return scarto === null ? null : istanteScrivibile(murale - scarto);
}

/**
 * Years of four digits, there and in Rome: beyond them a zone has carried the instant where nobody can write it or say its day, and a
 * database refuses it.
 */
function istanteScrivibile(ms: number): Date | null {
  const anni = [ms, ms + scartoRomaMs(ms)].map((x) => new Date(x).getUTCFullYear());
  return anni.every((anno) => anno >= 1 && anno <= 9999) ? new Date(ms) : null;
}

/** The hour of Rome at that instant, as the Nodo writes it: `YYYY-MM-DDTHH:mm:ss`, no zone. */
export function isoRoma(instant: Date): string {
  const ms = instant.getTime();
  return new Date(ms + scartoRomaMs(ms)).toISOString().slice(0, 19);
}

/** The first instant of the day in Rome. */
export function inizioGiorno(giorno: Giorno): Date {
  return new Date(daRomaMs(mezzanotteMs(giorno)));
}

/** 24:00 of the day in Rome, when a term ends: the first instant that is no longer in it, so compare with `<`. */
export function fineGiorno(giorno: Giorno): Date {
  return new Date(daRomaMs(mezzanotteMs(giorno) + GIORNO_MS));
}

function perLingua(come: Intl.DateTimeFormatOptions): Readonly<Record<Lingua, Intl.DateTimeFormat>> {
  const di = (lingua: Lingua) => new Intl.DateTimeFormat(LOCALI[lingua], { ...come, timeZone: 'UTC' });
  return { it: di('it'), en: di('en'), de: di('de') };
}

function mezzanotteMs(giorno: Giorno): number {
  return Date.parse(`${giorno}T00:00:00Z`);
}

function giornoDelMs(ms: number): Giorno {
  if (!(ms >= PRIMO_MS && ms < DOPO_ULTIMO_MS))
    throw new RangeError(`Not in a year from 1 to 9999: ${ms} ms from 1970`);
  return new Date(ms).toISOString().slice(0, 10) as Giorno;
}

/** From what a clock in Rome shows (as if it were UTC) to the instant. Rome never changes its hour twice within two days. */
function daRomaMs(murale: number): number {
  const prima = scartoRomaMs(murale - GIORNO_MS);
  const dopo = scartoRomaMs(murale + GIORNO_MS);
  const soloDopo = scartoRomaMs(murale - prima) !== prima && scartoRomaMs(murale - dopo) === dopo;
  return murale - (soloDopo ? dopo : prima);
}

const QUARTO_MS = 900_000;
/** From here on the hour of Rome changes on a quarter of an hour of UTC, and never within one. */
const MS_1900 = Date.UTC(1900, 0);
/** The last quarters of an hour asked for: receipts and pages ask for the same few again and again. */
const SCARTI_MAX = 1000;
const scarti = new Map<number, number>();

/** How far the hour of Rome is ahead of UTC at that instant. */
function scartoRomaMs(instantMs: number): number {
  if (instantMs < MS_1900) return calcolaScartoRomaMs(instantMs);
  const quarto = Math.floor(instantMs / QUARTO_MS);
  const noto = scarti.get(quarto);
  if (noto !== undefined) return noto;
  const scarto = calcolaScartoRomaMs(instantMs);
  if (scarti.size >= SCARTI_MAX) scarti.clear();
  scarti.set(quarto, scarto);
  return scarto;
}

function calcolaScartoRomaMs(instantMs: number): number {
  // Before 1893 Rome kept its own mean time, with seconds: GMT+00:49:56.
  const letto = /GMT\+(\d{2}):(\d{2})(?::(\d{2}))?/.exec(SCARTO_ROMA.format(instantMs));
  if (letto === null) throw new Error('The runtime does not know the time zone Europe/Rome');
  return ((Number(letto[1]) * 60 + Number(letto[2])) * 60 + Number(letto[3] ?? 0)) * 1000;
}

function scartoZonaMs(zona: string): number | null {
  if (zona === 'Z') return 0;
  const minuti = Number(zona.slice(1, 3)) * 60 + Number(zona.slice(4));
  // xsd:dateTime bounds a zone to 14:00 either way.
  if (minuti > 14 * 60 || Number(zona.slice(4)) > 59) return null;
  return (zona.startsWith('-') ? -minuti : minuti) * 60_000;
}
