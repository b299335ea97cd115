-- utenti: the provider of identity that an ente has of its own, by which its operators come in, for that ente alone.

-- Who issues, and who we are to it, nobody may change: of another pair there is another row, and with this one go the identities that were
-- linked by it and the sessions that it opened.
create table utenti.fornitore (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  -- As its operators call it.
  nome text not null check (length(nome) between 1 and 60),
  emittente text not null check (emittente ~ '^https?://[^\s@?#]+$' and length(emittente) <= 300),
  client_id text not null check (client_id ~ '^[!-~]+$' and length(client_id) <= 256),
  -- Sealed with a key from outside the database.
  segreto bytea not null check (length(segreto) <= 4096),
  chiave_id text not null check (chiave_id ~ '^[0-9a-f]{16}$'),
  stato text not null default 'in_prova' check (stato in ('in_prova', 'attivo', 'spento')),
  versione integer not null default 1,
  cambiato_il timestamptz not null,
  cambiato_da text not null,
  primary key (ente_id, id)
);
-- An ente has one.
create unique index fornitore_ente on utenti.fornitore (ente_id);
call piattaforma.tabella_ente('utenti.fornitore', 'the provider of identity of an ente');
grant select, insert, delete, update (nome, segreto, chiave_id, stato, versione, cambiato_il, cambiato_da) on utenti.fornitore
  to mypay_ufficio, mypay_worker;

-- Whom a provider knows as which operator of its ente. One person of it is one operator, and the other way round.
create table utenti.identita_ente (
  ente_id uuid not null,
  fornitore_id uuid not null,
  operatore_id uuid not null,
  -- The provider's own name for the person (`sub`): never shown.
  soggetto text not null check (length(soggetto) between 1 and 255),
  come text not null check (come in ('password', 'invito')),
  collegata_il timestamptz not null,
  primary key (ente_id, fornitore_id, operatore_id),
  unique (ente_id, fornitore_id, soggetto),
  foreign key (ente_id, fornitore_id) references utenti.fornitore (ente_id, id) on delete cascade,
  -- Who works for the ente no more comes in by it no more.
  foreign key (ente_id, operatore_id) references utenti.operatore_ente (ente_id, operatore_id) on delete cascade
);
create index identita_ente_operatore on utenti.identita_ente (ente_id, operatore_id);
call piattaforma.tabella_ente('utenti.identita_ente', 'operators by the names that the provider of their ente has for them');
grant select, insert, delete on utenti.identita_ente to mypay_ufficio, mypay_worker;

-- A session that such a provider opened is of that ente, whatever is asked of it, and ends with the identity that opened it.
alter table utenti.sessione
  add column fornitore_id uuid,
  add constraint sessione_confinata check (fornitore_id is null or ente_id is not null),
  add constraint sessione_identita_ente foreign key (ente_id, fornitore_id, operatore_id)
    references utenti.identita_ente (ente_id, fornitore_id, operatore_id) on delete cascade;
create index sessione_fornitore on utenti.sessione (ente_id, fornitore_id) where fornitore_id is not null;

-- A sign-in that has begun is of one provider, and of one invitation where it was begun from there.
alter table utenti.accesso_iniziato
  add column ente_id uuid,
  add column fornitore_id uuid,
  add column invito_id uuid,
  add constraint accesso_iniziato_di check ((ente_id is null) = (fornitore_id is null) and (invito_id is null or ente_id is not null)),
  add constraint accesso_iniziato_fornitore foreign key (ente_id, fornitore_id)
    references utenti.fornitore (ente_id, id) on delete cascade,
  add constraint accesso_iniziato_invito foreign key (ente_id, invito_id) references utenti.invito (ente_id, id) on delete cascade;
create index accesso_iniziato_di_fornitore on utenti.accesso_iniziato (ente_id, fornitore_id) where fornitore_id is not null;

-- Which enti have a provider that works: who signs in is of no ente yet, and is told their names and nothing more.
create function utenti.enti_con_fornitore() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select f.ente_id from utenti.fornitore as f where f.stato = 'attivo';
$$;
alter function utenti.enti_con_fornitore owner to mypay_porta;
revoke all on function utenti.enti_con_fornitore from public;
grant execute on function utenti.enti_con_fornitore to mypay_ufficio;

comment on table utenti.accesso_iniziato is 'piattaforma: sign-ins at a provider of identity that have begun; hashes only';
