import { ok, type Esito } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { rifiutoFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { deleteScartiOltre, selectFlusso } from '../store.ts';
import {
  deleteContenuto,
  insertAnteprima,
  selectAnteprima,
  selectDimenticate,
  selectNomePreso,
  updateDaCalcolare,
  updateGuasto,
  updateUscita,
} from '../store/anteprima.ts';
import { updateButtato } from '../store/corrispondenza.ts';
import { rifiutoOmonimo } from './accoda-carico.ts';

export const LAVORO_ANTEPRIMA = 'flussi.calcola_anteprima';
export const LAVORO_BUTTA = 'flussi.butta_anteprima';

/** Nobody comes back to a file after so long: it holds the data of many persons. */
const DIMENTICATA_DOPO_MS = 30 * 24 * 60 * 60 * 1000;

/** Begins the preview of a file just received, in its transaction. */
export async function iniziaAnteprima(t: Ctx, flussoId: FlussoId): Promise<void> {
  await insertAnteprima(t, flussoId);
  await accoda(t, flussoId, LAVORO_ANTEPRIMA);
}

/** The figures are worked out again by themselves, in the transaction that corrects a cell: until then those of before are shown. */
export async function aggiornaAnteprima(t: Ctx, flussoId: FlussoId): Promise<void> {
  await accoda(t, flussoId, LAVORO_ANTEPRIMA);
}

/** Works the figures out again: somebody has seen that dovuti have changed, or that an attempt met a fault. */
export async function ricalcolaAnteprima(ctx: Ctx, flussoId: FlussoId): Promise<Esito<void, RifiutoFlusso>> {
  return ctx.tx(async (t) => {
    const anteprima = await selectAnteprima(t, flussoId, true);
    if (anteprima === null) return rifiutoFlusso('ANTEPRIMA_FINITA');
    // Somebody asked already.
    if (anteprima.calcolataIl === null && anteprima.guastoIl === null) return ok(undefined);
    // After a fault what was asked is asked again, a confirmation too.
    if (anteprima.guastoIl !== null) await updateGuasto(t, flussoId, null);
    else await updateDaCalcolare(t, flussoId, null);
    await accoda(t, flussoId, LAVORO_ANTEPRIMA);
    return ok(undefined);
  });
}

/**
 * Confirms the outcomes that a person has seen (`impronta`): everything is worked out again, and the file is loaded if they are still
 * those. Refused at once where they are known not to be.
 */
export async function confermaAnteprima(
  ctx: Ctx,
  { flussoId, impronta }: { flussoId: FlussoId; impronta: string },
): Promise<Esito<void, RifiutoFlusso>> {
  return ctx.tx(async (t) => {
    const anteprima = await selectAnteprima(t, flussoId, true);
    const flusso = await selectFlusso(t, flussoId);
    if (anteprima === null || flusso === null) return rifiutoFlusso('ANTEPRIMA_FINITA');
    if (anteprima.conferma !== null) return rifiutoFlusso('ANTEPRIMA_IN_CONFERMA');
    const nota = anteprima.calcolataIl !== null && anteprima.calcolataCon === anteprima.modifiche;
    if (!nota || anteprima.impronta !== impronta) return rifiutoFlusso('ANTEPRIMA_CAMBIATA');
    const chiamato = { genere: flusso.genere, iuf: flusso.iuf ?? '', nomeFile: flusso.nomeFile ?? '' };
    if (await selectNomePreso(t, chiamato)) return rifiutoOmonimo(t, chiamato);
    await updateDaCalcolare(t, flussoId, impronta);
    await annota(t, { azione: 'flusso.confermato', oggetto: 'flusso', oggettoId: flussoId });
    await accoda(t, flussoId, LAVORO_ANTEPRIMA);
    return ok(undefined);
  });
}

/** Throws a file away before anything of it is loaded. Its bytes and its corrections go when the transaction has ended. */
export async function buttaAnteprima(ctx: Ctx, flussoId: FlussoId): Promise<Esito<void, RifiutoFlusso>> {
  return ctx.tx(async (t) => {
    const anteprima = await selectAnteprima(t, flussoId, true);
    if (anteprima === null) return rifiutoFlusso('ANTEPRIMA_FINITA');
    if (anteprima.conferma !== null) return rifiutoFlusso('ANTEPRIMA_IN_CONFERMA');
    await updateUscita(t, flussoId, { stato: 'annullato' });
    await annota(t, { azione: 'flusso.buttato', oggetto: 'flusso', oggettoId: flussoId });
    await accoda(t, flussoId, LAVORO_BUTTA);
    return ok(undefined);
  });
}

/** Throws away a file of which nobody said which column is which; its bytes go when the transaction has ended. */
export async function buttaAltrui(ctx: Ctx, flussoId: FlussoId): Promise<Esito<void, RifiutoFlusso>> {
  return ctx.tx(async (t): Promise<Esito<void, RifiutoFlusso>> => {
    if (!(await updateButtato(t, flussoId))) return rifiutoFlusso('CORRISPONDENZA_FINITA');
    await annota(t, { azione: 'flusso.buttato', oggetto: 'flusso', oggettoId: flussoId });
    await accoda(t, flussoId, LAVORO_BUTTA);
    return ok();
  });
}

/** Removes what a file that was thrown away has left. */
export async function svuotaAnteprima(ctx: Ctx, flussoId: FlussoId): Promise<void> {
  const file = await ctx.tx(async (t) => {
    const ids = await deleteContenuto(t, flussoId);
    if (ids.length > 0) await deleteScartiOltre(t, flussoId, 0);
    return ids;
  });
  // After the commit: a row without its file would be worse than a file without its row.
  for (const id of file) await ctx.files.scarta(ctx.files.percorso(id));
}

/** Throws away the files that nobody has confirmed for a month, or of which nobody has said which column is which. */
export async function buttaDimenticate(ctx: Ctx): Promise<void> {
  await ctx.tx(async (t) => {
    const primaDi = new Date(t.now.getTime() - DIMENTICATA_DOPO_MS);
    for (const { id, enteId } of await selectDimenticate(t, primaDi)) {
      const suo = perEnte(t, enteId);
      const esito = await buttaAnteprima(suo, id);
      if (!esito.ok && esito.refusal.codice === 'ANTEPRIMA_FINITA') await buttaAltrui(suo, id);
    }
  });
}

/** The job speaks for many: each act is of the ente whose file it is. */
function perEnte(t: Ctx, enteId: Ctx['enteId']): Ctx {
  const suo: Ctx = { ...t, enteId, tx: (fn) => fn(suo) };
  return suo;
}

async function accoda(t: Ctx, flussoId: FlussoId, lavoro: string): Promise<void> {
  await t.enqueue(
    lavoro,
    { enteId: t.enteId ?? '', flussoId, attore: attoreTesto(t.attore) },
    // A queue of its own: whoever looks at a file does not wait for the loading of another.
    { chiave: `anteprima:${flussoId}`, coda: `anteprima:${flussoId}` },
  );
}
