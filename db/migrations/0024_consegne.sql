-- flussi: what a loaded file gives back.

-- The notices of the rows of a file, as the portale reads one: for the ente that the transaction names and no other. One row a dovuto
-- under each iuv, for a notice asks for all of them. Rows that annulled have no notice.
create function posizioni.avvisi_del_flusso(p_flusso uuid, p_dopo integer, p_a integer)
  returns table (riga integer, azione text, riga_iud text, avviso posizioni.v_iuv_dovuto)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  -- A notice at a time, by its key: joined whole, the view is worked out for everybody's iuv, which looks cheap while the tables have no
  -- figures yet.
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
  select s.riga, s.azione, d.iud, v
    from posizioni.storia as s
    join posizioni.dovuto as d on d.ente_id = s.ente_id and d.id = s.dovuto_id
    left join posizioni.v_iuv_dovuto as v on v.ente_id = d.ente_id and v.iuv_id = d.iuv_id
   where s.ente_id = piattaforma.ente_corrente() and s.flusso_id = p_flusso and s.riga > p_dopo and s.riga <= p_a
     and s.azione <> 'annullato'
   order by s.riga, v.ordine;
$$;
alter function posizioni.avvisi_del_flusso owner to mypay_porta;
revoke all on function posizioni.avvisi_del_flusso from public;
grant execute on function posizioni.avvisi_del_flusso to mypay_ufficio, mypay_sil, mypay_worker;
