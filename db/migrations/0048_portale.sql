-- Leftovers of the portale.

-- The posizioni of a debtor at one ente, the newest first: what is looked for of somebody is bounded, however much they owe.
drop index posizioni.posizione_debitore;
create index posizione_debitore on posizioni.posizione (debitore_codice, ente_id, id);

-- As before, by keys and by steps that the figures of the tables do not reorder (`limit`, `offset 0`): the notice, the other posizioni of
-- its debtor at that ente (the newest five hundred: a leasing company has the fines of all its cars), what they ask for, and only then
-- whether that is being paid.
create or replace function pagamenti.avvisi_ripetuti(p_enti uuid[], p_iuv uuid[], p_carrello uuid, p_dal timestamptz)
  returns table (ente_id uuid, iuv_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
  select distinct k.ente_id, k.iuv_id
    from unnest(p_enti, p_iuv) as k (ente_id, iuv_id)
    cross join lateral (
      select d.posizione_id, d.tipo_dovuto_id, d.causale, p.debitore_codice
        from posizioni.dovuto as d
        join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
       where d.ente_id = k.ente_id and d.iuv_id = k.iuv_id and p.debitore_codice <> 'ANONIMO'
      offset 0) as d
    cross join lateral (
      select a.id
        from posizioni.posizione as a
       where a.debitore_codice = d.debitore_codice and a.ente_id = k.ente_id and a.id <> d.posizione_id
       order by a.debitore_codice desc, a.ente_id desc, a.id desc
       limit 500) as altra
    cross join lateral (
      select g.iuv_id, g.stato, g.pagato_il
        from posizioni.dovuto as g
       where g.ente_id = k.ente_id and g.posizione_id = altra.id and g.tipo_dovuto_id = d.tipo_dovuto_id and g.causale = d.causale
         and g.iuv_id is not null and g.iuv_id <> k.iuv_id
      offset 0) as g
   where g.iuv_id = any(p_iuv) or (g.stato = 'pagato' and g.pagato_il > p_dal)
      or (select true
            from pagamenti.carrello_voce as v join pagamenti.carrello as c on c.id = v.carrello_id
           where v.ente_id = k.ente_id and v.iuv_id = g.iuv_id and c.id <> p_carrello
             and c.stato = 'inviato' and c.inviato_il > p_dal and (c.rientro is null or c.rientro not in ('annullato', 'errore'))
           limit 1);
$$;

-- Planned once a connection: by keys it is the same plan for everybody, and planning it took ten times what reading takes.
alter function posizioni.aperte_del_cittadino(jsonb, date, boolean, integer) set plan_cache_mode = force_generic_plan;

-- As before, from the notice: whichever ente's it is (there are some hundreds of them), then whether that posizione is theirs.
create or replace function posizioni.avviso_del_cittadino(p_iuv uuid) returns table (ente_id uuid, come text, spontaneo boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
  select d.ente_id, max(m.come), bool_or(m.come = 'proprio' and p.iupd ~ '^S-[0-9a-f]{32}$')
    from enti.ente as e
    cross join lateral (
      select d.ente_id, d.posizione_id from posizioni.dovuto as d where d.ente_id = e.id and d.iuv_id = p_iuv and d.stato <> 'bozza'
      offset 0) as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    cross join lateral (
      select v.come from posizioni.v_del_cittadino as v where v.ente_id = d.ente_id and v.id = d.posizione_id
      offset 0) as m
   where e.stato = 'ESERCIZIO'
   group by d.ente_id;
$$;
