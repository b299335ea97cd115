-- The calls of an ente's software in the giornale, REST beside SOAP.

-- As in 0049, for the calls of the REST door too. What the door says of them is in `parametri`, as `nome=valore`
-- (doors/sil/api/giornale.ts); of a SOAP call there is only its code. `prima` and `ultima`: whether something was done after something
-- else had been refused.
drop function registro.riassumi_chiamate;
create function registro.riassumi_chiamate(p_dal timestamptz, p_al timestamptz, p_max integer)
  returns table (operazione text, codice text, stato integer, segni text[], quante bigint, prima timestamptz, ultima timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
  select e.tipo,
         case e.richiedente when 'API' then substring(e.parametri from 'codice=(\S+)') else e.parametri end,
         case e.richiedente when 'API' then substring(e.parametri from 'stato=(\d+)')::integer end,
         case e.richiedente when 'API' then string_to_array(substring(e.parametri from 'segni=(\S+)'), ',') end,
         count(*), min(e.istante), max(e.istante)
    from (select x.eventi from registro.lotto as x
           where x.istante >= p_dal and x.dal < p_al and x.enti @> array[piattaforma.ente_corrente()]
           order by x.istante desc limit p_max) as l
   cross join lateral registro.apri_lotto(l.eventi) as e
   where e.ente_id = piattaforma.ente_corrente() and e.istante >= p_dal and e.istante < p_al
     and e.richiedente in ('SIL', 'API') and e.sottotipo = 'RESP'
   group by 1, 2, 3, 4
$$;
alter function registro.riassumi_chiamate owner to mypay_porta;
revoke all on function registro.riassumi_chiamate from public;
grant execute on function registro.riassumi_chiamate to mypay_ufficio, mypay_worker;

-- The calls of the software of the current ente, the latest first, from a point on: for who administers the ente, and looks for why
-- one went badly. At most 5,000 lotti are looked into.
create function registro.leggi_chiamate(p_dal timestamptz, p_al timestamptz, p_esito text, p_prima_istante timestamptz, p_prima_id uuid,
                                        p_max integer)
  returns setof registro.v_evento
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
  select l.ricevuta, l.lotto_id, e.*
    from (select x.ricevuta, x.id as lotto_id, x.eventi from registro.lotto as x
           where x.istante >= p_dal and x.dal < p_al and x.enti @> array[piattaforma.ente_corrente()]
             and (p_prima_istante is null or x.dal <= p_prima_istante)
           order by x.istante desc limit 5000) as l
   cross join lateral registro.apri_lotto(l.eventi) as e
   where e.ente_id = piattaforma.ente_corrente() and e.istante >= p_dal and e.istante < p_al and e.richiedente in ('SIL', 'API')
     and (p_esito is null or e.esito = p_esito)
     and (p_prima_istante is null or (e.istante, e.id) < (p_prima_istante, p_prima_id))
   order by e.istante desc, e.id desc limit p_max
$$;
alter function registro.leggi_chiamate owner to mypay_porta;
revoke all on function registro.leggi_chiamate from public;
grant execute on function registro.leggi_chiamate to mypay_ufficio;

-- As in 0047, also by who speaks: pagoPA (and what is ours), the software of the enti in SOAP, or in REST.
drop function registro.cerca_eventi;
create function registro.cerca_eventi(p_dal timestamptz, p_al timestamptz, p_ente uuid, p_chiave text, p_tipo text, p_esito text,
                                      p_chi text, p_prima_istante timestamptz, p_prima_id uuid, p_max integer)
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
     and (p_chi is null or p_chi = case when e.richiedente in ('SIL', 'API') then e.richiedente else 'PAGOPA' end)
     and (p_prima_istante is null or (e.istante, e.id) < (p_prima_istante, p_prima_id))
   order by e.istante desc, e.id desc limit p_max
$$;
alter function registro.cerca_eventi owner to mypay_porta;
revoke all on function registro.cerca_eventi from public;
grant execute on function registro.cerca_eventi to mypay_worker;

-- As in 0052, with the state from which a step took its dovuto, where it may have been `bozza`: what is only prepared is told to nobody.
create or replace view posizioni.v_passo with (security_invoker = true) as
  select s.ente_id, s.xid, s.id, s.istante, s.azione, s.stato, s.importo_cents, s.data_scadenza, s.dovuto_id, d.iud, d.iuv_id, i.iuv,
         i.numero_avviso, d.tipo_dovuto_id, d.pagato_il, d.pagato_cents, p.iupd,
         -- The place of this step in the history of its dovuto.
         (select count(*) from posizioni.storia as x
           where x.ente_id = s.ente_id and x.dovuto_id = s.dovuto_id and x.id <= s.id)::integer as seq,
         case when s.azione in ('modificato', 'annullato')
              then (select x.stato from posizioni.storia as x
                     where x.ente_id = s.ente_id and x.dovuto_id = s.dovuto_id and x.id < s.id order by x.id desc limit 1) end as da_stato
    from posizioni.storia as s
    join posizioni.dovuto as d on d.ente_id = s.ente_id and d.id = s.dovuto_id
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id;

-- As in 0052, with what each act says of itself.
create or replace view registro.v_atto with (security_invoker = true) as
  select ente_id, xid, istante, id, azione, oggetto_id, dettaglio from registro.atto where ente_id is not null;
