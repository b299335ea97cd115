-- pagamenti: how what an ente prepared went, for the software that asks again and again.

-- Of each session that is asked for, by the ente that prepared it and nobody else: how it stands, how that ente is answered, and what was
-- paid of its own notices. Sessions of enti are asked for together, by whoever has let their software in: a pair that is not one of an
-- ente and of a session of its own gives nothing, and no row of one pair says anything of another's.
grant select on pagamenti.v_pagato to mypay_porta;
create function pagamenti.esiti_sessioni(p_enti uuid[], p_sessioni text[], p_con_ricevuta boolean)
  returns table (n integer, scade_il timestamptz, perche text, stato text, rientro text, pagate integer, voci integer, una_volta boolean,
                 posto smallint, ente json, iuv text, stazione text, receipt_id text, pagata_il timestamptz, pagata_giorno date,
                 totale_cents bigint, commissione_cents bigint, psp text, psp_denominazione text, debitore json, iud text, causale text,
                 dati_riscossione text, quota_cents bigint, indice smallint, a_mano boolean, corpo bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  -- All is found by a key, by a plan that is made once.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
  select k.n::integer, a.scade_il, a.perche, c.stato, c.rientro, c.pagate, c.voci, coalesce(s.pagati_una_volta, false), w.posto,
         json_build_object('codiceFiscale', e.codice_fiscale, 'denominazione', e.denominazione), v.iuv, v.stazione, v.receipt_id,
         v.pagata_il, v.pagata_giorno, v.totale_cents, v.commissione_cents, v.psp, v.psp_denominazione,
         json_build_object('tipo', v.debitore_tipo, 'codice', v.debitore_codice, 'anagrafica', v.debitore_anagrafica,
           'indirizzo', v.indirizzo, 'civico', v.civico, 'cap', v.cap, 'localita', v.localita, 'provincia', v.provincia,
           'nazione', v.nazione, 'email', v.email),
         v.iud, v.causale, v.dati_riscossione, v.quota_cents, v.indice::smallint, r.origine = 'manuale',
         case when p_con_ricevuta and r.origine <> 'manuale' then (select m.corpo from pagamenti.messaggio as m where m.id = r.messaggio_id) end
    from unnest(p_enti, p_sessioni) with ordinality as k (ente_id, id_session, n)
    join pagamenti.arrivo as a on a.id_session = k.id_session and a.ente_id = k.ente_id
    join enti.ente as e on e.id = k.ente_id
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
    left join pagamenti.ricevuta as r on r.ente_id = w.ente_id and r.iuv_id = w.iuv_id and r.genere in ('regolare', 'orfana')
         and not r.copia
    left join pagamenti.v_pagato as v on v.ente_id = r.ente_id and v.ricevuta_id = r.id
   order by k.n, w.posto, v.pagata_il, r.id, v.indice, v.dovuto_id
$$;
alter function pagamenti.esiti_sessioni owner to mypay_porta;
revoke all on function pagamenti.esiti_sessioni from public;
grant execute on function pagamenti.esiti_sessioni to mypay_sil;
