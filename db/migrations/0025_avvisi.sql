-- posizioni: what the page of a dovuto, and that of a notice past its term, say besides.

-- One notice by its id, as the portale reads it: for the ente that the transaction names and no other.
create function posizioni.avviso_dell_ente(p_iuv uuid) returns setof posizioni.v_iuv_dovuto
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select * from posizioni.v_iuv_dovuto as v where v.ente_id = piattaforma.ente_corrente() and v.iuv_id = p_iuv order by v.ordine;
$$;
alter function posizioni.avviso_dell_ente owner to mypay_porta;
revoke all on function posizioni.avviso_dell_ente from public;
grant execute on function posizioni.avviso_dell_ente to mypay_ufficio;

-- The form of a dovuto of the ente that the transaction names: its kind, and the version that was filled in where a citizen asked for it.
-- Nothing else of the request is told.
create function posizioni.modulo_del_dovuto(p_dovuto uuid) returns table (tipo_dovuto_id uuid, versione integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select d.tipo_dovuto_id, r.versione
    from posizioni.dovuto as d
    left join posizioni.richiesta as r
      on r.ente_id = d.ente_id and r.tipo_dovuto_id = d.tipo_dovuto_id
     and r.id = case when d.iud ~ '^S-[0-9a-f]{32}$' then substr(d.iud, 3)::uuid end
   where d.ente_id = piattaforma.ente_corrente() and d.id = p_dovuto;
$$;
alter function posizioni.modulo_del_dovuto owner to mypay_porta;
revoke all on function posizioni.modulo_del_dovuto from public;
grant execute on function posizioni.modulo_del_dovuto to mypay_ufficio;

-- The notices by which the posizione of a notice may be paid in another way. The portale asks it of a notice that it may show, and tells
-- whether there is one, not which.
create function posizioni.altri_avvisi(p_ente uuid, p_iuv uuid) returns setof posizioni.v_iuv_dovuto
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select v.*
    from posizioni.v_iuv_dovuto as v
   where v.ente_id = p_ente and v.iuv_id <> p_iuv and v.numero_avviso is not null
     and v.dovuto_id in (
       select x.id from posizioni.dovuto as d
         join posizioni.dovuto as x on x.ente_id = d.ente_id and x.posizione_id = d.posizione_id and x.opzione_id <> d.opzione_id
        where d.ente_id = p_ente and d.iuv_id = p_iuv and x.stato = 'da_pagare')
   order by v.iuv_id, v.ordine;
$$;
alter function posizioni.altri_avvisi owner to mypay_porta;
revoke all on function posizioni.altri_avvisi from public;
grant execute on function posizioni.altri_avvisi to mypay_portale;
