-- posizioni: what is owed (posizione, opzione, dovuto, quota), the identifiers under which it is paid (iuv), and its history.

create schema posizioni;
grant usage on schema posizioni to mypay_porta, mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;
grant create on schema posizioni to mypay_porta;

create table posizioni.posizione (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  iupd text not null check (length(iupd) between 1 and 50),
  debitore_tipo text not null check (debitore_tipo in ('F', 'G')),
  debitore_codice text not null check (length(debitore_codice) between 2 and 35),
  debitore_anagrafica text not null check (length(debitore_anagrafica) between 1 and 70),
  indirizzo text check (length(indirizzo) <= 70),
  civico text check (length(civico) <= 16),
  cap text check (length(cap) <= 16),
  localita text check (length(localita) <= 35),
  provincia text check (length(provincia) <= 2),
  nazione text check (length(nazione) <= 2),
  email text check (length(email) <= 256),
  -- Set when one opzione is paid in full: what is still asked by the others is closed.
  saldata_il timestamptz,
  creata_il timestamptz not null default now(),
  primary key (ente_id, id),
  unique (ente_id, iupd)
);
create index posizione_debitore on posizioni.posizione (debitore_codice);
create index posizione_anagrafica on posizioni.posizione (ente_id, lower(debitore_anagrafica) text_pattern_ops);
call piattaforma.tabella_ente('posizioni.posizione', 'what someone owes to an ente, as a whole');

create table posizioni.opzione (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  posizione_id uuid not null,
  ordine smallint not null default 1 check (ordine between 1 and 100),
  forma text not null default 'unica' check (forma in ('unica', 'piano')),
  valida_dal date,
  valida_al date,
  primary key (ente_id, id),
  unique (ente_id, posizione_id, ordine),
  foreign key (ente_id, posizione_id) references posizioni.posizione (ente_id, id)
);
call piattaforma.tabella_ente('posizioni.opzione', 'one way to pay a posizione: single, or a plan of instalments');

create table posizioni.iuv (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  iuv text not null check (length(iuv) between 1 and 35),
  numero_avviso text check (numero_avviso ~ '^[0-9]{18}$'),
  stazione_id uuid references enti.stazione (id),
  origine text not null check (origine in ('generato', 'fornito', 'carrello', 'orfano')),
  -- Facts of the first receipt, kept here so that a dovuto arriving later is born paid.
  pagato_il timestamptz,
  pagato_cents bigint check (pagato_cents >= 0),
  receipt_id text,
  creato_il timestamptz not null default now(),
  primary key (ente_id, id),
  unique (ente_id, iuv),
  unique (ente_id, numero_avviso),
  check ((pagato_il is null) = (pagato_cents is null) and (pagato_il is null) = (receipt_id is null))
);
call piattaforma.tabella_ente('posizioni.iuv', 'identifier of a payment; issued once, never deleted, never given to another');

create table posizioni.dovuto (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  posizione_id uuid not null,
  opzione_id uuid not null,
  iuv_id uuid,
  ordine smallint not null default 1 check (ordine between 1 and 100),
  iud text not null check (length(iud) between 1 and 35),
  tipo_dovuto_id uuid not null,
  stato text not null check (stato in ('bozza', 'da_pagare', 'pagato', 'annullato', 'estinto')),
  versione integer not null default 1 check (versione > 0),
  importo_cents bigint not null check (importo_cents between 1 and 99999999999),
  commissione_cents bigint check (commissione_cents between 0 and 99999999999),
  causale text not null check (length(causale) between 1 and 1024),
  causale_pubblica text not null check (length(causale_pubblica) between 1 and 140),
  data_scadenza date,
  -- Kept as they came, because the files 1_x give them back.
  dati_riscossione text not null check (length(dati_riscossione) <= 140),
  canali text,
  bilancio text check (length(bilancio) <= 4096),
  genera_iuv boolean,
  iuf text not null check (length(iuf) <= 50),
  riga integer,
  pagato_il timestamptz,
  pagato_cents bigint check (pagato_cents >= 0),
  da_verificare text[] not null default '{}',
  creato_il timestamptz not null default now(),
  primary key (ente_id, id),
  unique (ente_id, iud),
  foreign key (ente_id, posizione_id) references posizioni.posizione (ente_id, id),
  foreign key (ente_id, opzione_id) references posizioni.opzione (ente_id, id),
  foreign key (ente_id, iuv_id) references posizioni.iuv (ente_id, id),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id),
  check ((stato = 'pagato') = (pagato_il is not null) and (pagato_il is null) = (pagato_cents is null))
);
create index dovuto_posizione on posizioni.dovuto (ente_id, posizione_id);
create index dovuto_iuv on posizioni.dovuto (ente_id, iuv_id) where iuv_id is not null;
create index dovuto_stato on posizioni.dovuto (ente_id, stato, id);
call piattaforma.tabella_ente('posizioni.dovuto', 'one amount owed, with its own IUD and kind');

create table posizioni.quota (
  ente_id uuid not null,
  dovuto_id uuid not null,
  indice smallint not null check (indice between 1 and 5),
  importo_cents bigint not null check (importo_cents between 1 and 99999999999),
  beneficiario_cf enti.codice_fiscale_ente not null,
  beneficiario_denominazione text not null check (length(beneficiario_denominazione) between 1 and 140),
  conto_id uuid,
  conto_postale_id uuid,
  iban text check (length(iban) <= 35),
  bollo jsonb,
  tassonomia text not null check (length(tassonomia) between 1 and 140),
  causale text not null check (length(causale) between 1 and 140),
  -- Address and the like of a beneficiary that is not ours, as the file gave it.
  beneficiario jsonb,
  primary key (ente_id, dovuto_id, indice),
  foreign key (ente_id, dovuto_id) references posizioni.dovuto (ente_id, id),
  foreign key (ente_id, conto_id) references enti.conto (ente_id, id),
  foreign key (ente_id, conto_postale_id) references enti.conto (ente_id, id),
  check (num_nonnulls(conto_id, iban, bollo) = 1)
);
call piattaforma.tabella_ente('posizioni.quota', 'share of a dovuto owed to one ente and account');

create table posizioni.storia (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  dovuto_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  istante timestamptz not null default clock_timestamp(),
  azione text not null check (azione in ('inserito', 'modificato', 'annullato', 'ripreso', 'pagato', 'estinto', 'verificato')),
  versione integer not null,
  stato text not null,
  importo_cents bigint not null,
  data_scadenza date,
  attore text not null,
  flusso_id uuid,
  riga integer,
  -- What the previous version said, where something changed.
  prima jsonb,
  primary key (ente_id, id),
  foreign key (ente_id, dovuto_id) references posizioni.dovuto (ente_id, id)
);
create index storia_dovuto on posizioni.storia (ente_id, dovuto_id);
create index storia_flusso on posizioni.storia (ente_id, flusso_id, riga) where flusso_id is not null;
create index storia_xid on posizioni.storia (xid);
call piattaforma.tabella_ente('posizioni.storia', 'history of each dovuto, append only');

create table posizioni.contatore_iuv (
  ente_id uuid not null,
  stazione_id uuid not null,
  prossimo bigint not null default 1 check (prossimo between 1 and 100000000000),
  primary key (ente_id, stazione_id),
  foreign key (ente_id, stazione_id) references enti.stazione_ente (ente_id, stazione_id)
);
call piattaforma.tabella_ente('posizioni.contatore_iuv', 'next progressive number of the generated IUV');

grant select, insert, update on posizioni.posizione, posizioni.opzione, posizioni.dovuto, posizioni.iuv to mypay_ufficio, mypay_sil,
  mypay_worker;
grant select, insert, update, delete on posizioni.quota to mypay_ufficio, mypay_sil, mypay_worker;
grant select, insert on posizioni.storia to mypay_ufficio, mypay_sil, mypay_worker;
-- A large import tells the planner how the tables have grown.
grant maintain on posizioni.posizione, posizioni.opzione, posizioni.dovuto, posizioni.iuv, posizioni.quota,
  posizioni.storia to mypay_worker;

-- The shares sum to the amount, and an iuv never has more than five transfers (paForNode: transfer 1..5). Checked once a statement:
-- whoever writes shares writes all those of a dovuto together.
create function posizioni.controlla_quote() returns trigger
  -- Planned at each call, which is once a slice: a plan made while the tables were small would be kept by the session when they are not.
  language plpgsql set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
  errata record;
begin
  select d.iud, d.importo_cents, q.somma into errata
    from (select n.ente_id, n.dovuto_id from nuove as n group by 1, 2) as t
    join posizioni.dovuto as d on d.ente_id = t.ente_id and d.id = t.dovuto_id
    join lateral (select sum(x.importo_cents) as somma from posizioni.quota as x
                   where x.ente_id = t.ente_id and x.dovuto_id = t.dovuto_id) as q on true
   where q.somma <> d.importo_cents
   limit 1;
  if found then
    raise exception 'quote: the shares of dovuto % sum to %, the dovuto is %', errata.iud, errata.somma, errata.importo_cents
      using errcode = 'check_violation', constraint = 'quota_somma';
  end if;
  select d.iuv_id, count(*) as quante into errata
    from (select distinct d.ente_id, d.iuv_id from nuove as n join posizioni.dovuto as d on d.ente_id = n.ente_id and d.id = n.dovuto_id
           where d.iuv_id is not null) as t
    join posizioni.dovuto as d on d.ente_id = t.ente_id and d.iuv_id = t.iuv_id
    join posizioni.quota as q on q.ente_id = d.ente_id and q.dovuto_id = d.id
   where d.stato <> 'annullato'
   group by d.ente_id, d.iuv_id
  having count(*) > 5
   limit 1;
  if found then
    raise exception 'quote: iuv % would have % transfers', errata.iuv_id, errata.quante using errcode = 'check_violation',
      constraint = 'quota_cinque';
  end if;
  return null;
end
$$;
create trigger quote_inserite after insert on posizioni.quota referencing new table as nuove
  for each statement execute function posizioni.controlla_quote();

-- Counter of the IUV: advanced by blocks in a transaction of its own, so that nobody waits for a long import. Burnt numbers are fine.
create function posizioni.alloca_iuv(p_ente uuid, p_stazione uuid, p_quanti integer) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  primo bigint;
begin
  if p_quanti < 1 or p_quanti > 100000 then
    raise exception 'alloca_iuv: between 1 and 100000, not %', p_quanti;
  end if;
  insert into posizioni.contatore_iuv as c (ente_id, stazione_id, prossimo) values (p_ente, p_stazione, 1 + p_quanti)
    on conflict (ente_id, stazione_id) do update set prossimo = c.prossimo + p_quanti
    returning c.prossimo - p_quanti into primo;
  return primo;
end
$$;
alter function posizioni.alloca_iuv owner to mypay_porta;
revoke all on function posizioni.alloca_iuv from public;
grant execute on function posizioni.alloca_iuv to mypay_ufficio, mypay_sil, mypay_worker, mypay_portale;

-- Generated notice number (pagopa.md 5.1): 3, segregation code, 00, eleven digits, and the check = first sixteen digits mod 93.
create function posizioni.numero_avviso(p_segregazione text, p_progressivo bigint) returns text
  language sql immutable strict parallel safe
  return (select b.base || lpad((b.base::bigint % 93)::text, 2, '0')
            from (select '3' || p_segregazione || '00' || lpad(p_progressivo::text, 11, '0') as base) as b);

-- Published to the doors that answer for an iuv: one row a dovuto under it.
create view posizioni.v_iuv_dovuto as
  select i.ente_id, i.id as iuv_id, i.iuv, i.numero_avviso, i.stazione_id, i.pagato_il as iuv_pagato_il, i.origine,
         d.id as dovuto_id, d.ordine, d.iud, d.stato, d.importo_cents, d.data_scadenza, d.causale, d.causale_pubblica, d.pagato_il,
           d.pagato_cents,
         t.codice as tipo_dovuto, t.denominazione as tipo_denominazione, t.paga_dopo_scadenza, t.avviso_stampabile,
         p.id as posizione_id, p.saldata_il, p.debitore_tipo, p.debitore_codice, p.debitore_anagrafica,
         p.indirizzo, p.civico, p.cap, p.localita, p.provincia, p.nazione, p.email,
         -- allCCP of verify: every share can go to a postal account with an IBAN in force.
         (select bool_and(q.conto_postale_id is not null and exists (
                   select 1 from enti.conto_iban as v
                    where v.ente_id = q.ente_id and v.conto_id = q.conto_postale_id and v.stato = 'attivo'
                      and v.valido_dal <= (now() at time zone 'Europe/Rome')::date
                      and (v.valido_al is null or v.valido_al > (now() at time zone 'Europe/Rome')::date)))
            from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id) as tutte_ccp
    from posizioni.iuv as i
    join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id;
alter view posizioni.v_iuv_dovuto owner to mypay_porta;
grant select on posizioni.v_iuv_dovuto to mypay_nodo;

-- Published to the Nodo's door: one row a transfer, with the IBAN in force today.
create view posizioni.v_iuv_quota as
  select d.ente_id, d.iuv_id, d.id as dovuto_id, d.ordine, q.indice, q.importo_cents, q.beneficiario_cf, q.beneficiario_denominazione,
         coalesce(q.iban, b.iban) as iban, po.iban as iban_postale, q.bollo, q.tassonomia, q.causale, d.stato
    from posizioni.dovuto as d
    join posizioni.quota as q on q.ente_id = d.ente_id and q.dovuto_id = d.id
    left join lateral (
      select v.iban from enti.conto_iban as v
       where v.ente_id = q.ente_id and v.conto_id = q.conto_id and v.stato = 'attivo'
         and v.valido_dal <= (now() at time zone 'Europe/Rome')::date
         and (v.valido_al is null or v.valido_al > (now() at time zone 'Europe/Rome')::date)
       order by v.valido_dal desc limit 1) as b on true
    left join lateral (
      select v.iban from enti.conto_iban as v
       where v.ente_id = q.ente_id and v.conto_id = q.conto_postale_id and v.stato = 'attivo'
         and v.valido_dal <= (now() at time zone 'Europe/Rome')::date
         and (v.valido_al is null or v.valido_al > (now() at time zone 'Europe/Rome')::date)
       order by v.valido_dal desc limit 1) as po on true
   where d.iuv_id is not null;
alter view posizioni.v_iuv_quota owner to mypay_porta;
grant select on posizioni.v_iuv_quota to mypay_nodo;

-- The anonymous look-up: only the pair (notice number, IUV or IUD; tax code) opens it, and it shows what model 11 allows.
-- ANONIMO is nobody's tax code, so it opens nothing.
create function posizioni.cerca_avviso(p_codice text, p_codice_fiscale text)
  returns table (ente_id uuid, iuv_id uuid, iuv text, numero_avviso text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select distinct i.ente_id, i.id, i.iuv, i.numero_avviso
    from posizioni.posizione as p
    join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
    join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
    join enti.ente as e on e.id = p.ente_id and e.stato = 'ESERCIZIO'
   where p.debitore_codice = p_codice_fiscale
     and p_codice_fiscale not in ('ANONIMO', 'ANONYMOUS')
     and (i.numero_avviso = p_codice or i.iuv = p_codice or d.iud = p_codice)
   limit 5;
$$;
alter function posizioni.cerca_avviso owner to mypay_porta;
revoke all on function posizioni.cerca_avviso from public;
grant execute on function posizioni.cerca_avviso to mypay_portale;

-- One notice by its ids: called by the portale only after the pair, or the proof of the mail.
create function posizioni.leggi_avviso(p_ente uuid, p_iuv uuid) returns setof posizioni.v_iuv_dovuto
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select * from posizioni.v_iuv_dovuto as v where v.ente_id = p_ente and v.iuv_id = p_iuv order by v.ordine;
$$;
alter function posizioni.leggi_avviso owner to mypay_porta;
revoke all on function posizioni.leggi_avviso from public;
grant execute on function posizioni.leggi_avviso to mypay_portale;

-- The feed for ACA / GPD and for every follower: payable facts that changed. Consumers read it behind the horizon, by xid.
create view posizioni.v_variazione with (security_invoker = true) as
  select s.ente_id, d.iuv_id, s.xid, s.id, s.dovuto_id, s.azione, s.stato, s.importo_cents, s.data_scadenza
    from posizioni.storia as s
    join posizioni.dovuto as d on d.ente_id = s.ente_id and d.id = s.dovuto_id
   where d.iuv_id is not null and s.azione <> 'verificato';
grant select on posizioni.v_variazione to mypay_worker;

-- Published: the rows of a file that were accepted, with the IUV they have now.
create view posizioni.v_riga_flusso with (security_invoker = true) as
  select s.ente_id, s.flusso_id, s.riga, s.dovuto_id, s.azione, d.iud, i.iuv, i.numero_avviso
    from posizioni.storia as s
    join posizioni.dovuto as d on d.ente_id = s.ente_id and d.id = s.dovuto_id
    left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
   where s.flusso_id is not null;
grant select on posizioni.v_riga_flusso to mypay_ufficio, mypay_sil, mypay_worker;

-- For a receipt: the dovuti of every posizione that the iuv touches, locked in id order together with their posizioni.
create function posizioni.fatti_iuv(p_ente uuid, p_iuv uuid) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_posizioni uuid[];
begin
  select array_agg(distinct d.posizione_id order by d.posizione_id) into v_posizioni
    from posizioni.dovuto as d where d.ente_id = p_ente and d.iuv_id = p_iuv;
  if v_posizioni is null then
    return '[]'::jsonb;
  end if;
  perform 1 from posizioni.posizione as p where p.ente_id = p_ente and p.id = any(v_posizioni) order by p.id for update;
  perform 1 from posizioni.dovuto as d where d.ente_id = p_ente and d.posizione_id = any(v_posizioni) order by d.id for update;
  return (
    select jsonb_agg(jsonb_build_object(
             'id', d.id, 'posizioneId', d.posizione_id, 'opzioneId', d.opzione_id, 'stato', d.stato, 'importoCents', d.importo_cents,
             'sottoIuv', d.iuv_id is not distinct from p_iuv, 'dataScadenza', d.data_scadenza, 'pagaDopoScadenza', t.paga_dopo_scadenza,
             'quote', (select jsonb_agg(jsonb_build_object('cf', q.beneficiario_cf, 'importoCents', q.importo_cents) order by q.indice)
                         from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id))
             order by d.ordine, d.id)
      from posizioni.dovuto as d
      join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
     where d.ente_id = p_ente and d.posizione_id = any(v_posizioni));
end
$$;
alter function posizioni.fatti_iuv owner to mypay_porta;
revoke all on function posizioni.fatti_iuv from public;

-- Writes a closing decided by the core: paid dovuti, those that another way to pay has closed, posizioni settled.
create function posizioni.applica_chiusura(p_ente uuid, p jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_pagato timestamptz := (p ->> 'pagatoIl')::timestamptz;
begin
  update posizioni.iuv as i
     set pagato_il = v_pagato, pagato_cents = (p ->> 'pagatoCents')::bigint, receipt_id = p ->> 'receiptId'
   where i.ente_id = p_ente and i.id = (p ->> 'iuvId')::uuid and i.pagato_il is null;
  if not found then
    raise exception 'applica_chiusura: the iuv was paid by another receipt meanwhile';
  end if;
  update posizioni.dovuto as d
     set stato = 'pagato', pagato_il = v_pagato, pagato_cents = (x ->> 'pagatoCents')::bigint, versione = d.versione + 1,
         da_verificare = array(select jsonb_array_elements_text(x -> 'daVerificare'))
    from jsonb_array_elements(p -> 'pagati') as x
   where d.ente_id = p_ente and d.id = (x ->> 'id')::uuid and d.stato <> 'pagato';
  update posizioni.dovuto as d
     set stato = 'estinto', versione = d.versione + 1
    from jsonb_array_elements_text(p -> 'estinti') as x
   where d.ente_id = p_ente and d.id = x::uuid and d.stato in ('bozza', 'da_pagare');
  insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, prima)
  select d.ente_id, d.id, d.stato, d.versione, d.stato, d.importo_cents, d.data_scadenza, p ->> 'attore',
         jsonb_build_object('stato', y.prima, 'receiptId', p ->> 'receiptId')
    from (select (x ->> 'id')::uuid as id, x ->> 'era' as prima from jsonb_array_elements(p -> 'pagati') as x
          union all
          select x::uuid, 'da_pagare' from jsonb_array_elements_text(p -> 'estinti') as x) as y
    join posizioni.dovuto as d on d.ente_id = p_ente and d.id = y.id;
  update posizioni.posizione as s set saldata_il = v_pagato
   where s.ente_id = p_ente and s.id in (select x::uuid from jsonb_array_elements_text(p -> 'saldate') as x) and s.saldata_il is null;
end
$$;
alter function posizioni.applica_chiusura owner to mypay_porta;
revoke all on function posizioni.applica_chiusura from public;
