-- What the ufficio does of deleghe and payment links.

-- Why, in the words of the ente: when it refuses, always; when it takes back what it approved, too (older ones have none, and who ends
-- their own delega says nothing).
alter table posizioni.delega drop constraint delega_check4;
alter table posizioni.delega add constraint delega_motivo_quando check (
  case stato when 'rifiutata' then motivo is not null when 'revocata' then true else motivo is null end);
create index delega_stato on posizioni.delega (ente_id, stato, id);

-- Published: of which kinds of due a notice is, and how the ente calls what it asks for.
create view posizioni.v_iuv_tipo with (security_invoker = true) as
  select i.ente_id, i.id as iuv_id, i.iuv, i.numero_avviso, d.id as dovuto_id, d.iud, d.ordine, d.tipo_dovuto_id, d.stato,
         d.causale_pubblica
    from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id;
grant select on posizioni.v_iuv_tipo to mypay_ufficio, mypay_sil, mypay_worker;

-- Why the ente took a link back; those that were taken back before have none.
alter table pagamenti.link add column motivo_revoca text check (length(motivo_revoca) between 1 and 500);
alter table pagamenti.link add constraint link_motivo_quando check (motivo_revoca is null or revocato_il is not null);
grant update (motivo_revoca) on pagamenti.link to mypay_ufficio, mypay_sil, mypay_worker;

-- A spreadsheet from which many links to one form are made: looked at first, confirmed, and given back with the address beside each row.
create table flussi.foglio_link (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  tipo_dovuto_id uuid not null,
  -- Of the form whose questions its columns are.
  versione integer not null check (versione > 0),
  nome_file text not null check (length(nome_file) between 1 and 200),
  -- The first row, as it was written.
  nomi text[] not null check (cardinality(nomi) between 1 and 256),
  -- Who pays may not change what it answers.
  fermo boolean not null,
  scade_il timestamptz,
  usi_max integer check (usi_max between 1 and 1000000),
  stato text not null default 'da_confermare' check (stato in ('da_confermare', 'confermato')),
  righe integer not null default 0 check (righe >= 0),
  sbagliate integer not null default 0 check (sbagliate between 0 and righe),
  creato_il timestamptz not null,
  confermato_il timestamptz check (confermato_il >= creato_il),
  primary key (ente_id, id),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id),
  check ((confermato_il is not null) = (stato = 'confermato'))
);
call piattaforma.tabella_ente('flussi.foglio_link', 'a spreadsheet from which payment links are made');
create index foglio_link_tipo on flussi.foglio_link (ente_id, tipo_dovuto_id);
grant select, insert, delete, update (stato, righe, sbagliate, confermato_il) on flussi.foglio_link to mypay_ufficio, mypay_worker;

create table flussi.riga_foglio_link (
  ente_id uuid not null,
  foglio_id uuid not null,
  riga integer not null check (riga > 0),
  celle text[] not null,
  -- What the page of its link calls it.
  titolo text check (length(titolo) between 1 and 140),
  valori jsonb not null check (jsonb_typeof(valori) = 'object'),
  -- What is wrong with it; nothing, and then the link that is made of it when the sheet is confirmed.
  difetti jsonb check (jsonb_typeof(difetti) = 'array'),
  link_id uuid,
  primary key (ente_id, foglio_id, riga),
  foreign key (ente_id, foglio_id) references flussi.foglio_link (ente_id, id) on delete cascade,
  check ((difetti is null) = (link_id is not null))
);
call piattaforma.tabella_ente('flussi.riga_foglio_link', 'a row of such a spreadsheet');
grant select, insert, delete on flussi.riga_foglio_link to mypay_ufficio, mypay_worker;
