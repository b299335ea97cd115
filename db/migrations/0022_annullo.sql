-- flussi: a flow annulled as a whole.

create table flussi.annullo (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  flusso_id uuid not null,
  -- `interrotto` is said by whoever stops it: the slice in hand finds it, and undoes itself.
  stato text not null default 'richiesto' check (stato in ('richiesto', 'in_corso', 'eseguito', 'interrotto')),
  motivo text not null check (length(motivo) between 1 and 500),
  richiesto_da text not null,
  richiesto_il timestamptz not null,
  interrotto_da text check ((interrotto_da is not null) = (stato = 'interrotto')),
  finito_il timestamptz check ((finito_il is not null) = (stato in ('eseguito', 'interrotto'))),
  -- The rows of the file whose dovuti are looked at; known when the work begins.
  righe_totali integer check (righe_totali >= 0),
  -- The resume point: the rows of the file up to this one are done, in slices each of its own transaction.
  riga_fatta integer not null default 0 check (riga_fatta >= 0),
  annullati integer not null default 0 check (annullati >= 0),
  esclusi integer not null default 0 check (esclusi >= 0),
  primary key (ente_id, id),
  foreign key (ente_id, flusso_id) references flussi.flusso (ente_id, id)
);
-- One at a time for a flow; another one, after new facts, may annul more.
create unique index annullo_aperto on flussi.annullo (ente_id, flusso_id) where stato in ('richiesto', 'in_corso');
create index annullo_flusso on flussi.annullo (ente_id, flusso_id, id desc);
call piattaforma.tabella_ente('flussi.annullo', 'the annulment of all that a file brought, with its progress');
grant select, insert, update on flussi.annullo to mypay_ufficio, mypay_sil, mypay_worker;

create table flussi.annullo_escluso (
  ente_id uuid not null,
  annullo_id uuid not null,
  riga integer not null check (riga > 0),
  dovuto_id uuid not null,
  iud text not null,
  motivo text not null check (motivo in ('PAGATO', 'IN_PAGAMENTO', 'CAMBIATO_DA_FLUSSO', 'CAMBIATO_A_MANO', 'GIA_ANNULLATO',
    'SOSTITUITO', 'CHIUSO', 'TIPO_NON_SEGUITO')),
  primary key (ente_id, annullo_id, riga),
  foreign key (ente_id, annullo_id) references flussi.annullo (ente_id, id)
);
call piattaforma.tabella_ente('flussi.annullo_escluso', 'what an annulment left as it was, by its row in the file, and why');
grant select on flussi.annullo_escluso to mypay_ufficio, mypay_sil;
grant select, insert on flussi.annullo_escluso to mypay_worker;
