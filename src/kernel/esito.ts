/** What kind of refusal this is: each door turns it into its own face (an HTTP status, a SOAP fault, a sentence). */
export type Genere =
  'non_trovato' | 'non_valido' | 'conflitto' | 'vietato' | 'troppo_grande' | 'troppi' | 'non_disponibile';

/** An answer the domain gives on purpose. `parametri` fill the sentence that people read; they never hold personal data. */
export type Rifiuto = { codice: string; genere: Genere; parametri?: Record<string, string | number> };

/** The outcome of an act: a value, or a refusal of the closed union `R` that the module declares. A fault is thrown instead. */
export type Esito<T, R extends Rifiuto = Rifiuto> = { ok: true; value: T } | { ok: false; refusal: R };

/** The act succeeded with `value`. */
export function ok(): { ok: true; value: undefined };
export function ok<T>(value: T): { ok: true; value: T };
export function ok(value?: unknown): { ok: true; value: unknown } {
  return { ok: true, value };
}

/** The act is refused. The literal types of code, kind and parameters are kept, so that it fits the union a module declares. */
export function rifiuto<C extends string, G extends Genere>(
  codice: C,
  genere: G,
): { ok: false; refusal: { codice: C; genere: G } };
export function rifiuto<C extends string, G extends Genere, P extends Record<string, string | number>>(
  codice: C,
  genere: G,
  parametri: P,
): { ok: false; refusal: { codice: C; genere: G; parametri: P } };
export function rifiuto(codice: string, genere: Genere, parametri?: Record<string, string | number>): Esito<never> {
  return { ok: false, refusal: parametri === undefined ? { codice, genere } : { codice, genere, parametri } };
}

/** The value of an outcome that cannot be a refusal here (tests, impossible cases). Throws a fault naming the code if it is one. */
export function valoreDi<T>(esito: Esito<T>): T {
  if (esito.ok) return esito.value;
  throw new Error(`Unexpected refusal ${esito.refusal.codice} (${esito.refusal.genere})`, { cause: esito.refusal });
}
