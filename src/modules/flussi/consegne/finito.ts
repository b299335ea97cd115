import type { FlussoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** A file that came in has ended, well or not. Announced in the transaction that ends it, so once, whatever is killed. */
export const FATTO_FLUSSO_FINITO = 'fatto.flussi.finito';

/** Announces it, in a transaction of its ente. */
export async function annunciaFinito(t: Ctx, flussoId: FlussoId): Promise<void> {
  await t.enqueue(FATTO_FLUSSO_FINITO, { enteId: t.enteId ?? '', flussoId });
}
