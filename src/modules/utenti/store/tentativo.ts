import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';
import { preparataIn } from '#platform/db/pool';
import type { Limite } from '../core/limiti.ts';

export type Presa = { presi: number; libero: null } | { presi: null; libero: Date | null };

/** Asked before anything else is, also of who asks ten thousand times: planned once. */
export const PRENDI = {
  name: 'utenti.prendi_tentativo',
  text: `
    with presa as (
      insert into utenti.tentativo as t (ambito, chiave, istanti, scade_il)
      values ($1, $2, array[$3::timestamptz], $3::timestamptz + make_interval(secs => $4))
      on conflict (ambito, chiave) do update
        set istanti = array(select i from unnest(t.istanti) as i where i > $3::timestamptz - make_interval(secs => $4)) || excluded.istanti,
            scade_il = excluded.scade_il
        where (select count(*) from unnest(t.istanti) as i where i > $3::timestamptz - make_interval(secs => $4)) < $5::bigint
      returning cardinality(istanti) as presi
    )
    select presi, null::timestamptz as libero from presa
    union all
    select null, (select i from unnest(t.istanti) as i order by i desc offset $5::bigint - 1 limit 1) + make_interval(secs => $4)
      from utenti.tentativo as t
     where t.ambito = $1 and t.chiave = $2 and not exists (select from presa)`,
};

/**
 * Takes one of the attempts a key has, if there is one left: one statement, whose row lock makes two takers wait for each other.
 * `libero` is when the next one comes free.
 */
export async function prendi(ctx: Ctx, chiave: Buffer, { ambito, finestraMs, massimo }: Limite): Promise<Presa> {
  const valori = [ambito, chiave, ctx.now, finestraMs / 1000, massimo];
  const [presa] = await preparataIn<Presa>(ctx.db, PRENDI, valori);
  return presa ?? { presi: null, libero: null };
}

/** Are the attempts of a key used up? Takes none. */
export async function esauriti(
  ctx: Ctx,
  chiave: Buffer,
  { ambito, finestraMs, massimo }: Limite,
): Promise<Date | null> {
  const dopo = new Date(ctx.now.getTime() - finestraMs);
  const { rows } = await sql<{ libero: Date }>`
    select i + make_interval(secs => ${finestraMs / 1000}) as libero
      from utenti.tentativo as t, unnest(t.istanti) as i
     where t.ambito = ${ambito} and t.chiave = ${chiave} and i > ${dopo}
     order by i desc offset ${massimo} - 1 limit 1`.execute(ctx.db);
  return rows[0]?.libero ?? null;
}

/** Gives back the attempt taken at the context's instant. */
export async function rendi(ctx: Ctx, chiave: Buffer, { ambito }: Limite): Promise<void> {
  await sql`
    update utenti.tentativo set istanti = array_remove(istanti, ${ctx.now}::timestamptz)
     where ambito = ${ambito} and chiave = ${chiave}`.execute(ctx.db);
}

/** Forgets all the attempts of a key. */
export async function azzera(ctx: Ctx, chiave: Buffer, { ambito }: Limite): Promise<void> {
  await sql`delete from utenti.tentativo where ambito = ${ambito} and chiave = ${chiave}`.execute(ctx.db);
}
