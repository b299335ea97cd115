/** What does not hold in the answer of an ente's service: one word a thing, which testi turns into a sentence. */
export const DIFETTI_ENTE = [
  'importo',
  'ente',
  'iuv',
  'trasferimenti',
  'somma',
  'beneficiario',
  'iban',
  'iban_altrui',
  'conto_postale',
  'tassonomia',
  'bollo',
] as const;
export type DifettoEnte = (typeof DIFETTI_ENTE)[number];
