-- pagamenti: how what an ente prepared went, for the software that asks again and again.

-- As in 0023, with what tells the receipt of a dovuto: whoever has an iuv need not look for it twice. A kind of due is always there, and
-- where nobody asks how it is called it is not looked for.
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
           p.email, r.iuv_id, r.origine
    from posizioni.dovuto as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    left join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
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

-- Of each session that is asked for, by the ente that prepared it and nobody else: how it stands, how that ente is answered, and what was
-- paid of its own notices. Sessions of enti are asked for together, by whoever has let their software in: a pair that is not one of an
-- ente and of a session of its own gives nothing, and no row of one pair says anything of another's.
grant select on pagamenti.v_pagato to mypay_porta;
create function pagamenti.esiti_sessioni(p_enti uuid[], p_sessioni text[], p_con_ricevuta boolean)
  returns table (n integer, scade_il timestamptz, perche text, stato text, rientro text, pagate integer, voci integer, una_volta boolean,
                 posto smallint, iuv text, stazione text, receipt_id text, pagata_il timestamptz, pagata_giorno date,
                 totale_cents bigint, commissione_cents bigint, psp text, psp_denominazione text, debitore_tipo text, debitore_codice text,
                 debitore_anagrafica text, indirizzo text, civico text, cap text, localita text, provincia text, nazione text, email text,
                 iud text, causale text, dati_riscossione text, quota_cents bigint, indice smallint, a_mano boolean, corpo bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  -- All is found by a key, by a plan that is made once.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
  select k.n::integer, a.scade_il, a.perche, c.stato, c.rientro, c.pagate, c.voci, coalesce(s.pagati_una_volta, false), w.posto,
         v.iuv, v.stazione, v.receipt_id, v.pagata_il, v.pagata_giorno, v.totale_cents, v.commissione_cents, v.psp, v.psp_denominazione,
         v.debitore_tipo, v.debitore_codice, v.debitore_anagrafica, v.indirizzo, v.civico, v.cap, v.localita, v.provincia, v.nazione,
         v.email, v.iud, v.causale, v.dati_riscossione, v.quota_cents, v.indice::smallint, v.origine = 'manuale',
         case when p_con_ricevuta and v.origine <> 'manuale'
              then (select m.corpo from pagamenti.messaggio as m where m.id = v.messaggio_id) end
    from unnest(p_enti, p_sessioni) with ordinality as k (ente_id, id_session, n)
    join pagamenti.arrivo as a on a.id_session = k.id_session and a.ente_id = k.ente_id
    left join pagamenti.porta_sil as s on s.ente_id = k.ente_id
    left join lateral (
      select x.id, x.stato, x.rientro, y.pagate, y.voci
        from pagamenti.carrello as x
       cross join lateral (select count(z.ricevuta_id)::integer as pagate, count(*)::integer as voci
                             from pagamenti.carrello_voce as z where z.carrello_id = x.id) as y
       where x.arrivo_id = a.id
       -- A receipt of an attempt that was left pays all the same.
       order by x.stato = 'pagato' desc, x.id desc limit 1) as c on true
    left join pagamenti.carrello_voce as w on w.carrello_id = c.id and w.ente_id = k.ente_id
    left join pagamenti.v_pagato as v on v.ente_id = w.ente_id and v.iuv_id = w.iuv_id
   order by k.n, w.posto, v.pagata_il, v.ricevuta_id, v.indice, v.dovuto_id
$$;
alter function pagamenti.esiti_sessioni owner to mypay_porta;
revoke all on function pagamenti.esiti_sessioni from public;
grant execute on function pagamenti.esiti_sessioni to mypay_sil;
