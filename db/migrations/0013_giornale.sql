-- registro: the giornale as one object a lotto. A row an evento, with its keys, cost more than reading the message and answering it. What
-- was written together is now one row: its eventi as a list, its messages as before, and an index of the numbers that it names. Who reads
-- unfolds.

alter table registro.lotto add column dal timestamptz, add column enti uuid[], add column chiavi text[], add column eventi json;
alter table registro.lotto alter column contenuto drop not null;
-- Encrypted, so it cannot be made smaller.
alter table registro.lotto alter column contenuto set storage external;

-- What was written until today. Eventi without a message had no lotto: they get one an hour.
with sparsi as (
  select e.ricevuta, date_trunc('hour', e.istante) as ora, gen_random_uuid() as id, max(e.istante) as istante
    from registro.evento as e where e.lotto_id is null group by 1, 2)
insert into registro.lotto (ricevuta, istante, id) select ricevuta, istante, id from sparsi;
update registro.lotto as l
   set (dal, enti, chiavi, eventi) = (
     select min(e.istante), coalesce(array_agg(distinct e.ente_id) filter (where e.ente_id is not null), '{}'),
            coalesce(array_agg(distinct k) filter (where k is not null), '{}'),
            json_agg(json_strip_nulls(json_build_object('istante', e.istante, 'id', e.id, 'enteId', e.ente_id, 'dominio', e.dominio,
              'iuv', e.iuv, 'contesto', e.contesto, 'numeroAvviso', e.numero_avviso, 'psp', e.psp, 'tipoPagamento', e.tipo_pagamento,
              'categoria', e.categoria, 'tipo', e.tipo, 'sottotipo', e.sottotipo, 'richiedente', e.richiedente,
              'rispondente', e.rispondente, 'stazione', e.stazione, 'canale', e.canale, 'parametri', e.parametri, 'esito', e.esito,
              'correlazione', e.correlazione, 'da', e.contenuto_da, 'byte', e.contenuto_byte, 'troncato', e.troncato)) order by e.istante)
              filter (where n = 1)
       from registro.evento as e cross join unnest(array[e.numero_avviso, e.iuv]) with ordinality as x (k, n)
      where e.ricevuta = l.ricevuta
        and case when l.contenuto is null then e.lotto_id is null and date_trunc('hour', e.istante) = date_trunc('hour', l.istante)
                 else e.lotto_id = l.id end);
delete from registro.lotto where eventi is null;

drop view registro.v_attivazione;
drop function registro.apri_evento;
drop table registro.evento;

alter table registro.lotto alter column dal set not null, alter column enti set not null, alter column chiavi set not null,
  alter column eventi set not null;
alter table registro.lotto add constraint lotto_ordine check (dal <= istante);
comment on table registro.lotto is
  'piattaforma: giornale degli eventi, messages exchanged with pagoPA: those written together, compressed and encrypted; insert only';
-- Notice numbers and iuv named in a lotto. What waits to be sorted in is kept short: sorting it in falls on some writer, and on readers.
create index lotto_chiavi on registro.lotto using gin (chiavi) with (gin_pending_list_limit = 256);
create index lotto_istante on registro.lotto (istante);

-- The one place that knows how an evento lies in its lotto.
create function registro.apri_lotto(p_eventi json)
  returns table (istante timestamptz, id uuid, ente_id uuid, dominio text, iuv text, contesto text, numero_avviso text, psp text,
                 tipo_pagamento text, categoria text, tipo text, sottotipo text, richiedente text, rispondente text, stazione text,
                 canale text, parametri text, esito text, correlazione text, contenuto_da integer, contenuto_byte integer, troncato boolean)
  language sql immutable parallel safe
as $$
  select * from json_to_recordset(p_eventi) as e (istante timestamptz, id uuid, "enteId" uuid, dominio text, iuv text, contesto text,
    "numeroAvviso" text, psp text, "tipoPagamento" text, categoria text, tipo text, sottotipo text, richiedente text, rispondente text,
    stazione text, canale text, parametri text, esito text, correlazione text, da integer, byte integer, troncato boolean)
$$;
revoke all on function registro.apri_lotto from public;
grant execute on function registro.apri_lotto to mypay_porta, mypay_worker;

-- The giornale a row an evento, for the jobs of the platform: it reads whole lotti.
create view registro.v_evento as
  select l.ricevuta, l.id as lotto_id, e.*
    from registro.lotto as l cross join lateral registro.apri_lotto(l.eventi) as e;
alter view registro.v_evento owner to mypay_porta;
grant select on registro.v_evento to mypay_worker;

-- The eventi of the current ente, the latest first. Lotti hold those of many enti, so nobody reads them by himself. Each lotto that is
-- looked into has one at least: as many lotti as eventi are asked for are enough.
create function registro.leggi_eventi(p_dal timestamptz, p_al timestamptz, p_numero_avviso text, p_iuv text, p_max integer)
  returns setof registro.v_evento
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
  select l.ricevuta, l.lotto_id, e.*
    from (select x.ricevuta, x.id as lotto_id, x.eventi from registro.lotto as x
           where x.istante >= p_dal and x.dal < p_al and x.enti @> array[piattaforma.ente_corrente()]
             and x.chiavi @> array_remove(array[p_numero_avviso, p_iuv], null)
           order by x.istante desc limit p_max) as l
   cross join lateral registro.apri_lotto(l.eventi) as e
   where e.ente_id = piattaforma.ente_corrente() and e.istante >= p_dal and e.istante < p_al
     and (p_numero_avviso is null or e.numero_avviso = p_numero_avviso) and (p_iuv is null or e.iuv = p_iuv)
   order by e.istante desc, e.id desc limit p_max
$$;
alter function registro.leggi_eventi owner to mypay_porta;
revoke all on function registro.leggi_eventi from public;
grant execute on function registro.leggi_eventi to mypay_ufficio;

-- The messages of the lotto of one evento of the current ente, and where its own lies.
create function registro.apri_evento(p_lotto uuid, p_evento uuid)
  returns table (contenuto bytea, contenuto_da integer, contenuto_byte integer, troncato boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select l.contenuto, e.contenuto_da, e.contenuto_byte, e.troncato
    from registro.lotto as l cross join lateral registro.apri_lotto(l.eventi) as e
   where l.id = p_lotto and l.enti @> array[piattaforma.ente_corrente()] and e.id = p_evento
     and e.ente_id = piattaforma.ente_corrente() and e.contenuto_da is not null
$$;
alter function registro.apri_evento owner to mypay_porta;
revoke all on function registro.apri_evento from public;
grant execute on function registro.apri_evento to mypay_ufficio;

-- Payments begun (model 2, in_pagamento): what the state of a dovuto asks of the giornale, apart, because it is asked for each row of a
-- list. Older than half an hour they say nothing, and a job takes them away.
create table registro.attivazione (
  numero_avviso text not null,
  dominio text not null,
  istante timestamptz not null
);
call piattaforma.tabella_comune('registro.attivazione', 'payments begun in the last half hour, by notice');
create index attivazione_avviso on registro.attivazione (numero_avviso, istante);
grant insert on registro.attivazione to mypay_nodo, mypay_worker, mypay_portale, mypay_porta;
grant select on registro.attivazione to mypay_porta, mypay_worker;
grant delete on registro.attivazione to mypay_worker;

create view registro.v_attivazione as
  select numero_avviso, dominio, max(istante) as istante
    from registro.attivazione where istante > now() - interval '30 minutes' group by numero_avviso, dominio;
alter view registro.v_attivazione owner to mypay_porta;
grant select on registro.v_attivazione to mypay_ufficio, mypay_portale, mypay_sil, mypay_worker;

-- As in 0002, without the partitions that are gone.
create or replace function registro.crea_mesi(quanti integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '2s'
as $$
declare
  mese timestamptz;
  madre text;
  nome text;
  creati integer := 0;
begin
  if quanti < 1 or quanti > 24 then
    raise exception 'crea_mesi: between 1 and 24 months, not %', quanti;
  end if;
  foreach madre in array array['atto', 'lotto_letture', 'lotto_ricevute'] loop
    for n in -1 .. quanti loop
      mese := date_trunc('month', now()) + make_interval(months => n);
      nome := madre || '_' || to_char(mese, 'YYYYMM');
      if to_regclass('registro.' || nome) is null then
        begin
          execute format('create table registro.%I partition of registro.%I for values from (%L) to (%L)',
                         nome, madre, mese, mese + interval '1 month');
          creati := creati + 1;
        exception when check_violation then
          raise notice 'crea_mesi: % stays in %_resto', nome, madre;
        end;
      end if;
    end loop;
  end loop;
  return creati;
end
$$;

create or replace function registro.elimina_mesi(letture integer, ricevute integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '2s'
as $$
declare
  ramo record;
  mese text;
  eliminati integer := 0;
begin
  if letture < 24 or ricevute < 120 then
    raise exception 'elimina_mesi: at least 24 months of reads and 120 of receipts';
  end if;
  for ramo in
    select c.relname as nome, case when p.relname ~ '_letture$' then letture else ricevute end as mesi
      from pg_inherits as i join pg_class as c on c.oid = i.inhrelid join pg_class as p on p.oid = i.inhparent
     where p.relnamespace = 'registro'::regnamespace and p.relname ~ '^lotto_(letture|ricevute)$' and c.relname ~ '_[0-9]{6}$'
  loop
    mese := right(ramo.nome, 6);
    -- A month is dropped when its last instant is old enough.
    if to_date(mese, 'YYYYMM') + interval '1 month' + make_interval(months => ramo.mesi) <= now() then
      execute format('drop table registro.%I', ramo.nome);
      eliminati := eliminati + 1;
    end if;
  end loop;
  delete from registro.lotto_letture_resto where istante < now() - make_interval(months => letture);
  delete from registro.lotto_ricevute_resto where istante < now() - make_interval(months => ricevute);
  return eliminati;
end
$$;
