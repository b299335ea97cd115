/** What may be wrong with a definition, by code; the sentences are in testi. */
export const DIFETTI_MODULO = [
  'MODULO_NON_JSON',
  'MODULO_TROPPO_GRANDE',
  'MODULO_STRUTTURA',
  'MODULO_CAMPO_SCONOSCIUTO',
  'MODULO_ESPRESSIONE',
] as const;
export type CodiceDifetto = (typeof DIFETTI_MODULO)[number];

/** One thing that is wrong, and where. `riga` and `colonna` (from 1) are inside the expression at `percorso`. */
export type Difetto = {
  codice: CodiceDifetto;
  /** JSON pointer into the document. */
  percorso: string;
  parametri: Readonly<Record<string, string | number>>;
  posizione: { riga: number; colonna: number } | null;
};

/** The refusal of a definition: one code for the door, and everything that is wrong for whoever wrote it. */
export type RifiutoModulo = { codice: 'MODULO_NON_VALIDO'; genere: 'non_valido'; difetti: readonly Difetto[] };
