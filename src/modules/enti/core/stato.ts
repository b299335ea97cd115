import { ok, type Esito } from '#kernel/esito';
import { rifiutoEnti, type RifiutoEnti } from './rifiuti.ts';

/** INSERITO: being prepared. PRE-ESERCIZIO: tried out. ESERCIZIO: it collects. */
export const STATI_ENTE = ['INSERITO', 'PRE-ESERCIZIO', 'ESERCIZIO'] as const;
export type StatoEnte = (typeof STATI_ENTE)[number];

/** Is it one of the states? */
export function isStatoEnte(testo: string): testo is StatoEnte {
  return (STATI_ENTE as readonly string[]).includes(testo);
}

/** What there is of what each state needs. */
export type Prerequisiti = { stato: StatoEnte; stazione: boolean; iban: boolean; tipi: boolean };

/**
 * May the ente pass to another state? From any to any, with a reason: to be tried out it needs a station to answer at, to collect also an
 * account and something to collect. `cambia` false: it is there already.
 */
export function decidiStato(
  { stato, stazione, iban, tipi }: Prerequisiti,
  { a, motivo }: { a: StatoEnte; motivo: string },
): Esito<{ cambia: boolean }, RifiutoEnti> {
  if (a !== 'INSERITO' && !stazione) return rifiutoEnti('ENTE_SENZA_STAZIONE');
  if (a === 'ESERCIZIO' && !iban) return rifiutoEnti('ENTE_SENZA_IBAN');
  if (a === 'ESERCIZIO' && !tipi) return rifiutoEnti('ENTE_SENZA_TIPI');
  if (a === stato) return ok({ cambia: false });
  return motivoValido(motivo) ? ok({ cambia: true }) : rifiutoEnti('MOTIVO_NON_SCRITTO');
}

const MOTIVO_MIN = 3;
export const MOTIVO_MAX = 500;

/** A reason is a few words that someone will read years later. */
export function motivoValido(motivo: string): boolean {
  const parole = motivo.trim();
  return parole.length >= MOTIVO_MIN && motivo.length <= MOTIVO_MAX;
}
