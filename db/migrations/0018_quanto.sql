-- posizioni: what a dovuto costs at an instant (model 3): terms that begin with a notification, amounts that grow, quotations of the ente.

alter table posizioni.posizione
  -- Day 0 of every term that is counted from it; null: no term has begun.
  add column notificata_il date check (notificata_il >= '1990-01-01'),
  -- Some of its dovuti cost, or may be paid, otherwise from one day to another. Set by the triggers below and never taken back: of all the
  -- others, nearly all, nobody asks for terms and steps.
  add column variabile boolean not null default false;
create index posizione_variabile on posizioni.posizione (ente_id) where variabile;

-- Through which day after the notification this way to pay is open; null: always.
alter table posizioni.opzione add column giorni_dalla_notifica smallint check (giorni_dalla_notifica between 1 and 3650);

create table posizioni.gradino (
  ente_id uuid not null,
  dovuto_id uuid not null,
  ordine smallint not null check (ordine between 1 and 20),
  genere text not null check (genere in ('interessi', 'sanzione', 'spese_notifica', 'maggiorazione')),
  -- From which day it is added: a date, or so many days after the notification.
  dal date,
  dopo_giorni smallint check (dopo_giorni between 0 and 3650),
  importo_cents bigint not null check (importo_cents between 1 and 99999999999),
  -- To which share of the dovuto.
  quota smallint not null default 1 check (quota between 1 and 5),
  primary key (ente_id, dovuto_id, ordine),
  foreign key (ente_id, dovuto_id) references posizioni.dovuto (ente_id, id),
  check (num_nonnulls(dal, dopo_giorni) = 1)
);
call piattaforma.tabella_ente('posizioni.gradino', 'what is added to a dovuto from a day on');
grant select, insert, delete on posizioni.gradino to mypay_ufficio, mypay_sil, mypay_worker;

create function posizioni.segna_gradini() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  errato record;
begin
  update posizioni.posizione as p set variabile = true
    from nuovi as n join posizioni.dovuto as d on d.ente_id = n.ente_id and d.id = n.dovuto_id
   where p.ente_id = d.ente_id and p.id = d.posizione_id and not p.variabile;
  select d.iud into errato
    from (select distinct n.ente_id, n.dovuto_id from nuovi as n) as t
    join posizioni.dovuto as d on d.ente_id = t.ente_id and d.id = t.dovuto_id
   where d.importo_cents + (select sum(g.importo_cents) from posizioni.gradino as g
                             where g.ente_id = d.ente_id and g.dovuto_id = d.id) > 99999999999
   limit 1;
  if found then
    raise exception 'gradino: dovuto % would cost more than a payment can be', errato.iud
      using errcode = 'check_violation', constraint = 'gradino_somma';
  end if;
  return null;
end
$$;
create trigger gradini_inseriti after insert on posizioni.gradino referencing new table as nuovi
  for each statement execute function posizioni.segna_gradini();

create function posizioni.segna_opzione() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  update posizioni.posizione as p set variabile = true
   where p.ente_id = new.ente_id and p.id = new.posizione_id and not p.variabile;
  return null;
end
$$;
create trigger opzione_a_termine after insert or update on posizioni.opzione
  for each row when (num_nonnulls(new.valida_dal, new.valida_al, new.giorni_dalla_notifica) > 0)
  execute function posizioni.segna_opzione();
update posizioni.posizione as p set variabile = true
 where exists (select 1 from posizioni.opzione as o
                where o.ente_id = p.ente_id and o.posizione_id = p.id and num_nonnulls(o.valida_dal, o.valida_al) > 0);

-- What the ente said of a dovuto, when it was asked. Never an update of the dovuto: it holds for half an hour.
create table posizioni.quotazione (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  dovuto_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  -- The version that the ente was asked about: a dovuto that changes meanwhile is asked about again.
  versione integer not null,
  chiesta_il timestamptz not null,
  valida_fino timestamptz not null check (valida_fino > chiesta_il),
  importo_cents bigint not null check (importo_cents between 1 and 99999999999),
  bilancio jsonb check (jsonb_typeof(bilancio) = 'array'),
  primary key (ente_id, id),
  foreign key (ente_id, dovuto_id) references posizioni.dovuto (ente_id, id)
);
create index quotazione_dovuto on posizioni.quotazione (ente_id, dovuto_id, chiesta_il);
call piattaforma.tabella_ente('posizioni.quotazione', 'what the ente said that a dovuto costs, append only');
grant select on posizioni.quotazione to mypay_ufficio, mypay_sil, mypay_worker;

-- The service that says it may ask for a login before: without this address the secret is itself the token.
alter table enti.credenziale add column url_accesso text check (length(url_accesso) between 8 and 2000);
grant select (url_accesso) on enti.credenziale to mypay_ufficio;
grant update (url_accesso) on enti.credenziale to mypay_worker;

-- What happened, where amount, date and state do not say it: the day of a notification, why the ente's amount is not known.
alter table posizioni.storia add column dettaglio jsonb;
alter table posizioni.storia drop constraint storia_azione_check;
alter table posizioni.storia add constraint storia_azione_check check (azione in ('inserito', 'modificato', 'annullato', 'ripreso',
  'pagato', 'estinto', 'verificato', 'notificato', 'quotato', 'non_quotato'));

-- The door of the Nodo writes what the ente said through this function only. Without an amount it is a line of the history, and one in
-- half an hour is enough: an ente that does not answer does not fill it.
create function posizioni.scrivi_quotazione(p_ente uuid, p_dovuto uuid, p jsonb) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
  v_importo bigint := (p ->> 'importoCents')::bigint;
  v_chiesta timestamptz := (p ->> 'chiestaIl')::timestamptz;
begin
  if v_importo is not null then
    insert into posizioni.quotazione (ente_id, dovuto_id, versione, chiesta_il, valida_fino, importo_cents, bilancio)
    values (p_ente, p_dovuto, (p ->> 'versione')::integer, v_chiesta, (p ->> 'validaFino')::timestamptz, v_importo,
            nullif(p -> 'bilancio', 'null'));
  elsif exists (select 1 from posizioni.storia as s
                 where s.ente_id = p_ente and s.dovuto_id = p_dovuto and s.azione = 'non_quotato'
                   and s.dettaglio ->> 'perche' = p ->> 'perche'
                   and s.istante > clock_timestamp() - interval '30 minutes') then
    return false;
  end if;
  insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, dettaglio)
  select d.ente_id, d.id, case when v_importo is null then 'non_quotato' else 'quotato' end, d.versione, d.stato,
         coalesce(v_importo, d.importo_cents), d.data_scadenza, p ->> 'attore',
         case when v_importo is null then jsonb_build_object('perche', p ->> 'perche') end
    from posizioni.dovuto as d where d.ente_id = p_ente and d.id = p_dovuto;
  return true;
end
$$;
alter function posizioni.scrivi_quotazione owner to mypay_porta;
revoke all on function posizioni.scrivi_quotazione from public;
grant execute on function posizioni.scrivi_quotazione to mypay_nodo;

-- What the core needs to know of the days of a dovuto. Asked only where posizione.variabile says that there is something.
create function posizioni.termini(p_ente uuid, p_dovuto uuid) returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('notificataIl', p.notificata_il, 'validaDal', o.valida_dal, 'validaAl', o.valida_al,
           'giorniDallaNotifica', o.giorni_dalla_notifica,
           'gradini', coalesce((select jsonb_agg(jsonb_build_object('genere', g.genere, 'dal', g.dal, 'dopoGiorni', g.dopo_giorni,
                                         'importoCents', g.importo_cents, 'quota', g.quota) order by g.ordine)
                                  from posizioni.gradino as g where g.ente_id = d.ente_id and g.dovuto_id = d.id), '[]'))
    from posizioni.dovuto as d
    join posizioni.opzione as o on o.ente_id = d.ente_id and o.id = d.opzione_id
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
   where d.ente_id = p_ente and d.id = p_dovuto;
$$;
alter function posizioni.termini owner to mypay_porta;
revoke all on function posizioni.termini from public;
grant execute on function posizioni.termini to mypay_nodo, mypay_portale;

-- The last quotations of a dovuto, newest first; of one version, or (null) of all. Instants are milliseconds.
create function posizioni.quotazioni(p_ente uuid, p_dovuto uuid, p_versione integer, p_quante integer) returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('importoCents', q.importo_cents, 'chiestaMs', q.chiesta_ms,
                                               'validaFinoMs', q.valida_fino_ms) order by q.chiesta_ms desc), '[]')
    from (select x.importo_cents, (extract(epoch from x.chiesta_il) * 1000)::bigint as chiesta_ms,
                 (extract(epoch from x.valida_fino) * 1000)::bigint as valida_fino_ms
            from posizioni.quotazione as x
           where x.ente_id = p_ente and x.dovuto_id = p_dovuto and (p_versione is null or x.versione = p_versione)
           order by x.chiesta_il desc limit p_quante) as q;
$$;
alter function posizioni.quotazioni owner to mypay_porta;
revoke all on function posizioni.quotazioni from public;
grant execute on function posizioni.quotazioni to mypay_nodo, mypay_portale;

-- A digital stamp is what the Nodo can be asked for: pagopa 2.9.
alter table posizioni.quota add constraint quota_bollo_forma check (
  bollo is null or (coalesce(bollo ->> 'hashDocumento' ~ '^[A-Za-z0-9+/]{4,70}={0,2}$', false)
                    and coalesce(bollo ->> 'provincia' ~ '^[A-Z]{2}$', false)));

-- Published to the doors, as in 0005, with what the amount of today is worked out from.
create or replace view posizioni.v_iuv_dovuto as
  select i.ente_id, i.id as iuv_id, i.iuv, i.numero_avviso, i.stazione_id, i.pagato_il as iuv_pagato_il, i.origine,
         d.id as dovuto_id, d.ordine, d.iud, d.stato, d.importo_cents, d.data_scadenza, d.causale, d.causale_pubblica, d.pagato_il,
           d.pagato_cents,
         t.codice as tipo_dovuto, t.denominazione as tipo_denominazione, t.paga_dopo_scadenza, t.avviso_stampabile,
         p.id as posizione_id, p.saldata_il, p.debitore_tipo, p.debitore_codice, p.debitore_anagrafica,
         p.indirizzo, p.civico, p.cap, p.localita, p.provincia, p.nazione, p.email,
         -- allCCP of verify: every share can go to a postal account with an IBAN in force. Which one v_iuv_quota says; that there is one
         -- comes to the same whichever day it is taken by, for the one of the notice counts only while it has not ended.
         (select bool_and(q.conto_postale_id is not null and exists (
                   select 1 from enti.conto_iban as v
                    where v.ente_id = q.ente_id and v.conto_id = q.conto_postale_id and v.stato = 'attivo'
                      and v.valido_dal <= (now() at time zone 'Europe/Rome')::date
                      and (v.valido_al is null or v.valido_al > (now() at time zone 'Europe/Rome')::date)))
            from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id) as tutte_ccp,
         -- Null for a dovuto that always costs what is written on it: the functions are not called.
         case when p.variabile then posizioni.termini(d.ente_id, d.id) end as termini,
         case when t.attualizzazione and d.stato = 'da_pagare' then posizioni.quotazioni(d.ente_id, d.id, d.versione, 1) end as quotazioni,
         d.versione, d.tipo_dovuto_id,
         -- What the ente wants pagoPA to know, and to give back in the receipt.
         (select jsonb_agg(jsonb_build_object('chiave', m.chiave, 'valore', m.valore) order by m.chiave) from posizioni.metadato as m
           where m.ente_id = p.ente_id and m.posizione_id = p.id and m.per_pagopa) as metadati
    from posizioni.iuv as i
    join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id;

-- As in 0005, but the postal account printed on a notice stays the one of that notice (model 1): it is the one in force on the day in Rome
-- when the iuv was made, for as long as it has not ended; else the one of today. An IBAN that another has taken the place of has no end of
-- its own: only what the ente has terminated has.
create or replace view posizioni.v_iuv_quota as
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
       -- Those that had begun when the iuv was made come first, the last of them before the others.
       order by v.valido_dal <= (select (i.creato_il at time zone 'Europe/Rome')::date
                                   from posizioni.iuv as i where i.ente_id = d.ente_id and i.id = d.iuv_id) desc,
                v.valido_dal desc limit 1) as po on true
   where d.iuv_id is not null;

-- For receipts, as in 0010, with the same facts: what was paid is compared with what could be asked at that instant.
create or replace function posizioni.fatti_iuv(p_enti uuid[], p_iuv uuid[]) returns table (n bigint, dovuti jsonb)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_enti uuid[];
  v_posizioni uuid[];
begin
  select array_agg(t.ente_id), array_agg(t.posizione_id) into v_enti, v_posizioni
    from (select distinct d.ente_id, d.posizione_id
            from unnest(p_enti, p_iuv) as k (ente_id, iuv_id)
            join posizioni.dovuto as d on d.ente_id = k.ente_id and d.iuv_id = k.iuv_id) as t;
  if v_posizioni is null then
    return;
  end if;
  perform 1 from unnest(v_enti, v_posizioni) as k (ente_id, id) join posizioni.posizione as p on p.ente_id = k.ente_id and p.id = k.id
    order by p.id for update of p;
  return query
    select k.n, jsonb_agg(jsonb_build_object(
             'id', d.id, 'posizioneId', d.posizione_id, 'opzioneId', d.opzione_id, 'stato', d.stato, 'importoCents', d.importo_cents,
             'sottoIuv', d.iuv_id is not distinct from k.iuv_id, 'dataScadenza', d.data_scadenza,
             'pagaDopoScadenza', t.paga_dopo_scadenza,
             'termini', case when s.variabile then posizioni.termini(d.ente_id, d.id) end,
             'quotazioni', case when t.attualizzazione then posizioni.quotazioni(d.ente_id, d.id, null, 20) end,
             'quote', (select jsonb_agg(jsonb_build_object('cf', q.beneficiario_cf, 'importoCents', q.importo_cents) order by q.indice)
                         from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id))
             order by d.ordine, d.id)
      from unnest(p_enti, p_iuv) with ordinality as k (ente_id, iuv_id, n)
      join lateral (select distinct x.posizione_id, y.variabile from posizioni.dovuto as x
                      join posizioni.posizione as y on y.ente_id = x.ente_id and y.id = x.posizione_id
                     where x.ente_id = k.ente_id and x.iuv_id = k.iuv_id) as s on true
      join posizioni.dovuto as d on d.ente_id = k.ente_id and d.posizione_id = s.posizione_id
      join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
     group by k.n;
end
$$;
