-- utenti: who acts. Operators with their roles, sessions, counts of attempts, the proof of a mail address.

create schema utenti;
grant usage on schema utenti to mypay_porta, mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;
grant create on schema utenti to mypay_porta;

create table utenti.operatore (
  id uuid primary key default uuidv7(),
  utente text not null unique check (utente ~ '^[a-z0-9._@-]{3,100}$'),
  nome text not null check (length(nome) between 1 and 140),
  email text check (length(email) <= 256),
  password_argon2 text not null,
  -- Encrypted with the key from outside the database.
  totp_segreto bytea,
  -- The last time step used: a code is good once.
  totp_ultimo_passo bigint,
  attivo boolean not null default true,
  creato_il timestamptz not null default now()
);
call piattaforma.tabella_comune('utenti.operatore', 'person who works for an ente or for the intermediary');
grant select, update (totp_ultimo_passo) on utenti.operatore to mypay_ufficio;
grant select, insert, update on utenti.operatore to mypay_worker;

create table utenti.operatore_ente (
  ente_id uuid not null references enti.ente (id),
  operatore_id uuid not null references utenti.operatore (id),
  ruolo text not null check (ruolo in ('operatore', 'amministratore', 'sola_lettura')),
  primary key (ente_id, operatore_id)
);
create index operatore_ente_operatore on utenti.operatore_ente (operatore_id);
call piattaforma.tabella_comune('utenti.operatore_ente',
  'what a person may do for which ente; read before the ente is chosen, so not under a row policy');
grant select on utenti.operatore_ente to mypay_ufficio;
grant select, insert, update, delete on utenti.operatore_ente to mypay_worker;

-- Kinds of due an operatore may work on; an amministratore works on all.
create table utenti.operatore_tipo (
  ente_id uuid not null,
  operatore_id uuid not null,
  tipo_dovuto_id uuid not null,
  primary key (ente_id, operatore_id, tipo_dovuto_id),
  foreign key (ente_id, operatore_id) references utenti.operatore_ente (ente_id, operatore_id) on delete cascade,
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id)
);
call piattaforma.tabella_ente('utenti.operatore_tipo', 'kinds of due an operator may work on');
grant select, insert, delete on utenti.operatore_tipo to mypay_ufficio, mypay_worker;

-- The cookie holds a random value, the table its hash. Two tables, so that the portale can never make an operator's session.
create table utenti.sessione (
  impronta bytea primary key check (length(impronta) = 32),
  operatore_id uuid not null references utenti.operatore (id),
  ente_id uuid references enti.ente (id),
  creata_il timestamptz not null,
  vista_il timestamptz not null,
  scade_il timestamptz not null
);
create index sessione_scade on utenti.sessione (scade_il);
create index sessione_operatore on utenti.sessione (operatore_id);
call piattaforma.tabella_comune('utenti.sessione', 'signed-in operator, with the ente chosen');
grant select, insert, update, delete on utenti.sessione to mypay_ufficio, mypay_worker;

create table utenti.sessione_cittadino (
  impronta bytea primary key check (length(impronta) = 32),
  creata_il timestamptz not null,
  vista_il timestamptz not null,
  scade_il timestamptz not null
);
create index sessione_cittadino_scade on utenti.sessione_cittadino (scade_il);
call piattaforma.tabella_comune('utenti.sessione_cittadino', 'citizen without a name, who proved something');
grant select, insert, update, delete on utenti.sessione_cittadino to mypay_portale, mypay_worker;

-- What an anonymous citizen may read whole, having used a link or code read in the mail. No key to the iuv: posizioni comes after.
create table utenti.apertura (
  impronta bytea not null references utenti.sessione_cittadino (impronta) on delete cascade,
  ente_id uuid not null references enti.ente (id),
  iuv_id uuid not null,
  scade_il timestamptz not null,
  primary key (impronta, ente_id, iuv_id)
);
call piattaforma.tabella_comune('utenti.apertura', 'notices that a session of the portale may read whole');
grant select, insert, update, delete on utenti.apertura to mypay_portale, mypay_worker;

-- Attempts, shared by all the processes: sign-ins, look-ups, mails. One row a key, with the instants that still count: a limit is then
-- exact over any stretch of time, and one update is the whole decision.
create table utenti.tentativo (
  ambito text not null check (ambito ~ '^[a-z_]{1,40}$'),
  chiave bytea not null check (length(chiave) = 32),
  istanti timestamptz[] not null check (cardinality(istanti) <= 5000),
  scade_il timestamptz not null,
  primary key (ambito, chiave)
);
create index tentativo_scade on utenti.tentativo (scade_il);
call piattaforma.tabella_comune('utenti.tentativo', 'rate limits; chiave is an HMAC, never an address or a tax code in clear');
grant select, insert, update, delete on utenti.tentativo to mypay_portale, mypay_ufficio, mypay_sil, mypay_nodo, mypay_worker;

-- A mail address is proved by link or code, both derived by HMAC from (id, scopo, scadenza) and stored nowhere.
create table utenti.prova_posta (
  id uuid primary key default uuidv7(),
  scopo text not null check (scopo ~ '^[a-z_]{1,40}$'),
  ente_id uuid not null references enti.ente (id),
  oggetto_id uuid not null,
  email text not null check (length(email) <= 256),
  chiesta_il timestamptz not null,
  tentativi_codice smallint not null default 0 check (tentativi_codice >= 0),
  usata_il timestamptz
);
create index prova_posta_chiesta on utenti.prova_posta (chiesta_il);
call piattaforma.tabella_comune('utenti.prova_posta', 'requests to prove a mail address, kept for two days');
grant select, insert, update (tentativi_codice, usata_il) on utenti.prova_posta to mypay_portale;
grant select, insert, update, delete on utenti.prova_posta to mypay_worker;
