-- flussi dal SIL

-- An ente's software asks leave before it sends a file, and then asks how it went by the same token.
create table flussi.invio (
  ente_id uuid not null references enti.ente (id),
  -- The requestToken.
  id uuid not null,
  autorizzato_il timestamptz not null,
  scade_il timestamptz not null check (scade_il > autorizzato_il),
  -- What it has brought: a leave serves once.
  flusso_id uuid,
  -- Why the last file that came with it was not taken.
  codice_errore text,
  parametri_errore jsonb,
  primary key (ente_id, id),
  foreign key (ente_id, flusso_id) references flussi.flusso (ente_id, id),
  constraint invio_preso_o_rifiutato check (flusso_id is null or codice_errore is null)
);
create unique index invio_flusso on flussi.invio (ente_id, flusso_id) where flusso_id is not null;
create index invio_inutile on flussi.invio (scade_il) where flusso_id is null;
call piattaforma.tabella_ente('flussi.invio', 'leave to send a file, asked for by the ente''s software, and what became of it');
grant select, insert, update (flusso_id, codice_errore, parametri_errore) on flussi.invio to mypay_sil;
grant select, delete on flussi.invio to mypay_worker;

-- The lists that the ente's software asks for go by the day on which a statement came to us.
create index rendicontazione_acquisita on rendicontazione.rendicontazione (ente_id, acquisita_il);
