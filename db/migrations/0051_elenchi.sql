-- The lists of the ufficio at their size: an ente with a million dovuti among fifty.

-- The acts of an ente, the newest first; and those of some kinds among all of them, which may be one in a million. What an import writes by
-- the million is never rare, and is found by the first.
create index atto_ente on registro.atto (ente_id, istante, id);
create index atto_ente_azione on registro.atto (ente_id, azione, istante, id) where azione <> 'dovuto.nuovo';

-- The receipts of the current ente in which something was wrong, the newest first, a page at a time: after one, before one, or the first.
drop function pagamenti.messaggi_difettosi(integer);
create function pagamenti.messaggi_difettosi(p_dopo uuid, p_prima uuid, p_quanti integer)
  returns table (id uuid, ricevuto_il timestamptz, operazione text, receipt_id text, esito text, difetti jsonb)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  (select m.id, m.ricevuto_il, m.operazione, m.receipt_id, m.esito, m.difetti
     from pagamenti.messaggio as m
    where m.ente_id = piattaforma.ente_corrente() and (m.esito <> 'OK' or m.difetti <> '[]') and p_prima is null
      and (p_dopo is null or (m.ricevuto_il, m.id) < (select x.ricevuto_il, x.id from pagamenti.messaggio as x where x.id = p_dopo))
    order by m.ricevuto_il desc, m.id desc limit p_quanti)
  union all
  (select m.id, m.ricevuto_il, m.operazione, m.receipt_id, m.esito, m.difetti
     from pagamenti.messaggio as m
    where m.ente_id = piattaforma.ente_corrente() and (m.esito <> 'OK' or m.difetti <> '[]')
      and (m.ricevuto_il, m.id) > (select x.ricevuto_il, x.id from pagamenti.messaggio as x where x.id = p_prima)
    order by m.ricevuto_il, m.id limit p_quanti)
  order by 2 desc, 1 desc
$$;
alter function pagamenti.messaggi_difettosi owner to mypay_porta;
revoke all on function pagamenti.messaggi_difettosi from public;
grant execute on function pagamenti.messaggi_difettosi to mypay_ufficio;

-- The newest dovuti of an ente that answer to a tsquery. What is frequent among the newest is found by going back from them, and stops as
-- soon as there is enough of it: one that is in a tenth of a million would be gathered, and sorted, whole. What is rare is found by its
-- words. These hold the ente already, and `is not distinct from` keeps the planner from gathering all the rows of the ente beside.
create function posizioni.cerca_parole(p_ente uuid, p_domanda tsquery, p_quanti integer) returns setof uuid
  language plpgsql stable set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
  set enable_seqscan = off set max_parallel_workers_per_gather = 0
as $$
declare
  v_trovati integer;
begin
  if (select count(*)
        from (select r.parole from posizioni.ricerca as r where r.ente_id = p_ente order by r.dovuto_id desc limit 2000) as n
       where n.parole @@ p_domanda) >= 40 then
    return query
      select n.dovuto_id
        from (select r.dovuto_id, r.parole from posizioni.ricerca as r where r.ente_id = p_ente
               order by r.dovuto_id desc limit 120000) as n
       where n.parole @@ p_domanda limit p_quanti;
    get diagnostics v_trovati = row_count;
    if v_trovati >= p_quanti then
      return;
    end if;
  end if;
  return query
    select r.dovuto_id from posizioni.ricerca as r
     where r.ente_id is not distinct from p_ente and r.parole @@ p_domanda order by r.dovuto_id desc limit p_quanti;
end
$$;
alter function posizioni.cerca_parole owner to mypay_porta;
revoke all on function posizioni.cerca_parole from public;

-- As in 0042, with the words looked for as above, and the newest 2,000: a page counts 500 of them.
create or replace function posizioni.cerca_dovuti(p_iud text, p_codice text, p_inizio text, p_parole text) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
  set enable_seqscan = off
as $$
  select d.id from posizioni.dovuto as d where d.ente_id = piattaforma.ente_corrente() and d.iud = p_iud
  union
  (select d.id from posizioni.dovuto as d where d.ente_id = piattaforma.ente_corrente() and d.iud like p_inizio limit 2000)
  union
  select d.id
    from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
   where i.ente_id = piattaforma.ente_corrente() and i.iuv = p_codice
  union
  select d.id
    from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
   where i.ente_id = piattaforma.ente_corrente() and i.numero_avviso = p_codice
  union
  (select d.id
    from posizioni.posizione as p join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
   where p.ente_id = piattaforma.ente_corrente() and p.debitore_codice = p_codice limit 2000)
  union
  select d.id
    from posizioni.debitore as b join posizioni.dovuto as d on d.ente_id = b.ente_id and d.posizione_id = b.posizione_id
   where b.ente_id = piattaforma.ente_corrente() and b.codice = p_codice
  union
  (select posizioni.cerca_parole(piattaforma.ente_corrente(), p_parole::tsquery, 2000) where p_parole is not null)
  order by 1 desc limit 2000
$$;
