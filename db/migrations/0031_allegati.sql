-- posizioni: the files that a citizen attaches to the form of a spontaneous payment.

-- A file as it is kept: judged by its bytes and, where it is an image, drawn anew by us; sealed, like the messages of pagoPA. `visita` is
-- whose form it is in, as a hash: nobody but that browser may use it, or take it away. Until a request holds it, it is kept for a day.
create table posizioni.allegato (
  ente_id uuid not null,
  id uuid not null default uuidv4(),
  tipo_dovuto_id uuid not null,
  -- The field of the form, as the definition calls it: it may be asked once for each row of a group.
  campo text not null check (campo ~ '^[a-z][A-Za-z0-9]{0,39}([.][a-z][A-Za-z0-9]{0,39}){0,5}$'),
  visita bytea not null check (length(visita) = 32),
  nome text not null check (length(nome) between 5 and 100 and nome !~ '[[:cntrl:]/\\]'),
  tipo text not null check (tipo in ('application/pdf', 'image/jpeg', 'image/png')),
  -- Of what is kept, before it was sealed.
  bytes integer not null check (bytes between 1 and 10485760),
  sha256 bytea not null check (length(sha256) = 32),
  contenuto bytea not null,
  arrivato_il timestamptz not null,
  primary key (ente_id, id),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id)
);
-- What is sealed cannot be compressed any more.
alter table posizioni.allegato alter column contenuto set storage external;
create index allegato_visita on posizioni.allegato (ente_id, visita, tipo_dovuto_id);
create index allegato_arrivato on posizioni.allegato (arrivato_il);
call piattaforma.tabella_ente('posizioni.allegato', 'a file that a citizen attached to a form');

-- Which request holds it, and under which question. The same file may answer two rows of a group, and be held by two requests: sent twice,
-- or corrected.
create table posizioni.richiesta_allegato (
  ente_id uuid not null,
  richiesta_id uuid not null,
  allegato_id uuid not null,
  -- The name under which the answer was posted: `persone.0.documento`.
  risposta text not null check (length(risposta) between 1 and 300),
  ordine smallint not null check (ordine between 1 and 20),
  primary key (ente_id, richiesta_id, ordine),
  foreign key (ente_id, richiesta_id) references posizioni.richiesta (ente_id, id) on delete cascade,
  foreign key (ente_id, allegato_id) references posizioni.allegato (ente_id, id)
);
create index richiesta_allegato_file on posizioni.richiesta_allegato (ente_id, allegato_id);
call piattaforma.tabella_ente('posizioni.richiesta_allegato', 'the files of a request, each under its question');

-- The worker deletes what nobody holds, and cannot read what is in it.
grant select (ente_id, id, arrivato_il), delete on posizioni.allegato to mypay_worker;
grant select on posizioni.richiesta_allegato to mypay_worker;

-- Keeps a file for a form that is being filled in. `esito`: `tenuto`, with its id (the same file twice in the same field is one);
-- `troppi` or `troppo_grandi` for one form: at most 20 files, and 40 MB in all; `pieno`: of all the files that no request holds, 10 GB.
create function posizioni.aggiungi_allegato(
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
       where a.arrivato_il > p_adesso - interval '25 hours'
         and not exists (select from posizioni.richiesta_allegato as r where r.ente_id = a.ente_id and r.allegato_id = a.id))
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

-- What the form of a visit holds, less what is in the files.
create function posizioni.allegati_della_visita(p_ente uuid, p_tipo_dovuto uuid, p_visita bytea, p_adesso timestamptz)
  returns table (id uuid, campo text, nome text, tipo text, bytes integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select a.id, a.campo, a.nome, a.tipo, a.bytes
    from posizioni.allegato as a
   where a.ente_id = p_ente and a.tipo_dovuto_id = p_tipo_dovuto and a.visita = p_visita
     and a.arrivato_il > p_adesso - interval '24 hours';
$$;

-- Takes a file away from a form; what a request holds stays with it.
create function posizioni.togli_allegato(p_ente uuid, p_id uuid, p_visita bytea) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  delete from posizioni.allegato as a
   where a.ente_id = p_ente and a.id = p_id and a.visita = p_visita
     and not exists (select from posizioni.richiesta_allegato as r where r.ente_id = a.ente_id and r.allegato_id = a.id);
$$;

-- Gives files of a visit to its request, while nobody has confirmed it. How many were given: less than were named, where one is not the
-- visit's, or is of another kind of due.
create function posizioni.lega_allegati(
  p_ente uuid, p_richiesta uuid, p_visita bytea, p_ids uuid[], p_risposte text[], p_adesso timestamptz)
  returns integer
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  with legati as (
    insert into posizioni.richiesta_allegato (ente_id, richiesta_id, allegato_id, risposta, ordine)
    select r.ente_id, r.id, a.id, n.risposta, n.ordine
      from unnest(p_ids, p_risposte) with ordinality as n (id, risposta, ordine)
      join posizioni.richiesta as r on r.ente_id = p_ente and r.id = p_richiesta and r.confermata_il is null
      join posizioni.allegato as a on a.ente_id = r.ente_id and a.id = n.id and a.tipo_dovuto_id = r.tipo_dovuto_id
       and a.visita = p_visita and a.arrivato_il > p_adesso - interval '24 hours'
    returning 1)
  select count(*)::integer from legati;
$$;

-- The files of the request that a dovuto was born from, or the plan that took its place: of the ente one works for. Whoever asks has
-- judged first whether the dovuto may be looked at.
create function posizioni.allegati_del_dovuto(p_dovuto uuid)
  returns table (ente_id uuid, id uuid, risposta text, nome text, tipo text, bytes integer, ordine smallint)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select a.ente_id, a.id, l.risposta, a.nome, a.tipo, a.bytes, l.ordine
    from posizioni.dovuto as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    join posizioni.richiesta as r
      on r.ente_id = d.ente_id and r.tipo_dovuto_id = d.tipo_dovuto_id and r.iuv_id is not null
     and r.id = case when p.iupd ~ '^S-[0-9a-f]{32}$' then substr(p.iupd, 3)::uuid end
    join posizioni.richiesta_allegato as l on l.ente_id = r.ente_id and l.richiesta_id = r.id
    join posizioni.allegato as a on a.ente_id = l.ente_id and a.id = l.allegato_id
   where d.ente_id = piattaforma.ente_corrente() and d.id = p_dovuto;
$$;

-- One of them, with what is in it, sealed.
create function posizioni.apri_allegato(p_dovuto uuid, p_id uuid)
  returns table (nome text, tipo text, sha256 bytea, contenuto bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select a.nome, a.tipo, a.sha256, a.contenuto
    from posizioni.allegato as a
   where a.id = p_id
     and a.ente_id = (select f.ente_id from posizioni.allegati_del_dovuto(p_dovuto) as f where f.id = p_id limit 1);
$$;

alter function posizioni.aggiungi_allegato owner to mypay_porta;
alter function posizioni.allegati_della_visita owner to mypay_porta;
alter function posizioni.togli_allegato owner to mypay_porta;
alter function posizioni.lega_allegati owner to mypay_porta;
alter function posizioni.allegati_del_dovuto owner to mypay_porta;
alter function posizioni.apri_allegato owner to mypay_porta;
revoke all on function posizioni.aggiungi_allegato, posizioni.allegati_della_visita, posizioni.togli_allegato, posizioni.lega_allegati,
  posizioni.allegati_del_dovuto, posizioni.apri_allegato from public;
grant execute on function posizioni.aggiungi_allegato, posizioni.allegati_della_visita, posizioni.togli_allegato, posizioni.lega_allegati
  to mypay_portale;
grant execute on function posizioni.allegati_del_dovuto, posizioni.apri_allegato to mypay_ufficio;
