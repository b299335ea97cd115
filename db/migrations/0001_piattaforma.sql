-- The two kinds of table, and how each is guarded.
--
-- ente:        the key begins with ente_id; a row policy shows each role only the ente named by the setting app.ente.
-- piattaforma: reference and shell tables; guarded by grants alone.
--
-- mypay_porta owns the definer functions and the views of the doors: it may read everything, and nobody can log in as it.

create schema piattaforma;

grant usage on schema piattaforma to mypay_porta, mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;

-- After `set local` a pooled connection gives back '' and not null, hence nullif.
create function piattaforma.ente_corrente() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.ente', true), '')::uuid;

create procedure piattaforma.tabella_ente(tabella regclass, descrizione text)
  language plpgsql
as $$
begin
  execute format('comment on table %s is %L', tabella, 'ente: ' || descrizione);
  execute format('alter table %s enable row level security', tabella);
  execute format('alter table %s force row level security', tabella);
  execute format('create policy porta on %s to mypay_porta using (true) with check (true)', tabella);
  execute format('create policy worker on %s to mypay_worker using (true) with check (true)', tabella);
  execute format(
    'create policy ente on %s to mypay_ufficio, mypay_sil, mypay_portale, mypay_nodo '
    'using (ente_id = (select piattaforma.ente_corrente())) with check (ente_id = (select piattaforma.ente_corrente()))', tabella);
  execute format('grant select, insert, update, delete on %s to mypay_porta', tabella);
end
$$;

create procedure piattaforma.tabella_comune(tabella regclass, descrizione text)
  language plpgsql
as $$
begin
  execute format('comment on table %s is %L', tabella, 'piattaforma: ' || descrizione);
  execute format('grant select, insert, update, delete on %s to mypay_porta', tabella);
end
$$;

-- Jobs are enqueued inside the caller's transaction; the roles need no right on the queue's own tables.
create schema lavori;
grant usage on schema lavori to mypay_porta, mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;

create function lavori.accoda(nome text, payload json, chiave text default null, non_prima timestamptz default null, coda text default null)
  returns void
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  select graphile_worker.add_job(nome, payload, queue_name => coda, run_at => non_prima, job_key => chiave);
$$;

revoke all on function lavori.accoda from public;
grant execute on function lavori.accoda to mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;
