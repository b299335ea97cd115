-- notifiche: what is told to whom, by which channel, once.

create schema notifiche;
grant usage on schema notifiche to mypay_porta, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;

create table notifiche.messaggio (
  id uuid primary key default uuidv7(),
  ente_id uuid references enti.ente (id),
  canale text not null check (canale in ('posta')),
  modello text not null check (modello ~ '^[a-z_]+$'),
  destinatario text not null check (length(destinatario) <= 256),
  -- Ids and figures the template needs; never a debtor's name.
  dati jsonb not null,
  chiave text not null unique,
  creato_il timestamptz not null default now(),
  inviato_il timestamptz,
  tentativi integer not null default 0,
  errore text
);
call piattaforma.tabella_comune('notifiche.messaggio', 'outbox: one row a message, sent once');
grant select, insert on notifiche.messaggio to mypay_portale, mypay_ufficio;
grant select, insert, update on notifiche.messaggio to mypay_worker;
