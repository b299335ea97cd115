-- utenti: operators who come in with SPID or CIE, and their passkeys.

-- By which an operator is recognised when they come in with SPID or CIE. Who administers an ente says it (`codice_fiscale`), and it opens
-- nothing by itself: the first time the person shows both the identity and the password of the account, and from then on it is theirs
-- (`identita_provata_il`). So nobody who administers one ente makes of somebody's account one of their own, and what is only said of
-- somebody keeps nobody else from it.
alter table utenti.operatore
  add column codice_fiscale text check (codice_fiscale ~ '^[A-Z0-9]{16}$'),
  add column identita_provata_il timestamptz,
  add constraint operatore_identita check (identita_provata_il is null or codice_fiscale is not null);
create unique index operatore_identita on utenti.operatore (codice_fiscale) where identita_provata_il is not null and attivo;
create index operatore_codice_fiscale on utenti.operatore (codice_fiscale) where codice_fiscale is not null;
grant update (codice_fiscale, identita_provata_il) on utenti.operatore to mypay_ufficio;

alter table utenti.invito add column codice_fiscale text check (codice_fiscale ~ '^[A-Z0-9]{16}$');

-- How a session began: by password or by SPID or CIE, and whether by two steps.
alter table utenti.sessione
  add column con_identita boolean not null default false,
  add column due_passi boolean not null default false;

-- A sign-in that has begun may be an operator's.
comment on table utenti.accesso_iniziato is 'piattaforma: sign-ins with SPID or CIE that have begun; hashes only';
grant select, insert, delete on utenti.accesso_iniziato to mypay_ufficio;

-- A second factor that cannot be copied from a page to another (WebAuthn): the key is the public one.
create table utenti.passkey (
  id uuid primary key default uuidv7(),
  operatore_id uuid not null references utenti.operatore (id),
  credenziale bytea not null unique check (length(credenziale) between 1 and 1023),
  chiave bytea not null check (length(chiave) between 1 and 2048),
  -- Of signatures, as its holder counts them; 0 for ever where it does not count. Never backwards.
  contatore bigint not null check (contatore >= 0),
  trasporti text[] not null default '{}' check (cardinality(trasporti) <= 10),
  nome text not null check (length(nome) between 1 and 60),
  creata_il timestamptz not null,
  usata_il timestamptz
);
create index passkey_operatore on utenti.passkey (operatore_id);
call piattaforma.tabella_comune('utenti.passkey', 'public keys by which operators take the second step');
grant select, insert, delete, update (contatore, nome, usata_il) on utenti.passkey to mypay_ufficio;
grant select, insert, delete on utenti.passkey to mypay_worker;

-- What a passkey is asked to sign: once, within minutes, for one operator in one browser. Hashes only.
create table utenti.sfida_passkey (
  impronta bytea primary key check (length(impronta) = 32),
  browser bytea not null check (length(browser) = 32),
  operatore_id uuid not null references utenti.operatore (id),
  scopo text not null check (scopo in ('entra', 'registra')),
  creata_il timestamptz not null
);
create index sfida_passkey_quando on utenti.sfida_passkey (creata_il);
call piattaforma.tabella_comune('utenti.sfida_passkey', 'challenges for passkeys; hashes only');
grant select, insert, delete on utenti.sfida_passkey to mypay_ufficio, mypay_worker;

drop function utenti.leggi_invito (uuid);
create function utenti.leggi_invito(p_invito uuid)
  returns table (
    id uuid, ente_id uuid, email text, nome text, ruolo text, codice_fiscale text, scade_il timestamptz, usato_il timestamptz,
    ritirato_il timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select i.id, i.ente_id, i.email, i.nome, i.ruolo, i.codice_fiscale, i.scade_il, i.usato_il, i.ritirato_il
    from utenti.invito as i where i.id = p_invito;
$$;
alter function utenti.leggi_invito owner to mypay_porta;
revoke all on function utenti.leggi_invito from public;
grant execute on function utenti.leggi_invito to mypay_ufficio, mypay_worker;

-- What utenti keeps of who signed in as a citizen: also how they come in to work, where they have proved that it is they.
create or replace function utenti.dati_del_cittadino() returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
  select jsonb_build_object(
    'persona', (select jsonb_agg(to_jsonb(c) - 'id' - 'carrello_id') from utenti.cittadino as c
                 where c.codice_fiscale = piattaforma.cittadino_corrente()),
    'accessi', (select jsonb_agg(jsonb_build_object('iniziata_il', s.creata_il, 'ultima_volta', s.vista_il, 'scade_il', s.scade_il,
                         'email', s.email, 'avvisi_aperti', (select count(*) from utenti.apertura as a where a.impronta = s.impronta))
                         order by s.creata_il)
                  from utenti.sessione_cittadino as s join utenti.cittadino as c on c.id = s.cittadino_id
                 where c.codice_fiscale = piattaforma.cittadino_corrente()),
    'operatore', (select jsonb_agg(jsonb_build_object('utente', o.utente, 'nome', o.nome, 'email', o.email, 'attivo', o.attivo,
                           'codice_fiscale', o.codice_fiscale, 'identita_provata_il', o.identita_provata_il, 'creato_il', o.creato_il,
                           'passkey', (select jsonb_agg(k.nome order by k.creata_il) from utenti.passkey as k where k.operatore_id = o.id)))
                    from utenti.operatore as o
                   where o.codice_fiscale = piattaforma.cittadino_corrente() and o.identita_provata_il is not null));
$$;

-- As before; who accepts, and of whom nobody has said the tax code yet, is known by that of the invitation.
create or replace function utenti.accetta_invito(p_invito uuid, p_operatore uuid, p_ora timestamptz)
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
  if v.codice_fiscale is not null then
    update utenti.operatore set codice_fiscale = v.codice_fiscale where id = p_operatore and codice_fiscale is null;
  end if;
  return true;
end
$$;
