-- pagamenti: money that came outside pagoPA, and what becomes of the money that nobody asked for (model 7).

-- What an ente got outside pagoPA for a dovuto: one row a dovuto, and it stays.
create table pagamenti.incasso (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  xid xid8 not null default pg_current_xact_id(),
  -- When it became known: what incremental exports stop at (model 9).
  istante timestamptz not null default clock_timestamp(),
  dovuto_id uuid not null,
  giorno date not null,
  mezzo text not null check (mezzo in ('contanti', 'pos', 'bonifico', 'assegno', 'conto_postale', 'compensazione')),
  riferimento text not null check (length(riferimento) between 1 and 140),
  nota text check (length(nota) between 1 and 500),
  -- Of several dovuti paid together for less, the last ones may get nothing.
  importo_cents bigint not null check (importo_cents between 0 and 99999999999),
  registrato_il timestamptz not null,
  registrato_da text not null,
  primary key (ente_id, id),
  unique (ente_id, dovuto_id),
  foreign key (ente_id, dovuto_id) references posizioni.dovuto (ente_id, id),
  constraint incasso_non_futuro check (giorno <= (registrato_il at time zone 'Europe/Rome')::date)
);
create index incasso_giorno on pagamenti.incasso (ente_id, giorno) where giorno is not null;
create index incasso_istante on pagamenti.incasso (ente_id, istante) where istante is not null;
call piattaforma.tabella_ente('pagamenti.incasso', 'what an ente got outside pagoPA for a dovuto');
grant select, insert on pagamenti.incasso to mypay_ufficio;
grant select on pagamenti.incasso to mypay_sil, mypay_worker;

-- With its transaction ends a dovuto that is paid, for that amount, and that no receipt had paid.
create function pagamenti.controlla_incasso() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select 1 from posizioni.dovuto as d
                  where d.ente_id = new.ente_id and d.id = new.dovuto_id and d.stato = 'pagato' and d.pagato_cents = new.importo_cents) then
    raise exception 'incasso: dovuto % is not paid for that amount', new.dovuto_id
      using errcode = 'check_violation', constraint = 'incasso_dovuto_pagato';
  end if;
  if exists (select 1
               from posizioni.dovuto as d
               join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
              where d.ente_id = new.ente_id and d.id = new.dovuto_id
                and (i.pagato_il is not null
                     or exists (select 1 from pagamenti.ricevuta as r
                                 where r.ente_id = i.ente_id and r.iuv_id = i.id and not r.copia
                                   and r.genere in ('regolare', 'orfana')))) then
    raise exception 'incasso: dovuto % has a receipt', new.dovuto_id
      using errcode = 'check_violation', constraint = 'incasso_senza_ricevuta';
  end if;
  return null;
end
$$;
create constraint trigger incasso_coerente after insert on pagamenti.incasso
  deferrable initially deferred for each row execute function pagamenti.controlla_incasso();

-- What became of the money of a receipt on the list «Da rimborsare»: once, and for ever.
create table pagamenti.trattamento (
  ente_id uuid not null,
  ricevuta_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  esito text not null check (esito in ('attribuita', 'rimborsata', 'non_dovuta')),
  -- Why it was on the list, how much of it, and under which iuv it had come: an attribution changes what the receipt says.
  genere text not null check (genere in ('seconda', 'orfana', 'annullato', 'estinto')),
  importo_cents bigint not null check (importo_cents >= 0),
  iuv_id uuid,
  dovuto_id uuid,
  rimborsata_il date,
  mandato text check (length(mandato) between 1 and 140),
  motivo text check (length(motivo) between 1 and 500),
  registrato_il timestamptz not null,
  registrato_da text not null,
  primary key (ente_id, ricevuta_id),
  foreign key (ente_id, ricevuta_id) references pagamenti.ricevuta (ente_id, id),
  foreign key (ente_id, iuv_id) references posizioni.iuv (ente_id, id),
  foreign key (ente_id, dovuto_id) references posizioni.dovuto (ente_id, id),
  constraint trattamento_attribuita check ((esito = 'attribuita') = (dovuto_id is not null)
    and (esito <> 'attribuita' or genere in ('seconda', 'orfana'))),
  constraint trattamento_rimborsata check ((esito = 'rimborsata') = (rimborsata_il is not null)
    and (esito = 'rimborsata') = (mandato is not null)),
  constraint trattamento_motivo check (esito = 'rimborsata' or motivo is not null),
  constraint trattamento_non_futuro check (rimborsata_il <= (registrato_il at time zone 'Europe/Rome')::date)
);
-- A dovuto takes the money of one receipt.
create unique index trattamento_dovuto on pagamenti.trattamento (ente_id, dovuto_id) where dovuto_id is not null;
create index trattamento_iuv on pagamenti.trattamento (ente_id, iuv_id) where iuv_id is not null;
call piattaforma.tabella_ente('pagamenti.trattamento', 'what became of the money of a receipt that was to be given back');
grant select, insert on pagamenti.trattamento to mypay_ufficio;
grant select on pagamenti.trattamento to mypay_sil, mypay_worker;
create index ricevuta_da_rimborsare on pagamenti.ricevuta (ente_id, id) where da_rimborsare;

-- What follows from it for the receipt. Attributed: it is the receipt of that dovuto, as if it had come for it. An orphan whose money went
-- elsewhere pays nothing any more, and its iuv is as if nobody had paid it: a dovuto that comes later is asked for.
create function pagamenti.applica_trattamento() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  r pagamenti.ricevuta;
  v_iuv uuid;
begin
  select * into r from pagamenti.ricevuta as x where x.ente_id = new.ente_id and x.id = new.ricevuta_id for update;
  if not r.da_rimborsare or new.importo_cents > r.importo_cents or r.iuv_id is distinct from new.iuv_id
     or (r.genere in ('seconda', 'orfana')) is distinct from (new.genere in ('seconda', 'orfana'))
     or (r.genere in ('seconda', 'orfana') and (r.genere <> new.genere or r.importo_cents <> new.importo_cents)) then
    raise exception 'trattamento: not what receipt % says', new.ricevuta_id
      using errcode = 'check_violation', constraint = 'trattamento_come_ricevuta';
  end if;
  if r.genere = 'orfana' and new.esito <> 'non_dovuta' then
    perform 1 from posizioni.iuv as i where i.ente_id = r.ente_id and i.id = r.iuv_id for update;
    if exists (select 1 from posizioni.dovuto as d where d.ente_id = r.ente_id and d.iuv_id = r.iuv_id) then
      raise exception 'trattamento: receipt % has paid a dovuto that came later', new.ricevuta_id
        using errcode = 'check_violation', constraint = 'trattamento_di_un_dovuto';
    end if;
    update posizioni.iuv as i set pagato_il = null, pagato_cents = null, receipt_id = null
     where i.ente_id = r.ente_id and i.id = r.iuv_id;
    update pagamenti.ricevuta as x set iuv_id = null where x.ente_id = r.ente_id and x.id = r.id;
  end if;
  if new.esito = 'attribuita' then
    select d.iuv_id into v_iuv from posizioni.dovuto as d where d.ente_id = new.ente_id and d.id = new.dovuto_id;
    if v_iuv is null then
      raise exception 'trattamento: dovuto % has no iuv', new.dovuto_id
        using errcode = 'check_violation', constraint = 'trattamento_dovuto_iuv';
    end if;
    update pagamenti.ricevuta as x set iuv_id = v_iuv, genere = 'regolare' where x.ente_id = r.ente_id and x.id = r.id;
    -- Of several dovuti under one iuv, none got a transfer by itself.
    update pagamenti.quota_pagata as q set dovuto_id = new.dovuto_id
     where q.ente_id = r.ente_id and q.receipt_id = r.receipt_id and q.dovuto_id is null
       and not exists (select 1 from posizioni.dovuto as s
                        where s.ente_id = r.ente_id and s.iuv_id = v_iuv and s.id <> new.dovuto_id);
  end if;
  return null;
end
$$;
alter function pagamenti.applica_trattamento owner to mypay_porta;
create trigger trattamento_effetto after insert on pagamenti.trattamento
  for each row execute function pagamenti.applica_trattamento();

-- With the transaction of an attribution ends a dovuto that is paid: what it and those under its iuv got is what the receipt brought, and
-- no other receipt brought it.
create function pagamenti.controlla_trattamento() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_iuv uuid;
  v_pagato bigint;
begin
  select d.iuv_id into v_iuv from posizioni.dovuto as d
   where d.ente_id = new.ente_id and d.id = new.dovuto_id and d.stato = 'pagato';
  select sum(d.pagato_cents) into v_pagato from posizioni.dovuto as d
   where d.ente_id = new.ente_id and d.iuv_id = v_iuv and d.stato = 'pagato';
  if v_pagato is distinct from new.importo_cents
     or (select count(*) from pagamenti.ricevuta as r
          where r.ente_id = new.ente_id and r.iuv_id = v_iuv and not r.copia and r.genere in ('regolare', 'orfana')) <> 1
     or exists (select 1 from pagamenti.incasso as n
                  join posizioni.dovuto as d on d.ente_id = n.ente_id and d.id = n.dovuto_id
                 where n.ente_id = new.ente_id and d.iuv_id = v_iuv) then
    raise exception 'trattamento: dovuto % is not paid by the receipt, and by it alone', new.dovuto_id
      using errcode = 'check_violation', constraint = 'trattamento_dovuto_pagato';
  end if;
  return null;
end
$$;
create constraint trigger trattamento_coerente after insert on pagamenti.trattamento
  deferrable initially deferred for each row when (new.esito = 'attribuita') execute function pagamenti.controlla_trattamento();

-- A dovuto born paid, or revived so, is paid by what its iuv says now: who loads it had read it before its row was locked. Tried again, it
-- finds how things are.
create function posizioni.controlla_nato_pagato() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (select 1 from posizioni.iuv as i where i.ente_id = new.ente_id and i.id = new.iuv_id and i.pagato_il is not null) then
    raise exception 'dovuto %: nothing has paid its iuv', new.iud using errcode = '40001';
  end if;
  return null;
end
$$;
create trigger dovuto_nato_pagato after insert on posizioni.dovuto
  for each row when (new.stato = 'pagato') execute function posizioni.controlla_nato_pagato();
create trigger dovuto_ripreso_pagato after update of iuv_id on posizioni.dovuto
  for each row when (new.stato = 'pagato' and old.stato <> 'pagato') execute function posizioni.controlla_nato_pagato();

-- What a price of some day is worked out from, for a dovuto of the current ente.
create function posizioni.fatti_costo(p_dovuto uuid) returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
           'termini', case when p.variabile then posizioni.termini(d.ente_id, d.id) end,
           'quotazioni', case when t.attualizzazione then posizioni.quotazioni(d.ente_id, d.id, null, 20) end)
    from posizioni.dovuto as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
   where d.ente_id = piattaforma.ente_corrente() and d.id = p_dovuto
$$;
alter function posizioni.fatti_costo owner to mypay_porta;
revoke all on function posizioni.fatti_costo from public;
grant execute on function posizioni.fatti_costo to mypay_ufficio;

-- The list «Da rimborsare»: one row a receipt with money that nobody asked for, and what became of it. Why, and how much of it, is frozen
-- where it was decided upon; before, it is what the history of its dovuti says. `tipi`: the kinds of its dovuti; none for an orphan.
create view pagamenti.v_da_rimborsare with (security_invoker = true) as
  select r.ente_id, r.id as ricevuta_id, r.receipt_id, r.iuv, r.numero_avviso, r.importo_cents as totale_cents, r.pagata_il,
         r.registrata_il, r.causale, r.pagatore, r.debitore, r.psp, r.psp_denominazione, r.iuv_id as iuv_ora_id,
         coalesce(t.iuv_id, r.iuv_id) as iuv_id,
         coalesce(t.genere, case when r.genere in ('seconda', 'orfana') then r.genere
                                 when s.annullati > 0 then 'annullato' else 'estinto' end) as genere,
         coalesce(t.importo_cents,
                  case when r.genere not in ('seconda', 'orfana') then s.importo_cents end, r.importo_cents) as importo_cents,
         t.esito, t.dovuto_id as attribuita_a, a.iud as attribuita_iud, t.rimborsata_il, t.mandato, t.motivo, t.registrato_il,
         t.registrato_da,
         coalesce(u.dovuti, '[]') as dovuti, coalesce(u.tipi, '[]') as tipi
    from pagamenti.ricevuta as r
    left join pagamenti.trattamento as t on t.ente_id = r.ente_id and t.ricevuta_id = r.id
    left join posizioni.dovuto as a on a.ente_id = t.ente_id and a.id = t.dovuto_id
    left join lateral (
      select sum(d.pagato_cents)::bigint as importo_cents, count(*) filter (where h.prima ->> 'stato' = 'annullato') as annullati
        from posizioni.dovuto as d
        join posizioni.storia as h on h.ente_id = d.ente_id and h.dovuto_id = d.id and h.azione = 'pagato'
         and h.prima ->> 'receiptId' = r.receipt_id and h.prima ->> 'stato' in ('annullato', 'estinto')
       where d.ente_id = r.ente_id and d.iuv_id = r.iuv_id and r.genere not in ('seconda', 'orfana')) as s on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', d.id, 'iud', d.iud, 'stato', d.stato) order by d.ordine, d.id) as dovuti,
             jsonb_agg(d.tipo_dovuto_id) as tipi
        from posizioni.dovuto as d where d.ente_id = r.ente_id and d.iuv_id = coalesce(t.iuv_id, r.iuv_id)) as u on true
   where r.da_rimborsare;
grant select on pagamenti.v_da_rimborsare to mypay_ufficio, mypay_worker;

-- What was got outside pagoPA, as the exports say it.
create view pagamenti.v_incassato with (security_invoker = true) as
  select n.ente_id, n.id as incasso_id, n.dovuto_id, n.giorno, n.mezzo, n.riferimento, n.importo_cents, n.istante,
         d.iuf, d.riga, d.iud, d.causale, d.dati_riscossione, d.bilancio, d.tipo_dovuto_id, t.codice as tipo_dovuto, d.pagato_il,
         i.iuv, i.numero_avviso,
         p.debitore_tipo, p.debitore_codice, p.debitore_anagrafica, p.indirizzo, p.civico, p.cap, p.localita, p.provincia, p.nazione,
         p.email
    from pagamenti.incasso as n
    join posizioni.dovuto as d on d.ente_id = n.ente_id and d.id = n.dovuto_id
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
    left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id;
grant select on pagamenti.v_incassato to mypay_ufficio, mypay_worker;
