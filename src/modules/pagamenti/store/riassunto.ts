import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { TipoDovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import type { Finestra } from '#platform/db/orizzonte';
import { segui, seguitoFino } from '#platform/db/seguito';

/** In the place of a kind of due: money that was for no dovuto of ours. */
const NESSUN_TIPO = '00000000-0000-0000-0000-000000000000';

/** The channels that are not the name of a PSP. */
const CANALE_PORTALE = 'portale';
const CANALE_ENTE = 'fuori_pagopa';
const CANALE_IGNOTO = 'ignoto';
export const CANALI = [CANALE_PORTALE, CANALE_ENTE, CANALE_IGNOTO] as const;

/** Keeps what came in, day by day: the receipts and the money outside pagoPA that were written since the last time. */
export async function seguiRiassunto(ctx: Ctx): Promise<void> {
  await segui(ctx, 'pagamenti.riassunto', somma);
}

/** A share is written with the receipt that brings it first, in one transaction; a receipt of more kinds of due counts with its first. */
async function somma(t: Ctx, { da, a }: Finestra): Promise<void> {
  await sql`
    insert into pagamenti.riassunto as s (ente_id, giorno, tipo_dovuto_id, canale, quanti, importo_cents)
    select x.ente_id, x.giorno, x.tipo, x.canale, sum(x.n)::integer, sum(x.importo_cents)::bigint
      from (
        select q.ente_id, (coalesce(r.pagata_il, r.registrata_il) at time zone 'Europe/Rome')::date as giorno,
               coalesce(d.tipo_dovuto_id, ${NESSUN_TIPO}::uuid) as tipo,
               case when exists (select 1 from pagamenti.carrello_voce as v where v.ricevuta_id = r.id) then ${CANALE_PORTALE}
                    else coalesce(nullif(btrim(left(coalesce(r.psp_denominazione, r.psp), 70)), ''), ${CANALE_IGNOTO}) end as canale,
               (row_number() over (partition by q.ente_id, q.receipt_id order by q.id_trasferimento) = 1)::integer as n,
               q.importo_cents
          from pagamenti.ricevuta as r
          join pagamenti.quota_pagata as q on q.ricevuta_ente_id = r.ente_id and q.ricevuta_id = r.id
          left join posizioni.v_dovuto_tipo as d on d.ente_id = q.ente_id and d.dovuto_id = q.dovuto_id
         where r.xid >= ${da}::xid8 and r.xid < ${a}::xid8 and r.genere not in ('difforme', 'negativa')
        union all
        select n.ente_id, n.giorno, d.tipo_dovuto_id, ${CANALE_ENTE}, 1, n.importo_cents
          from pagamenti.incasso as n join posizioni.v_dovuto_tipo as d on d.ente_id = n.ente_id and d.dovuto_id = n.dovuto_id
         where n.xid >= ${da}::xid8 and n.xid < ${a}::xid8) as x
     group by 1, 2, 3, 4
    on conflict (ente_id, giorno, tipo_dovuto_id, canale)
      do update set quanti = s.quanti + excluded.quanti, importo_cents = s.importo_cents + excluded.importo_cents`.execute(
    t.db,
  );
}

/** What came in on a day, for a kind of due (null: for none of ours), by a channel. */
export type RigaRiassunto = {
  giorno: Giorno;
  tipoDovutoId: TipoDovutoId | null;
  canale: string;
  quanti: number;
  importoCents: Cents;
};

/** What came in from a day on, as the follower has summed it; money of no kind only for who follows them all. */
export async function leggiRiassunto(
  ctx: Ctx,
  f: { dal: Giorno; tipiConsentiti: readonly TipoDovutoId[] | null; tutti: boolean },
): Promise<{ righe: RigaRiassunto[]; fino: Date | null }> {
  const { rows } = await sql<RigaRiassunto>`
    select s.giorno, nullif(s.tipo_dovuto_id, ${NESSUN_TIPO}::uuid) as "tipoDovutoId", s.canale, s.quanti,
           s.importo_cents as "importoCents"
      from pagamenti.riassunto as s
     where s.ente_id = ${ctx.enteId} and s.giorno >= ${f.dal}::date
       and (${f.tipiConsentiti === null} or s.tipo_dovuto_id = any(${f.tipiConsentiti ?? []}::uuid[])
            or (${f.tutti} and s.tipo_dovuto_id = ${NESSUN_TIPO}::uuid))
     order by s.giorno`.execute(ctx.db);
  return { righe: rows, fino: await seguitoFino(ctx, 'pagamenti.riassunto') };
}
