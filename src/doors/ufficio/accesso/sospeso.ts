import type { IdentitaProvata } from '#modules/utenti';
import { apriSigillo, sigilla } from '#platform/crypto';
import type { RichiestaUfficio, Ufficio } from '../lavoro.ts';

/** How long the first step, already right, waits for what comes next. */
const SOSPESO_MS = 5 * 60_000;

/** Who is by half in: by password (and perhaps an identity to be linked to it), or by an identity. */
export type Sospeso =
  { utente: string; password: string; identita: IdentitaProvata | null } | { identita: IdentitaProvata };

/**
 * Between two steps the first travels with the form, sealed by a key that only the server has, and is good in this browser alone: nothing
 * is kept of who does not end.
 */
export function sospendi({ ctx }: Ufficio, r: RichiestaUfficio, sospeso: Sospeso): string {
  const dati = JSON.stringify({ sospeso, browser: r.csrf(), fino: ctx.now.getTime() + SOSPESO_MS });
  return sigilla(ctx.config.chiaveCifra, Buffer.from(dati)).toString('base64url');
}

/** The first step again; null: it is none of ours, of another browser, or it is over. */
export function riprendi({ ctx }: Ufficio, r: RichiestaUfficio, sigillato: string): Sospeso | null {
  try {
    const aperto = apriSigillo(ctx.config.chiaveCifra, Buffer.from(sigillato, 'base64url')).toString('utf8');
    const { sospeso, browser, fino } = JSON.parse(aperto) as { sospeso: Sospeso; browser: string; fino: number };
    // What other forms seal with the same key has none of this.
    return browser === r.csrf() && ctx.now.getTime() < fino ? sospeso : null;
  } catch {
    return null;
  }
}
