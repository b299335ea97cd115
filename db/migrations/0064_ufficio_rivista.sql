-- The lists of the ufficio that could not be looked through.

-- As in 0051, with words: each of them is in the number of the receipt, in what became of it, or in what is wrong with it. No words: all.
drop function pagamenti.messaggi_difettosi;
create function pagamenti.messaggi_difettosi(p_parole text[], p_dopo uuid, p_prima uuid, p_quanti integer)
  returns table (id uuid, ricevuto_il timestamptz, operazione text, receipt_id text, esito text, difetti jsonb)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with difettoso as not materialized (
    select m.id, m.ricevuto_il, m.operazione, m.receipt_id, m.esito, m.difetti
      from pagamenti.messaggio as m
     where m.ente_id = piattaforma.ente_corrente() and (m.esito <> 'OK' or m.difetti <> '[]')
       and lower(concat_ws(' ', m.receipt_id, m.esito, m.difetti::text)) like all (coalesce(
             (select array_agg('%' || regexp_replace(lower(p.parola), '([%_\\])', '\\\1', 'g') || '%') from unnest(p_parole) as p(parola)),
             '{}')))
  (select d.* from difettoso as d
    where p_prima is null
      and (p_dopo is null or (d.ricevuto_il, d.id) < (select x.ricevuto_il, x.id from pagamenti.messaggio as x where x.id = p_dopo))
    order by d.ricevuto_il desc, d.id desc limit p_quanti)
  union all
  (select d.* from difettoso as d
    where p_prima is not null and (d.ricevuto_il, d.id) > (select x.ricevuto_il, x.id from pagamenti.messaggio as x where x.id = p_prima)
    order by d.ricevuto_il, d.id limit p_quanti)
  order by 2 desc, 1 desc
$$;
alter function pagamenti.messaggi_difettosi owner to mypay_porta;
revoke all on function pagamenti.messaggi_difettosi from public;
grant execute on function pagamenti.messaggi_difettosi to mypay_ufficio;
