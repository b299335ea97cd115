import type { Genere } from '#kernel/esito';

/** Why someone is not let in, or asked to wait. Kinds of refusal by code; the sentences are in testi. */
export const RIFIUTI_UTENTI = {
  /** Parameter `secondi`: when to try again. */
  TROPPI_TENTATIVI: 'troppi',
  /** User unknown, disabled, or wrong password: one answer for all. */
  ACCESSO_NEGATO: 'vietato',
  CODICE_RICHIESTO: 'vietato',
  CODICE_ERRATO: 'vietato',
  CODICE_GIA_USATO: 'vietato',
  /** One's own, asked again before a change. */
  PASSWORD_ERRATA: 'vietato',
  SECONDO_FATTORE_PRESENTE: 'conflitto',
  SECONDO_FATTORE_ASSENTE: 'conflitto',
  /** Who administers an ente cannot do without. */
  SECONDO_FATTORE_OBBLIGATORIO: 'vietato',
  /** The challenge was used, is over, or is of another browser. */
  PASSKEY_SCADUTA: 'conflitto',
  /** It is none of theirs, or what it signed does not hold. */
  PASSKEY_NON_VALIDA: 'vietato',
  /** It counts backwards: somebody has a copy. */
  PASSKEY_COPIATA: 'vietato',
  PASSKEY_PRESENTE: 'conflitto',
  /** Parameter `massimo`. */
  PASSKEY_TROPPE: 'conflitto',
  PASSKEY_SCONOSCIUTA: 'non_trovato',
  NOME_PASSKEY: 'non_valido',
  SESSIONE_SCADUTA: 'vietato',
  ENTE_NON_TUO: 'vietato',
  /** The ente is still being prepared: its software may not come in yet. */
  ENTE_INSERITO: 'vietato',
  /** No provider of identity, or it does not answer. */
  IDENTITA_NON_DISPONIBILE: 'non_disponibile',
  /** The sign-in was not begun in this browser, or was used already. */
  ACCESSO_SCONOSCIUTO: 'conflitto',
  ACCESSO_SCADUTO: 'conflitto',
  /** The provider says no. Parameter `motivo`: one of MOTIVI_NEGATI. */
  IDENTITA_NEGATA: 'vietato',
  /** What the provider says does not hold: another nonce, a signature, an issuer that is not it. */
  IDENTITA_NON_VERIFICATA: 'vietato',
  /** It does not tell a valid tax code, or a name. */
  IDENTITA_INCOMPLETA: 'vietato',
  /** Of an operator: nobody works here with that tax code. Nothing else is said. */
  IDENTITA_SENZA_ACCESSO: 'vietato',
  /** The tax code was said of somebody, who has not proved yet that the account is theirs. */
  IDENTITA_DA_COLLEGARE: 'conflitto',
  /** The tax code is not the one that was said of that account. */
  IDENTITA_NON_COLLEGABILE: 'vietato',
  /** The provider of the ente is turned off, or does not answer. */
  FORNITORE_NON_DISPONIBILE: 'non_disponibile',
  /** Whom the provider knows may not work for its ente now. */
  FORNITORE_SENZA_ACCESSO: 'vietato',
  /** The account does not work for that ente, or is linked to somebody else of it. */
  FORNITORE_NON_COLLEGABILE: 'vietato',
  /** It has not verified the address of the invitation, or who administers was to come in by it alone. */
  FORNITORE_ALTRO_INDIRIZZO: 'vietato',
  FORNITORE_ASSENTE: 'non_trovato',
  /** Somebody else has changed it meanwhile. */
  FORNITORE_CAMBIATO: 'conflitto',
  /** The prova says why. */
  FORNITORE_NON_VA: 'conflitto',
  FORNITORE_NOME: 'non_valido',
  FORNITORE_EMITTENTE: 'non_valido',
  FORNITORE_EMITTENTE_IN_CHIARO: 'non_valido',
  FORNITORE_CLIENT: 'non_valido',
  FORNITORE_SEGRETO: 'non_valido',
  CODICE_FISCALE_NON_VALIDO: 'non_valido',
  UTENTE_NON_VALIDO: 'non_valido',
  NOME_NON_VALIDO: 'non_valido',
  EMAIL_NON_VALIDA: 'non_valido',
  PASSWORD_DEBOLE: 'non_valido',
  OPERATORE_SCONOSCIUTO: 'non_trovato',
  /** Somebody else has changed the same person meanwhile. */
  OPERATORE_CAMBIATO: 'conflitto',
  /** An ente always has somebody who administers it. */
  ULTIMO_AMMINISTRATORE: 'conflitto',
  /** Somebody must run the installation. */
  ULTIMO_INTERMEDIARIO: 'conflitto',
  TIPO_DOVUTO_SCONOSCIUTO: 'non_trovato',
  /** The link was touched, or is none of ours. */
  PROVA_NON_VALIDA: 'non_valido',
  PROVA_SCADUTA: 'conflitto',
  PROVA_USATA: 'conflitto',
  /** Parameter `rimasti`: attempts that are left. */
  CODICE_POSTA_ERRATO: 'non_valido',
  CODICE_POSTA_ESAURITO: 'troppi',
} as const satisfies Record<string, Genere>;

export type CodiceUtenti = keyof typeof RIFIUTI_UTENTI;
export type RifiutoUtenti = { codice: CodiceUtenti; genere: Genere; parametri?: Record<string, string | number> };

/** A refusal of this module. */
export function rifiutoUtenti(
  codice: CodiceUtenti,
  parametri?: Record<string, string | number>,
): { ok: false; refusal: RifiutoUtenti } {
  const genere = RIFIUTI_UTENTI[codice];
  return { ok: false, refusal: parametri === undefined ? { codice, genere } : { codice, genere, parametri } };
}

/** Why a key of the ente's software does not open, or is not made. */
export const RIFIUTI_CHIAVE = {
  CHIAVE_NON_VALIDA: 'vietato',
  CHIAVE_REVOCATA: 'vietato',
  CHIAVE_SCADUTA: 'vietato',
  /** It comes from none of the addresses that it may come from. */
  CHIAVE_DA_ALTROVE: 'vietato',
  CHIAVE_SCONOSCIUTA: 'non_trovato',
  /** Another has taken its place, or it was revoked. */
  CHIAVE_NON_IN_USO: 'conflitto',
  CHIAVE_APPLICAZIONE_NON_VALIDA: 'non_valido',
  /** One application has one key. */
  CHIAVE_APPLICAZIONE_PRESENTE: 'conflitto',
  CHIAVE_SENZA_AMBITI: 'non_valido',
  CHIAVE_INDIRIZZO_NON_VALIDO: 'non_valido',
  /** Parameter `giorniMax`. */
  CHIAVE_GIORNI_NON_VALIDI: 'non_valido',
  /** The same Idempotency-Key, and something else is asked. */
  IDEMPOTENZA_DIVERSA: 'non_valido',
  IDEMPOTENZA_IN_CORSO: 'conflitto',
} as const satisfies Record<string, Genere>;

export type CodiceChiave = keyof typeof RIFIUTI_CHIAVE;
export type RifiutoChiave = { codice: CodiceChiave; genere: Genere; parametri?: Record<string, string | number> };

/** A refusal about a key. */
export function rifiutoChiave(
  codice: CodiceChiave,
  parametri?: Record<string, string | number>,
): { ok: false; refusal: RifiutoChiave } {
  const genere = RIFIUTI_CHIAVE[codice];
  return { ok: false, refusal: parametri === undefined ? { codice, genere } : { codice, genere, parametri } };
}
