-- piattaforma: places.

create table enti.comune (
  -- The cadastral code, which a tax code carries for the place of birth.
  codice text not null check (codice ~ '^[A-Z][0-9]{3}$'),
  valido_dal date not null,
  -- The first day on which it no longer has this name in this provincia, or is no more; null: in force.
  valido_al date check (valido_al > valido_dal),
  denominazione text not null check (length(denominazione) between 1 and 140),
  -- In the other language of the place.
  altra_denominazione text check (length(altra_denominazione) between 1 and 140),
  provincia text not null check (provincia ~ '^[A-Z]{2}$'),
  -- The names as they are compared (kernel/luoghi).
  chiave text not null check (chiave ~ '^[A-Z0-9]+$'),
  altra_chiave text check (altra_chiave ~ '^[A-Z0-9]+$'),
  primary key (codice, valido_dal)
);
create index comune_chiave on enti.comune (chiave text_pattern_ops, provincia);
create index comune_altra_chiave on enti.comune (altra_chiave text_pattern_ops, provincia) where altra_chiave is not null;
create index comune_due_chiavi on enti.comune ((chiave || altra_chiave) text_pattern_ops, provincia) where altra_chiave is not null;
call piattaforma.tabella_comune('enti.comune', 'names and provinces that comuni have and had, those abolished included');

create table enti.nazione (
  -- As in a tax code; a nation of today and the one it comes from have a code each.
  codice text primary key check (codice ~ '^Z[0-9]{3}$'),
  iso text check (iso ~ '^[A-Z]{2}$'),
  denominazione text not null check (length(denominazione) between 1 and 140),
  -- The first day on which it was no more; null: it is there, or nobody says since when it is not.
  valida_al date
);
call piattaforma.tabella_comune('enti.nazione', 'nations and territories, those that are no more included');

create table enti.luoghi_caricamento (
  id uuid primary key default uuidv7(),
  istante timestamptz not null,
  genere text not null check (genere in ('comuni', 'nazioni')),
  -- programma: the list that comes with the program; file: what an administrator loaded, which the former does not cover any more.
  origine text not null check (origine in ('programma', 'file')),
  righe integer not null check (righe > 0),
  cambiate integer not null check (cambiate >= 0),
  impronta bytea not null check (length(impronta) = 32)
);
call piattaforma.tabella_comune('enti.luoghi_caricamento', 'each time places were loaded');

grant select on enti.comune, enti.nazione to mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil;
grant select, insert, update on enti.comune, enti.nazione to mypay_worker;
grant select, insert on enti.luoghi_caricamento to mypay_worker;

-- What a clerk is told of a good row, which is loaded all the same.
create table flussi.avvertenza (
  ente_id uuid not null,
  flusso_id uuid not null,
  riga integer not null check (riga > 0),
  codice text not null check (codice ~ '^[A-Z_]{1,40}$'),
  iud text not null check (length(iud) <= 35),
  primary key (ente_id, flusso_id, riga, codice),
  foreign key (ente_id, flusso_id) references flussi.flusso (ente_id, id)
);
call piattaforma.tabella_ente('flussi.avvertenza', 'the first rows of a file that deserve a look, and why: nothing was refused');
grant select on flussi.avvertenza to mypay_ufficio, mypay_sil;
grant select, insert on flussi.avvertenza to mypay_worker;
-- How many rows deserve a look: of them all, also past the first that are kept.
alter table flussi.flusso add column righe_con_avvertenze integer not null default 0 check (righe_con_avvertenze >= 0);
