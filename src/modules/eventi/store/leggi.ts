import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';
import type { Evento } from '../core/corpo.ts';

/** The events of the context's ente after one, by their numbers: those of ninety days. In a transaction. */
export async function selectEventiDopo(
  t: Ctx,
  { dopo, quanti }: { dopo: number | null; quanti: number },
): Promise<Evento[]> {
  const { rows } = await sql<Evento>`
    select e.numero::float8 as numero, e.id, e.genere, e.oggetto_id as "oggettoId", e.seq, e.istante, e.dati
      from eventi.evento as e
     where e.ente_id = ${t.enteId} and e.numero > coalesce(${dopo}::bigint, 0) order by e.numero limit ${quanti}`.execute(
    t.db,
  );
  return rows;
}

/** When an event was last taken by who receives it, when one was last not, and how that one went. */
export type Consegne = { presi: Date | null; nonPresi: Date | null; come: string | null };

/** Of each subscription the newest attempts are looked into: they are in order, and an ente has ten subscriptions at most. */
const TENTATIVI_MAX = 1000;

export async function selectConsegne(t: Ctx, dal: Date): Promise<Consegne> {
  const { rows } = await sql<Consegne>`
    select max(x.istante) filter (where x.come = 'ok') as presi, max(x.istante) filter (where x.come <> 'ok') as "nonPresi",
           (array_agg(coalesce('HTTP_' || x.stato, x.come) order by x.istante desc) filter (where x.come <> 'ok'))[1] as come
      from eventi.abbonamento as a
      cross join lateral (select u.istante, u.come, u.stato from eventi.tentativo as u
                           where u.ente_id = a.ente_id and u.abbonamento_id = a.id order by u.id desc limit ${TENTATIVI_MAX}) as x
     where a.ente_id = ${t.enteId} and x.istante >= ${dal}`.execute(t.db);
  return rows[0] ?? { presi: null, nonPresi: null, come: null };
}
