-- utenti: the citizen who signs in with SPID or CIE.

-- Who is signed in, for the policies of what belongs to a person; nobody where the setting is empty, as for piattaforma.ente_corrente.
create function piattaforma.cittadino_corrente() returns text
  language sql stable parallel safe
  return nullif(current_setting('app.cittadino', true), '');

-- A table of which the portale sees the rows of who is signed in, told by the tax code in `colonna`; to be called after tabella_comune.
create procedure piattaforma.solo_del_cittadino(tabella regclass, colonna text)
  language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', tabella);
  execute format('alter table %s force row level security', tabella);
  execute format('create policy porta on %s to mypay_porta using (true) with check (true)', tabella);
  execute format('create policy worker on %s to mypay_worker using (true) with check (true)', tabella);
  execute format(
    'create policy cittadino on %s to mypay_portale '
    'using (%I = (select piattaforma.cittadino_corrente())) with check (%I = (select piattaforma.cittadino_corrente()))',
    tabella, colonna, colonna);
end
$$;

create table utenti.cittadino (
  id uuid primary key default uuidv7(),
  -- As SPID or CIE gave them at the last sign-in.
  codice_fiscale text not null unique check (codice_fiscale ~ '^([A-Z0-9]{16}|[0-9]{11})$'),
  nome text not null check (length(nome) between 1 and 140),
  cognome text not null check (length(cognome) between 1 and 140),
  creato_il timestamptz not null,
  entrato_il timestamptz not null,
  -- What the provider says of their address: proposed to them, and nothing is sent there before they prove it.
  email_detta text check (length(email_detta) <= 256),
  -- Proved by its holder; null: none yet.
  email text check (length(email) <= 256),
  -- What they are about to pay, from whichever device. No key to the carrello: pagamenti comes after.
  carrello_id uuid,
  -- Which mails they want besides those that they ask for.
  posta_ricevute boolean not null default true
);
call piattaforma.tabella_comune('utenti.cittadino', 'person who signs in with SPID or CIE, and what they want to be told');
call piattaforma.solo_del_cittadino('utenti.cittadino', 'codice_fiscale');
grant select, update (email, carrello_id, posta_ricevute) on utenti.cittadino to mypay_portale;
grant select on utenti.cittadino to mypay_worker;

alter table utenti.sessione_cittadino add column cittadino_id uuid references utenti.cittadino (id) on delete cascade;
create index sessione_cittadino_di on utenti.sessione_cittadino (cittadino_id) where cittadino_id is not null;
comment on table utenti.sessione_cittadino is 'piattaforma: citizen who signed in, or who proved something without a name';

-- A session that changes its token keeps what it holds.
alter table utenti.apertura drop constraint apertura_impronta_fkey;
alter table utenti.apertura add constraint apertura_impronta_fkey
  foreign key (impronta) references utenti.sessione_cittadino (impronta) on update cascade on delete cascade;

-- Whose a session is: asked before anybody is known, so not under the policy. Only the holder of the token finds its hash.
create function utenti.cittadino_di(p_impronta bytea)
  returns table (id uuid, codice_fiscale text, nome text, cognome text, email text, carrello_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select c.id, c.codice_fiscale, c.nome, c.cognome, c.email, c.carrello_id
    from utenti.sessione_cittadino as s join utenti.cittadino as c on c.id = s.cittadino_id
   where s.impronta = p_impronta;
$$;
alter function utenti.cittadino_di owner to mypay_porta;
revoke all on function utenti.cittadino_di from public;
grant execute on function utenti.cittadino_di to mypay_portale, mypay_worker;

-- Who signs in: known from now on, by the name that the provider gives today.
create function utenti.riconosci_cittadino(p_codice_fiscale text, p_nome text, p_cognome text, p_email text, p_adesso timestamptz)
  returns uuid
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  insert into utenti.cittadino as c (codice_fiscale, nome, cognome, email_detta, creato_il, entrato_il)
  values (p_codice_fiscale, p_nome, p_cognome, p_email, p_adesso, p_adesso)
  on conflict (codice_fiscale) do update
    set nome = excluded.nome, cognome = excluded.cognome, email_detta = excluded.email_detta, entrato_il = excluded.entrato_il
  returning c.id;
$$;
alter function utenti.riconosci_cittadino owner to mypay_porta;
revoke all on function utenti.riconosci_cittadino from public;
grant execute on function utenti.riconosci_cittadino to mypay_portale;

-- A sign-in that has begun, until the provider sends the browser back: used once. `browser` is what only that browser knows.
create table utenti.accesso_iniziato (
  impronta bytea primary key check (length(impronta) = 32),
  browser bytea not null check (length(browser) = 32),
  -- The page of ours that the person came from.
  dopo text not null check (dopo ~ '^/' and length(dopo) <= 1024),
  iniziato_il timestamptz not null
);
create index accesso_iniziato_quando on utenti.accesso_iniziato (iniziato_il);
call piattaforma.tabella_comune('utenti.accesso_iniziato', 'sign-ins of citizens that have begun; hashes only');
grant select, insert, delete on utenti.accesso_iniziato to mypay_portale, mypay_worker;

-- Of who has signed in: it survives their session, and is kept longer.
alter table pagamenti.carrello add column nominativo boolean not null default false;

-- An address may also be proved for the profile of a person, which is of no ente.
alter table utenti.prova_posta alter column ente_id drop not null;
