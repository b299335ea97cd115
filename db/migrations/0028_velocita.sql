-- velocita: what a bulk act asks of the database a row at a time, at less.

-- Of the acts that come by the hundred thousand the names are known by sight: a pattern is a third of the price of writing one.
alter table registro.atto drop constraint atto_azione_check, drop constraint atto_oggetto_check, drop constraint atto_attore_check;
alter table registro.atto
  add constraint atto_azione_check
    check (azione in ('dovuto.nuovo', 'dovuto.modificato', 'dovuto.annullato', 'dovuto.ripreso') or azione ~ '^[a-z_]+\.[a-z_]+$'),
  add constraint atto_oggetto_check check (oggetto = 'dovuto' or oggetto ~ '^[a-z_]+$'),
  add constraint atto_attore_check
    check (attore = 'sistema' or attore ~ '^(operatore|cittadino|sil|nodo|sistema)(:[0-9a-zA-Z_.-]{1,64})?$');

-- The history of a dovuto is asked for by its dovuto, and never by its own id alone: one index does for both.
alter table posizioni.storia drop constraint storia_pkey, add primary key (ente_id, dovuto_id, id);
drop index posizioni.storia_dovuto;

-- As in 0005, in one look instead of two, for shares that are written and, when the statement ends, for those that are written over: their
-- dovuto is written before them.
create or replace function posizioni.controlla_quote() returns trigger
  -- Planned at each call, which is once a slice: a plan made while the tables were small would be kept by the session when they are not.
  language plpgsql set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  errata record;
begin
  select d.iud, d.importo_cents, d.iuv_id, q.somma, case when d.stato = 'annullato' then 0 else q.quante end + a.quante as quante
    into errata
    from (select n.ente_id, n.dovuto_id from nuove as n group by 1, 2) as t
    join posizioni.dovuto as d on d.ente_id = t.ente_id and d.id = t.dovuto_id
   cross join lateral (select sum(x.importo_cents) as somma, count(*) as quante from posizioni.quota as x
                        where x.ente_id = d.ente_id and x.dovuto_id = d.id) as q
   -- Those of the other dovuti that are paid under the same iuv: nearly always none.
   cross join lateral (select count(*) as quante
                         from posizioni.dovuto as y join posizioni.quota as z on z.ente_id = y.ente_id and z.dovuto_id = y.id
                        where y.ente_id = d.ente_id and y.iuv_id = d.iuv_id and y.id <> d.id and y.stato <> 'annullato') as a
   where q.somma <> d.importo_cents
      or (d.iuv_id is not null and case when d.stato = 'annullato' then 0 else q.quante end + a.quante > 5)
   limit 1;
  if not found then
    return null;
  end if;
  if errata.somma <> errata.importo_cents then
    raise exception 'quote: the shares of dovuto % sum to %, the dovuto is %', errata.iud, errata.somma, errata.importo_cents
      using errcode = 'check_violation', constraint = 'quota_somma';
  end if;
  raise exception 'quote: iuv % would have % transfers', errata.iuv_id, errata.quante using errcode = 'check_violation',
    constraint = 'quota_cinque';
end
$$;
drop trigger quota_importo on posizioni.quota;
create trigger quote_cambiate after update on posizioni.quota referencing new table as nuove
  for each statement execute function posizioni.controlla_quote();

-- As in 0022, of a dovuto whose amount changes; asked once for each of them, so every word of it counts: the row is not made a document to
-- read its id, no setting is changed and set back, and the posizioni of more ways to pay are in an index of their own.
create or replace function posizioni.controlla_importo() returns trigger
  language plpgsql
as $$
declare
  v_posizione uuid;
  v_importo bigint;
  v_quote bigint;
begin
  select d.importo_cents, d.posizione_id,
         (select sum(q.importo_cents) from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id)
    into v_importo, v_posizione, v_quote
    from posizioni.dovuto as d
   where d.ente_id = new.ente_id and d.id = new.id;
  if v_quote is distinct from v_importo then
    raise exception 'quote: the shares of dovuto % sum to %, the dovuto is %', new.id, v_quote, v_importo
      using errcode = 'check_violation', constraint = 'quota_somma';
  end if;
  if exists (select 1 from posizioni.posizione as p
              where p.ente_id = new.ente_id and p.id = v_posizione and p.importo_cents is not null) then
    perform posizioni.esige_somme(new.ente_id, v_posizione);
  end if;
  return null;
end
$$;
