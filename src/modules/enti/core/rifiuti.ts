import type { Genere } from '#kernel/esito';

/** Why a change of the configuration is refused. Kinds of refusal by code; the sentences are in testi. */
export const RIFIUTI_ENTI = {
  CODICE_FISCALE_ENTE_NON_VALIDO: 'non_valido',
  CODICE_IPA_NON_VALIDO: 'non_valido',
  CODICE_IPA_OCCUPATO: 'conflitto',
  DENOMINAZIONE_NON_VALIDA: 'non_valido',
  CBILL_NON_VALIDO: 'non_valido',
  TESTO_TROPPO_LUNGO: 'non_valido',
  LOGO_NON_PNG: 'non_valido',
  LOGO_TROPPO_GRANDE: 'troppo_grande',
  PASSWORD_SIL_DEBOLE: 'non_valido',
  /** Test and live passwords of an ente must differ: the password says which of the two rows is meant. */
  PASSWORD_SIL_OCCUPATA: 'conflitto',
  INTERMEDIARIO_SCONOSCIUTO: 'non_trovato',
  ENTE_SCONOSCIUTO: 'non_trovato',
  ENTE_SENZA_STAZIONE: 'conflitto',
  ENTE_SENZA_IBAN: 'conflitto',
  ENTE_SENZA_TIPI: 'conflitto',
  STAZIONE_SCONOSCIUTA: 'non_trovato',
  STAZIONE_CODICE_NON_VALIDO: 'non_valido',
  STAZIONE_DI_ALTRI: 'conflitto',
  STAZIONE_SENZA_PROVA: 'vietato',
  SEGMENTO_DEBOLE: 'non_valido',
  CERTIFICATO_NON_VALIDO: 'non_valido',
  INDIRIZZO_NON_VALIDO: 'non_valido',
  SEGREGAZIONE_NON_VALIDA: 'non_valido',
  SEGREGAZIONE_OCCUPATA: 'conflitto',
  /** The notices already issued carry the code: it stays theirs. */
  SEGREGAZIONE_NON_MODIFICABILE: 'conflitto',
  CONTO_NOME_NON_VALIDO: 'non_valido',
  CONTO_SCONOSCIUTO: 'non_trovato',
  CONTO_TIPO_NON_MODIFICABILE: 'conflitto',
  CONTO_NON_POSTALE: 'non_valido',
  IBAN_NON_VALIDO: 'non_valido',
  IBAN_NON_POSTALE: 'non_valido',
  IBAN_DECORRENZA_PASSATA: 'conflitto',
  TIPO_CODICE_NON_VALIDO: 'non_valido',
  TIPO_CODICE_RISERVATO: 'conflitto',
  TASSONOMIA_NON_VALIDA: 'non_valido',
  TASSONOMIA_SCONOSCIUTA: 'non_trovato',
  TASSONOMIA_NON_IN_VIGORE: 'conflitto',
  AUTORIZZAZIONE_SENZA_BOLLETTINO: 'conflitto',
  CONTO_IN_USO: 'conflitto',
  CONTO_NOME_OCCUPATO: 'conflitto',
  CONTO_SENZA_INTESTATARIO: 'conflitto',
  IBAN_DI_ALTRI: 'conflitto',
  IBAN_GIA_IN_VIGORE: 'conflitto',
  IBAN_GIORNO_OCCUPATO: 'conflitto',
  IBAN_SCONOSCIUTO: 'conflitto',
  IBAN_TERMINE_PASSATO: 'conflitto',
  SEGREGAZIONE_CENTRALE: 'conflitto',
  STAZIONE_CHIUSURA_PASSATA: 'conflitto',
  STAZIONE_PREDEFINITA: 'conflitto',
  TASSONOMIA_ILLEGGIBILE: 'conflitto',
  TASSONOMIA_RIDOTTA: 'conflitto',
  TASSONOMIA_RIGA_NON_VALIDA: 'conflitto',
} as const satisfies Record<string, Genere>;

export type CodiceEnti = keyof typeof RIFIUTI_ENTI;
export type RifiutoEnti = { codice: CodiceEnti; genere: Genere; parametri?: Record<string, string | number> };

/** A refusal of this module. */
export function rifiutoEnti(
  codice: CodiceEnti,
  parametri?: Record<string, string | number>,
): { ok: false; refusal: RifiutoEnti } {
  const genere = RIFIUTI_ENTI[codice];
  return { ok: false, refusal: parametri === undefined ? { codice, genere } : { codice, genere, parametri } };
}
