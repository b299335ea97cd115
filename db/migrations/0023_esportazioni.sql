-- flussi: every file out.

grant create on schema flussi to mypay_porta;

-- Moments of the clock, each with the number of a transaction begun after it. What a transaction writes bears an instant taken after its
-- number: so when every transaction up to that number has ended, no row with an earlier instant can appear any more (model 9).
create table flussi.rintocco (
  xid xid8 primary key,
  istante timestamptz not null
);
call piattaforma.tabella_comune('flussi.rintocco', 'moments that incremental exports stop at, each with the transaction that bounds it');

-- Strikes the clock. In a transaction of its own: one that had its number already would bound nothing.
create function flussi.rintocca() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_istante timestamptz := clock_timestamp();
begin
  if pg_current_xact_id_if_assigned() is not null then
    raise exception 'rintocca: this transaction has its number already';
  end if;
  insert into flussi.rintocco (xid, istante) values (pg_current_xact_id(), v_istante);
end
$$;
alter function flussi.rintocca owner to mypay_porta;
revoke all on function flussi.rintocca from public;

-- The last moment before which nothing can appear any more; null when none has been struck. Those before it serve nobody.
create function flussi.orizzonte() returns timestamptz
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_istante timestamptz;
begin
  select max(r.istante) into v_istante from flussi.rintocco as r where r.xid < pg_snapshot_xmin(pg_current_snapshot());
  delete from flussi.rintocco as r
   where r.xid in (select x.xid from flussi.rintocco as x where x.istante < v_istante order by x.xid for update skip locked limit 1000);
  return v_istante;
end
$$;
alter function flussi.orizzonte owner to mypay_porta;
revoke all on function flussi.orizzonte from public;
grant execute on function flussi.rintocca, flussi.orizzonte to mypay_ufficio, mypay_sil, mypay_worker;

-- One row per paid dovuto, as in 0011: what nearly all of them have, one dovuto and one receipt, costs two looks and not four.
create or replace view pagamenti.v_pagato with (security_invoker = true) as
  select d.ente_id, d.id as dovuto_id, d.iuf, d.riga, d.iud, d.causale, d.dati_riscossione, d.bilancio, d.tipo_dovuto_id,
    t.codice as tipo_dovuto,
         i.iuv, i.numero_avviso, r.id as ricevuta_id, r.messaggio_id, r.receipt_id, r.iuv as ricevuta_iuv, r.titolare_cf, r.stazione,
           r.pagata_il,
         r.importo_cents as totale_cents, r.psp, r.psp_denominazione, r.commissione_cents, r.debitore, r.pagatore, r.registrata_il,
           r.versione,
         (r.pagata_il at time zone 'Europe/Rome')::date as pagata_giorno,
         coalesce(case
           when altro.dovuto_id is null then q.tutte_cents
           when not exists (
             select 1 from posizioni.dovuto as s
              where s.ente_id = d.ente_id and s.iuv_id = d.iuv_id and s.stato = 'pagato'
                and not exists (select 1 from pagamenti.quota_pagata as x
                                 where x.ente_id = s.ente_id and x.receipt_id = r.receipt_id and x.dovuto_id = s.id)) then q.sue_cents
         end, d.pagato_cents) as quota_cents,
         coalesce(q.suo_indice, q.indice) as indice, coalesce(q.sua_tassonomia, q.tassonomia) as tassonomia,
         p.debitore_tipo, p.debitore_codice, p.debitore_anagrafica, p.indirizzo, p.civico, p.cap, p.localita, p.provincia, p.nazione,
           p.email
    from posizioni.dovuto as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
    join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
    join pagamenti.ricevuta as r on r.ente_id = d.ente_id and r.iuv_id = d.iuv_id and r.genere in ('regolare', 'orfana') and not r.copia
    left join lateral (
      select s.id as dovuto_id from posizioni.dovuto as s
       where s.ente_id = d.ente_id and s.iuv_id = d.iuv_id and s.stato = 'pagato' and s.id <> d.id limit 1) as altro on true
    left join lateral (
      select sum(x.importo_cents)::bigint as tutte_cents, min(x.id_trasferimento) as indice, min(x.tassonomia) as tassonomia,
             (sum(x.importo_cents) filter (where x.dovuto_id = d.id))::bigint as sue_cents,
             min(x.id_trasferimento) filter (where x.dovuto_id = d.id) as suo_indice,
             min(x.tassonomia) filter (where x.dovuto_id = d.id) as sua_tassonomia
        from pagamenti.quota_pagata as x
       where x.ente_id = d.ente_id and x.receipt_id = r.receipt_id) as q on true
   where d.stato = 'pagato';

-- When a dovuto became paid: not when its receipt came, for an orphan receipt pays a dovuto that comes after it.
create index storia_pagato on posizioni.storia (ente_id, istante) where stato = 'pagato';
create view pagamenti.v_pagato_dal with (security_invoker = true) as
  select v.*, s.istante as divenuto_il
    from posizioni.storia as s
    join pagamenti.v_pagato as v on v.ente_id = s.ente_id and v.dovuto_id = s.dovuto_id
   where s.stato = 'pagato'
     and not exists (select 1 from posizioni.storia as x
                      where x.ente_id = s.ente_id and x.dovuto_id = s.dovuto_id and x.stato = 'pagato'
                        and (x.istante, x.id) < (s.istante, s.id));
grant select on pagamenti.v_pagato_dal to mypay_worker;

-- What an ente of ours got by receipts whose notice was of another ente, one row a transfer (model 12).
create view pagamenti.v_quota_altrui with (security_invoker = true) as
  select q.ente_id, q.receipt_id, q.id_trasferimento, q.importo_cents, q.causale as quota_causale, q.tassonomia, q.titolare_cf,
         r.iuv, r.pagata_il, (r.pagata_il at time zone 'Europe/Rome')::date as pagata_giorno, r.registrata_il, r.psp, r.psp_denominazione,
         r.commissione_cents, r.causale, r.debitore, r.pagatore, r.messaggio_id
    from pagamenti.quota_pagata as q
    join pagamenti.ricevuta as r on r.ente_id = q.ricevuta_ente_id and r.id = q.ricevuta_id
    join enti.ente as e on e.id = q.ente_id
   where q.titolare_cf <> e.codice_fiscale and q.importo_cents > 0;
grant select on pagamenti.v_quota_altrui to mypay_worker;
create index quota_pagata_ricevuta on pagamenti.quota_pagata (ricevuta_ente_id, ricevuta_id);

-- What is still asked and has a date, with what the file of expired dovuti says of it.
create view posizioni.v_in_scadenza with (security_invoker = true) as
  select d.ente_id, d.id as dovuto_id, d.data_scadenza, d.iud, i.iuv, d.creato_il, d.importo_cents, d.commissione_cents, d.tipo_dovuto_id,
         t.codice as tipo_dovuto, t.scadenza_obbligatoria, d.canali, d.causale, d.dati_riscossione, d.bilancio, d.genera_iuv,
         p.debitore_tipo, p.debitore_codice, p.debitore_anagrafica, p.indirizzo, p.civico, p.cap, p.localita, p.provincia, p.nazione,
         p.email
    from posizioni.dovuto as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
    left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
   where d.stato = 'da_pagare' and d.data_scadenza is not null;
grant select on posizioni.v_in_scadenza to mypay_worker;

-- A file of incassi that is made again and again by itself: each begins where the last one stopped.
create table flussi.programmazione (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  cadenza text not null check (cadenza in ('giornaliera', 'settimanale')),
  versione text not null,
  -- Of version 2.0 only.
  formato text not null default '' check (formato in ('', 'csv', 'xlsx', 'jsonl')),
  -- Blank: all kinds.
  tipo_dovuto text not null default '',
  operatore_id uuid not null references utenti.operatore (id),
  creata_il timestamptz not null,
  sospesa_il timestamptz,
  -- Where the last file stopped, and the next one begins.
  fatta_fino timestamptz not null,
  prossima date not null,
  primary key (ente_id, id)
);
create unique index programmazione_una on flussi.programmazione (ente_id, operatore_id, cadenza, versione, formato, tipo_dovuto)
  where sospesa_il is null;
create index programmazione_prossima on flussi.programmazione (prossima) where sospesa_il is null;
call piattaforma.tabella_ente('flussi.programmazione', 'a file of incassi that is booked by the clock');
grant select, insert, update on flussi.programmazione to mypay_ufficio, mypay_worker;
