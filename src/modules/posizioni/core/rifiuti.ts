import type { Rifiuto } from '#kernel/esito';

/** Why a requested change of a dovuto is refused. Each door has its own face for these (codes of the files, faults of the SIL). */
export const RIFIUTI_CARICO = {
  TIPO_DOVUTO_INESISTENTE: 'non_trovato',
  OPERATORE_NON_ABILITATO: 'vietato',
  SCADENZA_MANCANTE: 'non_valido',
  SCADENZA_PASSATA: 'non_valido',
  IMPORTO_TROPPO_GRANDE: 'non_valido',
  /** The same IUD was already taken from this same file. */
  IUD_RIPETUTO: 'conflitto',
  IUD_DUPLICATO: 'conflitto',
  IUV_DUPLICATO: 'conflitto',
  DOVUTO_NON_TROVATO: 'non_trovato',
  DOVUTO_IN_PAGAMENTO: 'conflitto',
  TIPO_DOVUTO_NON_MODIFICABILE: 'conflitto',
  IUV_NON_MODIFICABILE: 'conflitto',
  IUV_NON_AZZERABILE: 'conflitto',
} as const satisfies Record<string, Rifiuto['genere']>;

export type CodiceCarico = keyof typeof RIFIUTI_CARICO;
