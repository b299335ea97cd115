import { isoRoma } from '#kernel/giorno';

const MINUTO_MS = 60_000;

/**
 * An instant as xs:dateTime in the hour of Rome, with its zone: who gives it back to us says the same instant, in the hour that autumn
 * repeats too, and also where it reads the hour and drops the zone.
 */
export function istanteConZona(istante: Date): string {
  const murale = isoRoma(istante);
  const scarto = Math.round((Date.parse(`${murale}Z`) - istante.getTime()) / MINUTO_MS);
  const due = (n: number): string => String(n).padStart(2, '0');
  return `${murale}+${due(Math.trunc(scarto / 60))}:${due(scarto % 60)}`;
}
