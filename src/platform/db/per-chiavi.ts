import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';

/**
 * Reads a page of a list by its keys: the planner, which may take the conditions to leave one row where they leave thousands, joins no
 * whole table, nor sorts all there is, to show fifty. For what `leggi` asks, and no longer. In a transaction.
 */
export async function perChiavi<R>(t: Pick<Ctx, 'db'>, leggi: () => Promise<R>): Promise<R> {
  await scegli(t, 'off');
  const letto = await leggi();
  await scegli(t, 'on');
  return letto;
}

async function scegli({ db }: Pick<Ctx, 'db'>, come: 'on' | 'off'): Promise<void> {
  await sql`
    select set_config('enable_hashjoin', ${come}, true), set_config('enable_mergejoin', ${come}, true),
           set_config('enable_sort', ${come}, true)`.execute(db);
}
