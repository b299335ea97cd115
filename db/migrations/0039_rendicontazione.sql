-- rendicontazione: the periodic statements of the PSPs (FdR): what each says it has credited to an ente, line by line (pagopa.md 3).

create schema rendicontazione;
grant usage on schema rendicontazione to mypay_porta, mypay_ufficio, mypay_sil, mypay_worker;

-- One row a revision: a later one takes the place of the one before, and both stay.
create table rendicontazione.rendicontazione (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  xid xid8 not null default pg_current_xact_id(),
  -- identificativoFlusso, and who published it: together they name a statement.
  iuf text not null check (length(iuf) between 1 and 35 and iuf !~ '[[:cntrl:]]'),
  psp text not null check (length(psp) between 1 and 35),
  origine text not null check (origine in ('fdr', 'manuale')),
  -- As the FdR service counts them; a file loaded by hand does not say it.
  revisione integer check (revisione > 0),
  -- The one that counts, of those with the same iuf and psp.
  corrente boolean not null,
  -- dataOraFlusso; when the service published it; when it came to us.
  prodotta_il timestamptz not null,
  pubblicata_il timestamptz,
  acquisita_il timestamptz not null,
  acquisita_da text not null,
  -- TRN of the bank transfer, and its day.
  regolamento text not null check (length(regolamento) between 1 and 35),
  regolata_il date not null,
  bic_riversamento text check (length(bic_riversamento) between 1 and 35),
  mittente_tipo text not null check (mittente_tipo in ('G', 'A', 'B')),
  mittente text not null check (length(mittente) between 1 and 35),
  mittente_denominazione text check (length(mittente_denominazione) between 1 and 70),
  ricevente_denominazione text check (length(ricevente_denominazione) between 1 and 140),
  -- As it says, and as its lines add up.
  pagamenti integer not null check (pagamenti >= 0),
  importo_cents bigint not null check (importo_cents between -99999999999 and 99999999999),
  righe integer not null check (righe >= 0),
  somma_cents bigint not null,
  -- What does not add up in it, by code: shown, and never a reason to lose it.
  difetti text[] not null default '{}',
  -- A file loaded by hand is given back byte for byte: its id in the file store.
  file_id uuid,
  file_nome text check (length(file_nome) between 1 and 255),
  sha256 bytea check (octet_length(sha256) = 32),
  primary key (ente_id, id),
  constraint rendicontazione_origine check ((origine = 'fdr') = (revisione is not null) and (origine = 'fdr') = (pubblicata_il is not null)
    and (origine = 'manuale') = (file_id is not null) and (file_id is null) = (sha256 is null) and (file_id is null) = (file_nome is null))
);
call piattaforma.tabella_ente('rendicontazione.rendicontazione', 'a periodic statement of a PSP, one row a revision');
create unique index rendicontazione_revisione on rendicontazione.rendicontazione (ente_id, iuf, psp, revisione) where revisione is not null;
create unique index rendicontazione_file on rendicontazione.rendicontazione (ente_id, sha256) where sha256 is not null;
create unique index rendicontazione_corrente on rendicontazione.rendicontazione (ente_id, iuf, psp) where corrente;
create index rendicontazione_prodotta on rendicontazione.rendicontazione (ente_id, prodotta_il);
grant select, insert, update (corrente) on rendicontazione.rendicontazione to mypay_ufficio, mypay_worker;
grant select on rendicontazione.rendicontazione to mypay_sil;

-- One payment that was credited.
create table rendicontazione.riga (
  ente_id uuid not null,
  rendicontazione_id uuid not null,
  numero integer not null check (numero > 0),
  iuv text not null check (length(iuv) between 1 and 35),
  iur text not null check (length(iur) between 1 and 35),
  indice smallint check (indice between 1 and 5),
  -- Negative where a payment was revoked.
  importo_cents bigint not null check (importo_cents between -99999999999 and 99999999999 and importo_cents <> 0),
  -- 0 executed, 3 revoked, 4 stand-in, 8 stand-in without receipt, 9 without receipt (pagopa.md 3.4).
  esito smallint not null check (esito in (0, 3, 4, 8, 9)),
  esitata_il date not null,
  primary key (ente_id, rendicontazione_id, numero),
  foreign key (ente_id, rendicontazione_id) references rendicontazione.rendicontazione (ente_id, id)
);
call piattaforma.tabella_ente('rendicontazione.riga', 'a payment that a statement says was credited');
create index riga_iuv on rendicontazione.riga (ente_id, iuv);
create index riga_iur on rendicontazione.riga (ente_id, iur);
grant select, insert on rendicontazione.riga to mypay_ufficio, mypay_worker;
grant select on rendicontazione.riga to mypay_sil;

-- How far the statements of an ente have been fetched, and how the last attempt went.
create table rendicontazione.cursore (
  ente_id uuid not null references enti.ente (id),
  -- The last `published` seen: the next question goes back two days before it.
  pubblicate_fino timestamptz,
  provato_il timestamptz not null,
  riuscito_il timestamptz,
  -- Why the last attempt failed, in a word of ours; null: it went well.
  perche text check (perche ~ '^[a-z_0-9]{1,40}$'),
  primary key (ente_id)
);
call piattaforma.tabella_ente('rendicontazione.cursore', 'how far the statements of an ente have been fetched');
grant select on rendicontazione.cursore to mypay_ufficio, mypay_sil;
grant select, insert, update on rendicontazione.cursore to mypay_worker;

-- What an ente got by a receipt, for those who compare it with what was credited.
create view pagamenti.v_quota_pagata with (security_invoker = true) as
  select ente_id, receipt_id, id_trasferimento, importo_cents, dovuto_id from pagamenti.quota_pagata;
grant select on pagamenti.v_quota_pagata to mypay_ufficio, mypay_sil, mypay_worker;
