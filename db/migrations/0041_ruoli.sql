-- Roles of who works for an ente, and their invitations.

-- «sola lettura» is from now on called lettore; ragioneria reads everything, and writes only what accounting does.
alter table utenti.operatore_ente drop constraint operatore_ente_ruolo_check;
update utenti.operatore_ente set ruolo = 'lettore' where ruolo = 'sola_lettura';
alter table utenti.operatore_ente
  add constraint operatore_ente_ruolo_check check (ruolo in ('lettore', 'operatore', 'ragioneria', 'amministratore'));

-- Who administers the installation: a role of the person, not of one ente. Given by the command line, never by a page.
alter table utenti.operatore add column intermediario boolean not null default false;

-- Suspended: they keep role and kinds of due, and may do nothing with them. `versione`: two administrators who change the same person.
alter table utenti.operatore_ente
  add column sospeso_il timestamptz,
  add column versione integer not null default 1;

-- Roles are given in the ufficio too: whoever works there reads them all (before the ente is chosen), and writes those of their ente only.
alter table utenti.operatore_ente enable row level security;
alter table utenti.operatore_ente force row level security;
create policy legge on utenti.operatore_ente for select to mypay_ufficio using (true);
create policy scrive on utenti.operatore_ente for update to mypay_ufficio
  using (ente_id = (select piattaforma.ente_corrente())) with check (ente_id = (select piattaforma.ente_corrente()));
create policy toglie on utenti.operatore_ente for delete to mypay_ufficio using (ente_id = (select piattaforma.ente_corrente()));
create policy porta on utenti.operatore_ente to mypay_porta using (true) with check (true);
create policy worker on utenti.operatore_ente to mypay_worker using (true) with check (true);
grant update (ruolo, sospeso_il, versione), delete on utenti.operatore_ente to mypay_ufficio;

-- Who is asked to work for an ente. Until they accept, nothing of theirs is known or made: who invites learns nothing of an address.
-- The link is derived by HMAC from (id, expiry) and stored nowhere.
create table utenti.invito (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  email text not null check (email = lower(email) and length(email) between 3 and 256),
  nome text not null check (length(nome) between 1 and 140),
  ruolo text not null check (ruolo in ('lettore', 'operatore', 'ragioneria', 'amministratore')),
  tipi uuid[] not null default '{}' check (cardinality(tipi) <= 1000),
  chiesto_il timestamptz not null,
  scade_il timestamptz not null,
  usato_il timestamptz,
  ritirato_il timestamptz,
  primary key (ente_id, id),
  check (usato_il is null or ritirato_il is null)
);
create unique index invito_id on utenti.invito (id);
create unique index invito_aperto on utenti.invito (ente_id, email) where usato_il is null and ritirato_il is null;
call piattaforma.tabella_ente('utenti.invito', 'people asked to work for an ente');
grant select, insert, update (ritirato_il) on utenti.invito to mypay_ufficio;
grant select, insert, update, delete on utenti.invito to mypay_worker;

-- Who follows a link works for no ente yet.
create function utenti.leggi_invito(p_invito uuid)
  returns table (
    id uuid, ente_id uuid, email text, nome text, ruolo text, scade_il timestamptz, usato_il timestamptz, ritirato_il timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select i.id, i.ente_id, i.email, i.nome, i.ruolo, i.scade_il, i.usato_il, i.ritirato_il from utenti.invito as i where i.id = p_invito;
$$;
alter function utenti.leggi_invito owner to mypay_porta;
revoke all on function utenti.leggi_invito from public;
grant execute on function utenti.leggi_invito to mypay_ufficio, mypay_worker;

-- Once: gives whoever accepted what they were asked for. Who is there already stays as they are. False: it is too late.
create function utenti.accetta_invito(p_invito uuid, p_operatore uuid, p_ora timestamptz)
  returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v utenti.invito;
begin
  update utenti.invito set usato_il = p_ora
   where id = p_invito and usato_il is null and ritirato_il is null and scade_il > p_ora
  returning * into v;
  if not found then
    return false;
  end if;
  insert into utenti.operatore_ente (ente_id, operatore_id, ruolo) values (v.ente_id, p_operatore, v.ruolo) on conflict do nothing;
  if found and v.ruolo in ('lettore', 'operatore') then
    insert into utenti.operatore_tipo (ente_id, operatore_id, tipo_dovuto_id)
    select v.ente_id, p_operatore, t.id from enti.tipo_dovuto as t where t.ente_id = v.ente_id and t.id = any (v.tipi);
  end if;
  return true;
end
$$;
alter function utenti.accetta_invito owner to mypay_porta;
revoke all on function utenti.accetta_invito from public;
grant execute on function utenti.accetta_invito to mypay_ufficio, mypay_worker;

-- Who accepts, and has no account, makes one with the address that the link has proved. No more than that.
grant insert (utente, nome, email, password_argon2) on utenti.operatore to mypay_ufficio;
