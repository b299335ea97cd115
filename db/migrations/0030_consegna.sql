-- flussi: where the scheduled files are delivered, and what became of each; a preview that met a fault.

-- A place of the ente's own where files of incassi go by themselves: a folder of an SFTP server, or one below the installation's.
create table flussi.destinazione (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  nome text not null check (length(btrim(nome)) between 1 and 60),
  genere text not null check (genere in ('sftp', 'cartella')),
  -- Folder there: of a server, or below the ente's own.
  percorso text not null check (length(percorso) <= 500 and percorso !~ '(^|/)\.\.(/|$)' and percorso !~ '[[:cntrl:]]'),
  host text check (length(host) between 1 and 253),
  porta integer check (porta between 1 and 65535),
  utente text check (length(utente) between 1 and 200),
  -- The key of the server as somebody has confirmed it; null: to nobody is said who we are.
  impronta text check (impronta ~ '^SHA256:[A-Za-z0-9+/]{43}$'),
  accesso text check (accesso in ('password', 'chiave')),
  segreto bytea check (octet_length(segreto) between 30 and 20000),
  -- Which key from outside the database opens it.
  chiave_id text check (chiave_id ~ '^[0-9a-f]{16}$'),
  creata_il timestamptz not null,
  tolta_il timestamptz,
  -- The last test: null while it is asked for and not done yet.
  prova_chiesta_il timestamptz,
  provata_il timestamptz,
  prova_esito text check (prova_esito = 'ok' or prova_esito ~ '^[a-z_]+$'),
  -- The key that the server has shown, where it is not the one confirmed.
  impronta_vista text check (impronta_vista ~ '^SHA256:[A-Za-z0-9+/]{43}$'),
  primary key (ente_id, id),
  check (num_nonnulls(host, porta, utente, accesso, segreto, chiave_id) = case genere when 'sftp' then 6 else 0 end),
  check (genere = 'sftp' or num_nonnulls(impronta, impronta_vista) = 0)
);
create unique index destinazione_nome on flussi.destinazione (ente_id, lower(nome)) where tolta_il is null;
call piattaforma.tabella_ente('flussi.destinazione', 'where files of incassi are delivered; what lets us in is sealed');
-- Pages write the secret and never read it back.
grant select (ente_id, id, nome, genere, percorso, host, porta, utente, impronta, accesso, creata_il, tolta_il, prova_chiesta_il,
              provata_il, prova_esito, impronta_vista) on flussi.destinazione to mypay_ufficio;
grant insert, update (impronta, impronta_vista, tolta_il, prova_chiesta_il) on flussi.destinazione to mypay_ufficio;
grant select, insert, update on flussi.destinazione to mypay_worker;

alter table flussi.programmazione add column destinazione_id uuid;
alter table flussi.programmazione add foreign key (ente_id, destinazione_id) references flussi.destinazione (ente_id, id);
drop index flussi.programmazione_una;
create unique index programmazione_una on flussi.programmazione (ente_id, operatore_id, cadenza, versione, formato, tipo_dovuto,
  destinazione_id) nulls not distinct where sospesa_il is null;

-- A file that has to arrive at a place. One row, whatever is tried how often.
create table flussi.consegna (
  ente_id uuid not null,
  flusso_id uuid not null,
  destinazione_id uuid not null,
  stato text not null default 'da_consegnare' check (stato in ('da_consegnare', 'consegnata', 'fallita')),
  tentativi integer not null default 0 check (tentativi >= 0),
  -- Why the last attempt failed.
  perche text check (perche ~ '^[a-z_]+$'),
  aggiornata_il timestamptz not null,
  primary key (ente_id, flusso_id, destinazione_id),
  foreign key (ente_id, flusso_id) references flussi.flusso (ente_id, id),
  foreign key (ente_id, destinazione_id) references flussi.destinazione (ente_id, id),
  check (stato <> 'fallita' or perche is not null)
);
call piattaforma.tabella_ente('flussi.consegna', 'a file of incassi that has to arrive at a place, and whether it has');
grant select, update (stato, tentativi, aggiornata_il) on flussi.consegna to mypay_ufficio;
grant select, insert, update on flussi.consegna to mypay_worker;

-- The last attempt to work it out met a fault of ours. The queue tries again by itself; a person need not wait for it.
alter table flussi.anteprima add column guasto_il timestamptz;
-- Which working out of the preview has met this reject: those of one before are shown until the next has ended.
alter table flussi.scarto add column giro integer;
