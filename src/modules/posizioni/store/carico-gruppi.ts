import { sql, type RawBuilder } from 'kysely';
import type { Fetta } from './carico-tabella.ts';

/**
 * What `fetta` and `carico` say of the posizioni that requests name: tables of a file, or steps of the statement that brings a few. Nothing
 * is written here. Where the slice is `nuova`, nothing that it names is there, and nothing is looked for but its name.
 */

/**
 * Of each row of a posizione, the id of that and the one of its opzione: of those already there, or of the first row. What the request says
 * is read behind a fence (offset 0): row policies let no index be looked up by what may tell of the rows that it meets, and nothing that
 * reads JSON is free of that suspicion.
 */
export function gruppi(f: Fetta): RawBuilder<unknown> {
  return sql`
    select y.riga, r.iupd, p.id is not null as presente,
           case when y.esito = 'ripreso' then y.posizione_id
                else coalesce(p.id, first_value(y.posizione_id) over posizione) end as posizione_id,
           case when y.esito = 'ripreso' then y.opzione_id
                else coalesce(o.id, first_value(y.opzione_id) over opzione) end as opzione_id,
           p.id is null and row_number() over posizione = 1 as capo_posizione,
           o.id is null and row_number() over opzione = 1 as capo_opzione
      from fetta as y
      join carico as c on c.riga = y.riga
     cross join lateral (select c.posizione ->> 'iupd' as iupd, ${numero(sql`'{opzione,ordine}'`)}::smallint as opzione offset 0) as r
      left join posizioni.posizione as p on p.ente_id = y.ente_id and p.iupd = r.iupd
      left join posizioni.opzione as o on o.ente_id = p.ente_id and o.posizione_id = p.id and o.ordine = r.opzione
     ${f.nuova !== undefined ? sql`` : sql`where c.posizione is not null and c.azione = 'I' and c.riga between ${f.da} and ${f.a}`}
    window posizione as (partition by r.iupd order by y.riga), opzione as (partition by r.iupd, r.opzione order by y.riga)`;
}

/** A number of the request; null where the request is not worth reading further. */
function numero(percorso: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when c.difetto is null then (c.posizione #>> ${percorso})::bigint end`;
}

/**
 * Judges each posizione that has new dovuti, and works out its amount: that of its first opzione, without the surcharge. One that is made
 * of a single dovuto has none of its own: it would say the same thing twice.
 */
export function giudizi(f: Fetta): RawBuilder<unknown> {
  return sql`
    with r as materialized (${righeComposte(f)}),
    fuori as materialized (
      select posizioni.tassonomie_fuori_vigore(array(select distinct unnest(r.tassonomie) from r), ${f.oggi}::date) as codice),
    v as (select r.*, ${f.nuova === undefined ? sql`` : NIENTE} ${f.nuova?.sole === true ? DA_SOLA : FRA_SORELLE} from r),
    b as (
      select v.*, coalesce(v.suo_importo, ${f.nuova?.sole === true ? sql`v.netto` : PRIMO_NETTO})::bigint as importo from v),
    d as (select b.*, ${codiceGruppo(f)} as deciso from b)
    select d.riga, d.deciso, d.gia_pagato,
           case when d.sua_id is not null or d.righe > 1 or d.maggiorazione <> 0 then d.importo end as importo
      from d`;
}

const PRIMO_NETTO = sql`first_value(v.netto) over (partition by v.iupd order by v.opzione)`;

/** What a row is among those of its posizione. */
const FRA_SORELLE = sql`
             count(*) over (partition by r.iupd, r.opzione, r.rata) as gemelle,
             count(*) over (partition by r.iupd, r.opzione) as rate,
             count(*) over (partition by r.iupd) as righe,
             lag(r.data_scadenza) over (partition by r.iupd, r.opzione order by r.rata) as scadenza_prima,
             min(r.detta::text) over (partition by r.iupd, r.opzione) <> max(r.detta::text) over (partition by r.iupd, r.opzione)
               as discordi,
             range_agg(case when r.forma = 'unica' then r.valida end) over (partition by r.iupd order by r.opzione
               groups between unbounded preceding and unbounded following exclude group) as altre_valide,
             min(r.debitore_codice) over (partition by r.iupd) <> max(r.debitore_codice) over (partition by r.iupd) as debitori_diversi,
             sum(r.importo_cents) over (partition by r.iupd, r.opzione) - r.maggiorazione + r.gia_pagato as netto`;

/** The same of a row that is all there is of its posizione. */
const DA_SOLA = sql`
             1 as gemelle, 1 as rate, 1 as righe, null::date as scadenza_prima, false as discordi, null::datemultirange as altre_valide,
             false as debitori_diversi, r.importo_cents - r.maggiorazione + r.gia_pagato as netto`;

/** What is already there of the posizione of a new row. */
const PRESENTI = {
  colonne: sql`
    p.id as sua_id, p.debitore_codice as suo_debitore, p.saldata_il,
    coalesce(p.importo_cents, (select sum(d.importo_cents) from posizioni.dovuto as d
                                where d.ente_id = p.ente_id and d.posizione_id = p.id)) as suo_importo,
    o.id as sua_opzione, s.opzione_id as sostituita, coalesce(s.gia_pagato, 0) as gia_pagato, s.concorde, s.in_pagamento`,
  da: sql`
      left join posizioni.posizione as p on p.ente_id = y.ente_id and p.iupd = y.iupd
      left join posizioni.opzione as o on o.ente_id = p.ente_id and o.posizione_id = p.id and o.ordine = n.opzione
      left join lateral (${opzioneSostituita()}) as s on c.posizione #> '{opzione,sostituisce}' is not null`,
};

/** The same of a posizione that is new: said so late that what is asked of it is not asked. */
const NIENTE = sql`
    null::uuid as sua_id, null::text as suo_debitore, null::timestamptz as saldata_il, null::bigint as suo_importo,
    null::uuid as sua_opzione, null::uuid as sostituita, null::boolean as concorde, null::boolean as in_pagamento,`;
const ASSENTI = { colonne: sql`0::bigint as gia_pagato`, da: sql`` };

const TASSONOMIE_ALTRUI = sql`array(select q ->> 'tassonomia' from jsonb_array_elements(c.altre_quote) as q)`;

/** The new rows, with what they say of their posizione and what is already there of it. */
function righeComposte({ nuova, conAltre }: Fetta): RawBuilder<unknown> {
  const { colonne, da } = nuova === undefined ? PRESENTI : ASSENTI;
  return sql`
    select y.riga, y.iupd, y.ente_id, y.importo_cents, y.pagato_il, c.data_scadenza, c.debitore_codice, c.altre_quote,
           c.posizione -> 'opzione' as detta, c.posizione #>> '{opzione,forma}' as forma, n.opzione,
           (c.posizione ->> 'ordine')::smallint as rata,
           (c.posizione #>> '{opzione,maggiorazioneCents}')::bigint as maggiorazione,
           case when num_nonnulls(c.posizione #>> '{opzione,validaDal}', c.posizione #>> '{opzione,validaAl}') > 0 then daterange(
             (c.posizione #>> '{opzione,validaDal}')::date, (c.posizione #>> '{opzione,validaAl}')::date, '[]') end as valida,
           (c.posizione #>> '{quota,contoId}')::uuid as conto_id,
           -- Of what software says in its own words, the code; where there is none, its words stand as they do in files.
           coalesce(substring(c.dati_riscossione from '^9/[0-9]{7}[A-Z]{2}/'), y.tassonomia)
             || ${conAltre ? TASSONOMIE_ALTRUI : sql`'{}'::text[]`} as tassonomie,
           t.codice_fiscale_anonimo, ${colonne}
      from fetta as y
      join carico as c on c.riga = y.riga
     cross join lateral (select (c.posizione #>> '{opzione,ordine}')::smallint as opzione offset 0) as n
     cross join lateral (select v.codice_fiscale_anonimo from enti.v_tipo_dovuto as v
                          where v.ente_id = y.ente_id and v.id = y.tipo_dovuto_id offset 0) as t${da}
     -- Said so that the planner takes it for half of the rows, and not for one in as many as there are: what follows is joined to them.
     where coalesce(y.esito = 'nuovo' and y.iupd is not null, false)`;
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

/** Nothing may be added to the posizione that is there. */
const NON_SI_AGGIUNGE = sql`
    when b.sostituita is not null and b.concorde is distinct from true then 'CONFLITTO'
    when b.sostituita is not null and b.in_pagamento then 'DOVUTO_IN_PAGAMENTO'
    when b.sua_id is not null and b.sostituita is null and (b.saldata_il is not null or b.pagato_il is not null
           or exists (select 1 from posizioni.dovuto as x where x.ente_id = b.ente_id and x.posizione_id = b.sua_id and x.stato = 'pagato'))
      then 'POSIZIONE_CHIUSA'`;

/** An opzione that is there already has its place, or its days. */
const C_E_GIA = sql`b.sua_opzione is not null
      or (b.forma = 'unica'
          and exists (select 1 from posizioni.opzione as x where x.ente_id = b.ente_id and x.posizione_id = b.sua_id and x.forma = 'unica'
                         and num_nonnulls(x.valida_dal, x.valida_al) > 0 and daterange(x.valida_dal, x.valida_al, '[]') && b.valida))`;

function codiceGruppo(f: Fetta): RawBuilder<unknown> {
  return sql`case
    when b.debitori_diversi or b.suo_debitore <> b.debitore_codice then 'POSIZIONE_DI_ALTRI'
    when b.debitore_codice = 'ANONIMO' and not b.codice_fiscale_anonimo then 'DEBITORE_NON_VALIDO'
    when exists (select 1 from fuori where fuori.codice = any(b.tassonomie)) then 'QUOTA_TASSONOMIA_NON_IN_VIGORE'
    ${f.nuova?.conConti === false ? sql`` : contiFermi(f)}
    ${f.nuova === undefined ? NON_SI_AGGIUNGE : sql``}
    when b.discordi or (b.forma = 'unica' and b.rate > 1) then 'OPZIONE_NON_COERENTE'
    when (b.forma = 'unica' and coalesce(b.valida && b.altre_valide, false))
      ${f.nuova === undefined ? sql`or ${C_E_GIA}` : sql``} then 'OPZIONE_SOVRAPPOSTA'
    when b.gemelle > 1 then 'RATA_RIPETUTA'
    when b.scadenza_prima > b.data_scadenza then 'RATE_NON_IN_ORDINE'
    when b.netto <> b.importo or b.importo not between 1 and 99999999999 then 'OPZIONE_IMPORTO_DIVERSO'
  end`;
}

function contiFermi(f: Fetta): RawBuilder<unknown> {
  return sql`when ${contoFermo(sql`b.conto_id`)} ${f.conAltre ? contiAltrui(f) : sql``} then 'CONTO_NON_UTILIZZABILE'`;
}

/** No money may go to that account now. */
function contoFermo(conto: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${conto} is not null and not exists (select 1 from enti.v_iban_vigente as v
                                                     where v.ente_id = b.ente_id and v.conto_id = ${conto}))`;
}

/** Accounts of the other shares: they are of the ente, and good. */
function contiAltrui({ codiceFiscale }: Fetta): RawBuilder<unknown> {
  return sql`or exists (select 1 from jsonb_array_elements(b.altre_quote) as q
                  where q ->> 'contoId' is not null
                    and (q ->> 'codiceFiscale' <> ${codiceFiscale} or ${contoFermo(sql`(q ->> 'contoId')::uuid`)}))`;
}
