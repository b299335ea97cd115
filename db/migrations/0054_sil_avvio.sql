-- pagamenti: payments that the ente's software begins, and hears of, by SOAP.

-- How an ente wants its software answered, and where browsers go back to.
create table pagamenti.porta_sil (
  ente_id uuid not null references enti.ente (id),
  -- `pagati` in base64 once, for software written for a later platform; else twice, as MyPay always did (mypay-webservices 8, row 1).
  pagati_una_volta boolean not null default false,
  -- Back only to the sites of the list; else one that is new is remembered, and told to who administers the ente.
  ritorni_elenco boolean not null default false,
  -- Where browsers go back to when the request does not say.
  ritorno text check (length(ritorno) between 1 and 2048),
  primary key (ente_id)
);
call piattaforma.tabella_ente('pagamenti.porta_sil', 'how the software of an ente is answered, and where browsers go back to');
grant select on pagamenti.porta_sil to mypay_sil, mypay_worker;
grant select, insert, update on pagamenti.porta_sil to mypay_ufficio;

-- When a request was the first to name it; null: the ente has said it.
alter table pagamenti.origine_ritorno add column vista_il timestamptz;
grant insert on pagamenti.origine_ritorno to mypay_sil;
grant select, insert, update (vista_il), delete on pagamenti.origine_ritorno to mypay_ufficio;
grant update (vista_il) on pagamenti.origine_ritorno to mypay_worker;

-- Dovuti that an ente has prepared are asked for from when somebody begins to pay them: whoever begins is nobody to the ente's rows. The
-- posizioni are held first, as by every other writer of a dovuto.
create function pagamenti.pubblica_preparati(p_arrivo uuid, p_attore text) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  with preparati as materialized (
    select d.ente_id, d.id, d.posizione_id
      from pagamenti.arrivo as a
      join pagamenti.arrivo_dovuto as x on x.arrivo_id = a.id
      join posizioni.dovuto as d on d.ente_id = x.ente_id and d.id = x.dovuto_id and d.stato = 'bozza'
     where a.id = p_arrivo and a.chiuso_il is null),
  tenute as materialized (
    select p.ente_id, p.id from posizioni.posizione as p
     where (p.ente_id, p.id) in (select q.ente_id, q.posizione_id from preparati as q) order by p.id for update),
  pubblicati as (
    update posizioni.dovuto as d set stato = 'da_pagare', versione = d.versione + 1
      from preparati as q join tenute as p on p.ente_id = q.ente_id and p.id = q.posizione_id
     where d.ente_id = q.ente_id and d.id = q.id and d.stato = 'bozza'
    returning d.*),
  scritti as (
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, prima)
    select d.ente_id, d.id, 'modificato', d.versione, d.stato, d.importo_cents, d.data_scadenza, p_attore,
           jsonb_build_object('stato', 'bozza', 'importoCents', d.importo_cents, 'dataScadenza', d.data_scadenza)
      from pubblicati as d)
  insert into registro.atto (ente_id, attore, azione, oggetto, oggetto_id)
  select d.ente_id, p_attore, 'dovuto.pubblicato', 'dovuto', d.id from pubblicati as d order by d.id;
$$;
alter function pagamenti.pubblica_preparati owner to mypay_porta;
revoke all on function pagamenti.pubblica_preparati from public;
grant execute on function pagamenti.pubblica_preparati to mypay_portale;
