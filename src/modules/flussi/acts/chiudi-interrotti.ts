import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { annunciaFinito } from '../consegne/finito.ts';
import { finisciInterrotti } from '../store.ts';

const ORA_MS = 60 * 60 * 1000;
/** How long the attempts at an import go on (mypay-file-formats.md 1.5, row 10), and at an export (4.3). */
const IMPORT_MS = 24 * ORA_MS;
const EXPORT_MS = 12 * ORA_MS;
const INSIEME_MAX = 100;

/**
 * Gives up the flussi that meet a fault at each attempt: who waits for them is told, and their IUF is free again. What was already
 * loaded of an import stays, and its page says how much.
 */
export async function chiudiInterrotti(ctx: Ctx): Promise<void> {
  const limiti = {
    inPrimaDi: new Date(ctx.now.getTime() - IMPORT_MS),
    outPrimaDi: new Date(ctx.now.getTime() - EXPORT_MS),
    quanti: INSIEME_MAX,
  };
  await ctx.tx(async (t) => {
    for (const { id, enteId, codice } of await finisciInterrotti(t, limiti)) {
      // The job speaks for many: the act is of the ente whose flusso it is.
      const perEnte: Ctx = { ...t, enteId };
      if (codice === 'PAA_IMPORT_ERRORE_GENERICO') await annunciaFinito(perEnte, id);
      await annota(perEnte, { azione: 'flusso.fallito', oggetto: 'flusso', oggettoId: id, dettaglio: { codice } });
    }
  });
}
