import { sql } from 'kysely';
import type { FlussoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** The rows of a file that were accepted, after `dopo` and up to `a`, each with the IUV its dovuto has now (null: none). */
export async function iuvDelFlusso(
  ctx: Ctx,
  { flussoId, dopo, a }: { flussoId: FlussoId; dopo: number; a: number },
): Promise<Map<number, string | null>> {
  const { rows } = await sql<{ riga: number; iuv: string | null }>`
    select riga, iuv from posizioni.v_riga_flusso
     where ente_id = ${ctx.enteId} and flusso_id = ${flussoId} and riga > ${dopo} and riga <= ${a}`.execute(ctx.db);
  return new Map(rows.map((r) => [r.riga, r.iuv]));
}
