-- registro: who did what to which thing (sealed in hash-chained blocks), and the messages exchanged with pagoPA.

create schema registro;
grant usage on schema registro to mypay_porta, mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;
grant create on schema registro to mypay_porta;

create table registro.atto (
  istante timestamptz not null default clock_timestamp(),
  id uuid not null default uuidv7(),
  xid xid8 not null default pg_current_xact_id(),
  ente_id uuid,
  attore text not null check (attore ~ '^(operatore|cittadino|sil|nodo|sistema)(:[0-9a-zA-Z_.-]{1,64})?$'),
  azione text not null check (azione ~ '^[a-z_]+\.[a-z_]+$'),
  oggetto text not null check (oggetto ~ '^[a-z_]+$'),
  oggetto_id uuid,
  dettaglio jsonb,
  primary key (istante, id)
) partition by range (istante);

-- Equal keys are stored once: a set of 5,000 acts adds one entry. An index on (xid, id) would spare a sort of one block, at
-- three times the size.
create index atto_xid on registro.atto (xid);
create index atto_oggetto on registro.atto (oggetto_id, istante);

comment on table registro.atto is 'piattaforma: journal of acts; rows hold ids and codes, never names or tax codes; insert only';
alter table registro.atto enable row level security;
alter table registro.atto force row level security;
-- ufficio, sil and portale write for the ente they act for; the others serve every ente.
create policy scrive on registro.atto for insert to mypay_nodo, mypay_worker, mypay_porta with check (true);
create policy scrive_ente on registro.atto for insert to mypay_portale, mypay_ufficio, mypay_sil
  with check (ente_id is null or ente_id = (select piattaforma.ente_corrente()));
create policy legge_ente on registro.atto for select to mypay_ufficio using (ente_id = (select piattaforma.ente_corrente()));
create policy legge_tutto on registro.atto for select to mypay_worker, mypay_porta using (true);
-- istante, id and xid are the database's own: a writer that could choose them could slip an act into a sealed block.
grant insert (ente_id, attore, azione, oggetto, oggetto_id, dettaglio) on registro.atto
  to mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker, mypay_porta;
grant select on registro.atto to mypay_ufficio, mypay_worker, mypay_porta;

-- A block covers the acts whose xid lies in [da_xid, a_xid), ordered by (xid, id). `impronte` holds 16 bytes an act, so that a
-- broken block can name its first broken row; `impronta` = sha256(precedente || n || da_xid || a_xid || impronte).
create table registro.blocco (
  n bigint primary key check (n > 0),
  da_xid xid8 not null,
  a_xid xid8 not null check (a_xid > da_xid),
  righe integer not null check (righe > 0),
  impronte bytea not null check (length(impronte) = 16 * righe),
  precedente bytea not null check (length(precedente) = 32),
  impronta bytea not null check (length(impronta) = 32),
  sigillato_il timestamptz not null default clock_timestamp()
);
-- Hashes do not compress.
alter table registro.blocco alter column impronte set storage external;
comment on table registro.blocco is 'piattaforma: seal of the journal, one row a block, each with the hash of the one before; insert only';
grant select, insert on registro.blocco to mypay_worker;

-- No role is granted it; the owner too is stopped, so that nobody changes the past by a slip. Who means to must first take the trigger
-- away, and what changes then is what the chain shows.
create function registro.vieta() returns trigger
  language plpgsql
as $$
begin
  raise exception 'registro: % on % is not allowed, rows are insert only', tg_op, tg_table_name;
end
$$;
create trigger immutabile before update or delete on registro.atto for each row execute function registro.vieta();
create trigger immutabile before update or delete on registro.blocco for each row execute function registro.vieta();
create trigger intero before truncate on registro.atto for each statement execute function registro.vieta();
create trigger intero before truncate on registro.blocco for each statement execute function registro.vieta();

-- Giornale degli eventi: fields of SANP (pagopa.md 2.7), and the messages themselves. Messages written together are compressed
-- as one and encrypted as one, a lotto: one by one they would take ten times the time and the room; an evento says where in its
-- lotto its message lies. What regards receipts lives in a branch of its own, kept longer: each branch has its months, and the
-- past is dropped by month. A lotto bears the instant of its last event, so that it never goes before its events.
create table registro.lotto (
  ricevuta boolean not null default false,
  istante timestamptz not null,
  id uuid not null,
  contenuto bytea not null,
  primary key (id, istante, ricevuta)
) partition by list (ricevuta);

create table registro.evento (
  ricevuta boolean not null default false,
  istante timestamptz not null,
  id uuid not null default uuidv7(),
  ente_id uuid,
  dominio text,
  iuv text,
  contesto text,
  numero_avviso text,
  psp text,
  tipo_pagamento text,
  componente text not null default 'MYPAY',
  categoria text not null check (categoria in ('INTERNAL', 'INTERFACE')),
  tipo text not null,
  sottotipo text not null check (sottotipo in ('REQ', 'RESP')),
  richiedente text,
  rispondente text,
  stazione text,
  canale text,
  parametri text,
  esito text,
  -- Ties the request to its answer.
  correlazione uuid,
  lotto_id uuid,
  contenuto_da integer check (contenuto_da >= 0),
  contenuto_byte integer check (contenuto_byte >= 0),
  -- The message was longer than what is kept of it.
  troncato boolean not null default false,
  primary key (istante, id, ricevuta),
  check ((lotto_id is null) = (contenuto_da is null) and (lotto_id is null) = (contenuto_byte is null))
) partition by list (ricevuta);

create table registro.lotto_letture partition of registro.lotto for values in (false) partition by range (istante);
create table registro.lotto_ricevute partition of registro.lotto for values in (true) partition by range (istante);
create table registro.evento_letture partition of registro.evento for values in (false) partition by range (istante);
create table registro.evento_ricevute partition of registro.evento for values in (true) partition by range (istante);

create index evento_avviso on registro.evento (numero_avviso, istante) where numero_avviso is not null;

comment on table registro.evento is 'piattaforma: giornale degli eventi, messages exchanged with pagoPA; insert only';
comment on table registro.lotto is 'piattaforma: messages of the giornale written together, compressed and encrypted; insert only';
alter table registro.evento enable row level security;
alter table registro.evento force row level security;
create policy scrive on registro.evento for insert to mypay_nodo, mypay_worker, mypay_portale, mypay_porta with check (true);
create policy legge_ente on registro.evento for select to mypay_ufficio using (ente_id = (select piattaforma.ente_corrente()));
create policy legge_tutto on registro.evento for select to mypay_worker, mypay_porta using (true);
grant insert on registro.evento, registro.lotto to mypay_nodo, mypay_worker, mypay_portale, mypay_porta;
grant select on registro.evento to mypay_ufficio, mypay_worker, mypay_porta;
grant select on registro.lotto to mypay_porta;

-- The lotto of one event of the current ente. Lotti hold messages of many enti, so nobody reads them by himself.
create function registro.apri_evento(quando timestamptz, quale uuid)
  returns table (contenuto bytea, contenuto_da integer, contenuto_byte integer, troncato boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select l.contenuto, e.contenuto_da, e.contenuto_byte, e.troncato
    from registro.evento as e join registro.lotto as l on l.id = e.lotto_id and l.ricevuta = e.ricevuta
   where e.istante = quando and e.id = quale and e.ente_id = piattaforma.ente_corrente() and l.istante >= quando
$$;
alter function registro.apri_evento owner to mypay_porta;
revoke all on function registro.apri_evento from public;
grant execute on function registro.apri_evento to mypay_ufficio;

-- Buffered writers of the giornale. While one runs it holds an advisory lock of its session and moves vivo_il; a row that is open and whose
-- lock is free belongs to a process that is gone.
create table registro.scrittore (
  id uuid primary key,
  avviato_il timestamptz not null default clock_timestamp(),
  vivo_il timestamptz not null default clock_timestamp(),
  chiuso_il timestamptz
);
call piattaforma.tabella_comune('registro.scrittore', 'buffered writers of the giornale, to tell a clean stop from a crash');
grant select, insert, update on registro.scrittore to mypay_worker, mypay_nodo;
grant delete on registro.scrittore to mypay_worker;

-- Stored cursors of the followers that read behind the horizon.
create table registro.cursore (
  nome text primary key,
  xid xid8 not null
);
call piattaforma.tabella_comune('registro.cursore', 'how far each follower has read behind the horizon');
grant select, insert, update on registro.cursore to mypay_worker;

-- What comes before its month was created (a worker long off) goes to these; a month that began there stays there.
create table registro.atto_resto partition of registro.atto default;
create table registro.evento_letture_resto partition of registro.evento_letture default;
create table registro.evento_ricevute_resto partition of registro.evento_ricevute default;
create table registro.lotto_letture_resto partition of registro.lotto_letture default;
create table registro.lotto_ricevute_resto partition of registro.lotto_ricevute default;

-- Partitions by month (UTC). Owned by the owner: the worker may only ask for the months to come. A new month locks its parent for an
-- instant; behind somebody slow it gives up, and the job asks again the next day, months ahead of need.
create function registro.crea_mesi(quanti integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '2s'
as $$
declare
  mese timestamptz;
  madre text;
  nome text;
  creati integer := 0;
begin
  if quanti < 1 or quanti > 24 then
    raise exception 'crea_mesi: between 1 and 24 months, not %', quanti;
  end if;
  foreach madre in array array['atto', 'evento_letture', 'evento_ricevute', 'lotto_letture', 'lotto_ricevute'] loop
    for n in -1 .. quanti loop
      mese := date_trunc('month', now()) + make_interval(months => n);
      nome := madre || '_' || to_char(mese, 'YYYYMM');
      if to_regclass('registro.' || nome) is null then
        begin
          execute format('create table registro.%I partition of registro.%I for values from (%L) to (%L)',
                         nome, madre, mese, mese + interval '1 month');
          creati := creati + 1;
        exception when check_violation then
          raise notice 'crea_mesi: % stays in %_resto', nome, madre;
        end;
      end if;
    end loop;
  end loop;
  return creati;
end
$$;
revoke all on function registro.crea_mesi from public;
grant execute on function registro.crea_mesi to mypay_worker;

-- Drops the months of the giornale that are past their time. The floor is here, not in the caller: SANP asks for 24 months, receipts are
-- kept 10 years, and no error in a setting may shorten either.
create function registro.elimina_mesi(letture integer, ricevute integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '2s'
as $$
declare
  ramo record;
  mese text;
  eliminati integer := 0;
begin
  if letture < 24 or ricevute < 120 then
    raise exception 'elimina_mesi: at least 24 months of reads and 120 of receipts';
  end if;
  for ramo in
    select c.relname as nome, case when p.relname ~ '_letture$' then letture else ricevute end as mesi
      from pg_inherits as i join pg_class as c on c.oid = i.inhrelid join pg_class as p on p.oid = i.inhparent
     where p.relnamespace = 'registro'::regnamespace and p.relname ~ '^(evento|lotto)_(letture|ricevute)$' and c.relname ~ '_[0-9]{6}$'
  loop
    mese := right(ramo.nome, 6);
    -- A month is dropped when its last instant is old enough.
    if to_date(mese, 'YYYYMM') + interval '1 month' + make_interval(months => ramo.mesi) <= now() then
      execute format('drop table registro.%I', ramo.nome);
      eliminati := eliminati + 1;
    end if;
  end loop;
  delete from registro.evento_letture_resto where istante < now() - make_interval(months => letture);
  delete from registro.lotto_letture_resto where istante < now() - make_interval(months => letture);
  delete from registro.evento_ricevute_resto where istante < now() - make_interval(months => ricevute);
  delete from registro.lotto_ricevute_resto where istante < now() - make_interval(months => ricevute);
  return eliminati;
end
$$;
revoke all on function registro.elimina_mesi from public;
grant execute on function registro.elimina_mesi to mypay_worker;

select registro.crea_mesi(3);

-- Payments begun in the last 30 minutes (model 2, in_pagamento): the fact lies in the giornale, verify and get stay pure reads.
create view registro.v_attivazione as
  select numero_avviso, dominio, max(istante) as istante
    from registro.evento
   where not ricevuta and tipo in ('paGetPayment', 'paGetPaymentV2') and sottotipo = 'RESP' and esito = 'OK'
     and istante > now() - interval '30 minutes'
   group by numero_avviso, dominio;
alter view registro.v_attivazione owner to mypay_porta;
grant select on registro.v_attivazione to mypay_ufficio, mypay_portale, mypay_sil, mypay_worker;
