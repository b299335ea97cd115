import type { CarrelloId, EnteId, IuvId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { segretoCasuale, sha256 } from '#platform/crypto';
import { APERTURA_MS } from '../core/limiti.ts';
import { selectEmailProvata, type ProvaId } from '../store/prova.ts';
import {
  deleteSessioneCittadino,
  insertApertura,
  insertSessioneCittadino,
  updateCarrello,
  vediVisita,
  type Apertura,
  type Visita,
} from '../store/sessione.ts';

/** What the session of a citizen without a name holds. Null when it is over, or never was. */
export async function leggiVisita(ctx: Ctx, token: string | null): Promise<Visita | null> {
  return token === null ? null : vediVisita(ctx, sha256(token));
}

/** The notices that a citizen without a name may read whole. */
export async function leggiAperture(ctx: Ctx, token: string | null): Promise<Apertura[]> {
  return (await leggiVisita(ctx, token))?.aperture ?? [];
}

type DaAprire = {
  token: string | null;
  enteId: EnteId;
  iuvId: IuvId;
  richiesta?: boolean;
  /** The proof that opens it: its address is from now on that of the session. */
  provaId?: ProvaId;
};

/**
 * Opens a notice, or the request of one, to a citizen who proved a mail address. The session changes its token, and takes along what was
 * open and its carrello: a token planted in the browser before is worth nothing after.
 */
export async function concediApertura(
  ctx: Ctx,
  { token, enteId, iuvId, richiesta = false, provaId }: DaAprire,
): Promise<{ token: string; apertura: Apertura }> {
  const apertura = { enteId, iuvId, richiesta, scadeIl: new Date(ctx.now.getTime() + APERTURA_MS) };
  const nuovo = segretoCasuale();
  await ctx.tx(async (t) => {
    const prima = await leggiVisita(t, token);
    if (token !== null) await deleteSessioneCittadino(t, sha256(token));
    const provata = provaId === undefined ? null : await selectEmailProvata(t, provaId);
    const email = provata ?? prima?.email ?? null;
    await insertSessioneCittadino(t, sha256(nuovo), { carrelloId: prima?.carrelloId ?? null, email });
    for (const una of [...(prima?.aperture ?? []), apertura]) await insertApertura(t, sha256(nuovo), una);
  });
  return { token: nuovo, apertura };
}

/** Says which carrello is that of a session. */
export async function segnaCarrello(
  ctx: Ctx,
  { token, carrelloId }: { token: string; carrelloId: CarrelloId },
): Promise<void> {
  await updateCarrello(ctx, sha256(token), carrelloId);
}

/** Ends the session: nothing stays open. */
export async function chiudiSessioneCittadino(ctx: Ctx, token: string): Promise<void> {
  await ctx.tx((t) => deleteSessioneCittadino(t, sha256(token)));
}
