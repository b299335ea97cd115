import { sql, type RawBuilder } from 'kysely';
import { annotaInsieme } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import type { CodiceCarico } from '../core/rifiuti.ts';
import { gruppi, giudizi } from './carico-gruppi.ts';
import type { Fetta } from './carico-tabella.ts';

/**
 * What the requests that say of which posizione they are need beside the others: those of one posizione become one, and are accepted or
 * refused together. Asked only of a slice that has such requests: the rows of a file never come here.
 */
export async function componiPosizioni(ctx: Ctx, f: Fetta): Promise<void> {
  await raggruppa(ctx, f);
  await giudicaAppartenenza(ctx);
  await giudicaGruppi(ctx, f);
  await respingiSorelle(ctx);
  // An orphan receipt may have paid one of the ways before any of them was here.
  await sql`
    update fetta as f
       set nasce_estinto = f.pagato_il is null and f.opzione_id <> x.opzione_id,
           saldata_il = (select max(y.pagato_il) from fetta as y where y.opzione_id = x.opzione_id having bool_and(y.pagato_il is not null))
      from fetta as x
     where f.esito = 'nuovo' and x.esito = 'nuovo' and f.iupd = x.iupd and x.pagato_il is not null`.execute(ctx.db);
}

/** Refuses with a row those of the same posizione. */
export async function respingiSorelle(ctx: Ctx): Promise<void> {
  await sql`
    update fetta as f set codice = 'POSIZIONE_INCOMPLETA', esito = null
     where f.codice is null and f.iupd in (select x.iupd from fetta as x where x.codice is not null)`.execute(ctx.db);
}

/** Refuses what came of these posizioni, whatever it asks. Before the first slice. */
export async function respingiPosizioni(
  ctx: Ctx,
  { posizioni, codice }: { posizioni: readonly string[]; codice: CodiceCarico },
): Promise<void> {
  if (posizioni.length === 0) return;
  await sql`
    update carico set difetto = ${codice} where posizione ->> 'iupd' = any(${posizioni}::text[])`.execute(ctx.db);
}

/** What is there already may be asked for by its posizione only if it is of that one. */
async function giudicaAppartenenza(ctx: Ctx): Promise<void> {
  await sql`
    update fetta as f
       set iupd = d.iupd, codice = coalesce(f.codice, case when d.altra then 'POSIZIONE_DIVERSA' end),
           esito = case when not d.altra then f.esito end
      from (select y.riga, r.iupd, coalesce(p.iupd <> r.iupd and r.iupd <> '1X-' || c.iud, false) as altra
              from fetta as y
              join carico as c on c.riga = y.riga and c.posizione is not null
             cross join lateral (select c.posizione ->> 'iupd' as iupd offset 0) as r
              left join posizioni.posizione as p on p.ente_id = y.ente_id and p.id = y.posizione_id
             where y.azione <> 'I' or y.esito = 'ripreso') as d
     where d.riga = f.riga`.execute(ctx.db);
}

/** Gives the rows of one posizione its id, and those of one opzione the id of that. */
async function raggruppa(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    update fetta as f
       set iupd = g.iupd, posizione_id = g.posizione_id, opzione_id = g.opzione_id, capo_posizione = g.capo_posizione,
           capo_opzione = g.capo_opzione
      from (${gruppi(f)}) as g
     where f.riga = g.riga`.execute(ctx.db);
}

/** Judges each posizione that has new dovuti, and says its amount. */
async function giudicaGruppi(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    update fetta as f
       set codice = d.deciso, esito = case when d.deciso is null then f.esito end, posizione_cents = d.importo,
           gia_pagato_cents = d.gia_pagato
      from (${giudizi(f)}) as d where f.riga = d.riga`.execute(ctx.db);
}

/**
 * Judges what the slice changes of posizioni already there with ways to pay: all of them must still come to the same, and the whole
 * follows them.
 */
export async function giudicaEsistenti(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    update fetta as f
       set codice = x.codice, esito = case when x.codice is null then f.esito end, posizione_cents = x.importo
      from (select y.riga, s.suo as importo,
                   case when y.esito = 'ripreso' and s.altra_pagata then 'POSIZIONE_CHIUSA'
                        when s.minimo <> s.massimo then 'OPZIONE_IMPORTO_DIVERSO' end as codice
              from fetta as y
              join posizioni.posizione as p on p.ente_id = y.ente_id and p.id = y.posizione_id and p.importo_cents is not null
             cross join lateral (
               select min(v.netto) as minimo, max(v.netto) as massimo, min(v.netto) filter (where v.id = y.opzione_id) as suo,
                      coalesce(bool_or(v.pagata) filter (where v.id <> y.opzione_id), false) as altra_pagata
                 from (select o.id, (sum(coalesce(n.importo_cents, d.importo_cents)) - o.maggiorazione_cents
                                + o.gia_pagato_cents)::bigint as netto, bool_or(d.stato = 'pagato') as pagata
                         from posizioni.dovuto as d
                         join posizioni.opzione as o on o.ente_id = d.ente_id and o.id = d.opzione_id
                         left join fetta as n on n.dovuto_id = d.id and n.esito in ('modificato', 'ripreso')
                        where d.ente_id = y.ente_id and d.posizione_id = y.posizione_id
                        group by o.id, o.maggiorazione_cents, o.gia_pagato_cents) as v) as s
             where y.esito in ('modificato', 'ripreso') and y.riga between ${f.da} and ${f.a}) as x
     where f.riga = x.riga`.execute(ctx.db);
}

/** Annuls what the new opzioni of the slice take the place of, before they are written. */
export async function annullaSostituiti(ctx: Ctx, f: Fetta, attore: string): Promise<void> {
  await sql`
    with via as (
      update posizioni.dovuto as d
         set stato = 'annullato', sostituito_il = ${ctx.now}, versione = d.versione + 1
        from (select distinct (c.posizione #>> '{opzione,sostituisce,opzioneId}')::uuid as opzione_id, y.posizione_id
                from fetta as y join carico as c on c.riga = y.riga where y.esito = 'nuovo' and y.iupd is not null) as s
       where d.ente_id = ${f.enteId} and d.posizione_id = s.posizione_id and d.opzione_id = s.opzione_id and d.stato = 'da_pagare'
      returning d.ente_id, d.id, d.versione, d.importo_cents, d.data_scadenza)
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, prima, motivo)
    select v.ente_id, v.id, 'annullato', v.versione, 'annullato', v.importo_cents, v.data_scadenza, ${attore},
           jsonb_build_object('stato', 'da_pagare', 'importoCents', v.importo_cents, 'dataScadenza', v.data_scadenza, 'sostituito', true),
           ${f.motivo}
      from via as v`.execute(ctx.db);
  await annotaInsieme(ctx, {
    oggetto: 'dovuto',
    da: sql`select 'dovuto.sostituito' as azione, d.id as oggetto_id, null::jsonb as dettaglio
              from posizioni.dovuto as d
             where d.ente_id = ${f.enteId} and d.sostituito_il = ${ctx.now}
               and d.posizione_id in (select y.posizione_id from fetta as y where y.esito = 'nuovo' and y.iupd is not null)`,
  });
}

/** The first row of each posizione, and what it tells of it. */
const CAPI = sql`
  (select distinct on (y.ente_id, y.posizione_id) y.ente_id, y.posizione_id, c.posizione as detta
     from fetta as y join carico as c on c.riga = y.riga
    where y.esito in ('nuovo', 'modificato', 'ripreso') and c.posizione is not null
    order by y.ente_id, y.posizione_id, y.riga)`;

/** Debtors and metadata, as the first row of each posizione tells them; those of before, where it tells any, go away. */
export async function scriviContorno(ctx: Ctx): Promise<void> {
  await sql`
    update posizioni.posizione as p set nota_pagatore = k.detta ->> 'notaPagatore'
      from ${CAPI} as k
     where p.ente_id = k.ente_id and p.id = k.posizione_id and k.detta ? 'notaPagatore'
       and p.nota_pagatore is distinct from k.detta ->> 'notaPagatore'`.execute(ctx.db);
  await sql`
    delete from posizioni.debitore as b using ${CAPI} as k
     where b.ente_id = k.ente_id and b.posizione_id = k.posizione_id and k.detta ? 'debitori'`.execute(ctx.db);
  await insertDebitori().execute(ctx.db);
  await sql`
    delete from posizioni.metadato as m using ${CAPI} as k
     where m.ente_id = k.ente_id and m.posizione_id = k.posizione_id and k.detta ? 'metadati'`.execute(ctx.db);
  await insertMetadati().execute(ctx.db);
}

/** The same of posizioni that are new, each table a step of one statement. */
export function passiContorno(): RawBuilder<unknown> {
  return sql`debitori as (${insertDebitori()}), metadati as (${insertMetadati()})`;
}

function insertDebitori(): RawBuilder<unknown> {
  return sql`
    insert into posizioni.debitore (ente_id, posizione_id, ordine, ruolo, tipo, codice, anagrafica)
    select k.ente_id, k.posizione_id, e.n, e.v ->> 'ruolo', e.v ->> 'tipo', e.v ->> 'codice', e.v ->> 'anagrafica'
      from ${CAPI} as k cross join lateral jsonb_array_elements(k.detta -> 'debitori') with ordinality as e (v, n)`;
}

function insertMetadati(): RawBuilder<unknown> {
  return sql`
    insert into posizioni.metadato (ente_id, posizione_id, chiave, valore, per_pagopa)
    select k.ente_id, k.posizione_id, e.v ->> 'chiave', e.v ->> 'valore', (e.v ->> 'perPagopa')::boolean
      from ${CAPI} as k cross join lateral jsonb_array_elements(k.detta -> 'metadati') as e (v)`;
}
