-- A set of dovuti that comes from the ente's software is brought by one statement (decision 0044): what each cost beside its rows.

-- Who acts is judged at every act of every dovuto. A repetition with a bound makes a regular expression six times as dear as the insert
-- of the row: its length is counted apart.
alter table registro.atto drop constraint atto_attore_check;
alter table registro.atto add constraint atto_attore_check check (
  attore in ('sistema', 'nodo')
  or (attore ~ '^(operatore|cittadino|sil|nodo|sistema)(:[0-9a-zA-Z_.-]+)?$' and length(attore) - strpos(attore, ':') <= 64));

-- As in 0028. Sets of a few rows come many times a second, and planning what is looked at costs more than looking: it is planned once a
-- connection. Each look is by a key and fenced (offset 0), so that no plan begins from the wrong end, however small the tables were when it
-- was made.
create or replace function posizioni.controlla_quote() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  errata record;
begin
  select d.iud, d.importo_cents, d.iuv_id, q.somma, case when d.stato = 'annullato' then 0 else q.quante end + a.quante as quante
    into errata
    from (select n.ente_id, n.dovuto_id from nuove as n group by 1, 2) as t
   cross join lateral (select x.ente_id, x.id, x.iud, x.importo_cents, x.iuv_id, x.stato from posizioni.dovuto as x
                        where x.ente_id = t.ente_id and x.id = t.dovuto_id offset 0) as d
   cross join lateral (select sum(x.importo_cents) as somma, count(*) as quante from posizioni.quota as x
                        where x.ente_id = d.ente_id and x.dovuto_id = d.id) as q
   -- Those of the other dovuti that are paid under the same iuv: nearly always none.
   cross join lateral (select count(*) as quante
                         from (select y.ente_id, y.id from posizioni.dovuto as y
                                where y.ente_id = d.ente_id and y.iuv_id = d.iuv_id and y.id <> d.id and y.stato <> 'annullato'
                               offset 0) as y
                         join posizioni.quota as z on z.ente_id = y.ente_id and z.dovuto_id = y.id) as a
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

-- Of posizioni with more than one way to pay, the same: it is fenced already (0017).
alter function posizioni.controlla_composte() set plan_cache_mode = force_generic_plan;
