import { parseGiorno, type Giorno } from './giorno.ts';
import { partitaIvaValida } from './partita-iva.ts';

/** A tax code in capitals: 16 characters of a natural person, or 11 digits of anyone else (and of a person with a provisional one). */
export type CodiceFiscale = string & { readonly __tipo: 'CodiceFiscale' };

// Where a digit stands, omocodia may have put a letter: two people whose codes would be equal get different ones.
const OMOCODIA = 'LMNPQRSTUV';
const CIFRA = `[0-9${OMOCODIA}]`;
const MESI = 'ABCDEHLMPRST';
const PERSONA = new RegExp(`^[A-Z]{6}(${CIFRA}{2})([${MESI}])(${CIFRA}{2})([A-Z])(${CIFRA}{3})[A-Z]$`);

// Worth of a character in the first, third, fifth … place, by its place in the alphabet; a digit counts as the letter of that place.
const DISPARI = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/**
 * A tax code of either form, trimmed and in capitals; null when its form or its check character is wrong (decree of 23 December
 * 1976). Whether it belongs to the name beside it is not asked: only the Agenzia delle Entrate knows.
 */
export function parseCodiceFiscale(testo: string): CodiceFiscale | null {
  const nudo = testo.trim();
  // Asked before the capitals: toUpperCase turns the dotless i and the long s into plain letters.
  if (!/^[0-9A-Za-z]+$/.test(nudo)) return null;
  const codice = nudo.toUpperCase();
  return partitaIvaValida(codice) || personaValida(codice) ? (codice as CodiceFiscale) : null;
}

/** Is it, as it is written, a tax code in capitals and without blanks around it? */
export function codiceFiscaleValido(testo: string): boolean {
  return parseCodiceFiscale(testo) === testo;
}

/** What a person's code says of a birth. */
export type Nascita = {
  /** The cadastral code of the comune, or of the nation when it begins with Z. */
  luogo: string;
  /** The days it may have been, oldest first: the century is not written. None: that day does not exist, or is yet to come. */
  giorni: Giorno[];
};

const SECOLI = ['19', '20'];
const GIORNI_MAX = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The birth that a person's code tells, whatever letters omocodia put in it; null for a code of eleven digits. */
export function nascita(codice: CodiceFiscale, oggi: Giorno): Nascita | null {
  const letto = PERSONA.exec(codice);
  if (letto === null) return null;
  const [, anno, mese = '', giorno, lettera, numero] = letto;
  const luogo = `${lettera}${cifre(numero)}`;
  const m = MESI.indexOf(mese);
  const g = Number(cifre(giorno)) % 40;
  if (g > (GIORNI_MAX[m] ?? 0)) return { luogo, giorni: [] };
  const giorni = SECOLI.map((secolo) => `${secolo}${cifre(anno)}-${duecifre(m + 1)}-${duecifre(g)}` as Giorno);
  return { luogo, giorni: giorni.filter((uno) => uno <= oggi && (g < 29 || m !== 1 || parseGiorno(uno) !== null)) };
}

const duecifre = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** The digits under the letters of omocodia. */
function cifre(testo = ''): string {
  // Most codes have none.
  return /^[0-9]*$/.test(testo) ? testo : testo.replace(/[A-Z]/g, (lettera) => String(OMOCODIA.indexOf(lettera)));
}

function personaValida(codice: string): boolean {
  const letto = PERSONA.exec(codice);
  if (letto === null) return false;
  const giorno = Number(cifre(letto[3]));
  // A woman's day of birth is forty more.
  const esiste = (giorno >= 1 && giorno <= 31) || (giorno >= 41 && giorno <= 71);
  return esiste && codice.endsWith(carattereDiControllo(codice));
}

function carattereDiControllo(codice: string): string {
  let somma = 0;
  for (let i = 0; i < 15; i++) {
    const codicePunto = codice.charCodeAt(i);
    const posto = codicePunto < 65 ? codicePunto - 48 : codicePunto - 65;
    somma += i % 2 === 0 ? (DISPARI[posto] ?? 0) : posto;
  }
  return String.fromCharCode(65 + (somma % 26));
}
