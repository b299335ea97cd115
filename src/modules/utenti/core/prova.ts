import { ok, type Esito } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { PROVA_RIPETUTA_MS } from './limiti.ts';
import { rifiutoUtenti, type RifiutoUtenti } from './rifiuti.ts';

/** How a mail address is proved: opening the link, or copying the six digits. */
export type Via = 'link' | 'codice';

export type StatoProva = { chiestaIl: Date; usataIl: Date | null };

const DURATA_MS: Record<Via, number> = { link: LIMITI.linkPostaMs, codice: LIMITI.codicePostaMs };

/** When the link, or the code, of a proof stops working. */
export function scadenzaProva(chiestaIl: Date, via: Via): Date {
  return new Date(chiestaIl.getTime() + DURATA_MS[via]);
}

/** May it still be used? Once used it is spent, but for the double click that follows within a minute. */
export function usabile(prova: StatoProva, via: Via, adesso: Date): Esito<undefined, RifiutoUtenti> {
  if (prova.usataIl !== null && adesso.getTime() - prova.usataIl.getTime() > PROVA_RIPETUTA_MS)
    return rifiutoUtenti('PROVA_USATA');
  if (adesso >= scadenzaProva(prova.chiestaIl, via)) return rifiutoUtenti('PROVA_SCADUTA');
  return ok();
}

/**
 * A mail address as it is kept and counted: trimmed, in small letters. Null when it is none: we judge its form only as far as a mistyped
 * one shows, and what would break a header; the mail itself proves the rest.
 */
export function parseEmail(testo: string): string | null {
  const email = testo.trim().toLowerCase();
  return email.length <= 254 && /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\.]+(\.[^\s@<>,;:"()[\]\\.]+)+$/.test(email)
    ? email
    : null;
}

/** May this be a code? What is shorter, or holds a letter, was not all copied: it spends no attempt. */
export function sonoSeiCifre(testo: string): boolean {
  return parseCodice(testo) !== null;
}

/** Six digits, with the blanks people put between them; null for anything else. */
export function parseCodice(testo: string): string | null {
  const cifre = testo.replace(/\s+/g, '');
  return /^\d{6}$/.test(cifre) ? cifre : null;
}
