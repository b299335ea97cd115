import type { Ctx } from '#platform/contesto';
import { segui } from '#platform/db/seguito';
import { CONSERVATI_GIORNI } from '../core/abbonamento.ts';
import {
  deleteVecchi,
  insertEsiti,
  insertEsitiDiNuovo,
  insertEventi,
  qualcunoAscolta,
  selectDaMandare,
  selectFineFetta,
} from '../store/segui.ts';
import { LAVORO_CONSEGNA } from './consegna.ts';
import { LAVORO_SPINGI } from './spingi.ts';

export const LAVORO_SEGUI = 'eventi.segui';

/** Steps of histories read by one transaction: some tenths of a second. */
const FETTA = 5000;
/** Slices of one run of the job, which asks for itself again. */
const FETTE_MAX = 200;
/** Between a run and the next: an event is sent within some seconds, and cron's grain is a minute. */
const OGNI_MS = 2000;

/** Writes down what happened since the last time, for who is told of it. Killed anywhere, it goes on from there. How many events. */
export async function seguiEventi(ctx: Ctx): Promise<number> {
  let scritti = 0;
  for (let fetta = 0; fetta < FETTE_MAX; fetta += 1) {
    const { altro } = await segui(ctx, 'eventi.evento', async (t, finestra) => {
      if (!(await qualcunoAscolta(t))) return undefined;
      const fine = await selectFineFetta(t, finestra, FETTA);
      const letta = fine === null ? finestra : { ...finestra, a: fine };
      scritti += await insertEventi(t, letta);
      await insertEsiti(t, letta);
      await insertEsitiDiNuovo(t, letta);
      return fine ?? undefined;
    });
    if (!altro) break;
  }
  return scritti;
}

/** Puts in the queue what has to be sent: a job for each subscription, so that one that hangs is waited for by nobody else. */
export async function accodaConsegne(ctx: Ctx): Promise<void> {
  const { abbonamenti, enti } = await selectDaMandare(ctx);
  for (const { enteId, abbonamentoId } of abbonamenti) {
    const chiave = `${LAVORO_CONSEGNA}:${abbonamentoId}`;
    await ctx.enqueue(LAVORO_CONSEGNA, { enteId, abbonamentoId }, { chiave, coda: chiave });
  }
  for (const enteId of enti) {
    const chiave = `${LAVORO_SPINGI}:${enteId}`;
    await ctx.enqueue(LAVORO_SPINGI, { enteId }, { chiave, coda: chiave });
  }
}

/** The job: it asks for itself again within some seconds. */
export async function tieniEventi(ctx: Ctx): Promise<void> {
  await seguiEventi(ctx);
  await accodaConsegne(ctx);
  const nonPrima = new Date(ctx.now.getTime() + OGNI_MS);
  await ctx.enqueue(LAVORO_SEGUI, { giro: 2 }, { chiave: `${LAVORO_SEGUI}:2`, nonPrima });
}

/** Forgets what is older than is kept. */
export async function dimenticaEventi(ctx: Ctx): Promise<void> {
  await ctx.tx((t) => deleteVecchi(t, CONSERVATI_GIORNI));
}
