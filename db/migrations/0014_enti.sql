-- enti: data, logo, states, functions and outgoing credentials.

-- The kind of ente is one of a closed list (core/tipi-ente.ts says which class of the taxonomy is its own).
update enti.ente
   set tipo = case
     when lower(tipo) in ('comune', 'comune_montano', 'comunita_montana', 'unione_comuni', 'consorzio', 'provincia', 'citta_metropolitana',
                          'regione', 'parco', 'azienda_sanitaria', 'ordine_professionale', 'scuola', 'universita', 'gestore_servizi')
       then lower(tipo)
     when lower(tipo) = 'unione' then 'unione_comuni'
     else 'altro' end;

alter table enti.ente
  add constraint ente_tipo check (tipo in (
    'comune', 'comune_montano', 'comunita_montana', 'unione_comuni', 'consorzio', 'provincia', 'citta_metropolitana', 'regione', 'parco',
    'azienda_sanitaria', 'ordine_professionale', 'scuola', 'universita', 'gestore_servizi', 'altro')),
  add column popolazione integer check (popolazione between 0 and 10000000),
  -- What citizens read on the page of the ente; `info` is what its notices print.
  add column testo_cittadini text check (length(testo_cittadini) between 1 and 2000),
  -- Notices are in Italian, and in this one.
  add column lingua_aggiuntiva text check (lingua_aggiuntiva in ('de', 'sl', 'fr', 'en')),
  add column referente_nome text check (length(referente_nome) between 1 and 140),
  add column referente_email text check (length(referente_email) between 3 and 256),
  add column referente_telefono text check (length(referente_telefono) between 3 and 40),
  -- While it is tried out, nothing dearer than this is loaded or paid.
  add column tetto_pre_esercizio_cents bigint not null default 100 check (tetto_pre_esercizio_cents between 1 and 99999999999),
  add column funzioni text[] not null default '{pubblico,spontaneo,stampa_avviso}',
  add constraint ente_funzioni check (funzioni <@ array[
    'pubblico', 'spontaneo', 'app_io', 'push_esiti', 'attualizzazione_importi', 'avvisi_digitali', 'stampa_avviso']::text[]),
  -- The logo as we drew it anew, in three sizes; all of them or none.
  add column logo_piccolo bytea,
  add column logo_medio bytea,
  add column logo_grande bytea,
  add constraint ente_logo check (
    num_nonnulls(logo_piccolo, logo_medio, logo_grande) in (0, 3)
    and substr(logo_piccolo, 1, 8) = '\x89504e470d0a1a0a' and octet_length(logo_piccolo) <= 65536
    and substr(logo_medio, 1, 8) = '\x89504e470d0a1a0a' and octet_length(logo_medio) <= 524288
    and substr(logo_grande, 1, 8) = '\x89504e470d0a1a0a' and octet_length(logo_grande) <= 2097152);
comment on column enti.ente.logo_png is
  'a logo as it was once uploaded: no door reads it; a job draws it anew in the three sizes and empties it';

-- What may be changed of an ente: anything by the worker, the contacts and the like of its own by the ufficio.
alter table enti.ente enable row level security;
create policy lettura on enti.ente for select using (true);
create policy nuovo on enti.ente for insert to mypay_worker, mypay_porta with check (true);
create policy tutti on enti.ente for update to mypay_worker, mypay_porta using (true) with check (true);
create policy proprio on enti.ente for update to mypay_ufficio
  using (id = (select piattaforma.ente_corrente())) with check (id = (select piattaforma.ente_corrente()));
revoke select on enti.ente from mypay_sil;
revoke select (logo_png) on enti.ente from mypay_nodo, mypay_portale, mypay_ufficio;
grant select (id, ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, tipo, stato, settore, info, indirizzo, email,
              telefono, pec, sito, cbill, creato_il, popolazione, testo_cittadini, lingua_aggiuntiva, referente_nome, referente_email,
              referente_telefono, tetto_pre_esercizio_cents, funzioni, logo_piccolo, logo_medio, logo_grande)
  on enti.ente to mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil;
grant update (settore, info, indirizzo, email, telefono, pec, sito, popolazione, testo_cittadini, lingua_aggiuntiva, referente_nome,
              referente_email, referente_telefono, funzioni, logo_piccolo, logo_medio, logo_grande)
  on enti.ente to mypay_ufficio;

create or replace view enti.v_ente with (security_invoker = true) as
  select id, ambiente, codice_fiscale, cod_ipa, denominazione, stato, funzioni, tetto_pre_esercizio_cents,
         -- What a dovuto may cost at the most; null where nothing bounds it.
         case when stato = 'PRE-ESERCIZIO' then tetto_pre_esercizio_cents end as tetto_cents
    from enti.ente;

create function enti.solo_aggiunte() returns trigger
  language plpgsql
as $$
begin
  raise exception '%.% is only added to', tg_table_schema, tg_table_name using errcode = '23001';
end
$$;

create table enti.ente_stato (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  xid xid8 not null default pg_current_xact_id(),
  da text not null check (da in ('INSERITO', 'PRE-ESERCIZIO', 'ESERCIZIO')),
  a text not null check (a in ('INSERITO', 'PRE-ESERCIZIO', 'ESERCIZIO')),
  motivo text not null check (length(btrim(motivo)) between 3 and 500),
  attore text not null,
  istante timestamptz not null,
  primary key (ente_id, id),
  check (da <> a)
);
-- Before the row policies, which show the owner nothing.
insert into enti.ente_stato (ente_id, da, a, motivo, attore, istante)
  select id, 'INSERITO', stato, 'Stato che l’ente aveva prima che se ne tenesse la storia', 'sistema', now()
    from enti.ente where stato <> 'INSERITO';
call piattaforma.tabella_ente('enti.ente_stato', 'history of the states of an ente, append only');
create trigger immutabile before update or delete on enti.ente_stato for each row execute function enti.solo_aggiunte();
grant select on enti.ente_stato to mypay_ufficio;
grant select, insert on enti.ente_stato to mypay_worker;

create table enti.ente_funzione (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  xid xid8 not null default pg_current_xact_id(),
  funzione text not null,
  attiva boolean not null,
  motivo text not null check (length(btrim(motivo)) between 3 and 500),
  attore text not null,
  istante timestamptz not null,
  primary key (ente_id, id)
);
call piattaforma.tabella_ente('enti.ente_funzione', 'history of what was turned on and off for an ente, append only');
create trigger immutabile before update or delete on enti.ente_funzione for each row execute function enti.solo_aggiunte();
grant select, insert on enti.ente_funzione to mypay_ufficio, mypay_worker;

-- Neither state nor functions change without the row that says who and why, in the same transaction; an ente begins INSERITO.
create function enti.cambia_con_storia() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' then
    if new.stato <> 'INSERITO' then
      raise exception 'ente: it begins INSERITO' using errcode = '23514';
    end if;
    return new;
  end if;
  if new.stato <> old.stato and not exists (
       select from enti.ente_stato as s
        where s.ente_id = new.id and s.xid = pg_current_xact_id() and s.da = old.stato and s.a = new.stato) then
    raise exception 'ente: a change of state without its history' using errcode = '23514';
  end if;
  if exists (
       select from unnest(old.funzioni || new.funzioni) as f (funzione)
        where (f.funzione = any (old.funzioni)) <> (f.funzione = any (new.funzioni))
          and not exists (
            select from enti.ente_funzione as h
             where h.ente_id = new.id and h.xid = pg_current_xact_id() and h.funzione = f.funzione
               and h.attiva = (f.funzione = any (new.funzioni)))) then
    raise exception 'ente: a change of its functions without its history' using errcode = '23514';
  end if;
  return new;
end
$$;
alter function enti.cambia_con_storia owner to mypay_porta;
create trigger storia before insert or update of stato, funzioni on enti.ente
  for each row execute function enti.cambia_con_storia();

-- The password of the ente's software, as HMAC. While it is changed two are good: the new one, and the old one until its end.
create table enti.password_sil (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  hmac bytea not null check (length(hmac) = 32),
  valida_dal timestamptz not null,
  valida_al timestamptz check (valida_al >= valida_dal),
  primary key (ente_id, id)
);
create unique index password_sil_corrente on enti.password_sil (ente_id) where valida_al is null;
call piattaforma.tabella_comune('enti.password_sil', 'what lets an ente''s software in; read before it is known which ente enters');
grant select on enti.password_sil to mypay_sil;
grant select, insert, update (valida_al) on enti.password_sil to mypay_worker;
insert into enti.password_sil (ente_id, hmac, valida_dal)
  select id, password_sil_hmac, creato_il from enti.ente where password_sil_hmac is not null;
alter table enti.ente drop column password_sil_hmac;

-- What we must say to others, or hear from them, and so must be able to read back: sealed with a key from outside the database.
create table enti.credenziale (
  id uuid primary key default uuidv7(),
  -- Null: the intermediary's, good for all.
  ente_id uuid references enti.ente (id),
  tipo_dovuto_id uuid,
  scopo text not null check (scopo in (
    'push_esiti', 'attualizzazione_importi', 'attivazione_esterna', 'carrello_multiente', 'app_io')),
  url text check (length(url) between 8 and 2000),
  utente text check (length(utente) between 1 and 200),
  segreto bytea not null check (octet_length(segreto) between 30 and 8192),
  -- Which key opens it.
  chiave_id text not null check (chiave_id ~ '^[0-9a-f]{16}$'),
  valida_dal timestamptz not null,
  valida_al timestamptz check (valida_al >= valida_dal),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id),
  check (tipo_dovuto_id is null or ente_id is not null)
);
create index credenziale_scopo on enti.credenziale (scopo, ente_id, tipo_dovuto_id, valida_dal desc);
call piattaforma.tabella_comune('enti.credenziale',
  'secrets of the machines we call or that call us, sealed; ente_id null is the intermediary');
alter table enti.credenziale enable row level security;
create policy tutte on enti.credenziale to mypay_worker, mypay_porta using (true) with check (true);
create policy proprie on enti.credenziale for select to mypay_nodo, mypay_sil, mypay_portale, mypay_ufficio
  using (ente_id is null or ente_id = (select piattaforma.ente_corrente()));
grant select on enti.credenziale to mypay_nodo, mypay_sil;
-- Pages say that there is one, and never which.
grant select (id, ente_id, tipo_dovuto_id, scopo, url, utente, valida_dal, valida_al) on enti.credenziale to mypay_ufficio;
grant select, insert, update (segreto, chiave_id, valida_al) on enti.credenziale to mypay_worker;
