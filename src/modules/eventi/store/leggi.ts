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
