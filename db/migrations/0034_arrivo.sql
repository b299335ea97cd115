-- pagamenti: payments begun at the ente (a carrello that it prepared, locked), and payment links.

-- Where an ente may have the browser sent back, beside its own site: an origin, never a whole address that came with a request.
create table pagamenti.origine_ritorno (
  ente_id uuid not null references enti.ente (id),
  origine text not null check (origine ~ '^https?://[a-z0-9.:-]{1,253}$'),
  primary key (ente_id, origine)
);
call piattaforma.tabella_ente('pagamenti.origine_ritorno', 'an origin to which an ente may have the browser sent back');
grant select on pagamenti.origine_ritorno to mypay_sil;
grant select, insert, delete on pagamenti.origine_ritorno to mypay_worker;

-- What an ente prepared for somebody to pay, and how they come here. Its carrelli name notices of several enti, so it is of the platform,
-- as they are; who prepared it is written down, without a key.
create table pagamenti.arrivo (
  id uuid primary key default uuidv7(),
  ente_id uuid not null,
  -- What the ente calls it by: its last group is the instant at which it was made, so that one that is not here any more is told from one
  -- that never was (mypay-webservices.md 0.4).
  id_session text not null unique check (id_session ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  -- Of the token in the address: the token itself is nowhere.
  impronta bytea not null unique check (octet_length(impronta) = 32),
  modo text not null check (modo in ('completo', 'breve', 'nessuna')),
  ritorno text check (length(ritorno) <= 2048),
  preparato_il timestamptz not null,
  scade_il timestamptz not null check (scade_il > preparato_il),
  -- Nothing is to be begun from it any more: what it had made and nobody paid is not asked for.
  chiuso_il timestamptz,
  perche text check (perche in ('pagato', 'annullato', 'scaduto', 'sostituito', 'rifiutato')),
  check ((chiuso_il is null) = (perche is null))
);
call piattaforma.tabella_comune('pagamenti.arrivo', 'a payment that an ente has prepared, and the browser comes here to make');
create index arrivo_aperto on pagamenti.arrivo (scade_il) where chiuso_il is null;
create index arrivo_chiuso on pagamenti.arrivo (chiuso_il) where chiuso_il is not null;
grant select on pagamenti.arrivo to mypay_portale;
grant select, insert, update on pagamenti.arrivo to mypay_sil;
grant select, insert, update, delete on pagamenti.arrivo to mypay_worker;

-- The dovuti that were made for it, written down as they are made: none is forgotten if the process dies between.
create table pagamenti.arrivo_dovuto (
  arrivo_id uuid not null references pagamenti.arrivo (id) on delete cascade,
  ente_id uuid not null,
  dovuto_id uuid not null,
  iud text not null check (length(iud) between 1 and 35),
  primary key (arrivo_id, ente_id, dovuto_id)
);
call piattaforma.tabella_comune('pagamenti.arrivo_dovuto', 'a dovuto that was made for a payment prepared by an ente');
create index arrivo_dovuto_iud on pagamenti.arrivo_dovuto (ente_id, iud);
grant select, insert on pagamenti.arrivo_dovuto to mypay_sil;
grant select, insert, delete on pagamenti.arrivo_dovuto to mypay_worker;

-- A carrello of an arrivo is locked: nothing is put there or taken away. Each attempt is another one, as ever.
alter table pagamenti.carrello add column arrivo_id uuid references pagamenti.arrivo (id) on delete set null;
create index carrello_arrivo on pagamenti.carrello (arrivo_id) where arrivo_id is not null;
grant select, insert on pagamenti.carrello, pagamenti.carrello_voce to mypay_sil;

-- The notice of the ente that works, read by its software too.
grant execute on function posizioni.avviso_dell_ente to mypay_sil, mypay_worker;

-- As before, but who came back from Checkout without paying is not somebody who may have paid.
create or replace function pagamenti.avvisi_ripetuti(p_enti uuid[], p_iuv uuid[], p_carrello uuid, p_dal timestamptz)
  returns table (ente_id uuid, iuv_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  -- By keys, whatever the figures of the tables say: five notices of a few persons are looked for among millions.
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
  select distinct k.ente_id, k.iuv_id
    from unnest(p_enti, p_iuv) as k (ente_id, iuv_id)
    join posizioni.dovuto as d on d.ente_id = k.ente_id and d.iuv_id = k.iuv_id
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id and p.debitore_codice <> 'ANONIMO'
    join posizioni.posizione as altra on altra.ente_id = p.ente_id and altra.debitore_codice = p.debitore_codice and altra.id <> p.id
    join posizioni.dovuto as g on g.ente_id = altra.ente_id and g.posizione_id = altra.id and g.tipo_dovuto_id = d.tipo_dovuto_id
     and g.causale = d.causale and g.iuv_id is not null and g.iuv_id <> d.iuv_id
   where g.iuv_id = any(p_iuv) or (g.stato = 'pagato' and g.pagato_il > p_dal)
      or exists (select from pagamenti.carrello_voce as v join pagamenti.carrello as c on c.id = v.carrello_id
                  where v.ente_id = g.ente_id and v.iuv_id = g.iuv_id and c.id <> p_carrello
                    and c.stato = 'inviato' and c.inviato_il > p_dal
                    and (c.rientro is null or c.rientro not in ('annullato', 'errore')));
$$;

-- Payment links: an address to send or print, which leads to a notice, or to a form with something already in it.
create table pagamenti.link (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  genere text not null check (genere in ('avviso', 'modulo')),
  -- What the page calls it, where the ente has words of its own.
  titolo text check (length(titolo) between 1 and 140),
  iuv_id uuid,
  tipo_dovuto_id uuid,
  -- Answers by name of the field, as they would be typed; and which of them the person may not change.
  valori jsonb check (jsonb_typeof(valori) = 'object' and pg_column_size(valori) <= 16384),
  fissi text[] not null default '{}',
  scade_il timestamptz,
  usi_max integer check (usi_max between 1 and 1000000),
  usi integer not null default 0 check (usi >= 0 and (usi_max is null or usi <= usi_max)),
  creato_il timestamptz not null,
  revocato_il timestamptz,
  primary key (ente_id, id),
  unique (id),
  foreign key (ente_id, iuv_id) references posizioni.iuv (ente_id, id),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id),
  check ((genere = 'avviso') = (iuv_id is not null) and (genere = 'modulo') = (tipo_dovuto_id is not null)),
  check ((genere = 'modulo') = (valori is not null))
);
call piattaforma.tabella_ente('pagamenti.link', 'the address of a prefilled payment, to send or to print');
create index link_iuv on pagamenti.link (ente_id, iuv_id) where iuv_id is not null;
create index link_tipo on pagamenti.link (ente_id, tipo_dovuto_id) where tipo_dovuto_id is not null;
grant select, insert, update (revocato_il) on pagamenti.link to mypay_ufficio, mypay_sil, mypay_worker;

-- The link of an address whose signature was found right: of whichever ente.
create function pagamenti.leggi_link(p_id uuid) returns setof pagamenti.link
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select l.* from pagamenti.link as l where l.id = p_id;
$$;
alter function pagamenti.leggi_link owner to mypay_porta;
revoke all on function pagamenti.leggi_link from public;
grant execute on function pagamenti.leggi_link to mypay_portale;

-- One use, if it has one left: two at once never make one too many.
create function pagamenti.usa_link(p_id uuid, p_adesso timestamptz) returns boolean
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  with usato as (
    update pagamenti.link as l set usi = l.usi + 1
     where l.id = p_id and l.revocato_il is null and (l.scade_il is null or l.scade_il > p_adesso)
       and (l.usi_max is null or l.usi < l.usi_max)
    returning 1)
  select exists (select from usato);
$$;
alter function pagamenti.usa_link owner to mypay_porta;
revoke all on function pagamenti.usa_link from public;
grant execute on function pagamenti.usa_link to mypay_portale;
