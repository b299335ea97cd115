import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** How an ente wants its software answered. */
export type SceltePortaSil = {
  /** `pagati` in base64 once; else twice, as it has always been. */
  pagatiUnaVolta: boolean;
  /** Browsers go back only to the sites of the list. */
  ritorniElenco: boolean;
  /** Where they go back to when the request does not say. */
  ritorno: string | null;
};

/** Of whom nothing was said. */
const CONSUETE: SceltePortaSil = { pagatiUnaVolta: false, ritorniElenco: false, ritorno: null };

export async function selectPortaSil(ctx: Ctx, enteId: EnteId): Promise<SceltePortaSil> {
  const { rows } = await sql<SceltePortaSil>`
    select pagati_una_volta as "pagatiUnaVolta", ritorni_elenco as "ritorniElenco", ritorno
      from pagamenti.porta_sil where ente_id = ${enteId}`.execute(ctx.db);
  return rows[0] ?? CONSUETE;
}

export async function upsertPortaSil(t: Ctx, enteId: EnteId, s: SceltePortaSil): Promise<void> {
  await sql`
    insert into pagamenti.porta_sil (ente_id, pagati_una_volta, ritorni_elenco, ritorno)
    values (${enteId}, ${s.pagatiUnaVolta}, ${s.ritorniElenco}, ${s.ritorno})
    on conflict (ente_id) do update
       set pagati_una_volta = excluded.pagati_una_volta, ritorni_elenco = excluded.ritorni_elenco, ritorno = excluded.ritorno`.execute(
    t.db,
  );
}

/** A site to which an ente has browsers sent back. `vistaIl`: when a request was the first to name it; null: the ente has said it. */
export type OrigineRitorno = { origine: string; vistaIl: Date | null };

export async function selectOrigini(t: Ctx, enteId: EnteId): Promise<OrigineRitorno[]> {
  const { rows } = await sql<OrigineRitorno>`
    select origine, vista_il as "vistaIl" from pagamenti.origine_ritorno where ente_id = ${enteId} order by origine`.execute(
    t.db,
  );
  return rows;
}

/** One that came with a request. False: another request was first. */
export async function insertOrigineVista(t: Ctx, enteId: EnteId, origine: string): Promise<boolean> {
  const { rows } = await sql`
    insert into pagamenti.origine_ritorno (ente_id, origine, vista_il) values (${enteId}, ${origine}, ${t.now})
    on conflict do nothing returning origine`.execute(t.db);
  return rows.length > 0;
}

/** These and no others, and all of them are the ente's. */
export async function scriviOrigini(t: Ctx, enteId: EnteId, origini: readonly string[]): Promise<void> {
  await sql`delete from pagamenti.origine_ritorno where ente_id = ${enteId} and origine <> all(${origini}::text[])`.execute(
    t.db,
  );
  await sql`
    insert into pagamenti.origine_ritorno (ente_id, origine) select ${enteId}, o from unnest(${origini}::text[]) as o
    on conflict (ente_id, origine) do update set vista_il = null`.execute(t.db);
}
