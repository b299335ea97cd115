const SECONDO_MS = 1000;

/** After each failure of an event, how long until it is sent again: nearly three days in all, then a person has to look. */
export const ATTESE_EVENTO_S = [5, 30, 120, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 86_400] as const;

/** How long to wait after so many failures; null: no more. */
export function attesaEventoMs(tentativi: number): number | null {
  const secondi = ATTESE_EVENTO_S[tentativi - 1];
  return secondi === undefined ? null : secondi * SECONDO_MS;
}

/** The plan of the push (webservices 1.24): w(n) is when try n is due, from three seconds to fourteen days. */
const PRIMA_S = 3;
const ULTIMA_S = 14 * 24 * 60 * 60;

function w(n: number, massimo: number): number {
  return PRIMA_S * SECONDO_MS * (ULTIMA_S / PRIMA_S) ** (n / massimo);
}

/** How long to wait after so many tries of an outcome, of `massimo` in all; null: that was the last one. */
export function attesaEsitoMs(tentativi: number, massimo: number): number | null {
  if (tentativi >= massimo) return null;
  const prossimo = tentativi + 1;
  return Math.round(w(prossimo, massimo) - w(prossimo - 1, massimo));
}

/** A subscription whose software is left alone is looked at again after so long: what waits for it is no try, and counts as none. */
export const RIPOSO_EVENTI_MS = 15 * SECONDO_MS;

/** An outcome for a place that is left alone is looked at again after so long, and was not tried: those of other places come before it. */
export const RINVIO_ESITO_MS = 60 * SECONDO_MS;
