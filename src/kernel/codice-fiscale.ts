import { partitaIvaValida } from './partita-iva.ts';

/** A tax code in capitals: 16 characters of a natural person, or 11 digits of anyone else (and of a person with a provisional one). */
export type CodiceFiscale = string & { readonly __tipo: 'CodiceFiscale' };

// Where a digit stands, omocodia may have put a letter: two people whose codes would be equal get different ones.
const OMOCODIA = 'LMNPQRSTUV';
const CIFRA = `[0-9${OMOCODIA}]`;
const PERSONA = new RegExp(`^[A-Z]{6}${CIFRA}{2}[ABCDEHLMPRST](${CIFRA}{2})[A-Z]${CIFRA}{3}[A-Z]$`);

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

function personaValida(codice: string): boolean {
  const letto = PERSONA.exec(codice);
  if (letto === null) return false;
  const giorno = Number(letto[1]?.replace(/[A-Z]/g, (lettera) => String(OMOCODIA.indexOf(lettera))));
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
