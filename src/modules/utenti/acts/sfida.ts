import { createChallenge, verifySolution, type Challenge, type Solution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { randomInt } from 'node:crypto';
import type { Ctx } from '#platform/contesto';
import { impronta } from '#platform/crypto';
import { SFIDA_MS, SFIDE_SPESE } from '../core/limiti.ts';
import { consuma } from './tentativi.ts';

/** A thousand rounds for each of up to a thousand numbers: a second on an old telephone, a millisecond for us. */
const COSTO = { cost: 1000, counterMax: 1000 };
const ALGORITMO = 'PBKDF2/SHA-256';
/** A solved challenge is about a kilobyte. */
const SOLUZIONE_CARATTERI_MAX = 4096;

/** A proof of work for a browser to solve while the person types (ALTCHA, v2). Signed, so that nothing is stored until it is spent. */
export async function sfida(ctx: Ctx): Promise<Challenge> {
  return createChallenge({
    algorithm: ALGORITMO,
    cost: COSTO.cost,
    counter: randomInt(1, COSTO.counterMax),
    deriveKey,
    // Not `expiresAt`: the library would look at its own clock.
    data: { scadeMs: ctx.now.getTime() + SFIDA_MS },
    hmacSignatureSecret: segreto(ctx, 'firma'),
    hmacKeySignatureSecret: segreto(ctx, 'chiave'),
  });
}

/**
 * Was a challenge of ours solved, in time, and for the first time? `soluzione` is what the browser sends: base64 of the JSON of challenge
 * and solution. Anything else is simply not a solution: without JavaScript there is none, and the ordinary limits hold.
 */
export async function verificaSfida(ctx: Ctx, soluzione: string): Promise<boolean> {
  const letta = leggiSoluzione(soluzione);
  if (letta === null) return false;
  const { challenge, solution } = letta;
  try {
    const { verified } = await verifySolution({
      challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: segreto(ctx, 'firma'),
      hmacKeySignatureSecret: segreto(ctx, 'chiave'),
    });
    if (!verified) return false;
  } catch {
    // The library throws on parameters that it cannot use: they are not those we signed.
    return false;
  }
  const scadeMs = challenge.parameters.data?.['scadeMs'];
  if (typeof scadeMs !== 'number' || scadeMs <= ctx.now.getTime()) return false;
  return (await consuma(ctx, { ...SFIDE_SPESE, chiave: challenge.parameters.nonce })).ok;
}

function leggiSoluzione(testo: string): { challenge: Challenge; solution: Solution } | null {
  if (testo === '' || testo.length > SOLUZIONE_CARATTERI_MAX) return null;
  try {
    const letto: unknown = JSON.parse(Buffer.from(testo, 'base64').toString('utf8'));
    return isSoluzione(letto) ? letto : null;
  } catch {
    return null;
  }
}

/** The cost is ours or it is refused before any work: a forged challenge must not make us compute. */
function isSoluzione(letto: unknown): letto is { challenge: Challenge; solution: Solution } {
  if (!isOggetto(letto) || !isOggetto(letto['challenge']) || !isOggetto(letto['solution'])) return false;
  const { parameters } = letto['challenge'];
  if (!isOggetto(parameters) || typeof parameters['nonce'] !== 'string') return false;
  return parameters['algorithm'] === ALGORITMO && parameters['cost'] === COSTO.cost && parameters['keyLength'] === 32;
}

function isOggetto(valore: unknown): valore is Record<string, unknown> {
  return typeof valore === 'object' && valore !== null;
}

function segreto(ctx: Ctx, uso: string): string {
  return impronta(ctx.config.pepe, `sfida:${uso}`, '').toString('hex');
}
