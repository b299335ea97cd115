-- pagamenti: notices that only the ente's software knows (mypay-webservices 1.23). It is asked what they cost, and what is paid of them is
-- kept as any other dovuto.

-- Where the service of an ente answers, and for which notices.
create table pagamenti.presso_ente (
  ente_id uuid not null references enti.ente (id),
  attivo boolean not null,
  url text not null check (length(url) between 8 and 2000),
  -- The Nodo waits for 7 seconds, our own work included.
  attesa_ms integer not null check (attesa_ms between 1000 and 5000),
  -- The service has the last word also on notices that are here.
  anche_nostri boolean not null default false,
  -- The kind of the dovuti that are made of what is paid, where the taxonomy code does not say it.
  tipo_dovuto_id uuid not null,
  primary key (ente_id),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id)
);
call piattaforma.tabella_ente('pagamenti.presso_ente', 'the service of an ente that answers for its notices');
grant select on pagamenti.presso_ente to mypay_worker;
grant select, insert, update on pagamenti.presso_ente to mypay_ufficio;

-- Read with the stations, by who answers the Nodo for all of them.
create view pagamenti.v_presso_ente as
  select ente_id, url, attesa_ms, anche_nostri from pagamenti.presso_ente where attivo;
alter view pagamenti.v_presso_ente owner to mypay_porta;
grant select on pagamenti.v_presso_ente to mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;

-- How the service is: how many times in a row nothing that holds was heard from it, since when, and why the last time.
create table pagamenti.presso_ente_stato (
  ente_id uuid not null references enti.ente (id),
  guasti integer not null default 0 check (guasti >= 0),
  guasto_dal timestamptz,
  perche text check (length(perche) between 1 and 60),
  bene_il timestamptz,
  primary key (ente_id),
  check ((guasti = 0) = (guasto_dal is null) and (guasti = 0) = (perche is null))
);
call piattaforma.tabella_ente('pagamenti.presso_ente_stato', 'whether the service of an ente answers');
grant select on pagamenti.presso_ente_stato to mypay_ufficio, mypay_worker;

-- Written seldom: the door counts, and says so when it changes or now and then. `p_perche` null: it answered.
create function pagamenti.segna_presso_ente(p_ente uuid, p_guasti integer, p_perche text, p_ora timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  insert into pagamenti.presso_ente_stato as s (ente_id, guasti, guasto_dal, perche, bene_il)
  values (p_ente, case when p_perche is null then 0 else p_guasti end, case when p_perche is not null then p_ora end, p_perche,
          case when p_perche is null then p_ora end)
  on conflict (ente_id) do update
     set guasti = case when p_perche is null then 0 else s.guasti + p_guasti end,
         guasto_dal = case when p_perche is not null then coalesce(s.guasto_dal, p_ora) end,
         perche = p_perche, bene_il = coalesce(excluded.bene_il, s.bene_il);
$$;
alter function pagamenti.segna_presso_ente owner to mypay_porta;
revoke all on function pagamenti.segna_presso_ente from public;
grant execute on function pagamenti.segna_presso_ente to mypay_nodo, mypay_ufficio;

-- What the service said when a payment of a notice of its own was opened: of what its receipt is made a dovuto of. One row an amount: the
-- receipt of who opened it before the amount changed may still come.
create table pagamenti.avviso_ente (
  ente_id uuid not null references enti.ente (id),
  numero_avviso text not null check (numero_avviso ~ '^[0-9]{18}$'),
  importo_cents bigint not null check (importo_cents between 1 and 99999999999),
  iuv text not null check (length(iuv) between 1 and 35),
  scadenza date,
  -- The transfers, in order: beneficiary, account or stamp, amount, taxonomy, causale.
  quote jsonb not null check (jsonb_typeof(quote) = 'array' and jsonb_array_length(quote) between 1 and 5),
  chiesto_il timestamptz not null,
  primary key (ente_id, numero_avviso, importo_cents)
);
create index avviso_ente_chiesto on pagamenti.avviso_ente (chiesto_il);
call piattaforma.tabella_ente('pagamenti.avviso_ente', 'what the service of an ente said of a notice of its own whose payment was opened');
grant select, delete on pagamenti.avviso_ente to mypay_worker;

-- Has a receipt come for a notice of which there is no dovuto? Then nobody pays it again, whatever the ente says.
create function pagamenti.avviso_gia_pagato(p_ente uuid, p_numero text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select from posizioni.iuv as i where i.ente_id = p_ente and i.numero_avviso = p_numero and i.pagato_il is not null);
$$;
alter function pagamenti.avviso_gia_pagato owner to mypay_porta;
revoke all on function pagamenti.avviso_gia_pagato from public;
grant execute on function pagamenti.avviso_gia_pagato to mypay_nodo, mypay_ufficio;

-- How many they are since then, and how many are paid; not whose.
create function pagamenti.uso_presso_ente(p_ente uuid, p_dal timestamptz) returns table (iniziati integer, pagati integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select count(*)::integer, count(i.pagato_il)::integer
    from (select distinct a.numero_avviso from pagamenti.avviso_ente as a where a.ente_id = p_ente and a.chiesto_il >= p_dal) as a
    left join posizioni.iuv as i on i.ente_id = p_ente and i.numero_avviso = a.numero_avviso;
$$;
alter function pagamenti.uso_presso_ente owner to mypay_porta;
revoke all on function pagamenti.uso_presso_ente from public;
grant execute on function pagamenti.uso_presso_ente to mypay_ufficio;

-- Does the answer credit an ente of ours on the account of another one?
create function pagamenti.iban_altrui(p_ente uuid, p_cf text[], p_iban text[]) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select from posizioni.iban_di_altri(p_ente, p_cf, p_iban));
$$;
alter function pagamenti.iban_altrui owner to mypay_porta;
revoke all on function pagamenti.iban_altrui from public;
grant execute on function pagamenti.iban_altrui to mypay_nodo, mypay_ufficio;

-- Written before the payment is opened: without it nothing is answered.
create function pagamenti.scrivi_avviso_ente(p_ente uuid, p jsonb) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  insert into pagamenti.avviso_ente (ente_id, numero_avviso, importo_cents, iuv, scadenza, quote, chiesto_il)
  values (p_ente, p ->> 'numeroAvviso', (p ->> 'importoCents')::bigint, p ->> 'iuv', (p ->> 'scadenza')::date, p -> 'quote',
          (p ->> 'chiestoIl')::timestamptz)
  on conflict (ente_id, numero_avviso, importo_cents) do update
     set iuv = excluded.iuv, scadenza = excluded.scadenza, quote = excluded.quote, chiesto_il = excluded.chiesto_il;
$$;
alter function pagamenti.scrivi_avviso_ente owner to mypay_porta;
revoke all on function pagamenti.scrivi_avviso_ente from public;
grant execute on function pagamenti.scrivi_avviso_ente to mypay_nodo;

-- An orphan of a notice that the ente's service had answered for is not money that nobody asked for: it has its dovuto now.
create function pagamenti.accogli_orfana(p_ente uuid, p_ricevuta uuid) returns boolean
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  with accolta as (
    update pagamenti.ricevuta as r set da_rimborsare = false
     where r.ente_id = p_ente and r.id = p_ricevuta and r.genere = 'orfana' and r.da_rimborsare
       and exists (select from posizioni.dovuto as d where d.ente_id = r.ente_id and d.iuv_id = r.iuv_id and d.stato = 'pagato')
       and not exists (select from pagamenti.trattamento as t where t.ente_id = r.ente_id and t.ricevuta_id = r.id)
    returning r.id)
  select exists (select from accolta);
$$;
alter function pagamenti.accogli_orfana owner to mypay_porta;
revoke all on function pagamenti.accogli_orfana from public;
grant execute on function pagamenti.accogli_orfana to mypay_worker;

-- As before, and whether the same was paid lately: an ente that asks is told which of the two (mypay-webservices 3.1).
drop function pagamenti.avvisi_ripetuti(uuid[], uuid[], uuid, timestamptz);
create function pagamenti.avvisi_ripetuti(p_enti uuid[], p_iuv uuid[], p_carrello uuid, p_dal timestamptz)
  returns table (ente_id uuid, iuv_id uuid, pagato boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
  select k.ente_id, k.iuv_id, coalesce(bool_or(g.stato = 'pagato' and g.pagato_il > p_dal), false)
    from unnest(p_enti, p_iuv) as k (ente_id, iuv_id)
    cross join lateral (
      select d.posizione_id, d.tipo_dovuto_id, d.causale, p.debitore_codice
        from posizioni.dovuto as d
        join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
       where d.ente_id = k.ente_id and d.iuv_id = k.iuv_id and p.debitore_codice <> 'ANONIMO'
      offset 0) as d
    cross join lateral (
      select a.id
        from posizioni.posizione as a
       where a.debitore_codice = d.debitore_codice and a.ente_id = k.ente_id and a.id <> d.posizione_id
       order by a.debitore_codice desc, a.ente_id desc, a.id desc
       limit 500) as altra
    cross join lateral (
      select g.iuv_id, g.stato, g.pagato_il
        from posizioni.dovuto as g
       where g.ente_id = k.ente_id and g.posizione_id = altra.id and g.tipo_dovuto_id = d.tipo_dovuto_id and g.causale = d.causale
         and g.iuv_id is not null and g.iuv_id <> k.iuv_id
      offset 0) as g
   where g.iuv_id = any(p_iuv) or (g.stato = 'pagato' and g.pagato_il > p_dal)
      or (select true
            from pagamenti.carrello_voce as v join pagamenti.carrello as c on c.id = v.carrello_id
           where v.ente_id = k.ente_id and v.iuv_id = g.iuv_id and c.id <> p_carrello
             and c.stato = 'inviato' and c.inviato_il > p_dal and (c.rientro is null or c.rientro not in ('annullato', 'errore'))
           limit 1)
   group by k.ente_id, k.iuv_id;
$$;
alter function pagamenti.avvisi_ripetuti owner to mypay_porta;
revoke all on function pagamenti.avvisi_ripetuti from public;
grant execute on function pagamenti.avvisi_ripetuti to mypay_portale;
