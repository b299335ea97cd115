/** What of posizioni depends on the configuration: the dovuti still to be paid, and their notices. */
import { sql, type RawBuilder } from 'kysely';
import { ZERO_CENTS, type Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import { impatto, leggiBollettino, type Conteggio, type Impatto, type VoceImpatto } from '#platform/impatto';

/** The shares that a setting touches, of the ente of the context. */
const TOCCATE: Readonly<Record<Impatto['di'], (id: string) => RawBuilder<unknown>>> = {
  conto: (id) => sql`(q.conto_id = ${id} or q.conto_postale_id = ${id})`,
  stazione: (id) => sql`i.stazione_id = ${id}`,
  tipoDovuto: (id) => sql`d.tipo_dovuto_id = ${id}`,
  bollettino: (id) => {
    const { contoId, dal, prima } = leggiBollettino(id);
    // The day that the Nodo's door looks at, to answer the account that is on the paper.
    const stampato = sql`(i.creato_il at time zone 'Europe/Rome')::date`;
    return sql`(q.conto_postale_id = ${contoId} and i.numero_avviso is not null and ${stampato} >= ${dal} and ${stampato} < ${prima})`;
  },
};

const DA = sql`
  posizioni.dovuto as d
  join posizioni.quota as q on q.ente_id = d.ente_id and q.dovuto_id = d.id
  left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id`;

/** What is still to be paid; of it, what people have in their hands; of that, what goes by a postal slip. */
async function conta(t: Ctx, toccate: RawBuilder<unknown>): Promise<Conteggio[]> {
  const { rows } = await sql<{ cosa: string; quanti: number; totaleCents: Cents | null }>`
    with tocca as (
      select d.id, i.id as iuv_id, i.numero_avviso is not null as stampato, q.conto_postale_id is not null as postale, q.importo_cents
        from ${DA} where d.ente_id = ${t.enteId} and d.stato = 'da_pagare' and ${toccate})
    select 'dovuti_aperti' as cosa, count(distinct id)::integer as quanti, sum(importo_cents)::bigint as "totaleCents" from tocca
    union all
    select 'avvisi_stampati', count(distinct iuv_id)::integer, sum(importo_cents)::bigint from tocca where stampato
    union all
    select 'avvisi_postali', count(distinct iuv_id)::integer, sum(importo_cents)::bigint from tocca where stampato and postale`.execute(
    t.db,
  );
  return rows.map((riga) => ({ ...riga, totaleCents: riga.totaleCents ?? ZERO_CENTS }));
}

/** The first to expire come first: they are those that somebody is about to pay. */
async function elenca(t: Ctx, toccate: RawBuilder<unknown>, quante: number): Promise<VoceImpatto[]> {
  const { rows } = await sql<VoceImpatto>`
    select 'dovuto' as cosa, d.id, d.iud as nome, d.causale_pubblica as descrizione, i.numero_avviso as "numeroAvviso",
           d.data_scadenza as scadenza, sum(q.importo_cents)::bigint as "importoCents"
      from ${DA} where d.ente_id = ${t.enteId} and d.stato = 'da_pagare' and ${toccate}
     group by d.ente_id, d.id, i.numero_avviso
     order by d.data_scadenza nulls last, d.id limit ${quante}`.execute(t.db);
  return rows;
}

const per = (di: Impatto['di']): Impatto =>
  impatto({
    di,
    conta: (ctx, id) => ctx.tx((t) => conta(t, TOCCATE[di](id))),
    elenca: (ctx, id, quante) => ctx.tx((t) => elenca(t, TOCCATE[di](id), quante)),
  });

/** What this module asks to be heard about before a setting changes. */
export const impatti: Impatto[] = [per('conto'), per('stazione'), per('tipoDovuto'), per('bollettino')];
