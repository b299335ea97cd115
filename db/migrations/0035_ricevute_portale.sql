-- notifiche: receipts go by mail to whom they concern, also where nobody paid from here.

-- Where a follower of what others write has come to (model 9): it reads behind the horizon, from its cursor.
create table notifiche.seguito (
  nome text primary key check (nome ~ '^[a-z_]+$'),
  cursore xid8 not null
);
call piattaforma.tabella_comune('notifiche.seguito', 'how far each follower has read');
grant select, update on notifiche.seguito to mypay_worker;
-- From now on: who was paid before this version has been told by others, or by nobody.
insert into notifiche.seguito (nome, cursore) values ('ricevute', pg_snapshot_xmin(pg_current_snapshot()));

-- Which carrelli a receipt has paid: asked of each receipt that is told.
create index carrello_voce_ricevuta on pagamenti.carrello_voce (ricevuta_id) where ricevuta_id is not null;

-- The receipt that is attached to a mail is made from the notice that it paid.
grant execute on function posizioni.leggi_avviso to mypay_worker;

-- What was paid in the place of a notice that is asked for no more: for who reads that one whole.
create function posizioni.via_presa(p_ente uuid, p_iuv uuid)
  returns table (numero_avviso text, causale_pubblica text, pagato_il timestamptz, pagato_cents bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select v.numero_avviso, min(v.causale_pubblica), min(v.pagato_il), min(v.pagato_cents)
    from posizioni.v_iuv_dovuto as v
   where v.ente_id = p_ente and v.iuv_id <> p_iuv and v.stato = 'pagato'
     and v.dovuto_id in (
       select x.id from posizioni.dovuto as d
         join posizioni.dovuto as x on x.ente_id = d.ente_id and x.posizione_id = d.posizione_id and x.opzione_id <> d.opzione_id
        where d.ente_id = p_ente and d.iuv_id = p_iuv and x.stato = 'pagato')
   group by v.iuv_id, v.numero_avviso order by min(v.pagato_il) limit 12;
$$;
alter function posizioni.via_presa owner to mypay_porta;
revoke all on function posizioni.via_presa from public;
grant execute on function posizioni.via_presa to mypay_portale;
