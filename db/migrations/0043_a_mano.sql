-- Dovuti written by hand: what clerks say of one among themselves, and what of one was mailed again.

-- Of who works for the ente alone: nothing that a citizen reads, or takes a copy of, comes from here. The id is the sheet's: sent twice
-- it is one.
create table posizioni.nota (
  ente_id uuid not null,
  dovuto_id uuid not null,
  id uuid not null,
  testo text not null check (length(testo) between 1 and 2000 and testo = btrim(testo)),
  attore text not null,
  scritta_il timestamptz not null,
  primary key (ente_id, dovuto_id, id),
  foreign key (ente_id, dovuto_id) references posizioni.dovuto (ente_id, id)
);
call piattaforma.tabella_ente('posizioni.nota', 'what who works for the ente writes of a dovuto, for themselves: append only');
grant select, insert on posizioni.nota to mypay_ufficio;
grant select on posizioni.nota to mypay_worker;

-- The page of a dovuto tells the mails that were sent about it.
create index messaggio_dovuto on notifiche.messaggio (ente_id, (dati ->> 'dovutoId')) where dati ? 'dovutoId';
