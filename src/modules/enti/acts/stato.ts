import { ok, type Esito } from '#kernel/esito';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { rifiutoEnti, type RifiutoEnti } from '../core/rifiuti.ts';
import { decidiStato, type Prerequisiti, type StatoEnte } from '../core/stato.ts';
import { selectPrerequisiti, updateStato } from '../store/stato.ts';
import { enteDi } from './ente.ts';

/**
 * Takes the context's ente to a state, forth or back, and keeps why. INSERITO: neither the Nodo nor its software find it, though its
 * receipts are still taken; PRE-ESERCIZIO: both do, citizens do not, and amounts are capped; ESERCIZIO: it collects. Where it is
 * already, it stays, and nothing is written.
 */
export async function cambiaStato(
  ctx: Ctx,
  { a, motivo }: { a: StatoEnte; motivo: string },
): Promise<Esito<undefined, RifiutoEnti>> {
  const enteId = enteDi(ctx);
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoEnti>> => {
    const ha = await selectPrerequisiti(t, enteId);
    if (ha === null) return rifiutoEnti('ENTE_SCONOSCIUTO');
    const deciso = decidiStato(ha, { a, motivo });
    if (!deciso.ok) return deciso;
    if (deciso.value.cambia) {
      const da = ha.stato;
      await updateStato(t, enteId, { da, a, motivo: motivo.trim() });
      await annota(t, { azione: 'ente.stato_cambiato', oggetto: 'ente', oggettoId: enteId, dettaglio: { da, a } });
    }
    return ok();
  });
}

/** What the context's ente has of what its states need; null where there is no such ente. */
export async function leggiPrerequisiti(ctx: Ctx): Promise<Prerequisiti | null> {
  return ctx.tx((t) => selectPrerequisiti(t, enteDi(t)));
}
