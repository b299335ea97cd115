-- The lists of the ufficio at their size: an ente with a million dovuti among fifty.

-- The acts of an ente, the newest first; and those of some kinds among all of them, which may be one in a million. What an import writes by
-- the million is never rare, and is found by the first.
create index atto_ente on registro.atto (ente_id, istante);
create index atto_ente_azione on registro.atto (ente_id, azione, istante) where azione <> 'dovuto.nuovo';

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
  -- Whole words are found in a third of the time that beginnings take. The caller takes away what is found twice.
  if p_domanda::text like '%:*%' then
    return query
      select r.dovuto_id from posizioni.ricerca as r
       where r.ente_id is not distinct from p_ente and r.parole @@ replace(p_domanda::text, ':*', '')::tsquery
       order by r.dovuto_id desc limit p_quanti;
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

-- As in 0026, but for how the dovuti of a payment are found: under a policy `coalesce` is not leakproof, and no index was used.
create or replace view pagamenti.v_da_rimborsare with (security_invoker = true) as
  select r.ente_id, r.id as ricevuta_id, r.receipt_id, r.iuv, r.numero_avviso, r.importo_cents as totale_cents, r.pagata_il,
         r.registrata_il, r.causale, r.pagatore, r.debitore, r.psp, r.psp_denominazione, r.iuv_id as iuv_ora_id,
         coalesce(t.iuv_id, r.iuv_id) as iuv_id,
         coalesce(t.genere, case when r.genere in ('seconda', 'orfana') then r.genere
                                 when s.annullati > 0 then 'annullato' else 'estinto' end) as genere,
         coalesce(t.importo_cents,
                  case when r.genere not in ('seconda', 'orfana') then s.importo_cents end, r.importo_cents) as importo_cents,
         t.esito, t.dovuto_id as attribuita_a, a.iud as attribuita_iud, t.rimborsata_il, t.mandato, t.motivo, t.registrato_il,
         t.registrato_da,
         coalesce(u.dovuti, '[]') as dovuti, coalesce(u.tipi, '[]') as tipi
    from pagamenti.ricevuta as r
    left join pagamenti.trattamento as t on t.ente_id = r.ente_id and t.ricevuta_id = r.id
    left join posizioni.dovuto as a on a.ente_id = t.ente_id and a.id = t.dovuto_id
    left join lateral (
      select sum(d.pagato_cents)::bigint as importo_cents, count(*) filter (where h.prima ->> 'stato' = 'annullato') as annullati
        from posizioni.dovuto as d
        join posizioni.storia as h on h.ente_id = d.ente_id and h.dovuto_id = d.id and h.azione = 'pagato'
         and h.prima ->> 'receiptId' = r.receipt_id and h.prima ->> 'stato' in ('annullato', 'estinto')
       where d.ente_id = r.ente_id and d.iuv_id = r.iuv_id and r.genere not in ('seconda', 'orfana')) as s on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', d.id, 'iud', d.iud, 'stato', d.stato) order by d.ordine, d.id) as dovuti,
             jsonb_agg(d.tipo_dovuto_id) as tipi
        from posizioni.dovuto as d
       where d.ente_id = r.ente_id and d.iuv_id = case when t.iuv_id is null then r.iuv_id else t.iuv_id end) as u on true
   where r.da_rimborsare;

-- As in 0045, but for how the receipt is found: one branch a key, for with `or` all the receipts of the ente were read for each row.
create or replace view rendicontazione.v_mancante with (security_invoker = true) as
  select m.ente_id, m.id, m.origine, m.iuv, m.iur, m.iur_da, m.rendicontazione_id, f.iuf, f.psp, f.mittente_denominazione, m.esito,
         m.giorno, m.importo_cents, m.perche, m.attesa_fino, m.tentativi, m.prossimo_il, m.creata_il, m.chiusura, m.motivo, m.chiusa_da,
         m.stato as scritto,
         case when m.stato in ('in_coda', 'in_attesa', 'da_chiudere') and r.id is not null then 'arrivata' else m.stato end as stato,
         coalesce(m.conclusa_il, r.registrata_il) as conclusa_il,
         r.id as ricevuta_id, r.origine as ricevuta_origine, r.registrata_il as ricevuta_registrata_il,
         i.numero_avviso, coalesce(d.dovuti, '[]') as dovuti, coalesce(d.tipi, '[]') as tipi
    from rendicontazione.mancante as m
    left join rendicontazione.rendicontazione as f on f.ente_id = m.ente_id and f.id = m.rendicontazione_id
    left join posizioni.iuv as i on i.ente_id = m.ente_id and i.iuv = m.iuv
    left join lateral (
      select z.id, z.origine, z.registrata_il
        from (select x.id, x.origine, x.registrata_il from pagamenti.ricevuta as x
               where x.ente_id = m.ente_id and x.genere <> 'difforme' and m.iur is not null and x.receipt_id = m.iur
               union all
              select x.id, x.origine, x.registrata_il from pagamenti.ricevuta as x
               where x.ente_id = m.ente_id and x.genere <> 'difforme' and m.iur is null and x.iuv_id = i.id) as z
       order by z.id limit 1) as r on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', y.id, 'iud', y.iud, 'stato', y.stato) order by y.ordine, y.id) as dovuti,
             jsonb_agg(distinct y.tipo_dovuto_id) as tipi
        from posizioni.dovuto as y where y.ente_id = m.ente_id and y.iuv_id = i.id) as d on true;
