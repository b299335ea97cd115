-- pagamenti: the carrello, what a person pays in one go by Checkout, also to several enti.

-- Its lines name notices of several enti, and its key is nobody's: tables of the platform, with no keys towards those of the enti.
create table pagamenti.carrello (
  id uuid primary key default uuidv7(),
  stato text not null default 'aperto' check (stato in ('aperto', 'inviato', 'pagato', 'abbandonato')),
  -- How Checkout, and then the receipt (paymentNote), call it: known before anybody is called.
  id_cart text not null generated always as ('IDS-' || id::text) stored unique,
  -- Of what it holds: what was asked of Checkout is kept only if nothing has changed meanwhile.
  versione integer not null default 1 check (versione > 0),
  -- Who pays has proved this address.
  email text check (length(email) <= 256),
  -- The carrello of which this one tries again to pay what was left.
  riapre uuid references pagamenti.carrello (id) on delete set null,
  -- The page of Checkout, as it was told: whoever presses twice gets the same.
  location text check (length(location) <= 2048),
  inviato_il timestamptz,
  -- By which of the four ways the browser came back: a hint to whoever looks, and never a proof (pagopa.md 1.2).
  rientro text check (rientro in ('ok', 'annullato', 'errore', 'attesa')),
  rientrato_il timestamptz,
  creato_il timestamptz not null,
  toccato_il timestamptz not null,
  concluso_il timestamptz,
  check ((stato = 'aperto') = (inviato_il is null) and (inviato_il is null) = (location is null)),
  check ((rientro is null) = (rientrato_il is null) and (rientrato_il is null or inviato_il is not null)),
  check ((concluso_il is not null) = (stato in ('pagato', 'abbandonato')))
);
call piattaforma.tabella_comune('pagamenti.carrello', 'what a person pays in one go, to one or more enti');
create index carrello_toccato on pagamenti.carrello (toccato_il) where stato = 'aperto';
create index carrello_inviato on pagamenti.carrello (inviato_il) where stato = 'inviato';
create index carrello_concluso on pagamenti.carrello (concluso_il) where email is not null;
create index carrello_riapre on pagamenti.carrello (riapre) where riapre is not null;
grant select, insert, update on pagamenti.carrello to mypay_portale;
grant select, insert, update, delete on pagamenti.carrello to mypay_worker;

create table pagamenti.carrello_voce (
  carrello_id uuid not null references pagamenti.carrello (id) on delete cascade,
  ente_id uuid not null,
  iuv_id uuid not null,
  -- How Checkout is told of it: an iuv keeps its number, and an ente its tax code.
  numero_avviso text not null check (numero_avviso ~ '^[0-9]{18}$'),
  ente_cf enti.codice_fiscale_ente not null,
  -- paymentNotices of Checkout: 1..5.
  posto smallint not null check (posto between 1 and 5),
  -- What it cost when somebody looked last; once sent, what was asked of Checkout. It is never what is charged for being written here.
  importo_cents bigint not null check (importo_cents between 1 and 99999999999),
  -- The receipt that has paid it.
  ricevuta_id uuid,
  primary key (carrello_id, ente_id, iuv_id),
  unique (carrello_id, posto) deferrable
);
call piattaforma.tabella_comune('pagamenti.carrello_voce', 'a notice in a carrello, of whichever ente');
create index carrello_voce_avviso on pagamenti.carrello_voce (ente_id, iuv_id);
grant select, insert, update, delete on pagamenti.carrello_voce to mypay_portale, mypay_worker;

-- Ties receipts just written to the carrelli in which their notices were sent (model 6): by paymentNote = idCart, else by notice among
-- those sent in the last day. `p` is what scrivi_ricevute was given, `p_id` what it gave back. Gives the carrelli that are paid with these.
create function pagamenti.lega_carrelli(p jsonb, p_id uuid[], p_adesso timestamptz, p_finestra interval) returns uuid[]
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  v_carrelli uuid[];
  v_enti uuid[];
  v_iuv uuid[];
  v_ricevute uuid[];
  v_pagati uuid[];
begin
  with r as (
    select (t.riga -> 'ricevuta' ->> 'enteId')::uuid as ente_id, (t.riga -> 'ricevuta' ->> 'iuvId')::uuid as iuv_id,
           t.riga -> 'ricevuta' ->> 'notaPagamento' as nota, p_id[t.n] as id
      from jsonb_array_elements(p) with ordinality as t (riga, n)
     where p_id[t.n] is not null and t.riga -> 'ricevuta' ->> 'genere' in ('regolare', 'orfana', 'seconda')
       and t.riga -> 'ricevuta' ->> 'iuvId' is not null
  ), vicini as (
    select r.ente_id, r.iuv_id, r.id, c.id as carrello_id, c.inviato_il, coalesce(c.id_cart = r.nota, false) as suo,
           bool_or(coalesce(c.id_cart = r.nota, false)) over (partition by r.id) as detto
      from r
      join pagamenti.carrello_voce as v on v.ente_id = r.ente_id and v.iuv_id = r.iuv_id and v.ricevuta_id is null
      join pagamenti.carrello as c on c.id = v.carrello_id and c.inviato_il is not null
  )
  select array_agg(x.carrello_id), array_agg(x.ente_id), array_agg(x.iuv_id), array_agg(x.id)
    into v_carrelli, v_enti, v_iuv, v_ricevute
    from vicini as x where x.suo or (not x.detto and x.inviato_il > p_adesso - p_finestra);
  if v_carrelli is null then
    return '{}';
  end if;
  -- Two receipts of one carrello at the same instant: the second waits here, and counts with the first one's.
  perform 1 from pagamenti.carrello as c where c.id = any(v_carrelli) order by c.id for update;
  update pagamenti.carrello_voce as v set ricevuta_id = x.ricevuta_id
    from unnest(v_carrelli, v_enti, v_iuv, v_ricevute) as x (carrello_id, ente_id, iuv_id, ricevuta_id)
   where v.carrello_id = x.carrello_id and v.ente_id = x.ente_id and v.iuv_id = x.iuv_id and v.ricevuta_id is null;
  with pagati as (
    update pagamenti.carrello as c set stato = 'pagato', concluso_il = p_adesso
     where c.id = any(v_carrelli) and c.stato <> 'pagato'
       and not exists (select from pagamenti.carrello_voce as v where v.carrello_id = c.id and v.ricevuta_id is null)
    returning c.id)
  select array_agg(pagati.id) into v_pagati from pagati;
  return coalesce(v_pagati, '{}');
end
$$;
alter function pagamenti.lega_carrelli owner to mypay_porta;
revoke all on function pagamenti.lega_carrelli from public;
grant execute on function pagamenti.lega_carrelli to mypay_nodo, mypay_worker;

-- Of these notices, those that may be paid twice: the same ente asks the same person the same thing by another notice, which is in the
-- same carrello, or was paid or sent to Checkout since `p_dal`. Only which of them, never of whom the other is.
create function pagamenti.avvisi_ripetuti(p_enti uuid[], p_iuv uuid[], p_carrello uuid, p_dal timestamptz)
  returns table (ente_id uuid, iuv_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select distinct k.ente_id, k.iuv_id
    from unnest(p_enti, p_iuv) as k (ente_id, iuv_id)
    join posizioni.dovuto as d on d.ente_id = k.ente_id and d.iuv_id = k.iuv_id
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id and p.debitore_codice <> 'ANONIMO'
    join posizioni.posizione as altra on altra.ente_id = p.ente_id and altra.debitore_codice = p.debitore_codice and altra.id <> p.id
    join posizioni.dovuto as g on g.ente_id = altra.ente_id and g.posizione_id = altra.id and g.tipo_dovuto_id = d.tipo_dovuto_id
     and g.causale = d.causale and g.iuv_id is not null
   where g.iuv_id = any(p_iuv) or (g.stato = 'pagato' and g.pagato_il > p_dal)
      or exists (select from pagamenti.carrello_voce as v join pagamenti.carrello as c on c.id = v.carrello_id
                  where v.ente_id = g.ente_id and v.iuv_id = g.iuv_id and c.id <> p_carrello
                    and c.stato = 'inviato' and c.inviato_il > p_dal);
$$;
alter function pagamenti.avvisi_ripetuti owner to mypay_porta;
revoke all on function pagamenti.avvisi_ripetuti from public;
grant execute on function pagamenti.avvisi_ripetuti to mypay_portale;

-- The session of a citizen knows which carrello is theirs and which address they proved: both go along when it changes its token. No key
-- to the carrello: pagamenti comes after.
alter table utenti.sessione_cittadino add column carrello_id uuid;
alter table utenti.sessione_cittadino add column email text check (length(email) <= 256);

-- The address of a proof that was used: the portale reads no other.
create function utenti.email_provata(p_prova uuid) returns text
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.email from utenti.prova_posta as p where p.id = p_prova and p.usata_il is not null;
$$;
alter function utenti.email_provata owner to mypay_porta;
revoke all on function utenti.email_provata from public;
grant execute on function utenti.email_provata to mypay_portale, mypay_worker;

-- A payer came back from Checkout and the receipt has not come (model 2): it says something for a day, as long as a receipt may be late;
-- that a payment was begun, for half an hour.
alter table registro.attivazione add column attesa boolean not null default false;
create or replace view registro.v_attivazione as
  select numero_avviso, dominio, max(istante) as istante, max(istante) filter (where attesa) as attesa_dal
    from registro.attivazione
   where istante > now() - interval '30 minutes' or (attesa and istante > now() - interval '24 hours')
   group by numero_avviso, dominio;

-- Who had begun to pay has let go: what was said of it at that very instant is said no more. What the Nodo says stays.
create function registro.lascia_pagamento(p_numeri text[], p_domini text[], p_istante timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  delete from registro.attivazione as a using unnest(p_numeri, p_domini) as k (numero_avviso, dominio)
   where a.numero_avviso = k.numero_avviso and a.dominio = k.dominio and a.istante = p_istante and not a.attesa;
$$;
alter function registro.lascia_pagamento owner to mypay_porta;
grant delete on registro.attivazione to mypay_porta;
revoke all on function registro.lascia_pagamento from public;
grant execute on function registro.lascia_pagamento to mypay_portale;
