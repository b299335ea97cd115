import { ok, type Esito } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { annullaOut } from '../esportazioni/store.ts';

/** Gives up a file that goes out and is not made yet: whoever is writing it finds out within a few thousand rows. */
export async function annullaEsportazione(ctx: Ctx, flussoId: FlussoId): Promise<Esito<null, RifiutoFlusso>> {
  return ctx.tx(async (t) => {
    if (!(await annullaOut(t, flussoId))) return rifiutoFlusso('EXPORT_GIA_FINITO');
    await annota(t, { azione: 'flusso.export_annullato', oggetto: 'flusso', oggettoId: flussoId });
    return ok(null);
  });
}
