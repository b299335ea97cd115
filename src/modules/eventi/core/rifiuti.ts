import { rifiuto, type Genere } from '#kernel/esito';

/** Why nothing is done of a subscription, or of a place where outcomes are pushed. The sentences are in testi. */
export const RIFIUTI_EVENTI = {
  ABBONAMENTO_NOME_NON_VALIDO: 'non_valido',
  ABBONAMENTO_NOME_DUPLICATO: 'conflitto',
  ABBONAMENTO_GENERI_NON_VALIDI: 'non_valido',
  ABBONAMENTO_SEGRETO_NON_VALIDO: 'non_valido',
  ABBONAMENTO_TROPPI: 'conflitto',
  ABBONAMENTO_NON_TROVATO: 'non_trovato',
  /** It is in that state already, or was suspended meanwhile. */
  ABBONAMENTO_STATO: 'conflitto',
  /** The secret was changed a moment ago: the one before it still signs. */
  ABBONAMENTO_SEGRETO_APPENA_CAMBIATO: 'conflitto',
  EVENTI_INTERVALLO_NON_VALIDO: 'non_valido',
  EVENTI_TROPPI: 'troppo_grande',
  EVENTO_NON_TROVATO: 'non_trovato',
  EVENTI_INDIRIZZO_NON_VALIDO: 'non_valido',
  SPINTA_GIA_REGISTRATA: 'conflitto',
  SPINTA_TIPO_SCONOSCIUTO: 'non_valido',
  SPINTA_JWT_INCOMPLETO: 'non_valido',
  SPINTA_SEGRETO_NON_VALIDO: 'non_valido',
  SPINTA_NON_TROVATA: 'non_trovato',
  ESITO_NON_FERMO: 'conflitto',
} as const satisfies Record<string, Genere>;

export type CodiceEventi = keyof typeof RIFIUTI_EVENTI;

export type RifiutoEventi = {
  codice: CodiceEventi;
  genere: Genere;
  parametri?: Record<string, string | number>;
};

/** A refusal of this module. */
export function rifiutoEventi(
  codice: CodiceEventi,
  parametri: Record<string, string | number> = {},
): { ok: false; refusal: RifiutoEventi } {
  return rifiuto(codice, RIFIUTI_EVENTI[codice], parametri);
}
