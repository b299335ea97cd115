import { setTimeout as pausa } from 'node:timers/promises';
import { LIMITI } from '#kernel/limiti';
import type { Ctx } from '#platform/contesto';
import { daCapo, haLetto, segui, seguitoFino } from '#platform/db/seguito';
import { deleteRicercaSenzaDovuto, scriviRicerca, selectFineFetta } from '../store/ricerca-segui.ts';

const SEGUITO = 'posizioni.ricerca';
/** Between two looks at what another process, or a slow writer, is still at. */
const ATTESA_MS = 200;
export const LAVORO_RICERCA = 'posizioni.ricerca';

/**
 * Keeps what searches by words and amounts answer from: what the histories say since the last time, a slice at a time, each its own
 * transaction with the cursor. Killed anywhere, it goes on from there. How many dovuti were written.
 */
export async function seguiRicerca(ctx: Ctx): Promise<number> {
  let scritti = 0;
  for (let fetta = 0; fetta < LIMITI.ricercaFetteMax; fetta += 1) {
    const { altro } = await segui(ctx, SEGUITO, async (t, finestra) => {
      const fine = await selectFineFetta(t, finestra, LIMITI.ricercaFetta);
      scritti += await scriviRicerca(t, fine === null ? finestra : { ...finestra, a: fine });
      return fine ?? undefined;
    });
    if (!altro) break;
  }
  return scritti;
}

/** The job: it asks for itself again within some seconds, for cron's grain is a minute. */
export async function tieniRicerca(ctx: Ctx): Promise<void> {
  await seguiRicerca(ctx);
  const nonPrima = new Date(ctx.now.getTime() + LIMITI.ricercaOgniMs);
  await ctx.enqueue(LAVORO_RICERCA, { giro: 2 }, { chiave: `${LAVORO_RICERCA}:2`, nonPrima });
}

/** The instant until which searches by words have seen everything; null: they have not seen all of it once. */
export async function ricercaAggiornataAl(ctx: Ctx): Promise<Date | null> {
  return seguitoFino(ctx, SEGUITO);
}

/**
 * Makes anew all that searches answer from, while they go on answering: everything is read again from the beginning, what was right stays
 * as it is, what is of no dovuto any more goes away. Whoever else follows helps.
 */
export async function ricostruisciRicerca(ctx: Ctx): Promise<{ scritti: number; tolti: number }> {
  const fine = await ctx.tx((t) => daCapo(t, SEGUITO));
  let scritti = 0;
  while (!(await haLetto(ctx, SEGUITO, fine))) {
    const ora = await seguiRicerca(ctx);
    scritti += ora;
    if (ora === 0) await pausa(ATTESA_MS);
  }
  return { scritti, tolti: await deleteRicercaSenzaDovuto(ctx) };
}
