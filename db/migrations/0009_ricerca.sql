-- The operator's search: the dovuti of the current ente with this IUD, IUV, notice number or tax code, or whose debtor's name begins so.
-- A branch for each, because each has its index; a definer, because `like` is not leakproof and under a policy would look at every row.
-- The newest 5,000: from the 501st on, whoever searches is asked to say more.
create function posizioni.cerca_dovuti(p_iud text, p_codice text, p_nome text) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
  select d.id from posizioni.dovuto as d where d.ente_id = piattaforma.ente_corrente() and d.iud = p_iud
  union
  select d.id
    from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
   where i.ente_id = piattaforma.ente_corrente() and i.iuv = p_codice
  union
  select d.id
    from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
   where i.ente_id = piattaforma.ente_corrente() and i.numero_avviso = p_codice
  union
  select d.id
    from posizioni.posizione as p join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
   where p.ente_id = piattaforma.ente_corrente() and p.debitore_codice = p_codice
  union
  select d.id
    from posizioni.posizione as p join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
   where p.ente_id = piattaforma.ente_corrente() and lower(p.debitore_anagrafica) like p_nome
  order by 1 desc limit 5000
$$;
alter function posizioni.cerca_dovuti owner to mypay_porta;
revoke all on function posizioni.cerca_dovuti from public;
grant execute on function posizioni.cerca_dovuti to mypay_ufficio, mypay_worker;
