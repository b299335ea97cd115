const SCHEMI = new Set(['https:', 'http:', 'mailto:', 'tel:']);
/** Any base: it only lets the URL parser read relative addresses as a browser does. */
const BASE = 'https://base.invalid';

/**
 * The address if a link may carry it, else null: a path of ours, a fragment, or one of https, http, mailto, tel. The renderer escapes
 * attributes but lets `javascript:` and `data:` through, and browsers ignore control characters and blanks inside a scheme, so it is
 * the URL parser that says which scheme it is.
 */
export function indirizzoSicuro(indirizzo: string): string | null {
  if (!URL.canParse(indirizzo, BASE)) return null;
  const letto = new URL(indirizzo, BASE);
  if (!SCHEMI.has(letto.protocol)) return null;
  // `//host` and `\\host` look like paths of ours and leave the site: an address that leaves says so with its scheme.
  const esce = letto.origin !== BASE;
  return esce && !/^[a-z]+:/i.test(indirizzo) ? null : indirizzo;
}
