-- posizioni: requests of spontaneous payment.

-- What a citizen asks to pay by their own will, until the mail address is proved and the posizione is made. The portale writes it and can
-- never read it back: what it may know is what the functions below say.
create table posizioni.richiesta (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  tipo_dovuto_id uuid not null,
  -- The form that was filled in, what was answered by name of the field, and the day on which it was: the same amount comes out again.
  versione integer not null,
  risposte jsonb not null check (jsonb_typeof(risposte) = 'object' and pg_column_size(risposte) <= 131072),
  giorno date not null,
  importo_cents bigint not null check (importo_cents between 1 and 99999999999),
  lingua text not null check (lingua ~ '^[a-z]{2}$'),
  debitore_tipo text not null check (debitore_tipo in ('F', 'G')),
  debitore_codice text not null check (length(debitore_codice) between 2 and 35),
  debitore_anagrafica text not null check (length(debitore_anagrafica) between 1 and 70),
  chiesta_il timestamptz not null,
  -- Who asked has proved this address, then.
  email text check (length(email) <= 256),
  confermata_il timestamptz check (confermata_il >= chiesta_il),
  -- What came of it: the notice, or why there is none.
  iuv_id uuid,
  rifiuto text check (rifiuto ~ '^[A-Z][A-Z0-9_]{2,60}$'),
  conclusa_il timestamptz,
  primary key (ente_id, id),
  foreign key (ente_id, tipo_dovuto_id, versione) references enti.modulo_versione (ente_id, tipo_dovuto_id, versione),
  foreign key (ente_id, iuv_id) references posizioni.iuv (ente_id, id),
  check ((confermata_il is null) = (email is null)),
  check (conclusa_il is null or confermata_il is not null),
  check (num_nonnulls(iuv_id, rifiuto) = (conclusa_il is not null)::integer)
);
create index richiesta_non_confermata on posizioni.richiesta (chiesta_il) where confermata_il is null;
create index richiesta_rifiutata on posizioni.richiesta (conclusa_il) where rifiuto is not null;
call piattaforma.tabella_ente('posizioni.richiesta', 'what a citizen asks to pay without a notice, before it is a posizione');
grant insert (ente_id, id, tipo_dovuto_id, versione, risposte, giorno, importo_cents, lingua, debitore_tipo, debitore_codice,
              debitore_anagrafica, chiesta_il) on posizioni.richiesta to mypay_portale;
grant select, delete, update (iuv_id, rifiuto, conclusa_il) on posizioni.richiesta to mypay_worker;

-- Confirms a request, once, by a proof that was used for it. `ora`: it was this call; `prima`: it was confirmed already; null: there is no
-- such request any more, or no such proof.
create function posizioni.conferma_richiesta(p_ente uuid, p_id uuid, p_prova uuid, p_adesso timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_email text;
begin
  select p.email into v_email
    from utenti.prova_posta as p
   where p.id = p_prova and p.scopo = 'spontaneo' and p.ente_id = p_ente and p.oggetto_id = p_id and p.usata_il is not null;
  if not found then
    return null;
  end if;
  update posizioni.richiesta as r set confermata_il = p_adesso, email = v_email
   where r.ente_id = p_ente and r.id = p_id and r.confermata_il is null;
  if found then
    return 'ora';
  end if;
  return (select 'prima' from posizioni.richiesta as r where r.ente_id = p_ente and r.id = p_id);
end
$$;
alter function posizioni.conferma_richiesta owner to mypay_porta;
revoke all on function posizioni.conferma_richiesta from public;
grant execute on function posizioni.conferma_richiesta to mypay_portale;

-- What became of a request: nothing of what it says.
create function posizioni.esito_richiesta(p_ente uuid, p_id uuid) returns table (confermata boolean, iuv_id uuid, rifiuto text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select r.confermata_il is not null, r.iuv_id, r.rifiuto from posizioni.richiesta as r where r.ente_id = p_ente and r.id = p_id;
$$;
alter function posizioni.esito_richiesta owner to mypay_porta;
revoke all on function posizioni.esito_richiesta from public;
grant execute on function posizioni.esito_richiesta to mypay_portale;

-- A session may also look at a request that it has confirmed, while it becomes a notice: the id is then that of the request.
alter table utenti.apertura add column richiesta boolean not null default false;
