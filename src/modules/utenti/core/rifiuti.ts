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
  SESSIONE_SCADUTA: 'vietato',
  ENTE_NON_TUO: 'vietato',
  /** The ente is still being prepared: its software may not come in yet. */
  ENTE_INSERITO: 'vietato',
  UTENTE_NON_VALIDO: 'non_valido',
  NOME_NON_VALIDO: 'non_valido',
  EMAIL_NON_VALIDA: 'non_valido',
  PASSWORD_DEBOLE: 'non_valido',
  OPERATORE_SCONOSCIUTO: 'non_trovato',
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
