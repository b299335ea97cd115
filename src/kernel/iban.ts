import { friendlyFormatIBAN, isValidIBAN } from 'ibantools';

/** An IBAN in its electronic form: capitals, no blanks. */
export type Iban = string & { readonly __tipo: 'Iban' };

/** An IBAN of any country, as people write it (blanks, small letters); null when country, length, form or check digits are wrong. */
export function parseIban(testo: string): Iban | null {
  const iban = testo.replace(/\s+/g, '');
  if (!/^[0-9A-Za-z]+$/.test(iban)) return null;
  const maiuscolo = iban.toUpperCase();
  return isValidIBAN(maiuscolo) ? (maiuscolo as Iban) : null;
}

/** In groups of four, to be read and checked against a paper: `IT60 X054 2811 …`. */
export function formatIban(iban: string): string {
  return friendlyFormatIBAN(iban) ?? iban;
}

/** Is it an account of Poste Italiane (ABI 07601)? Only such accounts can be credited by a postal slip. */
export function ibanPostale(iban: Iban): boolean {
  return /^IT\d{2}[A-Z]07601\d{17}$/.test(iban);
}

/** The 12 digits of the postal account, as the slip's codes want them (conto corrente postale); null for a bank's account. */
export function contoPostaleDi(iban: Iban): string | null {
  return ibanPostale(iban) ? iban.slice(-12) : null;
}
