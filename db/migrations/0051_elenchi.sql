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
