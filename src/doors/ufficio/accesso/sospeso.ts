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
  return sigillaPer(u, r, { scopo: ACCESSO, cosa: sospeso });
}

/** The first step again; null: it is none of ours, of another browser, or it is over. */
export function riprendi(u: Ufficio, r: RichiestaUfficio, sigillato: string): Sospeso | null {
  return riapri<Sospeso>(u, r, { scopo: ACCESSO, sigillato });
}

const ACCESSO = 'accesso';

type Sigillato = { scopo: string; cosa: unknown; browser: string; fino: number };

/** Seals, for one purpose, what a form of this browser brings back within minutes. */
export function sigillaPer({ ctx }: Ufficio, r: RichiestaUfficio, che: Pick<Sigillato, 'scopo' | 'cosa'>): string {
  const dati: Sigillato = { ...che, browser: r.csrf(), fino: ctx.now.getTime() + SOSPESO_MS };
  return sigilla(ctx.config.chiaveCifra, Buffer.from(JSON.stringify(dati))).toString('base64url');
}

/** What had been sealed for that purpose; null as above. */
export function riapri<T>(
  { ctx }: Ufficio,
  r: RichiestaUfficio,
  { scopo, sigillato }: { scopo: string; sigillato: string },
): T | null {
  try {
    const aperto = apriSigillo(ctx.config.chiaveCifra, Buffer.from(sigillato, 'base64url')).toString('utf8');
    const letto = JSON.parse(aperto) as Sigillato;
    // What other forms seal with the same key has none of this.
    const suo = letto.scopo === scopo && letto.browser === r.csrf();
    return suo && ctx.now.getTime() < letto.fino ? (letto.cosa as T) : null;
  } catch {
    return null;
  }
}
