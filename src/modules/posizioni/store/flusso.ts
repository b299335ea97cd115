import { sql } from 'kysely';
import type { FlussoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/**
 * The rows of a file that were accepted, after `dopo` and up to `a`, each with the IUV its dovuto has now (null: none). Each is looked up
 * by its whole key: of an ente that the figures of the tables do not know yet, the planner believes that it has one row, and would join
 * everything that it has with everything.
 */
export async function iuvDelFlusso(
  ctx: Ctx,
  { flussoId, dopo, a }: { flussoId: FlussoId; dopo: number; a: number },
): Promise<Map<number, string | null>> {
  const { rows } = await sql<{ riga: number; iuv: string | null }>`
    select s.riga, i.iuv
      from (select h.ente_id, h.dovuto_id, h.riga from posizioni.storia as h
             where h.ente_id = ${ctx.enteId} and h.flusso_id = ${flussoId} and h.riga > ${dopo} and h.riga <= ${a} offset 0) as s
     cross join lateral (select d.iuv_id from posizioni.dovuto as d
                          where d.ente_id = s.ente_id and d.id = s.dovuto_id offset 0) as d
      left join lateral (select x.iuv from posizioni.iuv as x
                          where x.ente_id = s.ente_id and x.id = d.iuv_id offset 0) as i on true`.execute(ctx.db);
  return new Map(rows.map((r) => [r.riga, r.iuv]));
}

/** Of these IUD, the first row of the file that was accepted for each: looked up as above. */
export async function primeRigheDelFlusso(
  ctx: Ctx,
  { flussoId, iud }: { flussoId: FlussoId; iud: readonly string[] },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ iud: string; riga: number }>`
    select x.iud, min(s.riga) as riga
      from (select distinct v as iud from unnest(${iud}::text[]) as v) as x
     cross join lateral (select d.id from posizioni.dovuto as d where d.ente_id = ${ctx.enteId} and d.iud = x.iud offset 0) as d
     cross join lateral (select h.flusso_id, h.riga from posizioni.storia as h
                          where h.ente_id = ${ctx.enteId} and h.dovuto_id = d.id offset 0) as s
     where s.flusso_id = ${flussoId}
     group by x.iud`.execute(ctx.db);
  return new Map(rows.map((r) => [r.iud, r.riga]));
}
