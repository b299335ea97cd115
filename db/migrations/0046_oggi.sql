-- The home of the ufficio and what is stuck.

-- How far each follower has read behind the horizon (model 9), and up to which instant what it keeps is whole. A transaction older than
-- `prossimo` may still be running: when none is, everything that was committed by `prossimo_il` has been read.
create table piattaforma.seguito (
  nome text primary key check (nome ~ '^[a-z_]+\.[a-z_]+$'),
  cursore xid8 not null default '0',
  fino timestamptz,
  prossimo xid8,
  prossimo_il timestamptz,
  check ((prossimo is null) = (prossimo_il is null))
);
call piattaforma.tabella_comune('piattaforma.seguito', 'how far each follower has read, and up to when what it keeps is whole');
grant select, update on piattaforma.seguito to mypay_worker;
grant select on piattaforma.seguito to mypay_ufficio;
insert into piattaforma.seguito (nome) values ('pagamenti.riassunto'), ('posizioni.conteggio');

-- What came to each ente, day by day: the home asks a month of it, and never the receipts themselves.
create table pagamenti.riassunto (
  ente_id uuid not null references enti.ente (id),
  -- The day of the payment, in Rome.
  giorno date not null,
  -- All zeros: of no dovuto of ours.
  tipo_dovuto_id uuid not null,
  -- `portale`, `fuori_pagopa`, or by name the PSP that took the money.
  canale text not null check (length(canale) between 1 and 70),
  quanti integer not null,
  importo_cents bigint not null,
  primary key (ente_id, giorno, tipo_dovuto_id, canale)
);
call piattaforma.tabella_ente('pagamenti.riassunto', 'what came in, by day, kind of due and channel: kept by a follower');
grant select, insert, update on pagamenti.riassunto to mypay_worker;
grant select on pagamenti.riassunto to mypay_ufficio;
create index incasso_xid on pagamenti.incasso (xid);

-- How many dovuti are in each state that is counted, and for how much; those to be paid by their date.
create table posizioni.conteggio (
  ente_id uuid not null,
  tipo_dovuto_id uuid not null,
  stato text not null check (stato in ('bozza', 'da_pagare', 'pagato', 'estinto')),
  -- Infinity: without a date, or of a state where the date counts no more.
  data_scadenza date not null,
  quanti integer not null,
  importo_cents bigint not null,
  primary key (ente_id, tipo_dovuto_id, stato, data_scadenza),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id)
);
call piattaforma.tabella_ente('posizioni.conteggio', 'how many dovuti are in each state, by kind and date: kept by a follower');
grant select, insert, update, delete on posizioni.conteggio to mypay_worker;
grant select on posizioni.conteggio to mypay_ufficio;
