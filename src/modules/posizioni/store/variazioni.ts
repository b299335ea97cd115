import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { EnteId, IuvId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import { dietroOrizzonte, leggiOrizzonte, type Xid } from '#platform/db/orizzonte';

/** An iuv whose payable facts changed, with how it stands now. */
export type VariazioneIuv = {
  enteId: EnteId;
  iuvId: IuvId;
  iuv: string;
  numeroAvviso: string | null;
  /** How many changes are told by this one row. */
  cambiamenti: number;
  /** The account of some share is another; `ibanDal`: from which day, where it is the account that changed. */
  iban: boolean;
  ibanDal: Giorno | null;
  /** What is asked for now: null when nothing is. */
  importoCents: Cents | null;
  dataScadenza: Giorno | null;
};

/** What changed since a cursor, behind the horizon (model 9): one row an iuv, and the next cursor. For the feed of ACA / GPD. */
export async function leggiVariazioni(ctx: Ctx, cursore: Xid): Promise<{ variazioni: VariazioneIuv[]; cursore: Xid }> {
  const { letto, cursore: prossimo } = await dietroOrizzonte(ctx.db, cursore, ({ da, a }) =>
    sql<VariazioneIuv>`
      select v.ente_id as "enteId", v.iuv_id as "iuvId", i.iuv, i.numero_avviso as "numeroAvviso", v.cambiamenti, v.iban,
             v.iban_dal as "ibanDal", d.importo as "importoCents", d.scadenza as "dataScadenza"
        from (select x.ente_id, x.iuv_id, sum(x.cambiamenti)::integer as cambiamenti, bool_or(x.iban) as iban, min(x.iban_dal) as iban_dal
                from posizioni.v_variazione as x where x.xid >= ${da}::xid8 and x.xid < ${a}::xid8 group by 1, 2) as v
        join posizioni.iuv as i on i.ente_id = v.ente_id and i.id = v.iuv_id
       cross join lateral (select sum(y.importo_cents)::bigint as importo, min(y.data_scadenza) as scadenza
                             from posizioni.dovuto as y
                            where y.ente_id = v.ente_id and y.iuv_id = v.iuv_id and y.stato = 'da_pagare') as d
       order by v.ente_id, v.iuv_id`.execute(ctx.db),
  );
  return { variazioni: letto.rows, cursore: prossimo };
}

/** How many iuv wait to be told to whoever stands at this cursor: the counter of the feed. */
export async function contaVariazioni(ctx: Ctx, cursore: Xid): Promise<number> {
  const orizzonte = await leggiOrizzonte(ctx.db);
  const { rows } = await sql<{ quante: number }>`
    select count(distinct (ente_id, iuv_id))::integer as quante
      from posizioni.v_variazione where xid >= ${cursore}::xid8 and xid < ${orizzonte}::xid8`.execute(ctx.db);
  return rows[0]?.quante ?? 0;
}
