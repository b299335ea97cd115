import { jwtVerify, SignJWT } from 'jose';
import type { DovutoId, EnteId, RicevutaId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { impronta } from '#platform/crypto';

const ANNI_MS = 365 * 86_400_000;
const GIORNO_MS = 86_400_000;

/** What an address of ours opens without a login, and for how long: a notice for as long as paper lives, the rest for a day. */
const DURATE_MS = { avviso: 2 * ANNI_MS, precaricato: GIORNO_MS, rt: GIORNO_MS } as const;
export type ScopoGettone = keyof typeof DURATE_MS;

/** What it opens: of which ente, and for the software of which. */
export type Gettone = { enteId: EnteId; id: DovutoId | RicevutaId; chiede: EnteId };

/** A JWT that says what it opens and until when: nobody guesses one, and each is good for one use. It names nobody. */
export function scriviGettone(ctx: Ctx, scopo: ScopoGettone, { enteId, id, chiede }: Gettone): Promise<string> {
  return new SignJWT({ ente: enteId, chi: chiede })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(id)
    .setAudience(scopo)
    .setExpirationTime(new Date(ctx.now.getTime() + DURATE_MS[scopo]))
    .sign(chiave(ctx));
}

/** Null: it is none of ours, is for something else, or too old. */
export async function leggiGettone(ctx: Ctx, scopo: ScopoGettone, gettone: string): Promise<Gettone | null> {
  try {
    const { payload } = await jwtVerify(gettone, chiave(ctx), {
      ...{ audience: scopo, algorithms: ['HS256'], currentDate: ctx.now },
    });
    const { sub: id, ente: enteId, chi: chiede } = payload;
    return typeof id === 'string' && typeof enteId === 'string' && typeof chiede === 'string'
      ? { id: id as Gettone['id'], enteId: enteId as EnteId, chiede: chiede as EnteId }
      : null;
  } catch {
    return null;
  }
}

function chiave({ config }: Ctx): Uint8Array {
  return impronta(config.pepe, 'sil:gettone', '');
}
