import { sql } from 'kysely';
import type { EnteId, FlussoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { fraINostri } from './carico-fetta.ts';

/** How the rows of an intake can meet one another. */
export type Incontri = {
  /** Each IUD and each IUV is named once, and its file has brought nothing before: no row can meet another. */
  unici: boolean;
  /** What one slice writes, no row of another asks for: they may be worked at once. */
  separate: boolean;
};

/**
 * Looks at the whole intake, once. Slices are separate where it names each IUD and each IUV once, unless a number that one of them
 * generates could be one that another brings, or the posizione that one opens be one that another names.
 */
export async function leggiIncontri(
  ctx: Ctx,
  { enteId, segregazione, flussoId }: { enteId: EnteId; segregazione: string; flussoId: FlussoId | null },
): Promise<Incontri> {
  const { rows } = await sql<Incontri>`
    select n.uno and not exists (select 1 from posizioni.storia as s where s.ente_id = ${enteId} and s.flusso_id = ${flussoId}) as unici,
           n.uno
             and (not exists (select 1 from carico where azione = 'I' and genera_iuv and iuv is null)
                  or not exists (select 1 from carico as c where ${fraINostri(segregazione)}
                                  and not exists (select 1 from posizioni.iuv as i where i.ente_id = ${enteId} and i.iuv = c.iuv)))
             and not exists (select 1 from carico as c join carico as x on c.posizione ->> 'iupd' = '1X-' || x.iud and x.riga <> c.riga
                              where c.posizione is not null) as separate
      from (select not exists (select 1 from carico group by iud having count(*) > 1)
                   and not exists (select 1 from carico where iuv is not null group by iuv having count(*) > 1) as uno) as n`.execute(
    ctx.db,
  );
  return rows[0] ?? { unici: false, separate: false };
}
