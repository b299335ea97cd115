-- flussi: files in and out, their progress, their rejects.

create schema flussi;
grant usage on schema flussi to mypay_porta, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;

create table flussi.file (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  nome text not null check (length(nome) between 1 and 200),
  tipo_contenuto text not null,
  byte bigint not null check (byte >= 0),
  sha256 bytea not null check (length(sha256) = 32),
  md5 text,
  creato_il timestamptz not null default now(),
  primary key (ente_id, id)
);
call piattaforma.tabella_ente('flussi.file', 'metadata of a stored file; its bytes lie in the file store under its id');
grant select, insert on flussi.file to mypay_ufficio, mypay_sil;
grant select, insert, delete on flussi.file to mypay_worker;

create table flussi.flusso (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  genere text not null check (genere ~ '^[a-z_]+$'),
  verso text not null check (verso in ('in', 'out')),
  stato text not null check (stato in ('ricevuto', 'in_corso', 'eseguito', 'fallito', 'annullato')),
  nome_file text check (length(nome_file) <= 200),
  iuf text check (length(iuf) <= 50),
  versione text,
  -- What was asked, for a flusso that goes out.
  richiesta jsonb,
  richiesto_da text not null,
  richiesto_il timestamptz not null default now(),
  iniziato_il timestamptz,
  finito_il timestamptz,
  file_id uuid,
  righe_totali integer check (righe_totali >= 0),
  -- The resume point: rows up to this one are applied, in slices each of its own transaction.
  righe_applicate integer not null default 0 check (righe_applicate >= 0),
  righe_accettate integer not null default 0 check (righe_accettate >= 0),
  righe_scartate integer not null default 0 check (righe_scartate >= 0),
  codice_errore text,
  parametri_errore jsonb,
  primary key (ente_id, id),
  foreign key (ente_id, file_id) references flussi.file (ente_id, id)
);
-- (ente, IUF) is accepted once while it is being loaded or is loaded; a file name is used once while it is not failed.
create unique index flusso_iuf on flussi.flusso (ente_id, genere, iuf) where verso = 'in' and stato in ('ricevuto', 'in_corso', 'eseguito');
create unique index flusso_nome on flussi.flusso (ente_id, genere, lower(nome_file)) where verso = 'in' and stato in ('ricevuto',
  'in_corso', 'eseguito');
create index flusso_elenco on flussi.flusso (ente_id, verso, id desc);
call piattaforma.tabella_ente('flussi.flusso', 'a file in or out, with its progress');
grant select, insert, update on flussi.flusso to mypay_ufficio, mypay_sil, mypay_worker;

create table flussi.scarto (
  ente_id uuid not null,
  flusso_id uuid not null,
  riga integer not null check (riga > 0),
  iud text,
  codice text not null,
  testo text not null,
  primary key (ente_id, flusso_id, riga),
  foreign key (ente_id, flusso_id) references flussi.flusso (ente_id, id)
);
call piattaforma.tabella_ente('flussi.scarto', 'a refused row, by its number in the file, and why');
grant select on flussi.scarto to mypay_ufficio, mypay_sil;
grant select, insert, update, delete on flussi.scarto to mypay_worker;

-- Other files a flusso gave back: rejects, IUV.
create table flussi.allegato (
  ente_id uuid not null,
  flusso_id uuid not null,
  genere text not null check (genere in ('scarti', 'iuv', 'esito')),
  file_id uuid not null,
  primary key (ente_id, flusso_id, genere),
  foreign key (ente_id, flusso_id) references flussi.flusso (ente_id, id),
  foreign key (ente_id, file_id) references flussi.file (ente_id, id)
);
call piattaforma.tabella_ente('flussi.allegato', 'files produced by a flusso');
grant select on flussi.allegato to mypay_ufficio, mypay_sil;
grant select, insert, delete on flussi.allegato to mypay_worker;
