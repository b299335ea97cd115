-- flussi: what files and exports need besides.

-- Progressive numbers that an IUV of the ente already carries, brought by a file or by an orphan receipt, are passed over: without
-- this each of them would make a whole slice fail, and one at the end of the space would end it. A window and not a number at a time,
-- so that thousands in a row cost a few looks; burnt numbers are fine.
create or replace function posizioni.alloca_iuv(p_ente uuid, p_stazione uuid, p_quanti integer) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
  v_base text;
  v_primo bigint;
  v_preso bigint;
begin
  if p_quanti < 1 or p_quanti > 100000 then
    raise exception 'alloca_iuv: between 1 and 100000, not %', p_quanti;
  end if;
  select s.codice_segregazione || '00' into v_base from enti.stazione_ente as s where s.ente_id = p_ente and s.stazione_id = p_stazione;
  insert into posizioni.contatore_iuv as c (ente_id, stazione_id) values (p_ente, p_stazione)
    on conflict (ente_id, stazione_id) do update set prossimo = c.prossimo
    returning c.prossimo into v_primo;
  loop
    if v_primo + p_quanti > 100000000000 then
      raise exception 'alloca_iuv: the progressive numbers of this station are used up';
    end if;
    -- What is taken where the block would lie; and, if anything is, within a thousand numbers of its start.
    v_preso := posizioni.ultimo_preso(p_ente, v_base, v_primo, v_primo + p_quanti - 1);
    exit when v_preso is null;
    v_primo := greatest(v_preso, posizioni.ultimo_preso(p_ente, v_base, v_preso, v_preso + 999)) + 1;
  end loop;
  update posizioni.contatore_iuv as c set prossimo = v_primo + p_quanti where c.ente_id = p_ente and c.stazione_id = p_stazione;
  return v_primo;
end
$$;

-- The last progressive number, from `p_da` to `p_a`, that an IUV of the ente carries where ours are generated; null: none.
create function posizioni.ultimo_preso(p_ente uuid, p_base text, p_da bigint, p_a bigint) returns bigint
  language sql stable set search_path = pg_catalog, pg_temp
as $$
  select max(substr(i.iuv, 5, 11)::bigint)
    from posizioni.iuv as i
   where i.ente_id = p_ente and i.iuv >= p_base || lpad(p_da::text, 11, '0')
     and i.iuv <= p_base || lpad(least(p_a, 99999999999)::text, 11, '0') || '99'
     and i.iuv ~ '^[0-9]{17}$';
$$;
alter function posizioni.ultimo_preso owner to mypay_porta;
revoke all on function posizioni.ultimo_preso from public;

-- What the texts of a reject do not say, and a page does: how many columns the row has.
alter table flussi.scarto add column parametri jsonb;

-- Is somebody at this job now? What is being worked on is not given up, however long ago it was begun.
create function lavori.in_esecuzione(p_chiave text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from graphile_worker._private_jobs as j where j.key = p_chiave and j.locked_at is not null);
$$;
revoke all on function lavori.in_esecuzione from public;
grant execute on function lavori.in_esecuzione to mypay_worker;
create index flusso_in_corso on flussi.flusso (iniziato_il) where stato = 'in_corso';

-- One row per paid dovuto, always (model 12): what this ente got for it. The transfers of the receipt say it where they can be told
-- apart: all of them where they paid one dovuto, each one's own where each has some. Where they cannot, it is what the closing gave it.
create or replace view pagamenti.v_pagato with (security_invoker = true) as
  select d.ente_id, d.id as dovuto_id, d.iuf, d.riga, d.iud, d.causale, d.dati_riscossione, d.bilancio, d.tipo_dovuto_id,
    t.codice as tipo_dovuto,
         i.iuv, i.numero_avviso, r.id as ricevuta_id, r.messaggio_id, r.receipt_id, r.iuv as ricevuta_iuv, r.titolare_cf, r.stazione,
           r.pagata_il,
         r.importo_cents as totale_cents, r.psp, r.psp_denominazione, r.commissione_cents, r.debitore, r.pagatore, r.registrata_il,
           r.versione,
         (r.pagata_il at time zone 'Europe/Rome')::date as pagata_giorno,
         coalesce(case when n.pagati = 1 then q.tutte_cents when n.pagati = n.distinti then q.sue_cents end, d.pagato_cents) as quota_cents,
         coalesce(q.suo_indice, q.indice) as indice, coalesce(q.sua_tassonomia, q.tassonomia) as tassonomia,
         p.debitore_tipo, p.debitore_codice, p.debitore_anagrafica, p.indirizzo, p.civico, p.cap, p.localita, p.provincia, p.nazione,
           p.email
    from posizioni.dovuto as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
    join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
    join pagamenti.ricevuta as r on r.ente_id = d.ente_id and r.iuv_id = d.iuv_id and r.genere in ('regolare', 'orfana') and not r.copia
    left join lateral (
      select count(*) as pagati,
             count(*) filter (where exists (
               select 1 from pagamenti.quota_pagata as x
                where x.ente_id = s.ente_id and x.receipt_id = r.receipt_id and x.dovuto_id = s.id)) as distinti
        from posizioni.dovuto as s
       where s.ente_id = d.ente_id and s.iuv_id = d.iuv_id and s.stato = 'pagato') as n on true
    left join lateral (
      select sum(x.importo_cents)::bigint as tutte_cents, min(x.id_trasferimento) as indice, min(x.tassonomia) as tassonomia,
             (sum(x.importo_cents) filter (where x.dovuto_id = d.id))::bigint as sue_cents,
             min(x.id_trasferimento) filter (where x.dovuto_id = d.id) as suo_indice,
             min(x.tassonomia) filter (where x.dovuto_id = d.id) as sua_tassonomia
        from pagamenti.quota_pagata as x
       where x.ente_id = d.ente_id and x.receipt_id = r.receipt_id) as q on true
   where d.stato = 'pagato';
