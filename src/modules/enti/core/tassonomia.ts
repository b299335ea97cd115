import type { Giorno } from '#kernel/giorno';

/** A code of the taxonomy with its validity; `validaAl` is the first day on which it no longer holds. */
export type CodiceTassonomia = { codice: string; validaDal: Giorno; validaAl: Giorno | null };

/** Does the code hold on that day? */
export function inVigore(codice: CodiceTassonomia, giorno: Giorno): boolean {
  return codice.validaDal <= giorno && (codice.validaAl === null || giorno < codice.validaAl);
}

/**
 * A code of the taxonomy as we write it, with prefix and slashes; on the wire `0101107TS` and `9/0301116TS` occur too (pagopa 7).
 * Null when it is none.
 */
export function parseTassonomia(testo: string): string | null {
  const letto = /^(?:([6-9])\/)?(\d{7}(?:IM|TS|SP|SA|AP))\/?$/.exec(testo.trim());
  return letto === null ? null : `${letto[1] ?? '9'}/${letto[2]}/`;
}
