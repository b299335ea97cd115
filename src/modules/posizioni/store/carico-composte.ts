import { sql, type RawBuilder } from 'kysely';
import { annotaInsieme } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import type { CodiceCarico } from '../core/rifiuti.ts';
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
             cross join lateral (select c.posizione ->> 'iupd' as iupd) as r
              left join posizioni.posizione as p on p.ente_id = y.ente_id and p.id = y.posizione_id
             where y.azione <> 'I' or y.esito = 'ripreso') as d
     where d.riga = f.riga`.execute(ctx.db);
}

/** Gives the rows of one posizione its id, and those of one opzione the id of that: of those already there, or of the first row. */
async function raggruppa(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    update fetta as f
       set iupd = g.iupd, posizione_id = g.posizione_id, opzione_id = g.opzione_id, capo_posizione = g.capo_posizione,
           capo_opzione = g.capo_opzione
      from (select y.riga, r.iupd,
                   case when y.esito = 'ripreso' then y.posizione_id
                        else coalesce(p.id, first_value(y.posizione_id) over posizione) end as posizione_id,
                   case when y.esito = 'ripreso' then y.opzione_id
                        else coalesce(o.id, first_value(y.opzione_id) over opzione) end as opzione_id,
                   p.id is null and row_number() over posizione = 1 as capo_posizione,
                   o.id is null and row_number() over opzione = 1 as capo_opzione
              from fetta as y
              join carico as c on c.riga = y.riga
             cross join lateral (select c.posizione ->> 'iupd' as iupd, ${numero(sql`'{opzione,ordine}'`)} as opzione) as r
              left join posizioni.posizione as p on p.ente_id = y.ente_id and p.iupd = r.iupd
              left join posizioni.opzione as o on o.ente_id = p.ente_id and o.posizione_id = p.id and o.ordine = r.opzione
             where c.posizione is not null and c.azione = 'I' and c.riga between ${f.da} and ${f.a}
            window posizione as (partition by r.iupd order by y.riga), opzione as (partition by r.iupd, r.opzione order by y.riga)) as g
     where f.riga = g.riga`.execute(ctx.db);
}

/** A number of the request; null where the request is not worth reading further. */
function numero(percorso: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when c.difetto is null then (c.posizione #>> ${percorso})::bigint end`;
}

/** Judges each posizione that has new dovuti, and works out its amount: that of its first opzione, without the surcharge. */
async function giudicaGruppi(ctx: Ctx, f: Fetta): Promise<void> {
  await sql`
    with r as materialized (${righeComposte()}),
    fuori as materialized (
      select posizioni.tassonomie_fuori_vigore(array(select distinct unnest(r.tassonomie) from r), ${f.oggi}::date) as codice),
    v as (
      select r.*,
             count(*) over (partition by r.iupd, r.opzione, r.rata) as gemelle,
             count(*) over (partition by r.iupd, r.opzione) as rate,
             lag(r.data_scadenza) over (partition by r.iupd, r.opzione order by r.rata) as scadenza_prima,
             min(r.detta::text) over (partition by r.iupd, r.opzione) <> max(r.detta::text) over (partition by r.iupd, r.opzione)
               as discordi,
             range_agg(case when r.forma = 'unica' then r.valida end) over (partition by r.iupd order by r.opzione
               groups between unbounded preceding and unbounded following exclude group) as altre_valide,
             min(r.debitore_codice) over (partition by r.iupd) <> max(r.debitore_codice) over (partition by r.iupd) as debitori_diversi,
             sum(r.importo_cents) over (partition by r.iupd, r.opzione) - r.maggiorazione + r.gia_pagato as netto
        from r),
    b as (
      select v.*, coalesce(v.suo_importo, first_value(v.netto) over (partition by v.iupd order by v.opzione))::bigint as importo from v),
    d as (select b.*, ${codiceGruppo(f)} as deciso from b)
    update fetta as f
       set codice = d.deciso, esito = case when d.deciso is null then f.esito end, posizione_cents = d.importo,
           gia_pagato_cents = d.gia_pagato
      from d where f.riga = d.riga`.execute(ctx.db);
}

/** The new rows, with what they say of their posizione and what is already there of it. */
function righeComposte(): RawBuilder<unknown> {
  return sql`
    select y.riga, y.iupd, y.ente_id, y.importo_cents, y.pagato_il, c.data_scadenza, c.debitore_codice, c.altre_quote,
           c.posizione -> 'opzione' as detta, c.posizione #>> '{opzione,forma}' as forma,
           (c.posizione #>> '{opzione,ordine}')::smallint as opzione, (c.posizione ->> 'ordine')::smallint as rata,
           (c.posizione #>> '{opzione,maggiorazioneCents}')::bigint as maggiorazione,
           case when num_nonnulls(c.posizione #>> '{opzione,validaDal}', c.posizione #>> '{opzione,validaAl}') > 0 then daterange(
             (c.posizione #>> '{opzione,validaDal}')::date, (c.posizione #>> '{opzione,validaAl}')::date, '[]') end as valida,
           (c.posizione #>> '{quota,contoId}')::uuid as conto_id,
           -- Of what software says in its own words, the code; where there is none, its words stand as they do in files.
           coalesce(substring(c.dati_riscossione from '^9/[0-9]{7}[A-Z]{2}/'), y.tassonomia)
             || array(select q ->> 'tassonomia' from jsonb_array_elements(c.altre_quote) as q) as tassonomie,
           t.codice_fiscale_anonimo, p.id as sua_id, p.debitore_codice as suo_debitore, p.saldata_il,
           coalesce(p.importo_cents, (select sum(d.importo_cents) from posizioni.dovuto as d
                                       where d.ente_id = p.ente_id and d.posizione_id = p.id)) as suo_importo,
           o.id as sua_opzione, s.opzione_id as sostituita,
           coalesce(s.gia_pagato, 0) as gia_pagato, s.concorde, s.in_pagamento
      from fetta as y
      join carico as c on c.riga = y.riga
      join enti.v_tipo_dovuto as t on t.ente_id = y.ente_id and t.id = y.tipo_dovuto_id
      left join posizioni.posizione as p on p.ente_id = y.ente_id and p.iupd = y.iupd
      left join posizioni.opzione as o on o.ente_id = p.ente_id and o.posizione_id = p.id
             and o.ordine = (c.posizione #>> '{opzione,ordine}')::smallint
      left join lateral (${opzioneSostituita()}) as s on c.posizione #> '{opzione,sostituisce}' is not null
     where y.esito = 'nuovo' and y.iupd is not null`;
}

/** What there is of the opzione that the new one takes the place of: as whoever asks has seen it, and nobody paying it? */
function opzioneSostituita(): RawBuilder<unknown> {
  return sql`
    select (c.posizione #>> '{opzione,sostituisce,opzioneId}')::uuid as opzione_id,
           coalesce(sum(d.importo_cents) filter (where d.stato = 'pagato'), 0)
             + coalesce((select z.gia_pagato_cents from posizioni.opzione as z where z.ente_id = y.ente_id
                            and z.id = (c.posizione #>> '{opzione,sostituisce,opzioneId}')::uuid), 0) as gia_pagato,
           coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'versione', d.versione) order by d.id) filter (where d.stato = 'da_pagare'),
             '[]') = c.posizione #> '{opzione,sostituisce,dovuti}' as concorde,
           coalesce(bool_or(a.istante is not null) filter (where d.stato = 'da_pagare'), false) as in_pagamento
      from posizioni.dovuto as d
      left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
      left join registro.v_attivazione as a on a.numero_avviso = i.numero_avviso
       and a.dominio = (select e.codice_fiscale from enti.v_ente as e where e.id = d.ente_id)
     where d.ente_id = y.ente_id and d.posizione_id = p.id
       and d.opzione_id = (c.posizione #>> '{opzione,sostituisce,opzioneId}')::uuid`;
}

function codiceGruppo(f: Fetta): RawBuilder<unknown> {
  return sql`case
    when b.debitori_diversi or b.suo_debitore <> b.debitore_codice then 'POSIZIONE_DI_ALTRI'
    when b.debitore_codice = 'ANONIMO' and not b.codice_fiscale_anonimo then 'DEBITORE_NON_VALIDO'
    when exists (select 1 from fuori where fuori.codice = any(b.tassonomie)) then 'QUOTA_TASSONOMIA_NON_IN_VIGORE'
    when exists (select 1 from (select b.conto_id union all
                                select (q ->> 'contoId')::uuid from jsonb_array_elements(b.altre_quote) as q) as k (id)
                  where k.id is not null and not exists (select 1 from enti.v_iban_vigente as v
                                                          where v.ente_id = b.ente_id and v.conto_id = k.id))
      or exists (select 1 from jsonb_array_elements(b.altre_quote) as q
                  where q ->> 'contoId' is not null and q ->> 'codiceFiscale' <> ${f.codiceFiscale}) then 'CONTO_NON_UTILIZZABILE'
    when b.sostituita is not null and b.concorde is distinct from true then 'CONFLITTO'
    when b.sostituita is not null and b.in_pagamento then 'DOVUTO_IN_PAGAMENTO'
    when b.sua_id is not null and b.sostituita is null and (b.saldata_il is not null or b.pagato_il is not null
           or exists (select 1 from posizioni.dovuto as x where x.ente_id = b.ente_id and x.posizione_id = b.sua_id and x.stato = 'pagato'))
      then 'POSIZIONE_CHIUSA'
    when b.discordi or (b.forma = 'unica' and b.rate > 1) then 'OPZIONE_NON_COERENTE'
    when b.sua_opzione is not null
      or (b.forma = 'unica' and (coalesce(b.valida && b.altre_valide, false)
           or exists (select 1 from posizioni.opzione as x where x.ente_id = b.ente_id and x.posizione_id = b.sua_id and x.forma = 'unica'
                         and num_nonnulls(x.valida_dal, x.valida_al) > 0
                         and daterange(x.valida_dal, x.valida_al, '[]') && b.valida))) then 'OPZIONE_SOVRAPPOSTA'
    when b.gemelle > 1 then 'RATA_RIPETUTA'
    when b.scadenza_prima > b.data_scadenza then 'RATE_NON_IN_ORDINE'
    when b.netto <> b.importo or b.importo not between 1 and 99999999999 then 'OPZIONE_IMPORTO_DIVERSO'
  end`;
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

/** Debtors and metadata, as the first row of each posizione tells them; those of before, where it tells any, go away. */
export async function scriviContorno(ctx: Ctx): Promise<void> {
  const capi = sql`
    (select distinct on (y.ente_id, y.posizione_id) y.ente_id, y.posizione_id, c.posizione as detta
       from fetta as y join carico as c on c.riga = y.riga
      where y.esito in ('nuovo', 'modificato', 'ripreso') and c.posizione is not null
      order by y.ente_id, y.posizione_id, y.riga)`;
  await sql`
    update posizioni.posizione as p set nota_pagatore = k.detta ->> 'notaPagatore'
      from ${capi} as k where p.ente_id = k.ente_id and p.id = k.posizione_id and k.detta ? 'notaPagatore'`.execute(
    ctx.db,
  );
  await sql`
    delete from posizioni.debitore as b using ${capi} as k
     where b.ente_id = k.ente_id and b.posizione_id = k.posizione_id and k.detta ? 'debitori'`.execute(ctx.db);
  await sql`
    insert into posizioni.debitore (ente_id, posizione_id, ordine, ruolo, tipo, codice, anagrafica)
    select k.ente_id, k.posizione_id, e.n, e.v ->> 'ruolo', e.v ->> 'tipo', e.v ->> 'codice', e.v ->> 'anagrafica'
      from ${capi} as k cross join lateral jsonb_array_elements(k.detta -> 'debitori') with ordinality as e (v, n)`.execute(
    ctx.db,
  );
  await sql`
    delete from posizioni.metadato as m using ${capi} as k
     where m.ente_id = k.ente_id and m.posizione_id = k.posizione_id and k.detta ? 'metadati'`.execute(ctx.db);
  await sql`
    insert into posizioni.metadato (ente_id, posizione_id, chiave, valore, per_pagopa)
    select k.ente_id, k.posizione_id, e.v ->> 'chiave', e.v ->> 'valore', (e.v ->> 'perPagopa')::boolean
      from ${capi} as k cross join lateral jsonb_array_elements(k.detta -> 'metadati') as e (v)`.execute(ctx.db);
}
