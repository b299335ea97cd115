import { sql } from 'kysely';
import { piuGiorni } from '#kernel/giorno';
import type { TipoDovutoId } from '#kernel/ids';
import { ZERO_CENTS, type Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import type { Finestra } from '#platform/db/orizzonte';
import { segui, seguitoFino } from '#platform/db/seguito';

/** How many days ahead a date is near. */
const VICINA_GIORNI = 7;

/** Keeps the counts of the home: what the history says since the last time, never the dovuti themselves. */
export async function seguiConteggio(ctx: Ctx): Promise<void> {
  await segui(ctx, 'posizioni.conteggio', conta);
}

/**
 * Each dovuto whose history went on leaves where it was counted and comes to where it is now. Both are read in the history, behind the
 * horizon, so that the sum is right whatever has happened since. The annulled are not counted: one of them may come back with another kind.
 */
async function conta(t: Ctx, { da, a }: Finestra): Promise<void> {
  await sql`
    with toccati as materialized (
      select distinct s.ente_id, s.dovuto_id from posizioni.storia as s where s.xid >= ${da}::xid8 and s.xid < ${a}::xid8),
    passi as (
      select k.ente_id, k.dovuto_id, p.stato, p.data_scadenza, p.importo_cents, p.n
        from toccati as k
       cross join lateral (
         (select s.stato, s.data_scadenza, s.importo_cents, -1 as n from posizioni.storia as s
           where s.ente_id = k.ente_id and s.dovuto_id = k.dovuto_id and s.xid < ${da}::xid8 order by s.id desc limit 1)
         union all
         (select s.stato, s.data_scadenza, s.importo_cents, 1 from posizioni.storia as s
           where s.ente_id = k.ente_id and s.dovuto_id = k.dovuto_id and s.xid < ${a}::xid8 order by s.id desc limit 1)) as p
       where p.stato <> 'annullato'),
    somme as (
      select d.ente_id, d.tipo_dovuto_id, p.stato,
             case when p.stato = 'da_pagare' then coalesce(p.data_scadenza, 'infinity') else 'infinity' end as scadenza,
             sum(p.n)::integer as quanti, sum(p.n * p.importo_cents)::bigint as importo
        from passi as p join posizioni.dovuto as d on d.ente_id = p.ente_id and d.id = p.dovuto_id
       group by 1, 2, 3, 4 having sum(p.n) <> 0 or sum(p.n * p.importo_cents) <> 0)
    insert into posizioni.conteggio as c (ente_id, tipo_dovuto_id, stato, data_scadenza, quanti, importo_cents)
    select s.ente_id, s.tipo_dovuto_id, s.stato, s.scadenza, s.quanti, s.importo from somme as s
    on conflict (ente_id, tipo_dovuto_id, stato, data_scadenza)
      do update set quanti = c.quanti + excluded.quanti, importo_cents = c.importo_cents + excluded.importo_cents`.execute(
    t.db,
  );
  await sql`delete from posizioni.conteggio where quanti = 0 and importo_cents = 0`.execute(t.db);
}

/**
 * Counts anew, for every ente, what the terms of the ways to pay change of the counts by date: more dovuti past their days, or fewer
 * where a way to pay is not open yet. Only the ways to pay that have a term are read.
 */
export async function contaOltreTermine(ctx: Ctx): Promise<void> {
  await ctx.tx(async (t) => {
    await sql`delete from posizioni.oltre_termine`.execute(t.db);
    await sql`
      insert into posizioni.oltre_termine (ente_id, tipo_dovuto_id, quanti, importo_cents)
      select d.ente_id, d.tipo_dovuto_id, sum(x.n)::integer, sum(x.n * d.importo_cents)::bigint
        from posizioni.opzione as o
        join posizioni.posizione as p on p.ente_id = o.ente_id and p.id = o.posizione_id
        join posizioni.dovuto as d on d.ente_id = o.ente_id and d.posizione_id = o.posizione_id and d.opzione_id = o.id
        join enti.v_tipo_dovuto as k on k.ente_id = d.ente_id and k.id = d.tipo_dovuto_id
       cross join lateral (
         select coalesce(d.data_scadenza < ${t.oggi}::date and not k.paga_dopo_scadenza, false) as data,
                coalesce(least(o.valida_al, p.notificata_il + o.giorni_dalla_notifica) < ${t.oggi}::date, false) as termine,
                coalesce(o.valida_dal <= ${t.oggi}::date, true) as aperta) as y
       cross join lateral (select ((y.data or y.termine) and y.aperta)::integer - y.data::integer as n) as x
       where (o.valida_dal is not null or o.valida_al is not null or o.giorni_dalla_notifica is not null)
         and d.stato = 'da_pagare' and x.n <> 0
       group by 1, 2 having sum(x.n) <> 0`.execute(t.db);
  });
}

/** How many dovuti, and for how much. */
export type Quanti = { quanti: number; importoCents: Cents };

/** The dovuti of an ente, counted; `fino`: up to when. */
export type Conteggi = {
  stati: Record<'bozza' | 'da_pagare' | 'scaduto' | 'pagato' | 'estinto', Quanti>;
  /** To be paid within a week, today included. */
  vicini: Quanti;
  fino: Date | null;
};

/**
 * How many dovuti the ente has in each state, as the follower has counted them. Those past a date that forbids to pay are counted apart
 * from those to be paid.
 */
export async function leggiConteggi(ctx: Ctx, tipiConsentiti: readonly TipoDovutoId[] | null): Promise<Conteggi> {
  type Riga = Quanti & { stato: keyof Conteggi['stati'] | 'vicini' };
  const { rows } = await sql<Riga>`
    with c as (
      select * from posizioni.conteggio where ente_id = ${ctx.enteId}
      union all
      select o.ente_id, o.tipo_dovuto_id, s.stato, 'infinity', s.segno * o.quanti, s.segno * o.importo_cents
        from posizioni.oltre_termine as o, (values ('da_pagare', -1), ('scaduto', 1)) as s (stato, segno) where o.ente_id = ${ctx.enteId})
    select x.stato, sum(c.quanti)::integer as quanti, sum(c.importo_cents)::bigint as "importoCents"
      from c
      join enti.v_tipo_dovuto as t on t.ente_id = c.ente_id and t.id = c.tipo_dovuto_id
     cross join lateral (
       select case when c.stato = 'da_pagare' and c.data_scadenza < ${ctx.oggi}::date and not t.paga_dopo_scadenza then 'scaduto'
                   else c.stato end as stato
       union all
       select 'vicini' where c.stato = 'da_pagare'
         and c.data_scadenza between ${ctx.oggi}::date and ${piuGiorni(ctx.oggi, VICINA_GIORNI)}::date) as x
     where (${tipiConsentiti === null} or c.tipo_dovuto_id = any(${tipiConsentiti ?? []}::uuid[]))
     group by x.stato`.execute(ctx.db);
  const di = (stato: Riga['stato']): Quanti => {
    const riga = rows.find((r) => r.stato === stato);
    return { quanti: riga?.quanti ?? 0, importoCents: riga?.importoCents ?? ZERO_CENTS };
  };
  return {
    stati: {
      bozza: di('bozza'),
      da_pagare: di('da_pagare'),
      scaduto: di('scaduto'),
      pagato: di('pagato'),
      estinto: di('estinto'),
    },
    vicini: di('vicini'),
    fino: await seguitoFino(ctx, 'posizioni.conteggio'),
  };
}

/** How many dovuti are paid and do not add up: an index holds only those. */
export async function contaDaVerificare(ctx: Ctx, tipiConsentiti: readonly TipoDovutoId[] | null): Promise<number> {
  const { rows } = await sql<{ quanti: number }>`
    select count(*)::integer as quanti from posizioni.dovuto as d
     where d.ente_id = ${ctx.enteId} and d.da_verificare <> '{}'
       and (${tipiConsentiti === null} or d.tipo_dovuto_id = any(${tipiConsentiti ?? []}::uuid[]))`.execute(ctx.db);
  return rows[0]?.quanti ?? 0;
}
