import type { Mostrata } from '#modules/utenti';
import { apriSigillo, sigilla } from '#platform/crypto';
import type { RichiestaUfficio, Ufficio } from '../lavoro.ts';

/** How long the first step, already right, waits for what comes next. */
const SOSPESO_MS = 5 * 60_000;

/** Who is by half in: by password (and perhaps an identity to be linked to it), or by an identity. */
export type Sospeso = { utente: string; password: string; identita: Mostrata | null } | { identita: Mostrata };

/**
 * Between two steps the first travels with the form, sealed by a key that only the server has, and is good in this browser alone: nothing
 * is kept of who does not end.
 */
export function sospendi(u: Ufficio, r: RichiestaUfficio, sospeso: Sospeso): string {
  return sigillaPer(u, r, sospeso);
}

/** The first step again; null: it is none of ours, of another browser, or it is over. */
export function riprendi(u: Ufficio, r: RichiestaUfficio, sigillato: string): Sospeso | null {
  return riapri<Sospeso>(u, r, sigillato);
}

/** Seals what a form of this browser brings back within minutes. */
export function sigillaPer({ ctx }: Ufficio, r: RichiestaUfficio, cosa: unknown): string {
  const dati = JSON.stringify({ cosa, percorso: r.percorso, browser: r.csrf(), fino: ctx.now.getTime() + SOSPESO_MS });
  return sigilla(ctx.config.chiaveCifra, Buffer.from(dati)).toString('base64url');
}

/** What this very form had sealed; null as above. */
export function riapri<T>({ ctx }: Ufficio, r: RichiestaUfficio, sigillato: string): T | null {
  try {
    const aperto = apriSigillo(ctx.config.chiaveCifra, Buffer.from(sigillato, 'base64url')).toString('utf8');
    const { cosa, percorso, browser, fino } = JSON.parse(aperto) as Sigillato<T>;
    // What other forms seal with the same key has none of this.
    const suo = browser === r.csrf() && percorso === r.percorso;
    return suo && ctx.now.getTime() < fino ? cosa : null;
  } catch {
    return null;
  }
}

type Sigillato<T> = { cosa: T; percorso: string; browser: string; fino: number };
