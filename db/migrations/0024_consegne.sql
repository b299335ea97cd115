-- flussi: what a loaded file gives back.

-- The notices of the rows of a file, as the portale reads one: for the ente that the transaction names and no other. One row a dovuto
-- under each iuv, for a notice asks for all of them. Rows that annulled have no notice.
create function posizioni.avvisi_del_flusso(p_flusso uuid, p_dopo integer, p_a integer)
  returns table (riga integer, azione text, riga_iud text, avviso posizioni.v_iuv_dovuto)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select s.riga, s.azione, d.iud, v
    from posizioni.storia as s
   -- Each by its whole key: of an ente that the figures of the tables do not know yet, the planner believes that it has one row, and would
   -- join everything that it has with everything.
   cross join lateral (select x.iud, x.iuv_id from posizioni.dovuto as x where x.ente_id = s.ente_id and x.id = s.dovuto_id offset 0) as d
    left join lateral posizioni.leggi_avviso(s.ente_id, d.iuv_id) as v on true
   where s.ente_id = piattaforma.ente_corrente() and s.flusso_id = p_flusso and s.riga > p_dopo and s.riga <= p_a
     and s.azione <> 'annullato'
   order by s.riga, v.ordine;
$$;
alter function posizioni.avvisi_del_flusso owner to mypay_porta;
revoke all on function posizioni.avvisi_del_flusso from public;
grant execute on function posizioni.avvisi_del_flusso to mypay_ufficio, mypay_sil, mypay_worker;
