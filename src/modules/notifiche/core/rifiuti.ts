import type { Genere } from '#kernel/esito';

/** Why what is decided of a mail that does not leave is not done. */
export const RIFIUTI_NOTIFICHE = {
  /** It has left, or somebody has decided already. */
  MAIL_NON_FERMA: 'conflitto',
} as const satisfies Record<string, Genere>;

export type CodiceNotifiche = keyof typeof RIFIUTI_NOTIFICHE;
export type RifiutoNotifiche = { codice: CodiceNotifiche; genere: Genere };

/** A refusal of this module. */
export function rifiutoNotifiche(codice: CodiceNotifiche): { ok: false; refusal: RifiutoNotifiche } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_NOTIFICHE[codice] } };
}

/** Why nothing is mailed again. */
export const RIFIUTI_INVIO = {
  INVIO_DOVUTO_SCONOSCIUTO: 'non_trovato',
  /** The ente gave no address of who owes, or what it gave is none. */
  INVIO_SENZA_INDIRIZZO: 'conflitto',
  /** There is no notice, or nobody can pay by it any more. */
  INVIO_SENZA_AVVISO: 'conflitto',
  INVIO_SENZA_RICEVUTA: 'conflitto',
  /** An ente that is tried out sends nothing to the people whose addresses it tries. */
  INVIO_IN_PROVA: 'conflitto',
  /** For today, of this dovuto or to this address. */
  INVIO_TROPPI: 'troppi',
} as const satisfies Record<string, Genere>;

export type CodiceInvio = keyof typeof RIFIUTI_INVIO;
export type RifiutoInvio = { codice: CodiceInvio; genere: Genere };

/** A refusal to mail something again. */
export function rifiutoInvio(codice: CodiceInvio): { ok: false; refusal: RifiutoInvio } {
  return { ok: false, refusal: { codice, genere: RIFIUTI_INVIO[codice] } };
}
