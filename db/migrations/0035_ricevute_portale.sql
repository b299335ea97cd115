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
