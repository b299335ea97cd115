-- flussi: the file of dovuti 2_0. The names of its columns have a number where there are several of a kind.
alter table flussi.correzione drop constraint correzione_campo_check;
alter table flussi.correzione add constraint correzione_campo_check check (campo ~ '^[A-Za-z][A-Za-z0-9]{0,59}$');

-- A file that came in another form is turned into ours once, and kept beside the original: everything after reads that.
alter table flussi.allegato drop constraint allegato_genere_check;
alter table flussi.allegato add constraint allegato_genere_check check (genere in ('scarti', 'iuv', 'esito', 'convertito'));

-- A file that is not in a layout of ours waits until somebody says which column is which.
alter table flussi.flusso drop constraint flusso_stato_check;
alter table flussi.flusso add constraint flusso_stato_check
  check (stato in ('in_corrispondenza', 'in_anteprima', 'ricevuto', 'in_corso', 'eseguito', 'fallito', 'annullato'));
alter table flussi.flusso
  -- Its columns with the first of their values, how they are divided and in which letters they are written; until it is said.
  add column colonne jsonb check (jsonb_typeof(colonne) = 'object'),
  -- Which of them fills each of ours, as it was said for this file.
  add column corrispondenza jsonb check (jsonb_typeof(corrispondenza) = 'object');

create table flussi.corrispondenza (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  nome text not null check (nome ~ '^\S(.{0,58}\S)?$'),
  -- The names of the columns of the file for which it was made: it is offered again when the same come.
  intestazioni text[] not null check (cardinality(intestazioni) between 1 and 256),
  regole jsonb not null check (jsonb_typeof(regole) = 'object'),
  salvata_da text not null,
  salvata_il timestamptz not null,
  primary key (ente_id, id)
);
create unique index corrispondenza_nome on flussi.corrispondenza (ente_id, lower(nome));
call piattaforma.tabella_ente('flussi.corrispondenza', 'which column of a file not in a layout of ours is which, remembered by name');
grant select, insert, update, delete on flussi.corrispondenza to mypay_ufficio;
grant select on flussi.corrispondenza to mypay_worker;
