import { sql } from 'kysely';
import type { DovutoId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';

/** What somebody who works for the ente wrote of a dovuto. */
export type Nota = { id: string; testo: string; attore: string; istante: Date };

/** False when it is there already. */
export async function insertNota(t: Ctx, n: { dovutoId: DovutoId; id: string; testo: string }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into posizioni.nota (ente_id, dovuto_id, id, testo, attore, scritta_il)
    values (${t.enteId}, ${n.dovutoId}, ${n.id}, ${n.testo}, ${attoreTesto(t.attore)}, ${t.now})
    on conflict do nothing`.execute(t.db);
  return numAffectedRows === 1n;
}

/** The notes of a dovuto, oldest first. To be called after `leggiDovuto`, which says whether it may be seen. */
export async function selectNote(t: Ctx, dovutoId: DovutoId): Promise<Nota[]> {
  const { rows } = await sql<Nota>`
    select id, testo, attore, scritta_il as istante from posizioni.nota
     where ente_id = ${t.enteId} and dovuto_id = ${dovutoId} order by scritta_il, id`.execute(t.db);
  return rows;
}
