-- flussi: preview of a file before it is loaded, and the corrections of its cells.

-- A file that somebody looks at before loading it holds neither its name nor its IUF: whoever confirms first has them.
alter table flussi.flusso drop constraint flusso_stato_check;
alter table flussi.flusso add constraint flusso_stato_check
  check (stato in ('in_anteprima', 'ricevuto', 'in_corso', 'eseguito', 'fallito', 'annullato'));

create table flussi.anteprima (
  ente_id uuid not null,
  flusso_id uuid not null,
  -- While it is worked out: how far the reading is. The wrong rows met so far are in flussi.scarto.
  righe_lette integer not null default 0 check (righe_lette >= 0),
  righe_sbagliate integer not null default 0 check (righe_sbagliate >= 0),
  -- Corrections ever made or taken back, and how many of them the figures below know.
  modifiche integer not null default 0,
  calcolata_con integer,
  -- Null while it is worked out.
  calcolata_il timestamptz,
  -- What would become of the rows, by kind of due and outcome; the first rows of each outcome; the rows that deserve a look, by reason.
  riepilogo jsonb,
  primi jsonb,
  avvertenze jsonb,
  -- Of the outcome of each row: a confirmation says which outcomes it confirms.
  impronta text,
  -- Somebody confirms these outcomes, which are being worked out again.
  conferma text,
  conferma_da text check ((conferma is null) = (conferma_da is null)),
  -- What they had seen, where it is not so any more.
  riepilogo_prima jsonb,
  primary key (ente_id, flusso_id),
  foreign key (ente_id, flusso_id) references flussi.flusso (ente_id, id)
);
call piattaforma.tabella_ente('flussi.anteprima', 'what would become of the rows of a file that nobody has confirmed yet');
grant select, insert, update on flussi.anteprima to mypay_ufficio, mypay_sil;
grant select, insert, update, delete on flussi.anteprima to mypay_worker;

create table flussi.correzione (
  ente_id uuid not null,
  flusso_id uuid not null,
  riga integer not null check (riga > 0),
  campo text not null check (campo ~ '^[A-Za-z]{1,60}$'),
  valore text not null check (length(valore) <= 4096),
  fatta_da text not null,
  fatta_il timestamptz not null,
  primary key (ente_id, flusso_id, riga, campo),
  foreign key (ente_id, flusso_id) references flussi.flusso (ente_id, id)
);
call piattaforma.tabella_ente('flussi.correzione', 'a cell of a file as a person has corrected it: kept beside the file, never in it');
grant select, insert, update, delete on flussi.correzione to mypay_ufficio, mypay_sil;
grant select, delete on flussi.correzione to mypay_worker;

-- A preview is worked out anew, and a file that is thrown away leaves nothing of what was in it.
grant delete on flussi.avvertenza to mypay_worker;
