import { ErroreHttp } from './errore-http.ts';

/** Fields of a form or of a query, in the order they came. */
export type Campi = { uno: Readonly<Record<string, string>>; tutti: (nome: string) => readonly string[] };

export const NESSUN_CAMPO: Campi = { uno: {}, tutti: () => [] };

/**
 * Reads name and value pairs. A field given twice is its last value in `uno`.
 * A NUL is refused here, once: PostgreSQL has no text with it, and no keyboard types it.
 */
export function leggiCampi(coppie: Iterable<readonly [string, string]>): Campi {
  const elenco = [...coppie];
  if (elenco.some(([nome, valore]) => nome.includes('\0') || valore.includes('\0'))) throw new ErroreHttp('richiesta');
  return {
    uno: Object.fromEntries(elenco),
    tutti: (nome) => elenco.filter(([altro]) => altro === nome).map(([, valore]) => valore),
  };
}
