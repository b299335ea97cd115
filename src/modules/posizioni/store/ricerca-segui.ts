import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { Finestra, Xid } from '#platform/db/orizzonte';

/**
 * Where a step that reads about `quante` rows of the histories stops, those of one transaction together; null: at the end of the window.
 */
export async function selectFineFetta(t: Ctx, { da, a }: Finestra, quante: number): Promise<Xid | null> {
  const { rows } = await sql<{ fine: Xid | null }>`
    select (select min(s.xid) from posizioni.storia as s where s.xid > u.xid and s.xid < ${a}::xid8)::text as fine
      from (select s.xid from posizioni.storia as s where s.xid >= ${da}::xid8 and s.xid < ${a}::xid8
             order by s.xid offset ${quante - 1} limit 1) as u`.execute(t.db);
  return rows[0]?.fine ?? null;
}

/**
 * Writes anew what there is to be found of the dovuti whose history goes on in a window, and of those of the same posizioni: a name is of
 * them all. What would not change is not written. How many were.
 */
export async function scriviRicerca(t: Ctx, { da, a }: Finestra): Promise<number> {
  const esito = await sql`
    with toccate as materialized (
      select distinct d.ente_id, d.posizione_id
        from (select distinct s.ente_id, s.dovuto_id from posizioni.storia as s
               where s.xid >= ${da}::xid8 and s.xid < ${a}::xid8
                 and s.azione not in ('verificato', 'notificato', 'quotato', 'non_quotato')) as k
       cross join lateral (select x.ente_id, x.posizione_id from posizioni.dovuto as x
                            where x.ente_id = k.ente_id and x.id = k.dovuto_id offset 0) as d)
    insert into posizioni.ricerca as r (ente_id, dovuto_id, tipo_dovuto_id, parole)
    select v.ente_id, v.dovuto_id, v.tipo_dovuto_id, v.parole
      from toccate as k
     cross join lateral (select d.id from posizioni.dovuto as d
                          where d.ente_id = k.ente_id and d.posizione_id = k.posizione_id offset 0) as d
     cross join lateral (select w.* from posizioni.v_parole as w where w.ente_id = k.ente_id and w.dovuto_id = d.id offset 0) as v
    on conflict (ente_id, dovuto_id) do update set tipo_dovuto_id = excluded.tipo_dovuto_id, parole = excluded.parole
     where (r.tipo_dovuto_id, r.parole) is distinct from (excluded.tipo_dovuto_id, excluded.parole)`.execute(t.db);
  return Number(esito.numAffectedRows ?? 0n);
}

/** Takes away what is of no dovuto any more. How many there were. */
export async function deleteRicercaSenzaDovuto(t: Ctx): Promise<number> {
  const esito = await sql`
    delete from posizioni.ricerca as r
     where not exists (select from posizioni.dovuto as d where d.ente_id = r.ente_id and d.id = r.dovuto_id)`.execute(
    t.db,
  );
  return Number(esito.numAffectedRows ?? 0n);
}

/** Dovuti that the read model lacks, has too many of, or tells otherwise than the truth. */
export type ConfrontoRicerca = { mancano: number; avanzano: number; diversi: number };

/** The read model of an ente, or of all (null), beside the truth. */
export async function confrontaRicerca(ctx: Ctx, enteId: EnteId | null): Promise<ConfrontoRicerca> {
  const { rows } = await sql<ConfrontoRicerca>`
    select count(*) filter (where r.dovuto_id is null)::integer as mancano,
           count(*) filter (where v.dovuto_id is null)::integer as avanzano,
           count(*) filter (where (v.parole, v.tipo_dovuto_id) is distinct from (r.parole, r.tipo_dovuto_id)
                              and r.dovuto_id is not null and v.dovuto_id is not null)::integer as diversi
      from (select * from posizioni.v_parole where ${enteId}::uuid is null or ente_id = ${enteId}) as v
      full join (select * from posizioni.ricerca where ${enteId}::uuid is null or ente_id = ${enteId}) as r
        on r.ente_id = v.ente_id and r.dovuto_id = v.dovuto_id`.execute(ctx.db);
  return rows[0] ?? { mancano: 0, avanzano: 0, diversi: 0 };
}
