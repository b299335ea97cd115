import { ok } from '#kernel/esito';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { fermo, type Fermo } from '#platform/fermo';
import { selectDaElaborare, selectDenaroFermo, selectInAttesa } from './store/fermi.ts';
import { selectServizioFermo } from './store/presso-ente.ts';

/** Works again on the receipts that could not be worked on when they came: all of them, now and not at the next hour. */
export const LAVORO_RIELABORA = 'pagamenti.rielabora';

async function rielabora(ctx: Ctx, messaggioId: string): Promise<{ ok: true; value: undefined }> {
  return ctx.tx(async (t) => {
    await annota(t, { azione: 'ricevuta.ripresa', oggetto: 'ricevuta', oggettoId: messaggioId });
    await t.enqueue(LAVORO_RIELABORA, {}, { chiave: LAVORO_RIELABORA });
    return ok();
  });
}

/** What of this module gets stuck. */
export const fermi: readonly Fermo[] = [
  fermo({ genere: 'denaro_da_destinare', elenca: selectDenaroFermo, atti: {} }),
  fermo({ genere: 'ricevuta_da_elaborare', elenca: selectDaElaborare, atti: { riprova: rielabora } }),
  fermo({ genere: 'avviso_in_attesa', elenca: selectInAttesa, atti: {} }),
  fermo({ genere: 'servizio_ente_fermo', elenca: selectServizioFermo, atti: {} }),
];
