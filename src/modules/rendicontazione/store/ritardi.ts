import { sql } from 'kysely';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';

/** Of how many enti the statements are fetched, of how many they are late, and when the last of all came. For who sees every ente. */
export async function contaRitardi(ctx: Ctx): Promise<{ enti: number; inRitardo: number; ultimo: Date | null }> {
  const limite = new Date(ctx.now.getTime() - LIMITI.fdrRitardoMs);
  const { rows } = await sql<{ enti: number; inRitardo: number; ultimo: Date | null }>`
    select count(*)::int as enti, max(c.riuscito_il) as ultimo,
           (count(*) filter (where c.perche is not null and (c.riuscito_il is null or c.riuscito_il < ${limite})))::int as "inRitardo"
      from rendicontazione.cursore as c`.execute(ctx.db);
  return rows[0] ?? { enti: 0, inRitardo: 0, ultimo: null };
}
