-- What an ente's software comes in with by the REST door: keys, one an application. And what it has asked once: answered once.

-- Kept as HMAC; `inizio` is what people see of it, and what it is looked up by. Which of the two enti a key opens (live, prova: two rows)
-- is said by the row it hangs from.
create table utenti.chiave_api (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  applicazione text not null check (length(applicazione) between 1 and 80),
  inizio text not null check (inizio ~ '^mp_(live|prova)_[0-9A-Za-z]{12}$'),
  hmac bytea not null check (length(hmac) = 32),
  ambiti text[] not null check (cardinality(ambiti) >= 1 and ambiti <@ array['dovuti', 'flussi', 'pagati', 'rendicontazioni']),
  -- Addresses and networks it may come from; none: from anywhere.
  indirizzi text[] not null default '{}' check (cardinality(indirizzi) <= 50),
  creata_il timestamptz not null,
  -- Another has taken its place, and it is good until then.
  scade_il timestamptz,
  revocata_il timestamptz,
  ultimo_uso_il timestamptz,
  primary key (ente_id, id)
);
create unique index chiave_api_inizio on utenti.chiave_api (inizio);
create unique index chiave_api_corrente on utenti.chiave_api (ente_id, applicazione) where revocata_il is null and scade_il is null;
call piattaforma.tabella_ente('utenti.chiave_api', 'keys of the ente''s software');
grant select (ente_id, id, applicazione, inizio, ambiti, indirizzi, creata_il, scade_il, revocata_il, ultimo_uso_il)
  on utenti.chiave_api to mypay_ufficio;
grant insert, update (scade_il, revocata_il) on utenti.chiave_api to mypay_ufficio;
grant select, insert, update on utenti.chiave_api to mypay_worker;

-- Who calls is of no ente yet.
create function utenti.riconosci_chiave(p_inizio text)
  returns table (
    id uuid, ente_id uuid, hmac bytea, applicazione text, ambiti text[], indirizzi text[], scade_il timestamptz, revocata_il timestamptz,
    ultimo_uso_il timestamptz, cod_ipa text, stato text, ambiente text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select k.id, k.ente_id, k.hmac, k.applicazione, k.ambiti, k.indirizzi, k.scade_il, k.revocata_il, k.ultimo_uso_il, e.cod_ipa, e.stato,
         e.ambiente
    from utenti.chiave_api as k join enti.v_ente as e on e.id = k.ente_id
   where k.inizio = p_inizio;
$$;
alter function utenti.riconosci_chiave owner to mypay_porta;
revoke all on function utenti.riconosci_chiave from public;
grant execute on function utenti.riconosci_chiave to mypay_sil;

create function utenti.usa_chiave(p_chiave uuid, p_ora timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update utenti.chiave_api set ultimo_uso_il = greatest(ultimo_uso_il, p_ora) where id = p_chiave;
$$;
create unique index chiave_api_id on utenti.chiave_api (id);
alter function utenti.usa_chiave owner to mypay_porta;
revoke all on function utenti.usa_chiave from public;
grant execute on function utenti.usa_chiave to mypay_sil;

-- What was answered to a request that bears an Idempotency-Key: the same again gets the same answer, another is refused. Without an answer
-- it is still being worked. The key is the caller's, and is kept as a hash; the answer may hold people: it is sealed.
create table utenti.richiesta_api (
  ente_id uuid not null references enti.ente (id),
  chiave_id uuid not null,
  impronta bytea not null check (length(impronta) = 32),
  richiesta bytea not null check (length(richiesta) = 32),
  chiesta_il timestamptz not null,
  stato smallint check (stato between 200 and 499),
  risposta bytea,
  primary key (ente_id, chiave_id, impronta),
  foreign key (ente_id, chiave_id) references utenti.chiave_api (ente_id, id),
  check ((stato is null) = (risposta is null))
);
create index richiesta_api_chiesta on utenti.richiesta_api (chiesta_il);
call piattaforma.tabella_ente('utenti.richiesta_api', 'requests of the ente''s software that are answered once');
grant select, insert, update, delete on utenti.richiesta_api to mypay_sil;
grant select, delete on utenti.richiesta_api to mypay_worker;

-- An ente's software reads its receipts in the order in which they can be seen (model 9).
create index ricevuta_ente_xid on pagamenti.ricevuta (ente_id, xid, id);

-- Its software lists the dovuti of a kind by what the follower of searches keeps, as the ufficio does.
grant select (ente_id, dovuto_id, tipo_dovuto_id) on posizioni.ricerca to mypay_sil;

-- What it sends may be the first rows that there are, a thousand at a time: the planner is told, as by an import.
grant maintain on posizioni.posizione, posizioni.opzione, posizioni.dovuto, posizioni.iuv, posizioni.quota, posizioni.storia to mypay_sil;
