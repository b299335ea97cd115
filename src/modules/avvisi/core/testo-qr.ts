import { IMPORTO_MAX_CENTS, cents, confronta, type Cents } from '#kernel/importo';
import { parseNumeroAvviso, type NumeroAvviso } from '#kernel/numero-avviso';

/** What the QR code of a notice says: which notice, of which ente, for how much. */
export type ContenutoQr = { numeroAvviso: NumeroAvviso; codiceFiscaleEnte: string; importoCents: Cents };

const FORMA = /^PAGOPA\|002\|(\d{18})\|(\d{11})\|(\d{1,11})$/;

/**
 * The text of the QR code (pagoPA, L'avviso di pagamento, «Codice QR»): `PAGOPA|002|<notice number>|<tax code>|<cents>`, the amount
 * in cents with at least two digits and no others. Throws RangeError for what cannot be in it: a tax code that is not of 11
 * digits, an amount that is negative or above IMPORTO_MAX_CENTS.
 */
export function testoQr({ numeroAvviso, codiceFiscaleEnte, importoCents }: ContenutoQr): string {
  if (!/^\d{11}$/.test(codiceFiscaleEnte)) throw new RangeError(`Not the tax code of an ente: ${codiceFiscaleEnte}`);
  if (importoCents < 0 || confronta(importoCents, IMPORTO_MAX_CENTS) > 0)
    throw new RangeError(`Not payable: ${importoCents}`);
  return `PAGOPA|002|${numeroAvviso}|${codiceFiscaleEnte}|${String(importoCents).padStart(2, '0')}`;
}

/**
 * Reads such a text, as lenient as those in circulation ask: blanks around it, zeros before the amount, one digit of cents; check
 * digits are not verified. Null when it is something else.
 */
export function parseTestoQr(testo: string): ContenutoQr | null {
  const letto = FORMA.exec(testo.trim());
  const numeroAvviso = parseNumeroAvviso(letto?.[1] ?? '');
  if (letto === null || numeroAvviso === null) return null;
  return { numeroAvviso, codiceFiscaleEnte: letto[2] ?? '', importoCents: cents(Number(letto[3])) };
}
