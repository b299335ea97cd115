import type { OperatoreId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** The same transaction, where who has only just shown who they are acts: what is done is theirs in the registro. */
export function nelNomeDi(t: Ctx, id: OperatoreId): Ctx {
  return { ...t, attore: { tipo: 'operatore', id } };
}
