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

/** Numbers reserved for who takes a few at a time: those that a process has not given when it ends are burnt. */
const SCORTA = 100;
type Chi = { enteId: EnteId; stazioneId: StazioneId; quanti: number };
const SCORTE = new WeakMap<Ctx['config'], Map<string, { prossimo: number; dopo: number }>>();

/** The same for few: from those that this process has put aside, so that the counter is not held by each who asks. */
export async function prendiIuv(ctx: Ctx, chi: Chi): Promise<number> {
  const daScorta = iuvInScorta(ctx, chi);
  if (daScorta !== null) return daScorta;
  if (chi.quanti >= SCORTA) return allocaIuv(ctx, chi);
  const primo = await allocaIuv(ctx, { ...chi, quanti: chi.quanti + SCORTA });
  scorteDi(ctx).set(nomeDi(chi), { prossimo: primo + chi.quanti, dopo: primo + chi.quanti + SCORTA });
  return primo;
}

/** As many as these, where so many have been put aside: asking nobody, also inside the transaction that uses them. */
export function iuvInScorta(ctx: Ctx, chi: Chi): number | null {
  const scorta = scorteDi(ctx).get(nomeDi(chi));
  if (scorta === undefined || scorta.prossimo + chi.quanti > scorta.dopo) return null;
  const primo = scorta.prossimo;
  scorta.prossimo += chi.quanti;
  return primo;
}

function scorteDi({ config }: Ctx): Map<string, { prossimo: number; dopo: number }> {
  const scorte = SCORTE.get(config) ?? new Map<string, { prossimo: number; dopo: number }>();
  SCORTE.set(config, scorte);
  return scorte;
}

function nomeDi({ enteId, stazioneId }: Chi): string {
  return `${enteId} ${stazioneId}`;
}
