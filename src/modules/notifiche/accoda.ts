import type { Ctx } from '#platform/contesto';
import { insertMessaggio, type Messaggio } from './store.ts';

export const LAVORO_INVIA = 'notifiche.invia';

/** Puts a message in the outbox and books its sending; one whose key is there already is left alone. */
export async function accoda(
  t: Ctx,
  m: Pick<Messaggio, 'modello' | 'destinatario' | 'dati'> & { chiave: string },
): Promise<void> {
  const id = await insertMessaggio(t, { ...m, enteId: t.enteId });
  if (id !== null) await t.enqueue(LAVORO_INVIA, { messaggioId: id }, { chiave: `messaggio:${id}` });
}
