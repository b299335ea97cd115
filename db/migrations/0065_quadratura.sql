-- The flows of quadratura that pagoPA gave until the end of 2022, as an ente brings them from MyPay: what is inside is kept as it is, and
-- never read. A row for each; its bytes are the file that has the id of the row for a name.
create table rendicontazione.quadratura (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  -- What the name of the file says, `<id>_<yyyyMMddHHmmss>.xml`, of the hour of Rome: together they name a flow.
  id_flusso text not null check (id_flusso ~ '^[ -~]{1,35}$' and id_flusso !~ '[/\\]'),
  prodotta_il timestamptz not null check (prodotta_il = date_trunc('second', prodotta_il)),
  -- When it came to us, and by whom.
  acquisita_il timestamptz not null,
  acquisita_da text not null,
  byte integer not null check (byte between 1 and 104857600),
  sha256 bytea not null check (octet_length(sha256) = 32),
  primary key (ente_id, id),
  constraint quadratura_nome unique (ente_id, id_flusso, prodotta_il)
);
call piattaforma.tabella_ente('rendicontazione.quadratura', 'a flow of quadratura that an ente brought from MyPay, kept as it is');
create index quadratura_prodotta on rendicontazione.quadratura (ente_id, prodotta_il, id);
create index quadratura_acquisita on rendicontazione.quadratura (ente_id, acquisita_il, id);
grant select, insert on rendicontazione.quadratura to mypay_ufficio;
grant select on rendicontazione.quadratura to mypay_sil;
