-- posizioni: the files of a dovuto that who works for the ente attaches, or takes away, by hand.

-- Which posizione holds it, and under which question of the form of which of its kinds of due. What was taken away stays as a row without
-- its file, which is kept no more: when, by whom and why.
create table posizioni.posizione_allegato (
  ente_id uuid not null,
  posizione_id uuid not null,
  id uuid not null default uuidv7(),
  tipo_dovuto_id uuid not null,
  allegato_id uuid,
  -- The name under which the answer was posted: `persone.0.documento`.
  risposta text not null check (length(risposta) between 1 and 300),
  -- Of the form that asked for it.
  versione integer not null,
  nome text not null check (length(nome) between 5 and 100 and nome !~ '[[:cntrl:]/\\]'),
  aggiunto_il timestamptz not null,
  -- Null: the citizen, with what they asked to pay.
  aggiunto_da text,
  tolto_il timestamptz,
  tolto_da text,
  motivo text check (length(motivo) between 1 and 500),
  primary key (ente_id, posizione_id, id),
  foreign key (ente_id, posizione_id) references posizioni.posizione (ente_id, id),
  foreign key (ente_id, tipo_dovuto_id, versione) references enti.modulo_versione (ente_id, tipo_dovuto_id, versione),
  foreign key (ente_id, allegato_id) references posizioni.allegato (ente_id, id),
  check (num_nonnulls(tolto_il, tolto_da, motivo) = case when allegato_id is null then 3 else 0 end)
);
create index posizione_allegato_file on posizioni.posizione_allegato (ente_id, allegato_id);
call piattaforma.tabella_ente('posizioni.posizione_allegato', 'the files that a posizione holds by hand, and those taken away from it');

-- Who cleans up looks at who holds a file.
grant select (ente_id, allegato_id) on posizioni.posizione_allegato to mypay_worker;

-- Does a request or a posizione hold it?
create function posizioni.allegato_tenuto(p_ente uuid, p_id uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select from posizioni.richiesta_allegato as r where r.ente_id = p_ente and r.allegato_id = p_id)
      or exists (select from posizioni.posizione_allegato as p where p.ente_id = p_ente and p.allegato_id = p_id);
$$;

-- As in 0031, but what a posizione holds is not among those that nobody does.
create or replace function posizioni.aggiungi_allegato(
  p_ente uuid, p_tipo_dovuto uuid, p_campo text, p_visita bytea, p_file jsonb, p_sha256 bytea, p_contenuto bytea, p_adesso timestamptz)
  returns table (esito text, id uuid)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_bytes constant integer := (p_file ->> 'bytes')::integer;
  v_suoi record;
  v_id uuid;
begin
  -- Two files of one form at once are counted one after the other.
  perform pg_advisory_xact_lock(hashtextextended(encode(p_visita, 'hex'), 32));
  select a.id into v_id
    from posizioni.allegato as a
   where a.ente_id = p_ente and a.visita = p_visita and a.tipo_dovuto_id = p_tipo_dovuto and a.campo = p_campo
     and a.sha256 = p_sha256 and a.arrivato_il > p_adesso - interval '24 hours';
  if found then
    return query select 'tenuto', v_id;
    return;
  end if;
  select count(*) as quanti, coalesce(sum(a.bytes), 0) as bytes into v_suoi
    from posizioni.allegato as a
   where a.ente_id = p_ente and a.visita = p_visita and a.tipo_dovuto_id = p_tipo_dovuto
     and a.arrivato_il > p_adesso - interval '24 hours';
  if v_suoi.quanti >= 20 then
    return query select 'troppi', null::uuid;
    return;
  end if;
  if v_suoi.bytes + v_bytes > 41943040 then
    return query select 'troppo_grandi', null::uuid;
    return;
  end if;
  if (select coalesce(sum(a.bytes), 0) from posizioni.allegato as a
       where a.arrivato_il > p_adesso - interval '25 hours' and not posizioni.allegato_tenuto(a.ente_id, a.id))
     + v_bytes > 10737418240 then
    return query select 'pieno', null::uuid;
    return;
  end if;
  insert into posizioni.allegato as a
         (ente_id, tipo_dovuto_id, campo, visita, nome, tipo, bytes, sha256, contenuto, arrivato_il)
  values (p_ente, p_tipo_dovuto, p_campo, p_visita, p_file ->> 'nome', p_file ->> 'tipo', v_bytes, p_sha256, p_contenuto, p_adesso)
  returning a.id into v_id;
  return query select 'tenuto', v_id;
end
$$;

create or replace function posizioni.togli_allegato(p_ente uuid, p_id uuid, p_visita bytea) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  delete from posizioni.allegato as a
   where a.ente_id = p_ente and a.id = p_id and a.visita = p_visita and not posizioni.allegato_tenuto(a.ente_id, a.id);
$$;

-- The files of a dovuto: of the request that it was born from, or the plan that took its place, and those attached by hand to its
-- posizione, also those taken away (id is null). Of the ente one works for; whoever asks has judged first whether it may be looked at.
drop function posizioni.allegati_del_dovuto(uuid);
create function posizioni.allegati_del_dovuto(p_dovuto uuid)
  returns table (ente_id uuid, id uuid, risposta text, versione integer, nome text, tipo text, bytes integer, ordine bigint,
                 aggiunto_il timestamptz, aggiunto_da text, tolto_il timestamptz, tolto_da text, motivo text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with suo as (
    select d.ente_id, d.posizione_id, d.tipo_dovuto_id, p.iupd
      from posizioni.dovuto as d
      join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
     where d.ente_id = piattaforma.ente_corrente() and d.id = p_dovuto),
  tutti as (
    select a.ente_id, a.id, l.risposta, r.versione, a.nome, a.tipo, a.bytes, a.arrivato_il as aggiunto_il, null::text as aggiunto_da,
           null::timestamptz as tolto_il, null::text as tolto_da, null::text as motivo, 0 as poi, l.ordine::text as dove
      from suo as d
      join posizioni.richiesta as r
        on r.ente_id = d.ente_id and r.tipo_dovuto_id = d.tipo_dovuto_id and r.iuv_id is not null
       and r.id = case when d.iupd ~ '^S-[0-9a-f]{32}$' then substr(d.iupd, 3)::uuid end
      join posizioni.richiesta_allegato as l on l.ente_id = r.ente_id and l.richiesta_id = r.id
      join posizioni.allegato as a on a.ente_id = l.ente_id and a.id = l.allegato_id
    union all
    select l.ente_id, a.id, l.risposta, l.versione, l.nome, a.tipo, a.bytes, l.aggiunto_il, l.aggiunto_da,
           l.tolto_il, l.tolto_da, l.motivo, 1, l.id::text
      from suo as d
      join posizioni.posizione_allegato as l
        on l.ente_id = d.ente_id and l.posizione_id = d.posizione_id and l.tipo_dovuto_id = d.tipo_dovuto_id
      left join posizioni.allegato as a on a.ente_id = l.ente_id and a.id = l.allegato_id)
  select t.ente_id, t.id, t.risposta, t.versione, t.nome, t.tipo, t.bytes, row_number() over (order by t.poi, lpad(t.dove, 36, '0')),
         t.aggiunto_il, t.aggiunto_da, t.tolto_il, t.tolto_da, t.motivo
    from tutti as t;
$$;

-- Gives files of a visit to the posizione of a dovuto of the ente one works for. How many were given: less than were named, where one is
-- not the visit's, or is of another kind of due; -1, and none: it would hold more than 20.
create function posizioni.lega_allegati_dovuto(
  p_dovuto uuid, p_visita bytea, p_ids uuid[], p_risposte text[], p_versione integer, p_attore text, p_adesso timestamptz)
  returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_ente constant uuid := piattaforma.ente_corrente();
  v_legati integer;
begin
  -- Two files at once are counted one after the other.
  perform pg_advisory_xact_lock(hashtextextended(d.posizione_id::text, 33))
     from posizioni.dovuto as d where d.ente_id = v_ente and d.id = p_dovuto;
  if (select count(f.id) from posizioni.allegati_del_dovuto(p_dovuto) as f) + cardinality(p_ids) > 20 then
    return -1;
  end if;
  insert into posizioni.posizione_allegato
         (ente_id, posizione_id, tipo_dovuto_id, allegato_id, risposta, versione, nome, aggiunto_il, aggiunto_da)
  select d.ente_id, d.posizione_id, d.tipo_dovuto_id, a.id, n.risposta, p_versione, a.nome, p_adesso, p_attore
    from unnest(p_ids, p_risposte) with ordinality as n (id, risposta, ordine)
    join posizioni.dovuto as d on d.ente_id = v_ente and d.id = p_dovuto
    join posizioni.allegato as a on a.ente_id = d.ente_id and a.id = n.id and a.tipo_dovuto_id = d.tipo_dovuto_id
     and a.visita = p_visita and a.arrivato_il > p_adesso - interval '24 hours'
   order by n.ordine;
  get diagnostics v_legati = row_count;
  return v_legati;
end
$$;

-- Takes a file away from a dovuto of the ente one works for, whoever attached it, from all the questions that it answers, and forgets it
-- unless something else holds it. The questions: none, where the dovuto has no such file (any more).
create function posizioni.togli_allegato_dovuto(p_dovuto uuid, p_id uuid, p_attore text, p_motivo text, p_adesso timestamptz)
  returns table (risposta text, versione integer)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_ente constant uuid := piattaforma.ente_corrente();
  v_dovuto record;
begin
  select d.posizione_id, d.tipo_dovuto_id, p.iupd into v_dovuto
    from posizioni.dovuto as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
   where d.ente_id = v_ente and d.id = p_dovuto;
  if not found then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(v_dovuto.posizione_id::text, 33));
  return query
    with del_cittadino as (
      delete from posizioni.richiesta_allegato as l
       using posizioni.richiesta as r, posizioni.allegato as a
       where l.ente_id = v_ente and l.allegato_id = p_id and r.ente_id = l.ente_id and r.id = l.richiesta_id
         and a.ente_id = l.ente_id and a.id = l.allegato_id and r.tipo_dovuto_id = v_dovuto.tipo_dovuto_id and r.iuv_id is not null
         and r.id = case when v_dovuto.iupd ~ '^S-[0-9a-f]{32}$' then substr(v_dovuto.iupd, 3)::uuid end
      returning l.risposta, r.versione, a.nome, a.arrivato_il),
    a_mano as (
      update posizioni.posizione_allegato as l
         set allegato_id = null, tolto_il = p_adesso, tolto_da = p_attore, motivo = p_motivo
       where l.ente_id = v_ente and l.posizione_id = v_dovuto.posizione_id and l.tipo_dovuto_id = v_dovuto.tipo_dovuto_id
         and l.allegato_id = p_id
      returning l.risposta, l.versione),
    detto as (
      insert into posizioni.posizione_allegato
             (ente_id, posizione_id, tipo_dovuto_id, risposta, versione, nome, aggiunto_il, tolto_il, tolto_da, motivo)
      select v_ente, v_dovuto.posizione_id, v_dovuto.tipo_dovuto_id, c.risposta, c.versione, c.nome, c.arrivato_il, p_adesso, p_attore,
             p_motivo
        from del_cittadino as c)
    select c.risposta, c.versione from del_cittadino as c union all select m.risposta, m.versione from a_mano as m;
  delete from posizioni.allegato as a where a.ente_id = v_ente and a.id = p_id and not posizioni.allegato_tenuto(a.ente_id, a.id);
end
$$;

alter function posizioni.allegato_tenuto owner to mypay_porta;
alter function posizioni.allegati_del_dovuto owner to mypay_porta;
alter function posizioni.lega_allegati_dovuto owner to mypay_porta;
alter function posizioni.togli_allegato_dovuto owner to mypay_porta;
revoke all on function posizioni.allegato_tenuto, posizioni.allegati_del_dovuto, posizioni.lega_allegati_dovuto,
  posizioni.togli_allegato_dovuto from public;
grant execute on function posizioni.aggiungi_allegato, posizioni.allegati_della_visita, posizioni.togli_allegato,
  posizioni.allegati_del_dovuto, posizioni.lega_allegati_dovuto, posizioni.togli_allegato_dovuto to mypay_ufficio;
