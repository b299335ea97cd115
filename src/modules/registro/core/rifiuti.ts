import type { Genere } from '#kernel/esito';

/** Why this module refuses. Kinds of refusal by code; the sentences are in testi. */
export const RIFIUTI_REGISTRO = {
  /** Not there, of another ente, or without a message. */
  EVENTO_SCONOSCIUTO: 'non_trovato',
  /** It is tried again meanwhile, or somebody has given it up. */
  LAVORO_NON_FERMO: 'conflitto',
} as const satisfies Record<string, Genere>;

export type CodiceRegistro = keyof typeof RIFIUTI_REGISTRO;
export type RifiutoRegistro = { codice: CodiceRegistro; genere: Genere };

/** A refusal of this module. */
export function rifiutoRegistro(codice: CodiceRegistro): { ok: false; refusal: RifiutoRegistro } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_REGISTRO[codice] } };
}
