/** Letters and digits that nobody takes for one another when copied from paper. */
const ALFABETO = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LUNGO = 10;

/** How many recovery codes an operator has: enough for a lost telephone and a few mistakes. */
export const CODICI_RECUPERO = 10;

/**
 * A recovery code as it is kept and compared, from ten bytes of chance: about 49 bits, which the limits on sign-ins put out of reach. A
 * byte is folded on 31 letters, which are then not quite alike: it costs a fraction of a bit.
 */
export function codiceRecupero(caso: Uint8Array): string {
  return [...caso.subarray(0, LUNGO)].map((byte) => ALFABETO[byte % ALFABETO.length] ?? '').join('');
}

/** As people read it: `ABCDE-23456`. */
export function formatRecupero(codice: string): string {
  return `${codice.slice(0, LUNGO / 2)}-${codice.slice(LUNGO / 2)}`;
}

/** What somebody types: blanks, hyphens and small letters do not count. Null: not the shape of one. */
export function parseRecupero(testo: string): string | null {
  const nudo = testo.replace(/[\s-]+/g, '').toUpperCase();
  return nudo.length === LUNGO && [...nudo].every((lettera) => ALFABETO.includes(lettera)) ? nudo : null;
}
