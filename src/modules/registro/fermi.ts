import { sql } from 'kysely';
import { ok, type Esito } from '#kernel/esito';
import type { Ctx } from '#platform/contesto';
import { fermo, type CosaFerma, type Fermo } from '#platform/fermo';
import { annota } from './acts.ts';
import { rifiutoRegistro, type RifiutoRegistro } from './core/rifiuti.ts';

/** Background work of an ente that nobody tries any more, where no other kind of thing says that it is stuck. */
async function selectFalliti(t: Ctx, { quanti, id }: { quanti: number; id?: string }): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select j.id::text as id, j.nome, j.dal, null as perche from lavori.falliti(${quanti}) as j
     where ${id ?? null}::text is null or j.id::text = ${id ?? null}`.execute(t.db);
  return rows;
}

async function decidi(ctx: Ctx, id: string, riprova: boolean): Promise<Esito<undefined, RifiutoRegistro>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoRegistro>> => {
    const { rows } = await sql<{ fatto: boolean }>`
      select lavori.decidi_fallito(${id}::bigint, ${riprova}) as fatto`.execute(t.db);
    if (rows[0]?.fatto !== true) return rifiutoRegistro('LAVORO_NON_FERMO');
    await annota(t, { azione: riprova ? 'lavoro.ripreso' : 'lavoro.lasciato', oggetto: 'lavoro', dettaglio: { id } });
    return ok();
  });
}

/** What no module has for its own: this is the first of them, and every act is told here. */
export const fermi: readonly Fermo[] = [
  fermo({
    genere: 'lavoro_fallito',
    elenca: (t, { tutti }, q) => (tutti ? selectFalliti(t, q) : Promise.resolve([])),
    atti: { riprova: (ctx, id) => decidi(ctx, id, true), lascia: (ctx, id) => decidi(ctx, id, false) },
  }),
];
