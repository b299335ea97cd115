-- posizioni: several debtors, metadata, ways to pay, shared iuv, acts on a dovuto. A plain row of a file writes nothing more than before:
-- what is new is null for it, and the new indexes hold only what is new.

-- The amount of the whole, where it may be paid in more than one way or by instalments; null: one opzione of one dovuto.
alter table posizioni.posizione add column importo_cents bigint check (importo_cents between 1 and 99999999999),
  -- Who pays, where it is not who owes: words of the ente.
  add column nota_pagatore text check (length(nota_pagatore) between 1 and 256);
create unique index posizione_composta on posizioni.posizione (ente_id, id) where importo_cents is not null;

alter table posizioni.opzione
  -- What this way costs beside the amount of the posizione: less than zero is a discount.
  add column maggiorazione_cents bigint not null default 0 check (maggiorazione_cents between -99999999999 and 99999999999),
  -- A new plan takes the place of what another had not been paid of; what had been paid counts for it.
  add column sostituisce_id uuid,
  add column gia_pagato_cents bigint not null default 0 check (gia_pagato_cents between 0 and 99999999999),
  add foreign key (ente_id, sostituisce_id) references posizioni.opzione (ente_id, id),
  add check (valida_al >= valida_dal),
  add check (gia_pagato_cents = 0 or sostituisce_id is not null);

-- Annulled because a new plan took its place: it does not come back, and it is not counted any more.
alter table posizioni.dovuto add column sostituito_il timestamptz, add check (sostituito_il is null or stato in ('annullato', 'pagato'));
create unique index dovuto_rata on posizioni.dovuto (ente_id, opzione_id, ordine) where ordine > 1;

-- Chapters and assessments of a share: [{capitolo, ufficio, accertamento, importoCents}].
create function posizioni.somma_bilancio(p jsonb) returns bigint
  language sql immutable strict parallel safe
  return (select sum((v ->> 'importoCents')::bigint)::bigint from jsonb_array_elements(p) as v);
alter table posizioni.quota add column bilancio jsonb,
  add constraint quota_bilancio check (bilancio is null or posizioni.somma_bilancio(bilancio) is not distinct from importo_cents);

create table posizioni.debitore (
  ente_id uuid not null,
  posizione_id uuid not null,
  ordine smallint not null check (ordine between 1 and 20),
  -- coobbligato: owes the same, and may pay it; tutore: answers for a debtor who is a minor or not able.
  ruolo text not null check (ruolo in ('coobbligato', 'tutore')),
  tipo text not null check (tipo in ('F', 'G')),
  codice text not null check (length(codice) between 2 and 35),
  anagrafica text not null check (length(anagrafica) between 1 and 70),
  primary key (ente_id, posizione_id, ordine),
  foreign key (ente_id, posizione_id) references posizioni.posizione (ente_id, id)
);
create index debitore_codice on posizioni.debitore (codice);
create index debitore_anagrafica on posizioni.debitore (ente_id, lower(anagrafica) text_pattern_ops);
call piattaforma.tabella_ente('posizioni.debitore', 'who owes beside the first debtor of a posizione');

create table posizioni.metadato (
  ente_id uuid not null,
  posizione_id uuid not null,
  chiave text not null check (length(chiave) between 1 and 140),
  valore text not null check (length(valore) between 1 and 4096),
  -- Sent to pagoPA with the payment, which gives it back in the receipt (pagopa.md 2.10).
  per_pagopa boolean not null default false,
  primary key (ente_id, posizione_id, chiave),
  foreign key (ente_id, posizione_id) references posizioni.posizione (ente_id, id),
  check (not per_pagopa or length(valore) <= 140)
);
create index metadato_valore on posizioni.metadato (ente_id, lower(left(valore, 140)) text_pattern_ops);
call piattaforma.tabella_ente('posizioni.metadato', 'free key and value of a posizione, searchable');

grant select, insert, update, delete on posizioni.debitore, posizioni.metadato to mypay_ufficio, mypay_sil, mypay_worker;

create function posizioni.controlla_metadati() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select 1
               from (select distinct n.ente_id, n.posizione_id from nuovi as n) as t
               join posizioni.metadato as m on m.ente_id = t.ente_id and m.posizione_id = t.posizione_id
              group by m.ente_id, m.posizione_id
             having count(*) filter (where m.per_pagopa) > 15
                 or coalesce(sum(octet_length(m.chiave) + octet_length(m.valore)) filter (where not m.per_pagopa), 0) > 4096) then
    raise exception 'metadati: at most 15 for pagoPA, and 4 kB of the others' using errcode = 'check_violation',
      constraint = 'metadato_limiti';
  end if;
  return null;
end
$$;
create trigger metadati_inseriti after insert on posizioni.metadato referencing new table as nuovi
  for each statement execute function posizioni.controlla_metadati();

-- History: what was asked of it and why.
alter table posizioni.storia add column motivo text check (length(motivo) between 1 and 500);

-- In each opzione the dovuti sum to the amount of the posizione, with the surcharge, less what the plan it continues had got (model 4).
-- An opzione of which something was replaced is history: the one that took its place is counted.
create function posizioni.esige_somme(p_ente uuid, p_posizione uuid) returns void
  language plpgsql set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
  errata record;
begin
  select o.ordine, s.somma, p.importo_cents + o.maggiorazione_cents - o.gia_pagato_cents as attesa into errata
    from posizioni.posizione as p
    join posizioni.opzione as o on o.ente_id = p.ente_id and o.posizione_id = p.id
    join lateral (select coalesce(sum(d.importo_cents), 0) as somma, coalesce(bool_or(d.sostituito_il is not null), false) as sostituita
                    from posizioni.dovuto as d where d.ente_id = o.ente_id and d.posizione_id = o.posizione_id and d.opzione_id = o.id)
         as s on not s.sostituita
   where p.ente_id = p_ente and p.id = p_posizione and p.importo_cents is not null
     and s.somma <> p.importo_cents + o.maggiorazione_cents - o.gia_pagato_cents
   limit 1;
  if found then
    raise exception 'opzione % of posizione % sums to %, not to %', errata.ordine, p_posizione, errata.somma, errata.attesa
      using errcode = 'check_violation', constraint = 'opzione_somma';
  end if;
end
$$;

create function posizioni.controlla_posizione() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform posizioni.esige_somme(new.ente_id, case tg_table_name when 'posizione' then (to_jsonb(new) ->> 'id')::uuid
                                                                else (to_jsonb(new) ->> 'posizione_id')::uuid end);
  return null;
end
$$;
create constraint trigger posizione_importo after insert or update of importo_cents on posizioni.posizione
  deferrable initially deferred for each row when (new.importo_cents is not null) execute function posizioni.controlla_posizione();
create constraint trigger opzione_aggiunta after insert on posizioni.opzione
  deferrable initially deferred for each row when (new.ordine > 1) execute function posizioni.controlla_posizione();
create constraint trigger opzione_cambiata after update of maggiorazione_cents, gia_pagato_cents on posizioni.opzione
  deferrable initially deferred for each row execute function posizioni.controlla_posizione();

-- The amount of a dovuto changes together with its shares, and with the other ways to pay.
create function posizioni.controlla_importo() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
  v_dovuto uuid := case tg_table_name when 'quota' then (to_jsonb(new) ->> 'dovuto_id')::uuid else (to_jsonb(new) ->> 'id')::uuid end;
  v_posizione uuid;
  v_importo bigint;
  v_quote bigint;
begin
  select d.importo_cents, d.posizione_id,
         (select sum(q.importo_cents) from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id)
    into v_importo, v_posizione, v_quote
    from posizioni.dovuto as d where d.ente_id = new.ente_id and d.id = v_dovuto;
  if v_quote is distinct from v_importo then
    raise exception 'quote: the shares of dovuto % sum to %, the dovuto is %', v_dovuto, v_quote, v_importo
      using errcode = 'check_violation', constraint = 'quota_somma';
  end if;
  perform posizioni.esige_somme(new.ente_id, v_posizione);
  return null;
end
$$;
create constraint trigger dovuto_importo after update of importo_cents on posizioni.dovuto
  deferrable initially deferred for each row when (old.importo_cents is distinct from new.importo_cents)
  execute function posizioni.controlla_importo();
create constraint trigger quota_importo after update of importo_cents on posizioni.quota
  deferrable initially deferred for each row when (old.importo_cents is distinct from new.importo_cents)
  execute function posizioni.controlla_importo();

-- Whoever writes shares of a posizione with ways to pay has written all of its dovuti: its sums are looked at here too. An ente that has
-- none costs one look; each next look is by a key and fenced (offset 0), for on tables that it knows nothing of the planner would begin
-- from the wrong end.
create function posizioni.controlla_composte() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_material = off
as $$
declare
  v_enti uuid[] := array(select distinct n.ente_id from nuove as n);
begin
  if not exists (select 1 from unnest(v_enti) as k (ente_id)
                  cross join lateral (select 1 from posizioni.posizione as p
                                       where p.ente_id = k.ente_id and p.importo_cents is not null limit 1) as x) then
    return null;
  end if;
  perform posizioni.esige_somme(t.ente_id, t.posizione_id)
    from (select distinct x.ente_id, x.posizione_id
            from (select distinct n.ente_id, n.dovuto_id from nuove as n offset 0) as k
           cross join lateral (select d.ente_id, d.posizione_id from posizioni.dovuto as d
                                where d.ente_id = k.ente_id and d.id = k.dovuto_id offset 0) as x
           cross join lateral (select 1 from posizioni.posizione as p
                                where p.ente_id = x.ente_id and p.id = x.posizione_id and p.importo_cents is not null offset 0) as y) as t;
  return null;
end
$$;
create trigger quote_composte after insert on posizioni.quota referencing new table as nuove
  for each statement execute function posizioni.controlla_composte();

-- Pairs of a beneficiary that is an ente of ours and an IBAN that is not its own but of another ente of ours.
create function posizioni.iban_di_altri(p_ente uuid, p_cf text[], p_iban text[]) returns table (codice_fiscale text, iban text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with nostri as (
    select e.codice_fiscale, c.iban
      from enti.ente as e join enti.conto_iban as c on c.ente_id = e.id
     where c.iban = any(p_iban) and e.ambiente = (select x.ambiente from enti.ente as x where x.id = p_ente))
  select k.cf, k.iban
    from unnest(p_cf, p_iban) as k (cf, iban)
   where exists (select 1 from enti.ente as e where e.codice_fiscale = k.cf
                    and e.ambiente = (select x.ambiente from enti.ente as x where x.id = p_ente))
     and exists (select 1 from nostri as n where n.iban = k.iban)
     and not exists (select 1 from nostri as n where n.iban = k.iban and n.codice_fiscale = k.cf);
$$;
alter function posizioni.iban_di_altri owner to mypay_porta;
revoke all on function posizioni.iban_di_altri from public;
grant execute on function posizioni.iban_di_altri to mypay_ufficio, mypay_sil, mypay_worker;

-- Those of the given codes that the taxonomy does not have on that day.
create function posizioni.tassonomie_fuori_vigore(p_codici text[], p_giorno date) returns setof text
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select k.codice from unnest(p_codici) as k (codice)
   where not exists (select 1 from enti.tassonomia as t where t.codice = k.codice and t.valida_dal <= p_giorno
                        and (t.valida_al is null or t.valida_al > p_giorno));
$$;
alter function posizioni.tassonomie_fuori_vigore owner to mypay_porta;
revoke all on function posizioni.tassonomie_fuori_vigore from public;
grant execute on function posizioni.tassonomie_fuori_vigore to mypay_ufficio, mypay_sil, mypay_worker;

-- The anonymous look-up, as in 0005: also with the code of another debtor of the same posizione.
create or replace function posizioni.cerca_avviso(p_codice text, p_codice_fiscale text)
  returns table (ente_id uuid, iuv_id uuid, iuv text, numero_avviso text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select distinct i.ente_id, i.id, i.iuv, i.numero_avviso
    from (select s.ente_id, s.id from posizioni.posizione as s where s.debitore_codice = p_codice_fiscale
          union all
          select b.ente_id, b.posizione_id from posizioni.debitore as b where b.codice = p_codice_fiscale) as p
    join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
    join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
    join enti.ente as e on e.id = p.ente_id and e.stato = 'ESERCIZIO'
   where p_codice_fiscale not in ('ANONIMO', 'ANONYMOUS')
     and (i.numero_avviso = p_codice or i.iuv = p_codice or d.iud = p_codice)
   limit 5;
$$;

-- The operator's search, as in 0009: also any debtor of the posizione, and the values of its metadata.
create or replace function posizioni.cerca_dovuti(p_iud text, p_codice text, p_nome text) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
  select d.id from posizioni.dovuto as d where d.ente_id = piattaforma.ente_corrente() and d.iud = p_iud
  union
  select d.id
    from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
   where i.ente_id = piattaforma.ente_corrente() and i.iuv = p_codice
  union
  select d.id
    from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
   where i.ente_id = piattaforma.ente_corrente() and i.numero_avviso = p_codice
  union
  select d.id
    from posizioni.posizione as p join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
   where p.ente_id = piattaforma.ente_corrente() and p.debitore_codice = p_codice
  union
  select d.id
    from posizioni.posizione as p join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
   where p.ente_id = piattaforma.ente_corrente() and lower(p.debitore_anagrafica) like p_nome
  union
  select d.id
    from posizioni.debitore as b join posizioni.dovuto as d on d.ente_id = b.ente_id and d.posizione_id = b.posizione_id
   where b.ente_id = piattaforma.ente_corrente() and b.codice = p_codice
  union
  select d.id
    from posizioni.debitore as b join posizioni.dovuto as d on d.ente_id = b.ente_id and d.posizione_id = b.posizione_id
   where b.ente_id = piattaforma.ente_corrente() and lower(b.anagrafica) like p_nome
  union
  select d.id
    from posizioni.metadato as m join posizioni.dovuto as d on d.ente_id = m.ente_id and d.posizione_id = m.posizione_id
   where m.ente_id = piattaforma.ente_corrente() and lower(left(m.valore, 140)) like p_nome
  order by 1 desc limit 5000
$$;

-- An account that changes its IBAN changes what is asked by every open notice that it collects: written here with its transaction, for
-- whoever follows. `dal`: from which day.
create table posizioni.conto_variato (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  conto_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  istante timestamptz not null default clock_timestamp(),
  dal date not null,
  primary key (ente_id, id),
  foreign key (ente_id, conto_id) references enti.conto (ente_id, id)
);
create index conto_variato_xid on posizioni.conto_variato (xid);
call piattaforma.tabella_ente('posizioni.conto_variato', 'changes of the IBAN of an account, append only');
grant select on posizioni.conto_variato to mypay_ufficio, mypay_sil, mypay_worker;

create function posizioni.segna_conto() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  -- The first IBAN of an account changes nothing of what is asked already.
  insert into posizioni.conto_variato (ente_id, conto_id, dal)
  select new.ente_id, new.conto_id, new.valido_dal
   where tg_op = 'UPDATE' or exists (select 1 from enti.conto_iban as i where i.ente_id = new.ente_id and i.conto_id = new.conto_id
                                        and i.valido_dal <> new.valido_dal);
  return null;
end
$$;
alter function posizioni.segna_conto owner to mypay_porta;
create trigger conto_variato after insert or update on enti.conto_iban for each row execute function posizioni.segna_conto();

-- The feed for ACA / GPD and for every follower (model 9): one row per iuv whose payable facts (amount, due date, state, IBAN) a
-- transaction changed, with how many times. Consumers read it behind the horizon, by xid.
drop view posizioni.v_variazione;
create view posizioni.v_variazione with (security_invoker = true) as
  select x.ente_id, x.iuv_id, x.xid, count(*)::integer as cambiamenti, bool_or(x.iban) as iban, min(x.dal) as iban_dal
    from (select s.ente_id, d.iuv_id, s.xid, coalesce(s.prima ? 'quote', false) as iban, null::date as dal
            from posizioni.storia as s
            join posizioni.dovuto as d on d.ente_id = s.ente_id and d.id = s.dovuto_id
           where d.iuv_id is not null and s.azione not in ('verificato', 'quotato', 'non_quotato')
             and (s.prima is null or s.azione = 'pagato' or s.prima ? 'quote' or s.prima ? 'riunito'
                  or s.prima ->> 'stato' is distinct from s.stato
                  or (s.prima ? 'importoCents' and (s.prima ->> 'importoCents')::bigint <> s.importo_cents)
                  or (s.prima ? 'dataScadenza' and s.prima ->> 'dataScadenza' is distinct from s.data_scadenza::text))
          union all
          select c.ente_id, d.iuv_id, c.xid, true, c.dal
            from posizioni.conto_variato as c
            join posizioni.quota as q on q.ente_id = c.ente_id and (q.conto_id = c.conto_id or q.conto_postale_id = c.conto_id)
            join posizioni.dovuto as d on d.ente_id = q.ente_id and d.id = q.dovuto_id
           where d.iuv_id is not null and d.stato = 'da_pagare') as x
   group by x.ente_id, x.iuv_id, x.xid;
grant select on posizioni.v_variazione to mypay_worker;
