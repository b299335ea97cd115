import type { Ctx } from '#platform/contesto';
import { corpoEvento } from '../core/corpo.ts';
import { selectConsegne, selectEventiDopo, type Consegne } from '../store/leggi.ts';

export type { Consegne } from '../store/leggi.ts';

/** An event as it was signed for who subscribes: for who asks instead of being told. */
export type EventoDetto = { numero: number; id: string; corpo: Record<string, unknown> };

/** The events of the context's ente after one, in their order. What no subscription wants was never written. */
export async function leggiEventiDopo(
  ctx: Ctx,
  quali: { dopo: number | null; quanti: number },
): Promise<EventoDetto[]> {
  const letti = await ctx.tx((t) => selectEventiDopo(t, quali));
  return letti.map((evento) => ({
    ...{ numero: evento.numero, id: evento.id },
    corpo: JSON.parse(corpoEvento(evento, ctx.config.urlPubblico)) as Record<string, unknown>,
  }));
}

/** How the signed events of the context's ente have gone since an instant, tests too: when one was last taken, when one was not, why. */
export async function riassumiConsegne(ctx: Ctx, { dal }: { dal: Date }): Promise<Consegne> {
  return ctx.tx((t) => selectConsegne(t, dal));
}
