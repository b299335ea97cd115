import type { EnteId, IuvId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { segretoCasuale, sha256 } from '#platform/crypto';
import { APERTURA_MS } from '../core/limiti.ts';
import {
  deleteSessioneCittadino,
  insertApertura,
  insertSessioneCittadino,
  vediAperture,
  type Apertura,
} from '../store/sessione.ts';

/** The notices that a citizen without a name may read whole. Empty when the session is over, or never was. */
export async function leggiAperture(ctx: Ctx, token: string | null): Promise<Apertura[]> {
  if (token === null) return [];
  return (await vediAperture(ctx, sha256(token))) ?? [];
}

/**
 * Opens a notice, or the request of one, to a citizen who proved a mail address. The session changes its token, and takes along what was
 * open: a token planted in the browser before is worth nothing after.
 */
export async function concediApertura(
  ctx: Ctx,
  {
    token,
    enteId,
    iuvId,
    richiesta = false,
  }: { token: string | null; enteId: EnteId; iuvId: IuvId; richiesta?: boolean },
): Promise<{ token: string; apertura: Apertura }> {
  const apertura = { enteId, iuvId, richiesta, scadeIl: new Date(ctx.now.getTime() + APERTURA_MS) };
  const nuovo = segretoCasuale();
  await ctx.tx(async (t) => {
    const aperte = await leggiAperture(t, token);
    if (token !== null) await deleteSessioneCittadino(t, sha256(token));
    await insertSessioneCittadino(t, sha256(nuovo));
    for (const una of [...aperte, apertura]) await insertApertura(t, sha256(nuovo), una);
  });
  return { token: nuovo, apertura };
}

/** Ends the session: nothing stays open. */
export async function chiudiSessioneCittadino(ctx: Ctx, token: string): Promise<void> {
  await ctx.tx((t) => deleteSessioneCittadino(t, sha256(token)));
}
