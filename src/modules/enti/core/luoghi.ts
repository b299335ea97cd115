import { isNazione, isProvincia, chiaveLuogo } from '#kernel/luoghi';
import type { Nascita } from '#kernel/codice-fiscale';
import type { Giorno } from '#kernel/giorno';

/** A name that a comune has or had, in the provincia it was of; `validoAl` is the first day on which that no longer holds. */
export type Comune = {
  codice: string;
  denominazione: string;
  /** In the other language of the place. */
  altraDenominazione: string | null;
  provincia: string;
  validoDal: Giorno;
  validoAl: Giorno | null;
};

/** A nation or territory; `codice` as in a tax code, `iso` of two letters where it has one. */
export type Nazione = { codice: string; iso: string | null; denominazione: string; validaAl: Giorno | null };

/** A comune as somebody wrote it. */
export type Coppia = { provincia: string; nome: string };

/** From when to when a place of birth was there, whatever it was called; null: no known bound. */
export type Esistenza = { dal: Giorno | null; al: Giorno | null };

/** The places that are known, gathered to look many up at no cost. */
export type LuoghiNoti = {
  /** Provincia and key of each name. */
  comuni: ReadonlySet<string>;
  nascite: ReadonlyMap<string, Esistenza>;
  province: ReadonlySet<string>;
  nazioni: ReadonlySet<string>;
};

/** As before any list was loaded: nothing can be said of any place. */
export const LUOGHI_IGNOTI: LuoghiNoti = {
  comuni: new Set(),
  nascite: new Map(),
  province: new Set(),
  nazioni: new Set(),
};

/** Did that provincia ever have a comune of this name, in either language or in both? With no list loaded, who knows. */
export function comuneNoto({ comuni }: LuoghiNoti, { provincia, nome }: Coppia): boolean {
  return comuni.size === 0 || comuni.has(`${provincia}${chiaveLuogo(nome)}`);
}

/** May somebody have been born there on one of those days? With no list loaded, who knows. */
export function nascitaNota({ nascite }: LuoghiNoti, { luogo, giorni }: Nascita): boolean {
  if (nascite.size === 0) return true;
  const esistenza = nascite.get(luogo);
  if (esistenza === undefined) return false;
  const { dal, al } = esistenza;
  return giorni.some((giorno) => (dal === null || giorno >= dal) && (al === null || giorno < al));
}

/** Is it the sigla of a provincia, of those the program knows or of one that came with the comuni? */
export function provinciaNota({ province }: LuoghiNoti, sigla: string): boolean {
  return isProvincia(sigla) || province.has(sigla);
}

/** Is it the code of a nation, of those the program knows or of one that came with the nations? */
export function nazioneNota({ nazioni }: LuoghiNoti, iso: string): boolean {
  return isNazione(iso) || nazioni.has(iso);
}

/** The part of the comuni in force that a file may leave out: more is a file cut short, not a reform. */
const MANCANTI_MAX = { parti: 1, di: 10 };

/** Would this file leave too many comuni in force unsaid? Null when it may be loaded. Nothing is ever deleted for not being in it. */
export function caleranno(
  inForza: ReadonlySet<string>,
  comuni: readonly Comune[],
): { mancano: number; noti: number } | null {
  const detti = new Set(comuni.map((comune) => comune.codice));
  const mancano = [...inForza].filter((codice) => !detti.has(codice)).length;
  return mancano * MANCANTI_MAX.di > inForza.size * MANCANTI_MAX.parti ? { mancano, noti: inForza.size } : null;
}
