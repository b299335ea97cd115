import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { insertMessaggio, type Messaggio } from './store.ts';

export const LAVORO_INVIA = 'notifiche.invia';

/**
 * Puts a message in the outbox and books its sending; one whose key is there already is left alone. `enteId`: who speaks for many says of
 * whom it is.
 */
export async function accoda(
  t: Ctx,
  m: Pick<Messaggio, 'modello' | 'destinatario' | 'dati'> & { chiave: string; enteId?: EnteId },
): Promise<void> {
  const id = await insertMessaggio(t, { enteId: t.enteId, ...m });
  if (id !== null) await t.enqueue(LAVORO_INVIA, { messaggioId: id }, { chiave: `messaggio:${id}` });
}
