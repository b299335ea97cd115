-- pagamenti: what was paid. Raw messages first, then ricevute and what each beneficiary got.

create schema pagamenti;
grant usage on schema pagamenti to mypay_porta, mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;

-- Every receipt message, valid or not, before anything else is decided about it.
create table pagamenti.messaggio (
  id uuid primary key default uuidv7(),
  ricevuto_il timestamptz not null default clock_timestamp(),
  operazione text not null,
  impronta bytea not null check (length(impronta) = 32),
  corpo bytea not null,
  corpo_byte integer not null check (corpo_byte >= 0),
  -- Filled when the message is understood and its ente is ours.
  ente_id uuid references enti.ente (id),
  id_pa text,
  receipt_id text,
  esito text not null,
  difetti jsonb not null default '[]'
);
create index messaggio_receipt on pagamenti.messaggio (receipt_id) where receipt_id is not null;
call piattaforma.tabella_comune('pagamenti.messaggio', 'receipt messages as they came (compressed, encrypted); also those of enti that are not ours');
grant select on pagamenti.messaggio to mypay_worker;

create table pagamenti.ricevuta (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  xid xid8 not null default pg_current_xact_id(),
  receipt_id text not null check (length(receipt_id) between 1 and 255),
  -- The owner of the notice; differs from this ente where this is the copy for a secondary beneficiary.
  titolare_cf text not null,
  copia boolean not null default false,
  iuv_id uuid,
  iuv text not null,
  numero_avviso text not null,
  importo_cents bigint not null check (importo_cents >= 0),
  -- regolare: closed what it paid; orfana: notice unknown; seconda: another receipt had already paid it; difforme: same id, other content.
  genere text not null check (genere in ('regolare', 'orfana', 'seconda', 'difforme', 'negativa')),
  pagata_il timestamptz,
  applicata_il date,
  registrata_il timestamptz not null default clock_timestamp(),
  versione smallint not null check (versione in (1, 2)),
  stazione text,
  psp text,
  psp_denominazione text,
  psp_codice_fiscale text,
  canale text,
  mezzo text,
  commissione_cents bigint,
  causale text,
  debitore jsonb,
  pagatore jsonb,
  metadati jsonb,
  nota_pagamento text,
  stand_in boolean not null default false,
  canonico bytea not null check (length(canonico) = 32),
  messaggio_id uuid not null references pagamenti.messaggio (id),
  da_rimborsare boolean not null default false,
  primary key (ente_id, id),
  foreign key (ente_id, iuv_id) references posizioni.iuv (ente_id, id)
);
-- One receipt per (idPA, receiptId). A second message with other content is kept beside it as 'difforme'.
create unique index ricevuta_una on pagamenti.ricevuta (ente_id, receipt_id) where genere <> 'difforme';
create unique index ricevuta_difforme on pagamenti.ricevuta (ente_id, receipt_id, canonico) where genere = 'difforme';
create index ricevuta_iuv on pagamenti.ricevuta (ente_id, iuv);
create index ricevuta_xid on pagamenti.ricevuta (xid);
call piattaforma.tabella_ente('pagamenti.ricevuta', 'proof of payment; never refused for state or amount');

create table pagamenti.quota_pagata (
  ente_id uuid not null references enti.ente (id),
  receipt_id text not null,
  id_trasferimento smallint not null check (id_trasferimento between 0 and 5),
  ricevuta_id uuid not null,
  titolare_cf text not null,
  importo_cents bigint not null check (importo_cents >= 0),
  iban text,
  bollo boolean not null default false,
  beneficiario_cf text not null,
  beneficiario_denominazione text,
  causale text,
  tassonomia text,
  metadati jsonb,
  dovuto_id uuid,
  primary key (ente_id, receipt_id, id_trasferimento),
  foreign key (ente_id, ricevuta_id) references pagamenti.ricevuta (ente_id, id),
  foreign key (ente_id, dovuto_id) references posizioni.dovuto (ente_id, id)
);
create index quota_pagata_dovuto on pagamenti.quota_pagata (ente_id, dovuto_id) where dovuto_id is not null;
call piattaforma.tabella_ente('pagamenti.quota_pagata', 'what an ente of ours got by a receipt, one row a transfer');

grant select on pagamenti.ricevuta, pagamenti.quota_pagata to mypay_ufficio, mypay_sil, mypay_worker;
grant insert, update on pagamenti.ricevuta to mypay_worker;
grant insert on pagamenti.quota_pagata to mypay_worker;
