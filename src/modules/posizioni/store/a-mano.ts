import { sql } from 'kysely';
import type { DovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { CodiceCarico } from '../core/rifiuti.ts';

/** The first dovuto of a posizione of the ente by its IUPD; null: there is no such posizione. */
export async function selectPrimoDi(t: Ctx, iupd: string): Promise<DovutoId | null> {
  const { rows } = await sql<{ id: DovutoId }>`
    select d.id
      from posizioni.posizione as p
      join posizioni.opzione as o on o.ente_id = p.ente_id and o.posizione_id = p.id
      join posizioni.dovuto as d on d.ente_id = o.ente_id and d.posizione_id = p.id and d.opzione_id = o.id
     where p.ente_id = ${t.enteId} and p.iupd = ${iupd}
     order by o.ordine, d.ordine, d.id limit 1`.execute(t.db);
  return rows[0]?.id ?? null;
}

/** Of what a trial has decided, which rows are refused and why. Inside the trial. */
export async function selectColpe(t: Ctx): Promise<{ codice: CodiceCarico }[]> {
  const { rows } = await sql<{ codice: CodiceCarico }>`
    select f.codice from fetta as f where f.codice is not null order by f.riga`.execute(t.db);
  return rows;
}
