/** What everybody writes before the name that tells one ente from another. */
const DI_TUTTI: ReadonlySet<string> = new Set(
  'comune citta di del dello della dei degli delle d l il lo la e'.split(' '),
);
/** More words than the longest name has. */
const PAROLE_MAX = 10;

/** The words that were written, as words are compared: without case, accents and signs (enti.parole does the same to the names). */
export function paroleDi(testo: string): string[] {
  const unite = testo.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return unite
    .split(/[^a-z0-9]+/)
    .filter((parola) => parola !== '')
    .slice(0, PAROLE_MAX);
}

/** The words by which an ente is looked for: those that tell it from the others, unless there are no others. */
export function paroleCercate(testo: string): string[] {
  const parole = paroleDi(testo);
  const proprie = parole.filter((parola) => !DI_TUTTI.has(parola));
  return proprie.length === 0 ? parole : proprie;
}

/** Does the text have a word that begins so, for each of those looked for? */
export function haParole(testo: string, cercate: readonly string[]): boolean {
  const parole = paroleDi(testo);
  return cercate.every((cercata) => parole.some((parola) => parola.startsWith(cercata)));
}
