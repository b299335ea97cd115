import type { Ctx } from '#platform/contesto';
import { selectArrivoPerSessione } from '../store/arrivo.ts';
import { selectCarrello, selectRipetuti } from '../store/carrello.ts';
import { controllaCarrello } from './carrello.ts';
import { scriviGettone } from './gettone-arrivo.ts';

/** Of what was prepared, whether the same is being paid or was paid in the last day; how to begin it all the same, while nobody has. */
export type ReplicaArrivo = { replica: 'in_corso' | 'pagato' | null; comunque: string | null };

/**
 * For the ente that asks before it sends a browser (mypay-webservices.md 3.1), by a name that only its software knows until somebody has
 * been here: from then on no address is given. Null: there is no such thing.
 */
export async function replicaArrivo(ctx: Ctx, idSession: string): Promise<ReplicaArrivo | null> {
  const arrivo = await selectArrivoPerSessione(ctx, idSession);
  if (arrivo === null) return null;
  const carrello = arrivo.carrelloId === null ? null : await selectCarrello(ctx, arrivo.carrelloId);
  if (carrello === null) return { replica: null, comunque: null };
  const ripetuti = await selectRipetuti(ctx, carrello);
  const dubbi = (await controllaCarrello(ctx, carrello)).some(({ dubbio }) => dubbio !== null);
  const replica = [...ripetuti.values()].includes(true) ? 'pagato' : dubbi ? 'in_corso' : null;
  const mai = carrello.stato === 'aperto' && arrivo.perche === null && arrivo.scadeIl > ctx.now;
  if (replica === null || !mai) return { replica, comunque: null };
  // As long as what it opens.
  const durataMs = arrivo.scadeIl.getTime() - ctx.now.getTime();
  return { replica, comunque: scriviGettone(ctx, { scopo: 'comunque', id: arrivo.id, durataMs }) };
}
