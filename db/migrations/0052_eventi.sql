-- eventi firmati e spinta dell'esito

-- The message of a receipt of the ente that asks: its software gets the receipt with the outcome, and messages are of nobody's.
create function pagamenti.corpo_ricevuta(p_ricevuta uuid) returns bytea
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.corpo
    from pagamenti.ricevuta as r
    join pagamenti.messaggio as m on m.id = r.messaggio_id
   where r.ente_id = piattaforma.ente_corrente() and r.id = p_ricevuta
$$;
alter function pagamenti.corpo_ricevuta(uuid) owner to mypay_porta;
revoke all on function pagamenti.corpo_ricevuta(uuid) from public;
grant execute on function pagamenti.corpo_ricevuta(uuid) to mypay_sil, mypay_worker;
