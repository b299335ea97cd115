import { causalePubblica } from '#kernel/causale';

/** What pagoPA's own endpoint writes where a text is mandatory and there is none. */
const MANCANTE = 'NA';

/** A text fit for a stText of that length: on one line, cut, and never empty, for an empty element is invalid. `max` is at most 140. */
export function testoFinoA(max: number, testo: string | null): string {
  return facoltativoFinoA(max, testo) ?? MANCANTE;
}

/** The same for an optional element: null when there is nothing to say. */
export function facoltativoFinoA(max: number, testo: string | null): string | null {
  const tagliato = (causalePubblica(testo ?? '') ?? '').slice(0, max);
  // The cut may have split a pair of surrogates.
  return (tagliato.isWellFormed() ? tagliato : tagliato.slice(0, -1)).trimEnd() || null;
}

export function testo140(testo: string | null): string {
  return testoFinoA(140, testo);
}
