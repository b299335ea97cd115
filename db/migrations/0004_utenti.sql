-- utenti: who acts. Operators with their roles, sessions, the proof of a mail address.

create schema utenti;
grant usage on schema utenti to mypay_porta, mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;

create table utenti.operatore (
  id uuid primary key default uuidv7(),
  utente text not null unique check (utente ~ '^[a-z0-9._@-]{3,100}$'),
  nome text not null,
  email text,
  password_argon2 text not null,
  totp_segreto bytea,
  totp_ultimo_passo bigint,
  attivo boolean not null default true,
  creato_il timestamptz not null default now()
);
call piattaforma.tabella_comune('utenti.operatore', 'person who works for an ente or for the intermediary');
grant select, update on utenti.operatore to mypay_ufficio;
grant select, insert, update on utenti.operatore to mypay_worker;

create table utenti.operatore_ente (
  ente_id uuid not null references enti.ente (id),
  operatore_id uuid not null references utenti.operatore (id),
  ruolo text not null check (ruolo in ('operatore', 'amministratore', 'sola_lettura')),
  primary key (ente_id, operatore_id)
);
call piattaforma.tabella_comune('utenti.operatore_ente', 'what a person may do for which ente; read before the ente is chosen, so not under a row policy');
grant select on utenti.operatore_ente to mypay_ufficio;
grant select, insert, update, delete on utenti.operatore_ente to mypay_worker;

-- Kinds of due an operatore may work on; an amministratore works on all.
create table utenti.operatore_tipo (
  ente_id uuid not null,
  operatore_id uuid not null references utenti.operatore (id),
  tipo_dovuto_id uuid not null,
  primary key (ente_id, operatore_id, tipo_dovuto_id),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id)
);
call piattaforma.tabella_ente('utenti.operatore_tipo', 'kinds of due an operator may work on');
grant select, insert, delete on utenti.operatore_tipo to mypay_ufficio, mypay_worker;

create table utenti.sessione (
  impronta bytea primary key check (length(impronta) = 32),
  operatore_id uuid references utenti.operatore (id),
  ente_id uuid references enti.ente (id),
  -- What an anonymous citizen has proved: pairs (ente, iuv) opened by a link or code read in the mail.
  aperture jsonb not null default '[]',
  creata_il timestamptz not null default now(),
  vista_il timestamptz not null default now(),
  scade_il timestamptz not null
);
create index sessione_scade on utenti.sessione (scade_il);
call piattaforma.tabella_comune('utenti.sessione', 'signed-in operator or citizen with proofs; the cookie holds a random id, the table its hash');
grant select, insert, update, delete on utenti.sessione to mypay_portale, mypay_ufficio, mypay_worker;

-- Counts of attempts, shared by all the processes: sign-ins, look-ups, mails.
create table utenti.tentativo (
  ambito text not null,
  chiave bytea not null,
  finestra timestamptz not null,
  quanti integer not null default 1 check (quanti > 0),
  primary key (ambito, chiave, finestra)
);
create index tentativo_finestra on utenti.tentativo (finestra);
call piattaforma.tabella_comune('utenti.tentativo', 'rate limits; chiave is an HMAC, never an address or a tax code in clear');
grant select, insert, update, delete on utenti.tentativo to mypay_portale, mypay_ufficio, mypay_sil, mypay_nodo, mypay_worker;

-- A mail address is proved by link or code, both derived by HMAC from (id, scopo, scadenza) and stored nowhere.
create table utenti.prova_posta (
  id uuid primary key default uuidv7(),
  scopo text not null check (scopo ~ '^[a-z_]+$'),
  ente_id uuid not null references enti.ente (id),
  oggetto_id uuid not null,
  email text not null check (length(email) <= 256),
  chiesta_il timestamptz not null,
  tentativi_codice smallint not null default 0 check (tentativi_codice between 0 and 5),
  usata_il timestamptz,
  inviata_il timestamptz
);
create index prova_posta_email on utenti.prova_posta (email, chiesta_il);
call piattaforma.tabella_comune('utenti.prova_posta', 'requests to prove a mail address');
grant select, insert, update on utenti.prova_posta to mypay_portale;
grant select, insert, update, delete on utenti.prova_posta to mypay_worker;
