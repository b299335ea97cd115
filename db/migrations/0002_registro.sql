-- registro: who did what to which thing (sealed in hash-chained blocks), and the messages exchanged with pagoPA.

create schema registro;
grant usage on schema registro to mypay_porta, mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;

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

create index atto_xid on registro.atto (xid);
create index atto_oggetto on registro.atto (oggetto_id, istante);

comment on table registro.atto is 'piattaforma: journal of acts; rows hold ids and codes, never names or tax codes; insert only';
alter table registro.atto enable row level security;
alter table registro.atto force row level security;
create policy scrive on registro.atto for insert to mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker, mypay_porta
  with check (true);
create policy legge_ente on registro.atto for select to mypay_ufficio using (ente_id = (select piattaforma.ente_corrente()));
create policy legge_tutto on registro.atto for select to mypay_worker, mypay_porta using (true);
grant insert on registro.atto to mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker, mypay_porta;
grant select on registro.atto to mypay_ufficio, mypay_worker, mypay_porta;

-- A block covers the acts whose xid lies in [da_xid, a_xid), ordered by (xid, id). `impronte` holds 16 bytes an act, so that a
-- broken block can name its first broken row; `impronta` = sha256(previous impronta || n || da_xid || a_xid || impronte).
create table registro.blocco (
  n bigint primary key check (n > 0),
  da_xid xid8 not null,
  a_xid xid8 not null check (a_xid > da_xid),
  righe integer not null check (righe >= 0),
  impronte bytea not null check (length(impronte) = 16 * righe),
  precedente bytea not null check (length(precedente) = 32),
  impronta bytea not null check (length(impronta) = 32),
  sigillato_il timestamptz not null default clock_timestamp()
);
call piattaforma.tabella_comune('registro.blocco', 'seal of the journal: one row a block, each with the hash of the one before');
grant select, insert on registro.blocco to mypay_worker;

-- Giornale degli eventi: fields of SANP (pagopa.md 2.7). Reads are buffered by the writer, receipts are not.
create table registro.evento (
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
  correlazione uuid,
  contenuto bytea,
  contenuto_byte integer,
  troncato boolean not null default false,
  primary key (istante, id)
) partition by range (istante);

create index evento_avviso on registro.evento (numero_avviso, istante) where numero_avviso is not null;
comment on table registro.evento is 'piattaforma: giornale degli eventi, messages exchanged with pagoPA; contenuto is compressed and encrypted';
grant select, insert, update, delete on registro.evento to mypay_porta;
grant insert on registro.evento to mypay_nodo, mypay_worker, mypay_portale;
grant select on registro.evento to mypay_worker;

-- What a running writer may lose in a crash: a row is open while it runs; the next start turns an open row into an event that says so.
create table registro.scrittore (
  id uuid primary key,
  avviato_il timestamptz not null default clock_timestamp(),
  vivo_il timestamptz not null default clock_timestamp(),
  chiuso_il timestamptz
);
call piattaforma.tabella_comune('registro.scrittore', 'buffered writers of the giornale, to tell a clean stop from a crash');
grant select, insert, update on registro.scrittore to mypay_worker, mypay_nodo;

-- Stored cursors of the followers that read behind the horizon.
create table registro.cursore (
  nome text primary key,
  xid xid8 not null
);
call piattaforma.tabella_comune('registro.cursore', 'how far each follower has read behind the horizon');
grant select, insert, update on registro.cursore to mypay_worker;

-- Partitions by month. Owned by the owner: the worker may only ask for the months to come.
create function registro.crea_mesi(quanti integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
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
  foreach madre in array array['atto', 'evento'] loop
    for n in -1 .. quanti loop
      mese := date_trunc('month', now(), 'UTC') + make_interval(months => n);
      nome := madre || '_' || to_char(mese at time zone 'UTC', 'YYYYMM');
      if to_regclass('registro.' || nome) is null then
        execute format('create table registro.%I partition of registro.%I for values from (%L) to (%L)',
                       nome, madre, mese, mese + interval '1 month');
        creati := creati + 1;
      end if;
    end loop;
  end loop;
  return creati;
end
$$;
revoke all on function registro.crea_mesi from public;
grant execute on function registro.crea_mesi to mypay_worker;

create table registro.atto_resto partition of registro.atto default;
create table registro.evento_resto partition of registro.evento default;

-- Payments begun in the last 30 minutes (model 2, in_pagamento): the fact lies in the giornale, verify and get stay pure reads.
create view registro.v_attivazione as
  select numero_avviso, dominio, max(istante) as istante
    from registro.evento
   where tipo in ('paGetPayment', 'paGetPaymentV2') and sottotipo = 'RESP' and esito = 'OK'
     and istante > now() - interval '30 minutes'
   group by numero_avviso, dominio;
alter view registro.v_attivazione owner to mypay_porta;
grant select on registro.v_attivazione to mypay_ufficio, mypay_portale, mypay_sil, mypay_worker;
