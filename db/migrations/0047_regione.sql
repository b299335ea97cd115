-- Administration of the intermediary: how far each ente is on its way in, the secret segment of a station that is the newest, and the
-- registro and the giornale read across the enti by the role of the jobs, which is also that of who runs the installation.

create table enti.ente_passo (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  passo text not null check (passo in ('atto', 'adesione_pagopa', 'scheda', 'prove')),
  stato text not null check (stato in ('da_fare', 'in_corso', 'fatto')),
  giorno date not null,
  nota text check (length(nota) between 1 and 500),
  documento_id uuid unique,
  documento_nome text check (length(documento_nome) between 1 and 255),
  attore text not null,
  istante timestamptz not null,
  primary key (ente_id, id),
  check ((documento_id is null) = (documento_nome is null))
);
create index ente_passo_ultimo on enti.ente_passo (ente_id, passo, id desc);
call piattaforma.tabella_ente('enti.ente_passo', 'steps of an ente on its way in; insert only, the latest of each is how it stands');
grant select, insert on enti.ente_passo to mypay_worker;

-- Segments are kept as a set of HMACs: which of them is the newest is said here, so that the others can be taken away.
alter table enti.stazione add column segmento_nuovo_hmac bytea check (length(segmento_nuovo_hmac) = 32);

-- Lists across the enti.
create index ente_elenco on enti.ente (denominazione, id);

-- The giornale of all the enti, the latest first, from a point on. At most 5,000 lotti are looked into: who wants more says more.
create function registro.cerca_eventi(p_dal timestamptz, p_al timestamptz, p_ente uuid, p_chiave text, p_tipo text, p_esito text,
                                      p_prima_istante timestamptz, p_prima_id uuid, p_max integer)
  returns setof registro.v_evento
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
  select l.ricevuta, l.lotto_id, e.*
    from (select x.ricevuta, x.id as lotto_id, x.eventi from registro.lotto as x
           where x.istante >= p_dal and x.dal < p_al
             and (p_prima_istante is null or x.dal <= p_prima_istante)
             and (p_ente is null or x.enti @> array[p_ente])
             and x.chiavi @> array_remove(array[p_chiave], null)
           order by x.istante desc limit 5000) as l
   cross join lateral registro.apri_lotto(l.eventi) as e
   where e.istante >= p_dal and e.istante < p_al
     and (p_ente is null or e.ente_id = p_ente)
     and (p_chiave is null or p_chiave in (e.numero_avviso, e.iuv))
     and (p_tipo is null or e.tipo = p_tipo)
     and (p_esito is null or (p_esito = 'OK') = (e.esito = 'OK'))
     and (p_prima_istante is null or (e.istante, e.id) < (p_prima_istante, p_prima_id))
   order by e.istante desc, e.id desc limit p_max
$$;
alter function registro.cerca_eventi owner to mypay_porta;
revoke all on function registro.cerca_eventi from public;
grant execute on function registro.cerca_eventi to mypay_worker;

-- The message of any evento: who opens it is written in the registro by the act that calls this.
create function registro.apri_evento_di(p_lotto uuid, p_evento uuid)
  returns table (ente_id uuid, contenuto bytea, contenuto_da integer, contenuto_byte integer, troncato boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select e.ente_id, l.contenuto, e.contenuto_da, e.contenuto_byte, e.troncato
    from registro.lotto as l cross join lateral registro.apri_lotto(l.eventi) as e
   where l.id = p_lotto and e.id = p_evento and e.contenuto_da is not null
$$;
alter function registro.apri_evento_di owner to mypay_porta;
revoke all on function registro.apri_evento_di from public;
grant execute on function registro.apri_evento_di to mypay_worker;
