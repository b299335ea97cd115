import { sql } from 'kysely';
import type { EnteId, StazioneId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/**
 * Reserves `quanti` consecutive progressive numbers and returns the first (model 5). Called outside the transaction that uses them: the
 * counter's row is held for an instant, and numbers that are not used in the end are simply burnt.
 */
export async function allocaIuv(
  ctx: Ctx,
  { enteId, stazioneId, quanti }: { enteId: EnteId; stazioneId: StazioneId; quanti: number },
): Promise<number> {
  const { rows } = await sql<{
    primo: number;
  }>`select posizioni.alloca_iuv(${enteId}, ${stazioneId}, ${quanti}) as primo`.execute(ctx.db);
  const primo = rows[0]?.primo;
  if (primo === undefined) throw new Error('alloca_iuv: no answer');
  return primo;
}
