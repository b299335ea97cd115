/** The Nodo writes its dates in Rome time, without zone, whatever the clock of this machine says. */
const ROMA = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Rome',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const PER_PERSONE = new Intl.DateTimeFormat('it-IT', {
  timeZone: 'Europe/Rome',
  ...({ day: '2-digit', month: '2-digit', year: 'numeric' } as const),
  ...({ hour: '2-digit', minute: '2-digit', second: '2-digit' } as const),
});

const GIORNO_MS = 86_400_000;

/** 2026-11-23T10:15:00 */
export function dataOraRoma(istante: Date): string {
  return ROMA.format(istante).replace(' ', 'T');
}

/** 2026-11-23 */
export function dataRoma(istante: Date): string {
  return dataOraRoma(istante).slice(0, 10);
}

export function domani(istante: Date): Date {
  return new Date(istante.getTime() + GIORNO_MS);
}

/** 23/11/2026, 10:15:00 */
export function perPersone(istante: Date): string {
  return PER_PERSONE.format(istante);
}
