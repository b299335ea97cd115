-- Derived from the catalogs by `npm run schema`, for reading and for diffs. The migrations make the database.

create extension btree_gin with schema public;
create extension pg_trgm with schema public;
create extension pgcrypto with schema public;
create extension unaccent with schema public;

create schema enti;
grant usage on schema enti to mypay_nodo;
grant create, usage on schema enti to mypay_porta;
grant usage on schema enti to mypay_portale;
grant usage on schema enti to mypay_sil;
grant usage on schema enti to mypay_ufficio;
grant usage on schema enti to mypay_worker;

create schema eventi;
grant usage on schema eventi to mypay_porta;
grant usage on schema eventi to mypay_sil;
grant usage on schema eventi to mypay_ufficio;
grant usage on schema eventi to mypay_worker;

create schema flussi;
grant create, usage on schema flussi to mypay_porta;
grant usage on schema flussi to mypay_portale;
grant usage on schema flussi to mypay_sil;
grant usage on schema flussi to mypay_ufficio;
grant usage on schema flussi to mypay_worker;

create schema lavori;
grant usage on schema lavori to mypay_nodo;
grant usage on schema lavori to mypay_porta;
grant usage on schema lavori to mypay_portale;
grant usage on schema lavori to mypay_sil;
grant usage on schema lavori to mypay_ufficio;
grant usage on schema lavori to mypay_worker;

create schema migrazioni;

create schema notifiche;
grant create, usage on schema notifiche to mypay_porta;
grant usage on schema notifiche to mypay_portale;
grant usage on schema notifiche to mypay_sil;
grant usage on schema notifiche to mypay_ufficio;
grant usage on schema notifiche to mypay_worker;

create schema pagamenti;
grant usage on schema pagamenti to mypay_nodo;
grant create, usage on schema pagamenti to mypay_porta;
grant usage on schema pagamenti to mypay_portale;
grant usage on schema pagamenti to mypay_sil;
grant usage on schema pagamenti to mypay_ufficio;
grant usage on schema pagamenti to mypay_worker;

create schema piattaforma;
grant usage on schema piattaforma to mypay_nodo;
grant usage on schema piattaforma to mypay_porta;
grant usage on schema piattaforma to mypay_portale;
grant usage on schema piattaforma to mypay_sil;
grant usage on schema piattaforma to mypay_ufficio;
grant usage on schema piattaforma to mypay_worker;

create schema posizioni;
grant usage on schema posizioni to mypay_nodo;
grant create, usage on schema posizioni to mypay_porta;
grant usage on schema posizioni to mypay_portale;
grant usage on schema posizioni to mypay_sil;
grant usage on schema posizioni to mypay_ufficio;
grant usage on schema posizioni to mypay_worker;

create schema public;
comment on schema public is 'standard public schema';
grant usage on schema public to public;

create schema registro;
grant usage on schema registro to mypay_nodo;
grant create, usage on schema registro to mypay_porta;
grant usage on schema registro to mypay_portale;
grant usage on schema registro to mypay_sil;
grant usage on schema registro to mypay_ufficio;
grant usage on schema registro to mypay_worker;

create schema rendicontazione;
grant usage on schema rendicontazione to mypay_porta;
grant usage on schema rendicontazione to mypay_sil;
grant usage on schema rendicontazione to mypay_ufficio;
grant usage on schema rendicontazione to mypay_worker;

create schema utenti;
grant usage on schema utenti to mypay_nodo;
grant create, usage on schema utenti to mypay_porta;
grant usage on schema utenti to mypay_portale;
grant usage on schema utenti to mypay_sil;
grant usage on schema utenti to mypay_ufficio;
grant usage on schema utenti to mypay_worker;

create domain enti.codice_fiscale_ente as text CHECK ((VALUE ~ '^[0-9]{11}$'::text));

CREATE OR REPLACE FUNCTION enti.cambia_con_storia()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if tg_op = 'INSERT' then
    if new.stato <> 'INSERITO' then
      raise exception 'ente: it begins INSERITO' using errcode = '23514';
    end if;
    return new;
  end if;
  if new.stato <> old.stato and not exists (
       select from enti.ente_stato as s
        where s.ente_id = new.id and s.xid = pg_current_xact_id() and s.da = old.stato and s.a = new.stato) then
    raise exception 'ente: a change of state without its history' using errcode = '23514';
  end if;
  if exists (
       select from unnest(old.funzioni || new.funzioni) as f (funzione)
        where (f.funzione = any (old.funzioni)) <> (f.funzione = any (new.funzioni))
          and not exists (
            select from enti.ente_funzione as h
             where h.ente_id = new.id and h.xid = pg_current_xact_id() and h.funzione = f.funzione
               and h.attiva = (f.funzione = any (new.funzioni)))) then
    raise exception 'ente: a change of its functions without its history' using errcode = '23514';
  end if;
  return new;
end
$function$;
alter routine enti.cambia_con_storia() owner to mypay_porta;

CREATE OR REPLACE FUNCTION enti.conto_resta()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception 'conto: its kind does not change' using errcode = 'check_violation', constraint = 'conto_tipo_fisso';
end
$function$;

CREATE OR REPLACE FUNCTION enti.custodisci_iban()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_oggi date := enti.oggi_roma();
  v_tipo text;
  v_ambiente text;
  v_titolare uuid;
begin
  if tg_op <> 'INSERT' and old.stato = 'attivo' and old.valido_dal <= v_oggi then
    if tg_op = 'DELETE' then
      raise exception 'conto_iban: in force since %', old.valido_dal using errcode = 'check_violation', constraint = 'iban_iniziato';
    end if;
    if old.valido_dal < v_oggi and (new.iban, new.stato, new.valido_dal) is distinct from (old.iban, old.stato, old.valido_dal)
       or old.valido_al <= v_oggi and new.valido_al is distinct from old.valido_al or new.valido_al < v_oggi then
      raise exception 'conto_iban: in force since %', old.valido_dal using errcode = 'check_violation', constraint = 'iban_iniziato';
    end if;
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if new.stato = 'attivo' and new.valido_dal < v_oggi and (tg_op = 'INSERT' or new.valido_dal <> old.valido_dal) and exists (
       select from enti.conto_iban as i
        where i.ente_id = new.ente_id and i.conto_id = new.conto_id and i.valido_dal <> new.valido_dal and i.stato = 'attivo') then
    raise exception 'conto_iban: a change begins today or later' using errcode = 'check_violation', constraint = 'iban_decorrenza';
  end if;
  select c.tipo, e.ambiente into v_tipo, v_ambiente
    from enti.conto as c join enti.ente as e on e.id = c.ente_id where c.ente_id = new.ente_id and c.id = new.conto_id;
  if v_tipo = 'postale' and new.iban !~ '^IT[0-9]{2}[A-Z]07601[0-9]{17}$' then
    raise exception 'conto_iban: not of Poste' using errcode = 'check_violation', constraint = 'iban_postale';
  end if;
  if v_ambiente is null or tg_op = 'UPDATE' and new.iban = old.iban then
    return new;
  end if;
  insert into enti.iban_titolare as t (ambiente, iban, ente_id) values (v_ambiente, new.iban, new.ente_id)
    on conflict (ambiente, iban) do update set ente_id = t.ente_id
    returning t.ente_id into v_titolare;
  if v_titolare <> new.ente_id then
    if enti.iban_di_altri(new.ente_id, new.iban) then
      raise exception 'conto_iban: declared by another ente' using errcode = 'unique_violation', constraint = 'iban_di_altri';
    end if;
    update enti.iban_titolare as t set ente_id = new.ente_id where t.ambiente = v_ambiente and t.iban = new.iban;
  end if;
  return new;
end
$function$;
alter routine enti.custodisci_iban() owner to mypay_porta;

CREATE OR REPLACE FUNCTION enti.iban_di_altri(p_ente uuid, p_iban text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (
    select from enti.iban_titolare as t
      join enti.ente as e on e.ambiente = t.ambiente and e.id = p_ente
      join enti.conto_iban as i on i.ente_id = t.ente_id and i.iban = t.iban and (i.valido_al is null or i.valido_al > enti.oggi_roma())
     where t.iban = p_iban and t.ente_id <> p_ente);
$function$;
alter routine enti.iban_di_altri(uuid,text) owner to mypay_porta;
revoke all on routine enti.iban_di_altri(uuid,text) from public;
grant execute on routine enti.iban_di_altri(uuid,text) to mypay_ufficio;
grant execute on routine enti.iban_di_altri(uuid,text) to mypay_worker;

CREATE OR REPLACE FUNCTION enti.iban_valido(p_iban text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT (((string_agg(CASE WHEN (c.c ~ '[0-9]'::text) THEN c.c ELSE ((ascii(c.c) - 55))::text END, ''::text ORDER BY c.n))::numeric % (97)::numeric) = (1)::numeric) FROM regexp_split_to_table((substr(iban_valido.p_iban, 5) || substr(iban_valido.p_iban, 1, 4)), ''::text) WITH ORDINALITY c(c, n));

CREATE OR REPLACE FUNCTION enti.leggi_modulo(p_ente uuid, p_tipo uuid, p_versione integer DEFAULT NULL::integer)
 RETURNS TABLE(ambiente text, tipo_dovuto text, denominazione text, versione integer, definizione json)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select e.ambiente, t.codice, t.denominazione, m.versione, m.definizione
    from enti.ente as e
    join enti.tipo_dovuto as t on t.ente_id = e.id
    join enti.modulo_versione as m on m.ente_id = t.ente_id and m.tipo_dovuto_id = t.id
   where e.id = p_ente and e.stato = 'ESERCIZIO' and e.funzioni @> '{pubblico,spontaneo}' and t.id = p_tipo and t.attivo
     and t.spontaneo and t.url_esterno is null and m.stato = 'pubblicata' and (p_versione is null or m.versione = p_versione)
   order by m.versione desc limit 1;
$function$;
alter routine enti.leggi_modulo(uuid,uuid,integer) owner to mypay_porta;
revoke all on routine enti.leggi_modulo(uuid,uuid,integer) from public;
grant execute on routine enti.leggi_modulo(uuid,uuid,integer) to mypay_portale;
grant execute on routine enti.leggi_modulo(uuid,uuid,integer) to mypay_sil;
grant execute on routine enti.leggi_modulo(uuid,uuid,integer) to mypay_ufficio;
grant execute on routine enti.leggi_modulo(uuid,uuid,integer) to mypay_worker;

CREATE OR REPLACE FUNCTION enti.oggi_roma()
 RETURNS date
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((now() AT TIME ZONE 'Europe/Rome'::text))::date;

CREATE OR REPLACE FUNCTION enti.parole(testo text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select btrim(regexp_replace(lower(regexp_replace(normalize(testo, NFD), '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', ' ', 'g'))
$function$;
revoke all on routine enti.parole(text) from public;
grant execute on routine enti.parole(text) to mypay_porta;

CREATE OR REPLACE FUNCTION enti.segna_ricerca()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  indirizzo text[] := regexp_match(coalesce(new.indirizzo, ''), '\y\d{5}[ ,-]+(.+?)(?:[ ,-]+\(?([A-Za-z]{2})\)?)?\s*$');
  chiave_comune text := upper(replace(enti.parole(coalesce(indirizzo[1], '')), ' ', ''));
  suo enti.comune;
begin
  select c.* into suo from enti.comune as c
   where new.cod_ipa ~* '^c_[a-z][0-9]{3}$' and c.codice = upper(substr(new.cod_ipa, 3))
   order by c.valido_al nulls first limit 1;
  if suo.codice is null and chiave_comune <> '' then
    select c.* into suo from enti.comune as c
     where (c.chiave = chiave_comune or c.altra_chiave = chiave_comune) and c.valido_al is null
       and (c.provincia = upper(indirizzo[2])
            -- Without its provincia, only a name that no other comune has.
            or indirizzo[2] is null and not exists (
                 select from enti.comune as a
                  where (a.chiave = chiave_comune or a.altra_chiave = chiave_comune) and a.valido_al is null and a.codice <> c.codice))
     limit 1;
  end if;
  new.provincia := (select p.sigla from enti.provincia as p where p.sigla = coalesce(suo.provincia, upper(indirizzo[2])));
  new.ricerca := enti.vettore(new.denominazione, 'A')
    || enti.vettore(concat_ws(' ', suo.denominazione, suo.altra_denominazione, indirizzo[1]), 'B')
    || enti.vettore(coalesce((select concat_ws(' ', p.sigla, p.denominazione, p.altre) from enti.provincia as p
                               where p.sigla = new.provincia), ''), 'C');
  return new;
end
$function$;
alter routine enti.segna_ricerca() owner to mypay_porta;
revoke all on routine enti.segna_ricerca() from public;

CREATE OR REPLACE FUNCTION enti.solo_aggiunte()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '%.% is only added to', tg_table_schema, tg_table_name using errcode = '23001';
end
$function$;

CREATE OR REPLACE FUNCTION enti.tipi_copiabili(p_tipo uuid DEFAULT NULL::uuid)
 RETURNS TABLE(ente_id uuid, ente text, id uuid, codice text, denominazione text, tassonomia text, categoria text, modalita text[], spontaneo boolean, importo_fisso_cents bigint, scadenza_obbligatoria boolean, scadenza_stampata boolean, paga_dopo_scadenza boolean, codice_fiscale_anonimo boolean, avviso_stampabile boolean, promemoria_giorni smallint[], definizione json)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select e.id, e.denominazione, t.id, t.codice, t.denominazione, t.tassonomia, t.categoria, t.modalita, t.spontaneo,
         t.importo_fisso_cents, t.scadenza_obbligatoria, t.scadenza_stampata, t.paga_dopo_scadenza, t.codice_fiscale_anonimo,
         t.avviso_stampabile, t.promemoria_giorni, m.definizione
    from enti.ente as mio
    join enti.ente as e on e.intermediario_id = mio.intermediario_id and e.id <> mio.id
    join enti.tipo_dovuto as t on t.ente_id = e.id
    left join lateral (select v.definizione from enti.modulo_versione as v
                        where p_tipo is not null and v.ente_id = t.ente_id and v.tipo_dovuto_id = t.id and v.stato = 'pubblicata'
                        order by v.versione desc limit 1) as m on true
   where mio.id = piattaforma.ente_corrente() and t.attivo and t.codice <> 'MARCA_BOLLO_DIGITALE'
     and (e.codice_fiscale = mio.codice_fiscale or (e.stato = 'ESERCIZIO' and (e.ambiente = 'live' or mio.ambiente = 'prova')))
     and (p_tipo is null or t.id = p_tipo)
   order by e.denominazione, t.denominazione, t.id limit 500;
$function$;
alter routine enti.tipi_copiabili(uuid) owner to mypay_porta;
revoke all on routine enti.tipi_copiabili(uuid) from public;
grant execute on routine enti.tipi_copiabili(uuid) to mypay_ufficio;
grant execute on routine enti.tipi_copiabili(uuid) to mypay_worker;

CREATE OR REPLACE FUNCTION enti.vettore(testo text, peso "char")
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select setweight(to_tsvector('pg_catalog.simple',
    enti.parole(testo) || ' ' || enti.parole(regexp_replace(testo, '([[:alpha:]])[''’]([[:alpha:]])', '\1\2', 'g'))), peso)
$function$;
revoke all on routine enti.vettore(text,"char") from public;
grant execute on routine enti.vettore(text,"char") to mypay_porta;

CREATE OR REPLACE FUNCTION enti.vieta_pubblicata()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.stato = 'pubblicata' then
    raise exception 'enti: a published version of a form is never altered';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION enti.vieta_svuotamento()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'enti: versions of forms are not truncated';
end
$function$;

CREATE OR REPLACE FUNCTION flussi.orizzonte()
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_istante timestamptz;
begin
  select max(r.istante) into v_istante from flussi.rintocco as r where r.xid < pg_snapshot_xmin(pg_current_snapshot());
  delete from flussi.rintocco as r
   where r.xid in (select x.xid from flussi.rintocco as x where x.istante < v_istante order by x.xid for update skip locked limit 1000);
  return v_istante;
end
$function$;
alter routine flussi.orizzonte() owner to mypay_porta;
revoke all on routine flussi.orizzonte() from public;
grant execute on routine flussi.orizzonte() to mypay_sil;
grant execute on routine flussi.orizzonte() to mypay_ufficio;
grant execute on routine flussi.orizzonte() to mypay_worker;

CREATE OR REPLACE FUNCTION flussi.rintocca()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_istante timestamptz := clock_timestamp();
begin
  if pg_current_xact_id_if_assigned() is not null then
    raise exception 'rintocca: this transaction has its number already';
  end if;
  insert into flussi.rintocco (xid, istante) values (pg_current_xact_id(), v_istante);
end
$function$;
alter routine flussi.rintocca() owner to mypay_porta;
revoke all on routine flussi.rintocca() from public;
grant execute on routine flussi.rintocca() to mypay_sil;
grant execute on routine flussi.rintocca() to mypay_ufficio;
grant execute on routine flussi.rintocca() to mypay_worker;

CREATE OR REPLACE FUNCTION lavori.accoda(nome text, payload json, chiave text DEFAULT NULL::text, non_prima timestamp with time zone DEFAULT NULL::timestamp with time zone, coda text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select graphile_worker.add_job(nome, payload, queue_name => coda, run_at => non_prima, job_key => chiave);
$function$;
revoke all on routine lavori.accoda(text,json,text,timestamp with time zone,text) from public;
grant execute on routine lavori.accoda(text,json,text,timestamp with time zone,text) to mypay_nodo;
grant execute on routine lavori.accoda(text,json,text,timestamp with time zone,text) to mypay_portale;
grant execute on routine lavori.accoda(text,json,text,timestamp with time zone,text) to mypay_sil;
grant execute on routine lavori.accoda(text,json,text,timestamp with time zone,text) to mypay_ufficio;
grant execute on routine lavori.accoda(text,json,text,timestamp with time zone,text) to mypay_worker;

CREATE OR REPLACE FUNCTION lavori.atteso(p_chiave text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select 1 from graphile_worker._private_jobs as j
                  where j.key = p_chiave and (j.attempts < j.max_attempts or j.locked_at is not null))
$function$;
revoke all on routine lavori.atteso(text) from public;
grant execute on routine lavori.atteso(text) to mypay_porta;
grant execute on routine lavori.atteso(text) to mypay_ufficio;
grant execute on routine lavori.atteso(text) to mypay_worker;

CREATE OR REPLACE FUNCTION lavori.decidi_fallito(p_id bigint, p_riprova boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform 1 from graphile_worker._private_jobs as j
    where j.id = p_id and j.attempts >= j.max_attempts and j.locked_at is null
      and j.payload ->> 'enteId' = piattaforma.ente_corrente()::text
      for update;
  if not found then
    return false;
  end if;
  if p_riprova then
    perform graphile_worker.reschedule_jobs(array[p_id], run_at => now(), attempts => 0);
  else
    perform graphile_worker.complete_jobs(array[p_id]);
  end if;
  return true;
end
$function$;
revoke all on routine lavori.decidi_fallito(bigint,boolean) from public;
grant execute on routine lavori.decidi_fallito(bigint,boolean) to mypay_ufficio;

CREATE OR REPLACE FUNCTION lavori.falliti(p_quanti integer)
 RETURNS TABLE(id bigint, nome text, dal timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select j.id, t.identifier, j.updated_at
    from graphile_worker._private_jobs as j join graphile_worker._private_tasks as t on t.id = j.task_id
   where j.attempts >= j.max_attempts and j.locked_at is null and j.payload ->> 'enteId' = piattaforma.ente_corrente()::text
     -- Those of a thing that says by itself that it is stuck.
     and coalesce(j.key, '') !~ '^(flusso|annullo|anteprima|richiesta|messaggio):'
   order by j.id limit p_quanti
$function$;
revoke all on routine lavori.falliti(integer) from public;
grant execute on routine lavori.falliti(integer) to mypay_ufficio;

CREATE OR REPLACE FUNCTION lavori.in_esecuzione(p_chiave text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select 1 from graphile_worker._private_jobs as j where j.key = p_chiave and j.locked_at is not null);
$function$;
revoke all on routine lavori.in_esecuzione(text) from public;
grant execute on routine lavori.in_esecuzione(text) to mypay_worker;

CREATE OR REPLACE FUNCTION notifiche.dati_del_cittadino()
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  select jsonb_build_object('posta', (
    select jsonb_agg(jsonb_build_object('a', m.destinatario, 'modello', m.modello, 'chiesta_il', m.creato_il, 'inviata_il', m.inviato_il,
             'rifiutata_il', m.rifiutato_il,
             'avvisi', (select jsonb_agg(jsonb_build_object('dovuto', d.dovuto_id, 'perche', d.perche) order by d.dovuto_id, d.perche)
                          from notifiche.avviso_detto as d where d.messaggio_id = m.id)) order by m.creato_il)
      from notifiche.messaggio as m
     where m.destinatario in (select c.email from utenti.cittadino as c where c.codice_fiscale = piattaforma.cittadino_corrente()
                              union select s.email from utenti.sessione_cittadino as s join utenti.cittadino as c on c.id = s.cittadino_id
                                     where c.codice_fiscale = piattaforma.cittadino_corrente())));
$function$;
alter routine notifiche.dati_del_cittadino() owner to mypay_porta;
revoke all on routine notifiche.dati_del_cittadino() from public;
grant execute on routine notifiche.dati_del_cittadino() to mypay_portale;

CREATE OR REPLACE FUNCTION pagamenti.accogli_orfana(p_ente uuid, p_ricevuta uuid)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with accolta as (
    update pagamenti.ricevuta as r set da_rimborsare = false
     where r.ente_id = p_ente and r.id = p_ricevuta and r.genere = 'orfana' and r.da_rimborsare
       and exists (select from posizioni.dovuto as d where d.ente_id = r.ente_id and d.iuv_id = r.iuv_id and d.stato = 'pagato')
       and not exists (select from pagamenti.trattamento as t where t.ente_id = r.ente_id and t.ricevuta_id = r.id)
    returning r.id)
  select exists (select from accolta);
$function$;
alter routine pagamenti.accogli_orfana(uuid,uuid) owner to mypay_porta;
revoke all on routine pagamenti.accogli_orfana(uuid,uuid) from public;
grant execute on routine pagamenti.accogli_orfana(uuid,uuid) to mypay_worker;

CREATE OR REPLACE FUNCTION pagamenti.applica_trattamento()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  r pagamenti.ricevuta;
  v_iuv uuid;
begin
  select * into r from pagamenti.ricevuta as x where x.ente_id = new.ente_id and x.id = new.ricevuta_id for update;
  if not r.da_rimborsare or new.importo_cents > r.importo_cents or r.iuv_id is distinct from new.iuv_id
     or (r.genere in ('seconda', 'orfana')) is distinct from (new.genere in ('seconda', 'orfana'))
     or (r.genere in ('seconda', 'orfana') and (r.genere <> new.genere or r.importo_cents <> new.importo_cents)) then
    raise exception 'trattamento: not what receipt % says', new.ricevuta_id
      using errcode = 'check_violation', constraint = 'trattamento_come_ricevuta';
  end if;
  if r.genere = 'orfana' and new.esito <> 'non_dovuta' then
    perform 1 from posizioni.iuv as i where i.ente_id = r.ente_id and i.id = r.iuv_id for update;
    if exists (select 1 from posizioni.dovuto as d where d.ente_id = r.ente_id and d.iuv_id = r.iuv_id) then
      raise exception 'trattamento: receipt % has paid a dovuto that came later', new.ricevuta_id
        using errcode = 'check_violation', constraint = 'trattamento_di_un_dovuto';
    end if;
    update posizioni.iuv as i set pagato_il = null, pagato_cents = null, receipt_id = null
     where i.ente_id = r.ente_id and i.id = r.iuv_id;
    update pagamenti.ricevuta as x set iuv_id = null where x.ente_id = r.ente_id and x.id = r.id;
  end if;
  if new.esito = 'attribuita' then
    select d.iuv_id into v_iuv from posizioni.dovuto as d where d.ente_id = new.ente_id and d.id = new.dovuto_id;
    if v_iuv is null then
      raise exception 'trattamento: dovuto % has no iuv', new.dovuto_id
        using errcode = 'check_violation', constraint = 'trattamento_dovuto_iuv';
    end if;
    update pagamenti.ricevuta as x set iuv_id = v_iuv, genere = 'regolare' where x.ente_id = r.ente_id and x.id = r.id;
    -- Of several dovuti under one iuv, none got a transfer by itself.
    update pagamenti.quota_pagata as q set dovuto_id = new.dovuto_id
     where q.ente_id = r.ente_id and q.receipt_id = r.receipt_id and q.dovuto_id is null
       and not exists (select 1 from posizioni.dovuto as s
                        where s.ente_id = r.ente_id and s.iuv_id = v_iuv and s.id <> new.dovuto_id);
  end if;
  return null;
end
$function$;
alter routine pagamenti.applica_trattamento() owner to mypay_porta;

CREATE OR REPLACE FUNCTION pagamenti.avvisi_in_attesa(p_prima timestamp with time zone, p_quanti integer)
 RETURNS TABLE(iuv_id uuid, numero_avviso text, dal timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select v.iuv_id, v.numero_avviso, c.rientrato_il
    from pagamenti.carrello as c join pagamenti.carrello_voce as v on v.carrello_id = c.id
   where c.stato = 'inviato' and c.rientro in ('ok', 'attesa') and c.rientrato_il < p_prima
     and v.ente_id = piattaforma.ente_corrente() and v.ricevuta_id is null
   order by c.rientrato_il limit p_quanti
$function$;
alter routine pagamenti.avvisi_in_attesa(timestamp with time zone,integer) owner to mypay_porta;
revoke all on routine pagamenti.avvisi_in_attesa(timestamp with time zone,integer) from public;
grant execute on routine pagamenti.avvisi_in_attesa(timestamp with time zone,integer) to mypay_ufficio;

CREATE OR REPLACE FUNCTION pagamenti.avvisi_ripetuti(p_enti uuid[], p_iuv uuid[], p_carrello uuid, p_dal timestamp with time zone)
 RETURNS TABLE(ente_id uuid, iuv_id uuid, pagato boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
  select k.ente_id, k.iuv_id, coalesce(bool_or(g.stato = 'pagato' and g.pagato_il > p_dal), false)
    from unnest(p_enti, p_iuv) as k (ente_id, iuv_id)
    cross join lateral (
      select d.posizione_id, d.tipo_dovuto_id, d.causale, p.debitore_codice
        from posizioni.dovuto as d
        join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
       where d.ente_id = k.ente_id and d.iuv_id = k.iuv_id and p.debitore_codice <> 'ANONIMO'
      offset 0) as d
    cross join lateral (
      select a.id
        from posizioni.posizione as a
       where a.debitore_codice = d.debitore_codice and a.ente_id = k.ente_id and a.id <> d.posizione_id
       order by a.debitore_codice desc, a.ente_id desc, a.id desc
       limit 500) as altra
    cross join lateral (
      select g.iuv_id, g.stato, g.pagato_il
        from posizioni.dovuto as g
       where g.ente_id = k.ente_id and g.posizione_id = altra.id and g.tipo_dovuto_id = d.tipo_dovuto_id and g.causale = d.causale
         and g.iuv_id is not null and g.iuv_id <> k.iuv_id
      offset 0) as g
   where g.iuv_id = any(p_iuv) or (g.stato = 'pagato' and g.pagato_il > p_dal)
      or (select true
            from pagamenti.carrello_voce as v join pagamenti.carrello as c on c.id = v.carrello_id
           where v.ente_id = k.ente_id and v.iuv_id = g.iuv_id and c.id <> p_carrello
             and c.stato = 'inviato' and c.inviato_il > p_dal and (c.rientro is null or c.rientro not in ('annullato', 'errore'))
           limit 1)
   group by k.ente_id, k.iuv_id;
$function$;
alter routine pagamenti.avvisi_ripetuti(uuid[],uuid[],uuid,timestamp with time zone) owner to mypay_porta;
revoke all on routine pagamenti.avvisi_ripetuti(uuid[],uuid[],uuid,timestamp with time zone) from public;
grant execute on routine pagamenti.avvisi_ripetuti(uuid[],uuid[],uuid,timestamp with time zone) to mypay_portale;

CREATE OR REPLACE FUNCTION pagamenti.avviso_gia_pagato(p_ente uuid, p_numero text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select from posizioni.iuv as i where i.ente_id = p_ente and i.numero_avviso = p_numero and i.pagato_il is not null);
$function$;
alter routine pagamenti.avviso_gia_pagato(uuid,text) owner to mypay_porta;
revoke all on routine pagamenti.avviso_gia_pagato(uuid,text) from public;
grant execute on routine pagamenti.avviso_gia_pagato(uuid,text) to mypay_nodo;
grant execute on routine pagamenti.avviso_gia_pagato(uuid,text) to mypay_ufficio;

CREATE OR REPLACE FUNCTION pagamenti.controlla_incasso()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if not exists (select 1 from posizioni.dovuto as d
                  where d.ente_id = new.ente_id and d.id = new.dovuto_id and d.stato = 'pagato' and d.pagato_cents = new.importo_cents) then
    raise exception 'incasso: dovuto % is not paid for that amount', new.dovuto_id
      using errcode = 'check_violation', constraint = 'incasso_dovuto_pagato';
  end if;
  if exists (select 1
               from posizioni.dovuto as d
               join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
              where d.ente_id = new.ente_id and d.id = new.dovuto_id
                and (i.pagato_il is not null
                     or exists (select 1 from pagamenti.ricevuta as r
                                 where r.ente_id = i.ente_id and r.iuv_id = i.id and not r.copia
                                   and r.genere in ('regolare', 'orfana')))) then
    raise exception 'incasso: dovuto % has a receipt', new.dovuto_id
      using errcode = 'check_violation', constraint = 'incasso_senza_ricevuta';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION pagamenti.controlla_trattamento()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_iuv uuid;
  v_pagato bigint;
begin
  select d.iuv_id into v_iuv from posizioni.dovuto as d
   where d.ente_id = new.ente_id and d.id = new.dovuto_id and d.stato = 'pagato';
  select sum(d.pagato_cents) into v_pagato from posizioni.dovuto as d
   where d.ente_id = new.ente_id and d.iuv_id = v_iuv and d.stato = 'pagato';
  if v_pagato is distinct from new.importo_cents
     or (select count(*) from pagamenti.ricevuta as r
          where r.ente_id = new.ente_id and r.iuv_id = v_iuv and not r.copia and r.genere in ('regolare', 'orfana')) <> 1
     or exists (select 1 from pagamenti.incasso as n
                  join posizioni.dovuto as d on d.ente_id = n.ente_id and d.id = n.dovuto_id
                 where n.ente_id = new.ente_id and d.iuv_id = v_iuv) then
    raise exception 'trattamento: dovuto % is not paid by the receipt, and by it alone', new.dovuto_id
      using errcode = 'check_violation', constraint = 'trattamento_dovuto_pagato';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION pagamenti.corpo_ricevuta(p_ricevuta uuid)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select m.corpo
    from pagamenti.ricevuta as r
    join pagamenti.messaggio as m on m.id = r.messaggio_id
   where r.ente_id = piattaforma.ente_corrente() and r.id = p_ricevuta
$function$;
alter routine pagamenti.corpo_ricevuta(uuid) owner to mypay_porta;
revoke all on routine pagamenti.corpo_ricevuta(uuid) from public;
grant execute on routine pagamenti.corpo_ricevuta(uuid) to mypay_sil;
grant execute on routine pagamenti.corpo_ricevuta(uuid) to mypay_worker;

CREATE OR REPLACE FUNCTION pagamenti.dati_del_cittadino()
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  with mie as (
    select r.ente_id, r.id
      from (select v.ente_id, v.id from posizioni.v_del_cittadino as v where v.come <> 'delega' limit 20000) as m
      join posizioni.dovuto as d on d.ente_id = m.ente_id and d.posizione_id = m.id and d.iuv_id is not null
      join pagamenti.ricevuta as r on r.ente_id = d.ente_id and r.iuv_id = d.iuv_id and not r.copia
    union
    select r.ente_id, r.id from pagamenti.ricevuta as r
     where r.pagatore is not null and r.pagatore ->> 'codice' = (select piattaforma.cittadino_corrente()) and not r.copia
  )
  select jsonb_build_object(
    'ricevute', (select jsonb_agg(jsonb_build_object('ente', e.denominazione, 'ricevuta', r.receipt_id, 'iuv', r.iuv,
                          'numero_avviso', r.numero_avviso, 'importo_cents', r.importo_cents, 'pagata_il', r.pagata_il,
                          'registrata_il', r.registrata_il, 'causale', r.causale, 'psp', r.psp_denominazione, 'canale', r.canale,
                          'mezzo', r.mezzo, 'commissione_cents', r.commissione_cents, 'debitore', r.debitore, 'pagatore', r.pagatore)
                          order by r.registrata_il, r.id)
                   from mie as m
                   join pagamenti.ricevuta as r on r.ente_id = m.ente_id and r.id = m.id
                   join enti.ente as e on e.id = r.ente_id),
    'carrelli', (select jsonb_agg(jsonb_build_object('iniziato_il', c.creato_il, 'stato', c.stato, 'email', c.email,
                          'inviato_il', c.inviato_il, 'concluso_il', c.concluso_il,
                          'avvisi', (select jsonb_agg(v.numero_avviso order by v.posto) from pagamenti.carrello_voce as v
                                      where v.carrello_id = c.id)) order by c.creato_il)
                   from pagamenti.carrello as c
                  where c.id in (select s.carrello_id
                                   from utenti.sessione_cittadino as s join utenti.cittadino as x on x.id = s.cittadino_id
                                  where x.codice_fiscale = piattaforma.cittadino_corrente()
                                 union select x.carrello_id from utenti.cittadino as x
                                        where x.codice_fiscale = piattaforma.cittadino_corrente())));
$function$;
alter routine pagamenti.dati_del_cittadino() owner to mypay_porta;
revoke all on routine pagamenti.dati_del_cittadino() from public;
grant execute on routine pagamenti.dati_del_cittadino() to mypay_portale;

CREATE OR REPLACE FUNCTION pagamenti.esiti_sessioni(p_enti uuid[], p_sessioni text[], p_con_ricevuta boolean)
 RETURNS TABLE(n integer, scade_il timestamp with time zone, perche text, stato text, rientro text, pagate integer, voci integer, una_volta boolean, posto smallint, iuv text, stazione text, receipt_id text, pagata_il timestamp with time zone, pagata_giorno date, totale_cents bigint, commissione_cents bigint, psp text, psp_denominazione text, debitore_tipo text, debitore_codice text, debitore_anagrafica text, indirizzo text, civico text, cap text, localita text, provincia text, nazione text, email text, iud text, causale text, dati_riscossione text, quota_cents bigint, indice smallint, a_mano boolean, corpo bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
  select k.n::integer, a.scade_il, a.perche, c.stato, c.rientro, c.pagate, c.voci, coalesce(s.pagati_una_volta, false), w.posto,
         v.iuv, v.stazione, v.receipt_id, v.pagata_il, v.pagata_giorno, v.totale_cents, v.commissione_cents, v.psp, v.psp_denominazione,
         v.debitore_tipo, v.debitore_codice, v.debitore_anagrafica, v.indirizzo, v.civico, v.cap, v.localita, v.provincia, v.nazione,
         v.email, v.iud, v.causale, v.dati_riscossione, v.quota_cents, v.indice::smallint, v.origine = 'manuale',
         case when p_con_ricevuta and v.origine <> 'manuale'
              then (select m.corpo from pagamenti.messaggio as m where m.id = v.messaggio_id) end
    from unnest(p_enti, p_sessioni) with ordinality as k (ente_id, id_session, n)
    join pagamenti.arrivo as a on a.id_session = k.id_session and a.ente_id = k.ente_id
    left join pagamenti.porta_sil as s on s.ente_id = k.ente_id
    left join lateral (
      select x.id, x.stato, x.rientro, y.pagate, y.voci
        from pagamenti.carrello as x
       cross join lateral (select count(z.ricevuta_id)::integer as pagate, count(*)::integer as voci
                             from pagamenti.carrello_voce as z where z.carrello_id = x.id) as y
       where x.arrivo_id = a.id
       -- A receipt of an attempt that was left pays all the same.
       order by x.stato = 'pagato' desc, x.id desc limit 1) as c on true
    left join pagamenti.carrello_voce as w on w.carrello_id = c.id and w.ente_id = k.ente_id
    left join pagamenti.v_pagato as v on v.ente_id = w.ente_id and v.iuv_id = w.iuv_id
   order by k.n, w.posto, v.pagata_il, v.ricevuta_id, v.indice, v.dovuto_id
$function$;
alter routine pagamenti.esiti_sessioni(uuid[],text[],boolean) owner to mypay_porta;
revoke all on routine pagamenti.esiti_sessioni(uuid[],text[],boolean) from public;
grant execute on routine pagamenti.esiti_sessioni(uuid[],text[],boolean) to mypay_sil;

CREATE OR REPLACE FUNCTION pagamenti.iban_altrui(p_ente uuid, p_cf text[], p_iban text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select from posizioni.iban_di_altri(p_ente, p_cf, p_iban));
$function$;
alter routine pagamenti.iban_altrui(uuid,text[],text[]) owner to mypay_porta;
revoke all on routine pagamenti.iban_altrui(uuid,text[],text[]) from public;
grant execute on routine pagamenti.iban_altrui(uuid,text[],text[]) to mypay_nodo;
grant execute on routine pagamenti.iban_altrui(uuid,text[],text[]) to mypay_ufficio;

CREATE OR REPLACE FUNCTION pagamenti.lega_carrelli(p jsonb, p_id uuid[], p_adesso timestamp with time zone, p_finestra interval)
 RETURNS uuid[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  v_carrelli uuid[];
  v_enti uuid[];
  v_iuv uuid[];
  v_ricevute uuid[];
  v_pagati uuid[];
begin
  with r as (
    select (t.riga -> 'ricevuta' ->> 'enteId')::uuid as ente_id, (t.riga -> 'ricevuta' ->> 'iuvId')::uuid as iuv_id,
           t.riga -> 'ricevuta' ->> 'notaPagamento' as nota, p_id[t.n] as id
      from jsonb_array_elements(p) with ordinality as t (riga, n)
     where p_id[t.n] is not null and t.riga -> 'ricevuta' ->> 'genere' in ('regolare', 'orfana', 'seconda')
       and t.riga -> 'ricevuta' ->> 'iuvId' is not null
  ), vicini as (
    select r.ente_id, r.iuv_id, r.id, c.id as carrello_id, c.inviato_il, coalesce(c.id_cart = r.nota, false) as suo,
           bool_or(coalesce(c.id_cart = r.nota, false)) over (partition by r.id) as detto
      from r
      join pagamenti.carrello_voce as v on v.ente_id = r.ente_id and v.iuv_id = r.iuv_id and v.ricevuta_id is null
      join pagamenti.carrello as c on c.id = v.carrello_id and c.inviato_il is not null
  )
  select array_agg(x.carrello_id), array_agg(x.ente_id), array_agg(x.iuv_id), array_agg(x.id)
    into v_carrelli, v_enti, v_iuv, v_ricevute
    from vicini as x where x.suo or (not x.detto and x.inviato_il > p_adesso - p_finestra);
  if v_carrelli is null then
    return '{}';
  end if;
  -- Two receipts of one carrello at the same instant: the second waits here, and counts with the first one's.
  perform 1 from pagamenti.carrello as c where c.id = any(v_carrelli) order by c.id for update;
  update pagamenti.carrello_voce as v set ricevuta_id = x.ricevuta_id
    from unnest(v_carrelli, v_enti, v_iuv, v_ricevute) as x (carrello_id, ente_id, iuv_id, ricevuta_id)
   where v.carrello_id = x.carrello_id and v.ente_id = x.ente_id and v.iuv_id = x.iuv_id and v.ricevuta_id is null;
  with pagati as (
    update pagamenti.carrello as c set stato = 'pagato', concluso_il = p_adesso
     where c.id = any(v_carrelli) and c.stato <> 'pagato'
       and not exists (select from pagamenti.carrello_voce as v where v.carrello_id = c.id and v.ricevuta_id is null)
    returning c.id)
  select array_agg(pagati.id) into v_pagati from pagati;
  return coalesce(v_pagati, '{}');
end
$function$;
alter routine pagamenti.lega_carrelli(jsonb,uuid[],timestamp with time zone,interval) owner to mypay_porta;
revoke all on routine pagamenti.lega_carrelli(jsonb,uuid[],timestamp with time zone,interval) from public;
grant execute on routine pagamenti.lega_carrelli(jsonb,uuid[],timestamp with time zone,interval) to mypay_nodo;
grant execute on routine pagamenti.lega_carrelli(jsonb,uuid[],timestamp with time zone,interval) to mypay_worker;

CREATE OR REPLACE FUNCTION pagamenti.leggi_link(p_id uuid)
 RETURNS SETOF pagamenti.link
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select l.* from pagamenti.link as l where l.id = p_id;
$function$;
alter routine pagamenti.leggi_link(uuid) owner to mypay_porta;
revoke all on routine pagamenti.leggi_link(uuid) from public;
grant execute on routine pagamenti.leggi_link(uuid) to mypay_portale;

CREATE OR REPLACE FUNCTION pagamenti.leggi_ricevute(p_ente uuid, p_iuv uuid)
 RETURNS SETOF pagamenti.ricevuta
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select * from pagamenti.ricevuta as r where r.ente_id = p_ente and r.iuv_id = p_iuv and r.genere in ('regolare', 'orfana') and not r.copia
     and r.origine <> 'manuale'
   order by r.registrata_il;
$function$;
alter routine pagamenti.leggi_ricevute(uuid,uuid) owner to mypay_porta;
revoke all on routine pagamenti.leggi_ricevute(uuid,uuid) from public;
grant execute on routine pagamenti.leggi_ricevute(uuid,uuid) to mypay_portale;

CREATE OR REPLACE FUNCTION pagamenti.messaggi_difettosi(p_parole text[], p_dopo uuid, p_prima uuid, p_quanti integer)
 RETURNS TABLE(id uuid, ricevuto_il timestamp with time zone, operazione text, receipt_id text, esito text, difetti jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with difettoso as not materialized (
    select m.id, m.ricevuto_il, m.operazione, m.receipt_id, m.esito, m.difetti
      from pagamenti.messaggio as m
     where m.ente_id = piattaforma.ente_corrente() and (m.esito <> 'OK' or m.difetti <> '[]')
       and lower(concat_ws(' ', m.receipt_id, m.esito, m.difetti::text)) like all (coalesce(
             (select array_agg('%' || regexp_replace(lower(p.parola), '([%_\\])', '\\\1', 'g') || '%') from unnest(p_parole) as p(parola)),
             '{}')))
  (select d.* from difettoso as d
    where p_prima is null
      and (p_dopo is null or (d.ricevuto_il, d.id) < (select x.ricevuto_il, x.id from pagamenti.messaggio as x where x.id = p_dopo))
    order by d.ricevuto_il desc, d.id desc limit p_quanti)
  union all
  (select d.* from difettoso as d
    where p_prima is not null and (d.ricevuto_il, d.id) > (select x.ricevuto_il, x.id from pagamenti.messaggio as x where x.id = p_prima)
    order by d.ricevuto_il, d.id limit p_quanti)
  order by 2 desc, 1 desc
$function$;
alter routine pagamenti.messaggi_difettosi(text[],uuid,uuid,integer) owner to mypay_porta;
revoke all on routine pagamenti.messaggi_difettosi(text[],uuid,uuid,integer) from public;
grant execute on routine pagamenti.messaggi_difettosi(text[],uuid,uuid,integer) to mypay_ufficio;

CREATE OR REPLACE FUNCTION pagamenti.pagati_del_cittadino(p_filtro jsonb, p_prova boolean, p_limite integer)
 RETURNS TABLE(ente_id uuid, ente text, iuv_id uuid, dovuto_id uuid, causale text, tipo text, pagato_il timestamp with time zone, pagato_cents bigint, come text, ricevuta boolean, prova boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  with miei as (
    select d.ente_id, d.iuv_id, d.id, d.causale_pubblica, t.denominazione as tipo, d.pagato_il, d.pagato_cents, m.come
      from (select v.ente_id, v.id, max(v.come) as come from posizioni.v_del_cittadino as v group by v.ente_id, v.id) as m
      join posizioni.dovuto as d on d.ente_id = m.ente_id and d.posizione_id = m.id and d.stato = 'pagato'
      join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
  ), per_altri as (
    select d.ente_id, d.iuv_id, d.id, d.causale_pubblica, t.denominazione, d.pagato_il, d.pagato_cents, 'pagatore'
      from pagamenti.ricevuta as r
      join posizioni.dovuto as d on d.ente_id = r.ente_id and d.iuv_id = r.iuv_id and d.stato = 'pagato'
      join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
     where r.pagatore is not null and r.pagatore ->> 'codice' = (select piattaforma.cittadino_corrente())
       and r.genere in ('regolare', 'orfana') and not r.copia
       and not exists (select from miei as m where m.ente_id = d.ente_id and m.id = d.id)
  )
  select x.ente_id, e.denominazione, x.iuv_id, x.id, x.causale_pubblica, x.tipo, x.pagato_il, x.pagato_cents, x.come,
         exists (select from pagamenti.ricevuta as r where r.ente_id = x.ente_id and r.iuv_id = x.iuv_id
                    and r.genere in ('regolare', 'orfana') and not r.copia and r.origine <> 'manuale'), e.ambiente = 'prova'
    from (select * from miei union all select * from per_altri) as x
    join enti.ente as e on e.id = x.ente_id and (e.ambiente = 'live' or p_prova)
   where x.pagato_il >= (p_filtro ->> 'da')::timestamptz and x.pagato_il < (p_filtro ->> 'a')::timestamptz
     and (p_filtro ->> 'enteId' is null or x.ente_id = (p_filtro ->> 'enteId')::uuid)
   order by x.pagato_il desc, x.ente_id, x.id
   limit p_limite;
$function$;
alter routine pagamenti.pagati_del_cittadino(jsonb,boolean,integer) owner to mypay_porta;
revoke all on routine pagamenti.pagati_del_cittadino(jsonb,boolean,integer) from public;
grant execute on routine pagamenti.pagati_del_cittadino(jsonb,boolean,integer) to mypay_portale;

CREATE OR REPLACE FUNCTION pagamenti.pagato_dal_cittadino(p_iuv uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  select r.ente_id from pagamenti.ricevuta as r
   where r.pagatore is not null and r.pagatore ->> 'codice' = (select piattaforma.cittadino_corrente()) and r.iuv_id = p_iuv
     and r.genere in ('regolare', 'orfana') and not r.copia
   limit 1;
$function$;
alter routine pagamenti.pagato_dal_cittadino(uuid) owner to mypay_porta;
revoke all on routine pagamenti.pagato_dal_cittadino(uuid) from public;
grant execute on routine pagamenti.pagato_dal_cittadino(uuid) to mypay_portale;

CREATE OR REPLACE FUNCTION pagamenti.prepara_ricevute(p jsonb, p_corpi bytea, p_impronte bytea, p_canonici bytea)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  quante integer := jsonb_array_length(p);
  v_messaggi uuid[] := array(select uuidv7() from generate_series(1, quante));
  v_enti uuid[];
  v_iuv uuid[];
begin
  -- One that has to wait long for somebody's lock must not keep those beside it: the set gives up, and each goes on alone, without limit.
  if quante > 1 then
    perform set_config('lock_timeout', '250ms', true);
  end if;
  insert into pagamenti.messaggio (id, operazione, impronta, corpo, corpo_byte, ente_id, id_pa, receipt_id, esito, difetti)
  select v_messaggi[r.n], r.operazione, substring(p_impronte from (32 * r.n - 31)::integer for 32),
         substring(p_corpi from r."corpoDa" + 1 for r."corpoLungo"), r."corpoByte", r."enteId", r."idPa", r."receiptId", r.esito, r.difetti
    from rows from (jsonb_to_recordset(p) as (operazione text, "corpoDa" integer, "corpoLungo" integer, "corpoByte" integer,
      "enteId" uuid, "idPa" text, "receiptId" text, esito text, difetti jsonb)) with ordinality
         as r (operazione, "corpoDa", "corpoLungo", "corpoByte", "enteId", "idPa", "receiptId", esito, difetti, n);
  -- An iuv keeps its numbers for ever: which row it is may be asked before that row is locked.
  for giro in 1 .. 2 loop
    select array_agg(r."enteId" order by r.n),
           array_agg(coalesce((select i.id from posizioni.iuv as i where i.ente_id = r."enteId" and i.numero_avviso = r."numeroAvviso"),
                              (select i.id from posizioni.iuv as i where i.ente_id = r."enteId" and i.iuv = r.iuv)) order by r.n)
      into v_enti, v_iuv
      from rows from (jsonb_to_recordset(p) as ("enteId" uuid, "numeroAvviso" text, iuv text, chiude boolean)) with ordinality
           as r ("enteId", "numeroAvviso", iuv, chiude, n)
     where r.chiude;
    exit when giro = 2 or array_position(v_iuv, null) is null;
    -- An unknown notice gets its row here, as orphan.
    insert into posizioni.iuv (ente_id, iuv, numero_avviso, stazione_id, origine)
    select r."enteId", r.iuv, r."numeroAvvisoValido", r."stazioneId", 'orfano'
      from jsonb_to_recordset(p) as r ("enteId" uuid, "numeroAvviso" text, "numeroAvvisoValido" text, iuv text, "stazioneId" uuid,
        chiude boolean)
     where r.chiude and not exists (select 1 from posizioni.iuv as i where i.ente_id = r."enteId" and i.numero_avviso = r."numeroAvviso")
    on conflict do nothing;
  end loop;
  -- The rows on which two deliveries of the same payment meet.
  perform 1 from unnest(v_enti, v_iuv) as k (ente_id, id) join posizioni.iuv as i on i.ente_id = k.ente_id and i.id = k.id
    order by i.id for update of i;
  return (
    with fatti as materialized (select f.n, f.dovuti from posizioni.fatti_iuv(v_enti, v_iuv) as f)
    select jsonb_agg(jsonb_build_object(
             'messaggioId', v_messaggi[r.n],
             'iuvId', i.id,
             'pagato', i.pagato_il is not null,
             'stessa', (select jsonb_build_object('id', s.id, 'origine', s.origine, 'importoCents', s.importo_cents, 'uguale',
                         s.canonico = substring(p_canonici from (32 * r.n - 31)::integer for 32)) from pagamenti.ricevuta as s
                         where s.ente_id = r."enteId" and s.receipt_id = r."receiptId" and s.genere <> 'difforme'),
             'dovuti', (select f.dovuti from fatti as f where f.n = r.posto),
             'enti', (select jsonb_object_agg(e.codice_fiscale, e.id)
                        from jsonb_array_elements_text(r.beneficiari) as b
                        join enti.ente as e on e.codice_fiscale = b
                         and e.ambiente = (select x.ambiente from enti.ente as x where x.id = r."enteId")))
             order by r.n)
      from (select l.*, case when l.chiude then count(*) filter (where l.chiude) over (order by l.n) end as posto
              from rows from (jsonb_to_recordset(p) as ("enteId" uuid, "receiptId" text, chiude boolean, beneficiari jsonb)) with ordinality
                   as l ("enteId", "receiptId", chiude, beneficiari, n)) as r
      left join posizioni.iuv as i on i.ente_id = r."enteId" and i.id = v_iuv[r.posto]);
end
$function$;
alter routine pagamenti.prepara_ricevute(jsonb,bytea,bytea,bytea) owner to mypay_porta;
revoke all on routine pagamenti.prepara_ricevute(jsonb,bytea,bytea,bytea) from public;
grant execute on routine pagamenti.prepara_ricevute(jsonb,bytea,bytea,bytea) to mypay_nodo;
grant execute on routine pagamenti.prepara_ricevute(jsonb,bytea,bytea,bytea) to mypay_worker;

CREATE OR REPLACE FUNCTION pagamenti.pubblica_preparati(p_arrivo uuid, p_attore text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with preparati as materialized (
    select d.ente_id, d.id, d.posizione_id
      from pagamenti.arrivo as a
      join pagamenti.arrivo_dovuto as x on x.arrivo_id = a.id
      join posizioni.dovuto as d on d.ente_id = x.ente_id and d.id = x.dovuto_id and d.stato = 'bozza'
     where a.id = p_arrivo and a.chiuso_il is null),
  tenute as materialized (
    select p.ente_id, p.id from posizioni.posizione as p
     where (p.ente_id, p.id) in (select q.ente_id, q.posizione_id from preparati as q) order by p.id for update),
  pubblicati as (
    update posizioni.dovuto as d set stato = 'da_pagare', versione = d.versione + 1
      from preparati as q join tenute as p on p.ente_id = q.ente_id and p.id = q.posizione_id
     where d.ente_id = q.ente_id and d.id = q.id and d.stato = 'bozza'
    returning d.*),
  scritti as (
    insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, prima)
    select d.ente_id, d.id, 'modificato', d.versione, d.stato, d.importo_cents, d.data_scadenza, p_attore,
           jsonb_build_object('stato', 'bozza', 'importoCents', d.importo_cents, 'dataScadenza', d.data_scadenza)
      from pubblicati as d)
  insert into registro.atto (ente_id, attore, azione, oggetto, oggetto_id)
  select d.ente_id, p_attore, 'dovuto.pubblicato', 'dovuto', d.id from pubblicati as d order by d.id;
$function$;
alter routine pagamenti.pubblica_preparati(uuid,text) owner to mypay_porta;
revoke all on routine pagamenti.pubblica_preparati(uuid,text) from public;
grant execute on routine pagamenti.pubblica_preparati(uuid,text) to mypay_portale;

CREATE OR REPLACE FUNCTION pagamenti.ricevute_da_elaborare(p_quante integer)
 RETURNS TABLE(id uuid, ricevuto_il timestamp with time zone, receipt_id text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select m.id, m.ricevuto_il, m.receipt_id from pagamenti.messaggio as m
   where m.ente_id = piattaforma.ente_corrente() and m.esito = 'DA_ELABORARE'
   order by m.ricevuto_il limit p_quante
$function$;
alter routine pagamenti.ricevute_da_elaborare(integer) owner to mypay_porta;
revoke all on routine pagamenti.ricevute_da_elaborare(integer) from public;
grant execute on routine pagamenti.ricevute_da_elaborare(integer) to mypay_ufficio;

CREATE OR REPLACE FUNCTION pagamenti.scrivi_avviso_ente(p_ente uuid, p jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into pagamenti.avviso_ente (ente_id, numero_avviso, importo_cents, iuv, scadenza, quote, chiesto_il)
  values (p_ente, p ->> 'numeroAvviso', (p ->> 'importoCents')::bigint, p ->> 'iuv', (p ->> 'scadenza')::date, p -> 'quote',
          (p ->> 'chiestoIl')::timestamptz)
  on conflict (ente_id, numero_avviso, importo_cents) do update
     set iuv = excluded.iuv, scadenza = excluded.scadenza, quote = excluded.quote, chiesto_il = excluded.chiesto_il;
$function$;
alter routine pagamenti.scrivi_avviso_ente(uuid,jsonb) owner to mypay_porta;
revoke all on routine pagamenti.scrivi_avviso_ente(uuid,jsonb) from public;
grant execute on routine pagamenti.scrivi_avviso_ente(uuid,jsonb) to mypay_nodo;

CREATE OR REPLACE FUNCTION pagamenti.scrivi_ricevute(p jsonb, p_canonici bytea)
 RETURNS uuid[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  v_id uuid[] := array(select uuidv7() from generate_series(1, jsonb_array_length(p)));
  v_scritte uuid[];
  v_chiusure jsonb;
begin
  with scritte as (
    insert into pagamenti.ricevuta (id, ente_id, receipt_id, titolare_cf, copia, iuv_id, iuv, numero_avviso, importo_cents, genere,
      pagata_il, applicata_il, versione, stazione, psp, psp_denominazione, psp_codice_fiscale, canale, mezzo, commissione_cents, causale,
      debitore, pagatore, metadati, nota_pagamento, stand_in, canonico, messaggio_id, da_rimborsare,
      origine)
    select v_id[t.n], r."enteId", r."receiptId", r.titolare, r.copia, r."iuvId", r.iuv, r."numeroAvviso", r."importoCents", r.genere,
           r."pagataIl", r."applicataIl", r.versione, r.stazione, r.psp, r."pspDenominazione", r."pspCodiceFiscale", r.canale, r.mezzo,
           r."commissioneCents", r.causale, nullif(r.debitore, 'null'), nullif(r.pagatore, 'null'), nullif(r.metadati, 'null'),
           r."notaPagamento", r."standIn", substring(p_canonici from (32 * t.n - 31)::integer for 32), r."messaggioId", r."daRimborsare",
           coalesce(r.origine, 'nodo')
      from jsonb_array_elements(p) with ordinality as t (riga, n),
           jsonb_to_record(t.riga -> 'ricevuta') as r ("enteId" uuid, "receiptId" text, titolare text, copia boolean, "iuvId" uuid,
             iuv text, "numeroAvviso" text, "importoCents" bigint, genere text, "pagataIl" timestamptz, "applicataIl" date,
             versione smallint, stazione text, psp text,
             "pspDenominazione" text, "pspCodiceFiscale" text, canale text, mezzo text, "commissioneCents" bigint,
             causale text, debitore jsonb, pagatore jsonb, metadati jsonb, "notaPagamento" text, "standIn" boolean, "messaggioId" uuid,
             "daRimborsare" boolean, origine text)
     order by t.n
    on conflict (ente_id, receipt_id, canonico) where genere = 'difforme' do nothing
    returning id)
  select array_agg(s.id) into v_scritte from scritte as s;
  -- Whichever of the owner's receipt and the beneficiary's copy comes first writes the share.
  insert into pagamenti.quota_pagata (ente_id, receipt_id, id_trasferimento, ricevuta_ente_id, ricevuta_id, titolare_cf, importo_cents,
    iban, bollo, beneficiario_cf, beneficiario_denominazione, causale, tassonomia, metadati, dovuto_id)
  select q."enteId", t.riga -> 'ricevuta' ->> 'receiptId', q."idTrasferimento", (t.riga -> 'ricevuta' ->> 'enteId')::uuid, v_id[t.n],
         t.riga -> 'ricevuta' ->> 'titolare', q."importoCents", q.iban, q.bollo, q.beneficiario, q."beneficiarioDenominazione", q.causale,
         q.tassonomia, nullif(q.metadati, 'null'), q."dovutoId"
    from jsonb_array_elements(p) with ordinality as t (riga, n),
         jsonb_to_recordset(t.riga -> 'quote') as q ("enteId" uuid, "idTrasferimento" smallint, "importoCents" bigint, iban text,
           bollo boolean, beneficiario text, "beneficiarioDenominazione" text, causale text, tassonomia text, metadati jsonb,
           "dovutoId" uuid)
   where v_id[t.n] = any(v_scritte)
   -- In one order, for two sets may bring shares of the same payment.
   order by q."enteId", 2, q."idTrasferimento"
  on conflict (ente_id, receipt_id, id_trasferimento) do nothing;
  select jsonb_agg(t.riga -> 'chiusura' order by t.n) into v_chiusure
    from jsonb_array_elements(p) with ordinality as t (riga, n) where t.riga -> 'chiusura' <> 'null';
  if v_chiusure is not null then
    perform posizioni.applica_chiusure(v_chiusure);
  end if;
  -- What was decided of a message, where it is not what it was stored with.
  update pagamenti.messaggio as m set esito = t.riga ->> 'esito'
    from jsonb_array_elements(p) as t (riga)
   where m.id = (t.riga -> 'ricevuta' ->> 'messaggioId')::uuid and t.riga ->> 'esito' <> 'OK';
  return array(select case when x.id = any(v_scritte) then x.id end from unnest(v_id) with ordinality as x (id, n) order by x.n);
end
$function$;
alter routine pagamenti.scrivi_ricevute(jsonb,bytea) owner to mypay_porta;
revoke all on routine pagamenti.scrivi_ricevute(jsonb,bytea) from public;
grant execute on routine pagamenti.scrivi_ricevute(jsonb,bytea) to mypay_nodo;
grant execute on routine pagamenti.scrivi_ricevute(jsonb,bytea) to mypay_worker;

CREATE OR REPLACE FUNCTION pagamenti.segna_presso_ente(p_ente uuid, p_guasti integer, p_perche text, p_ora timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into pagamenti.presso_ente_stato as s (ente_id, guasti, guasto_dal, perche, bene_il)
  values (p_ente, case when p_perche is null then 0 else p_guasti end, case when p_perche is not null then p_ora end, p_perche,
          case when p_perche is null then p_ora end)
  on conflict (ente_id) do update
     set guasti = case when p_perche is null then 0 else s.guasti + p_guasti end,
         guasto_dal = case when p_perche is not null then coalesce(s.guasto_dal, p_ora) end,
         perche = p_perche, bene_il = coalesce(excluded.bene_il, s.bene_il);
$function$;
alter routine pagamenti.segna_presso_ente(uuid,integer,text,timestamp with time zone) owner to mypay_porta;
revoke all on routine pagamenti.segna_presso_ente(uuid,integer,text,timestamp with time zone) from public;
grant execute on routine pagamenti.segna_presso_ente(uuid,integer,text,timestamp with time zone) to mypay_nodo;
grant execute on routine pagamenti.segna_presso_ente(uuid,integer,text,timestamp with time zone) to mypay_ufficio;

CREATE OR REPLACE FUNCTION pagamenti.sostituisci_ricevuta(p jsonb, p_canonico bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
declare
  n jsonb := p -> 'ricevuta';
begin
  update pagamenti.ricevuta as r
     set messaggio_id = (n ->> 'messaggioId')::uuid, canonico = p_canonico, versione = (n ->> 'versione')::smallint,
         origine = n ->> 'origine', numero_avviso = coalesce(r.numero_avviso, n ->> 'numeroAvviso'),
         applicata_il = coalesce(r.applicata_il, (n ->> 'applicataIl')::date), psp = coalesce(r.psp, n ->> 'psp'),
         psp_denominazione = coalesce(r.psp_denominazione, n ->> 'pspDenominazione'),
         psp_codice_fiscale = coalesce(r.psp_codice_fiscale, n ->> 'pspCodiceFiscale'), canale = coalesce(r.canale, n ->> 'canale'),
         mezzo = coalesce(r.mezzo, n ->> 'mezzo'), commissione_cents = coalesce(r.commissione_cents, (n ->> 'commissioneCents')::bigint),
         causale = coalesce(r.causale, n ->> 'causale'), debitore = coalesce(r.debitore, nullif(n -> 'debitore', 'null')),
         pagatore = coalesce(r.pagatore, nullif(n -> 'pagatore', 'null')), metadati = coalesce(r.metadati, nullif(n -> 'metadati', 'null')),
         nota_pagamento = coalesce(r.nota_pagamento, n ->> 'notaPagamento')
   where r.ente_id = (n ->> 'enteId')::uuid and r.id = (n ->> 'id')::uuid;
  if jsonb_array_length(p -> 'difetti') > 0 then
    update pagamenti.messaggio as m set difetti = m.difetti || (p -> 'difetti') where m.id = (n ->> 'messaggioId')::uuid;
  end if;
end
$function$;
alter routine pagamenti.sostituisci_ricevuta(jsonb,bytea) owner to mypay_porta;
revoke all on routine pagamenti.sostituisci_ricevuta(jsonb,bytea) from public;
grant execute on routine pagamenti.sostituisci_ricevuta(jsonb,bytea) to mypay_nodo;
grant execute on routine pagamenti.sostituisci_ricevuta(jsonb,bytea) to mypay_worker;

CREATE OR REPLACE FUNCTION pagamenti.usa_link(p_id uuid, p_adesso timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with usato as (
    update pagamenti.link as l set usi = l.usi + 1
     where l.id = p_id and l.revocato_il is null and (l.scade_il is null or l.scade_il > p_adesso)
       and (l.usi_max is null or l.usi < l.usi_max)
    returning 1)
  select exists (select from usato);
$function$;
alter routine pagamenti.usa_link(uuid,timestamp with time zone) owner to mypay_porta;
revoke all on routine pagamenti.usa_link(uuid,timestamp with time zone) from public;
grant execute on routine pagamenti.usa_link(uuid,timestamp with time zone) to mypay_portale;

CREATE OR REPLACE FUNCTION pagamenti.uso_presso_ente(p_ente uuid, p_dal timestamp with time zone)
 RETURNS TABLE(iniziati integer, pagati integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select count(*)::integer, count(i.pagato_il)::integer
    from (select distinct a.numero_avviso from pagamenti.avviso_ente as a where a.ente_id = p_ente and a.chiesto_il >= p_dal) as a
    left join posizioni.iuv as i on i.ente_id = p_ente and i.numero_avviso = a.numero_avviso;
$function$;
alter routine pagamenti.uso_presso_ente(uuid,timestamp with time zone) owner to mypay_porta;
revoke all on routine pagamenti.uso_presso_ente(uuid,timestamp with time zone) from public;
grant execute on routine pagamenti.uso_presso_ente(uuid,timestamp with time zone) to mypay_ufficio;

CREATE OR REPLACE FUNCTION piattaforma.cittadino_corrente()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.cittadino'::text, true), ''::text);

CREATE OR REPLACE FUNCTION piattaforma.ente_corrente()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.ente'::text, true), ''::text))::uuid;

CREATE OR REPLACE PROCEDURE piattaforma.solo_del_cittadino(IN tabella regclass, IN colonna text)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', tabella);
  execute format('alter table %s force row level security', tabella);
  execute format('create policy porta on %s to mypay_porta using (true) with check (true)', tabella);
  execute format('create policy worker on %s to mypay_worker using (true) with check (true)', tabella);
  execute format(
    'create policy cittadino on %s to mypay_portale '
    'using (%I = (select piattaforma.cittadino_corrente())) with check (%I = (select piattaforma.cittadino_corrente()))',
    tabella, colonna, colonna);
end
$procedure$;

CREATE OR REPLACE PROCEDURE piattaforma.tabella_comune(IN tabella regclass, IN descrizione text)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('comment on table %s is %L', tabella, 'piattaforma: ' || descrizione);
  execute format('grant select, insert, update, delete on %s to mypay_porta', tabella);
end
$procedure$;

CREATE OR REPLACE PROCEDURE piattaforma.tabella_ente(IN tabella regclass, IN descrizione text)
 LANGUAGE plpgsql
AS $procedure$
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
$procedure$;

CREATE OR REPLACE FUNCTION posizioni.aggiungi_allegato(p_ente uuid, p_tipo_dovuto uuid, p_campo text, p_visita bytea, p_file jsonb, p_sha256 bytea, p_contenuto bytea, p_adesso timestamp with time zone)
 RETURNS TABLE(esito text, id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_bytes constant integer := (p_file ->> 'bytes')::integer;
  v_suoi record;
  v_id uuid;
begin
  -- Two files of one form at once are counted one after the other.
  perform pg_advisory_xact_lock(hashtextextended(encode(p_visita, 'hex'), 32));
  select a.id into v_id
    from posizioni.allegato as a
   where a.ente_id = p_ente and a.visita = p_visita and a.tipo_dovuto_id = p_tipo_dovuto and a.campo = p_campo
     and a.sha256 = p_sha256 and a.arrivato_il > p_adesso - interval '24 hours';
  if found then
    return query select 'tenuto', v_id;
    return;
  end if;
  select count(*) as quanti, coalesce(sum(a.bytes), 0) as bytes into v_suoi
    from posizioni.allegato as a
   where a.ente_id = p_ente and a.visita = p_visita and a.tipo_dovuto_id = p_tipo_dovuto
     and a.arrivato_il > p_adesso - interval '24 hours';
  if v_suoi.quanti >= 20 then
    return query select 'troppi', null::uuid;
    return;
  end if;
  if v_suoi.bytes + v_bytes > 41943040 then
    return query select 'troppo_grandi', null::uuid;
    return;
  end if;
  if (select coalesce(sum(a.bytes), 0) from posizioni.allegato as a
       where a.arrivato_il > p_adesso - interval '25 hours' and not posizioni.allegato_tenuto(a.ente_id, a.id))
     + v_bytes > 10737418240 then
    return query select 'pieno', null::uuid;
    return;
  end if;
  insert into posizioni.allegato as a
         (ente_id, tipo_dovuto_id, campo, visita, nome, tipo, bytes, sha256, contenuto, arrivato_il)
  values (p_ente, p_tipo_dovuto, p_campo, p_visita, p_file ->> 'nome', p_file ->> 'tipo', v_bytes, p_sha256, p_contenuto, p_adesso)
  returning a.id into v_id;
  return query select 'tenuto', v_id;
end
$function$;
alter routine posizioni.aggiungi_allegato(uuid,uuid,text,bytea,jsonb,bytea,bytea,timestamp with time zone) owner to mypay_porta;
revoke all on routine posizioni.aggiungi_allegato(uuid,uuid,text,bytea,jsonb,bytea,bytea,timestamp with time zone) from public;
grant execute on routine posizioni.aggiungi_allegato(uuid,uuid,text,bytea,jsonb,bytea,bytea,timestamp with time zone) to mypay_portale;
grant execute on routine posizioni.aggiungi_allegato(uuid,uuid,text,bytea,jsonb,bytea,bytea,timestamp with time zone) to mypay_ufficio;

CREATE OR REPLACE FUNCTION posizioni.allegati_del_dovuto(p_dovuto uuid)
 RETURNS TABLE(ente_id uuid, id uuid, risposta text, versione integer, nome text, tipo text, bytes integer, ordine bigint, aggiunto_il timestamp with time zone, aggiunto_da text, tolto_il timestamp with time zone, tolto_da text, motivo text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with suo as (
    select d.ente_id, d.posizione_id, d.tipo_dovuto_id, p.iupd
      from posizioni.dovuto as d
      join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
     where d.ente_id = piattaforma.ente_corrente() and d.id = p_dovuto),
  tutti as (
    select a.ente_id, a.id, l.risposta, r.versione, a.nome, a.tipo, a.bytes, a.arrivato_il as aggiunto_il, null::text as aggiunto_da,
           null::timestamptz as tolto_il, null::text as tolto_da, null::text as motivo, 0 as poi, l.ordine::text as dove
      from suo as d
      join posizioni.richiesta as r
        on r.ente_id = d.ente_id and r.tipo_dovuto_id = d.tipo_dovuto_id and r.iuv_id is not null
       and r.id = case when d.iupd ~ '^S-[0-9a-f]{32}$' then substr(d.iupd, 3)::uuid end
      join posizioni.richiesta_allegato as l on l.ente_id = r.ente_id and l.richiesta_id = r.id
      join posizioni.allegato as a on a.ente_id = l.ente_id and a.id = l.allegato_id
    union all
    select l.ente_id, a.id, l.risposta, l.versione, l.nome, a.tipo, a.bytes, l.aggiunto_il, l.aggiunto_da,
           l.tolto_il, l.tolto_da, l.motivo, 1, l.id::text
      from suo as d
      join posizioni.posizione_allegato as l
        on l.ente_id = d.ente_id and l.posizione_id = d.posizione_id and l.tipo_dovuto_id = d.tipo_dovuto_id
      left join posizioni.allegato as a on a.ente_id = l.ente_id and a.id = l.allegato_id)
  select t.ente_id, t.id, t.risposta, t.versione, t.nome, t.tipo, t.bytes, row_number() over (order by t.poi, lpad(t.dove, 36, '0')),
         t.aggiunto_il, t.aggiunto_da, t.tolto_il, t.tolto_da, t.motivo
    from tutti as t;
$function$;
alter routine posizioni.allegati_del_dovuto(uuid) owner to mypay_porta;
revoke all on routine posizioni.allegati_del_dovuto(uuid) from public;
grant execute on routine posizioni.allegati_del_dovuto(uuid) to mypay_ufficio;

CREATE OR REPLACE FUNCTION posizioni.allegati_della_visita(p_ente uuid, p_tipo_dovuto uuid, p_visita bytea, p_adesso timestamp with time zone)
 RETURNS TABLE(id uuid, campo text, nome text, tipo text, bytes integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select a.id, a.campo, a.nome, a.tipo, a.bytes
    from posizioni.allegato as a
   where a.ente_id = p_ente and a.tipo_dovuto_id = p_tipo_dovuto and a.visita = p_visita
     and a.arrivato_il > p_adesso - interval '24 hours';
$function$;
alter routine posizioni.allegati_della_visita(uuid,uuid,bytea,timestamp with time zone) owner to mypay_porta;
revoke all on routine posizioni.allegati_della_visita(uuid,uuid,bytea,timestamp with time zone) from public;
grant execute on routine posizioni.allegati_della_visita(uuid,uuid,bytea,timestamp with time zone) to mypay_portale;
grant execute on routine posizioni.allegati_della_visita(uuid,uuid,bytea,timestamp with time zone) to mypay_ufficio;

CREATE OR REPLACE FUNCTION posizioni.allegato_tenuto(p_ente uuid, p_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select from posizioni.richiesta_allegato as r where r.ente_id = p_ente and r.allegato_id = p_id)
      or exists (select from posizioni.posizione_allegato as p where p.ente_id = p_ente and p.allegato_id = p_id);
$function$;
alter routine posizioni.allegato_tenuto(uuid,uuid) owner to mypay_porta;
revoke all on routine posizioni.allegato_tenuto(uuid,uuid) from public;

CREATE OR REPLACE FUNCTION posizioni.alloca_iuv(p_ente uuid, p_stazione uuid, p_quanti integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_base text;
  v_primo bigint;
  v_preso bigint;
begin
  if p_quanti < 1 or p_quanti > 100000 then
    raise exception 'alloca_iuv: between 1 and 100000, not %', p_quanti;
  end if;
  select s.codice_segregazione || '00' into v_base from enti.stazione_ente as s where s.ente_id = p_ente and s.stazione_id = p_stazione;
  insert into posizioni.contatore_iuv as c (ente_id, stazione_id) values (p_ente, p_stazione)
    on conflict (ente_id, stazione_id) do update set prossimo = c.prossimo
    returning c.prossimo into v_primo;
  loop
    if v_primo + p_quanti > 100000000000 then
      raise exception 'alloca_iuv: the progressive numbers of this station are used up';
    end if;
    -- What is taken where the block would lie; and, if anything is, within a thousand numbers of its start.
    v_preso := posizioni.ultimo_preso(p_ente, v_base, v_primo, v_primo + p_quanti - 1);
    exit when v_preso is null;
    v_primo := greatest(v_preso, posizioni.ultimo_preso(p_ente, v_base, v_preso, v_preso + 999)) + 1;
  end loop;
  update posizioni.contatore_iuv as c set prossimo = v_primo + p_quanti where c.ente_id = p_ente and c.stazione_id = p_stazione;
  return v_primo;
end
$function$;
alter routine posizioni.alloca_iuv(uuid,uuid,integer) owner to mypay_porta;
revoke all on routine posizioni.alloca_iuv(uuid,uuid,integer) from public;
grant execute on routine posizioni.alloca_iuv(uuid,uuid,integer) to mypay_sil;
grant execute on routine posizioni.alloca_iuv(uuid,uuid,integer) to mypay_ufficio;
grant execute on routine posizioni.alloca_iuv(uuid,uuid,integer) to mypay_worker;

CREATE OR REPLACE FUNCTION posizioni.altri_avvisi(p_ente uuid, p_iuv uuid)
 RETURNS SETOF posizioni.v_iuv_dovuto
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select v.*
    from posizioni.v_iuv_dovuto as v
   where v.ente_id = p_ente and v.iuv_id <> p_iuv and v.numero_avviso is not null
     and v.dovuto_id in (
       select x.id from posizioni.dovuto as d
         join posizioni.dovuto as x on x.ente_id = d.ente_id and x.posizione_id = d.posizione_id and x.opzione_id <> d.opzione_id
        where d.ente_id = p_ente and d.iuv_id = p_iuv and x.stato = 'da_pagare')
   order by v.iuv_id, v.ordine;
$function$;
alter routine posizioni.altri_avvisi(uuid,uuid) owner to mypay_porta;
revoke all on routine posizioni.altri_avvisi(uuid,uuid) from public;
grant execute on routine posizioni.altri_avvisi(uuid,uuid) to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.aperte_del_cittadino(p_filtro jsonb, p_oggi date, p_prova boolean, p_limite integer)
 RETURNS TABLE(ente_id uuid, ente text, iuv_id uuid, iuv text, numero_avviso text, posizione_id uuid, come text, opzione smallint, forma text, rata smallint, rate bigint, dovuto_id uuid, stato text, importo_cents bigint, data_scadenza date, causale text, causale_pubblica text, tipo text, tipo_codice text, paga_dopo_scadenza boolean, stampabile boolean, termini jsonb, quotazioni jsonb, debitore jsonb, spontaneo boolean, fatti jsonb, prova boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
  select d.ente_id, e.denominazione, i.id, i.iuv, i.numero_avviso, d.posizione_id, m.come, o.ordine, o.forma, d.ordine,
         (select count(*) from posizioni.dovuto as x where x.ente_id = d.ente_id and x.posizione_id = d.posizione_id
             and x.opzione_id = d.opzione_id and x.stato <> 'bozza'),
         d.id, d.stato, d.importo_cents, d.data_scadenza, d.causale, d.causale_pubblica, t.denominazione, t.codice, t.paga_dopo_scadenza,
         t.avviso_stampabile,
         case when p.variabile then posizioni.termini(d.ente_id, d.id) end,
         case when t.attualizzazione then posizioni.quotazioni(d.ente_id, d.id, d.versione, 1) end,
         jsonb_build_object('tipo', p.debitore_tipo, 'codice', p.debitore_codice, 'anagrafica', p.debitore_anagrafica,
           'indirizzo', p.indirizzo, 'civico', p.civico, 'cap', p.cap, 'localita', p.localita, 'provincia', p.provincia),
         m.come = 'proprio' and p.iupd ~ '^S-[0-9a-f]{32}$',
         (select jsonb_build_object('attivatoIl', a.istante, 'attesaDal', a.attesa_dal) from registro.v_attivazione as a
           where a.numero_avviso = i.numero_avviso and a.dominio = e.codice_fiscale), e.ambiente = 'prova'
    from (select v.ente_id, v.id, max(v.come) as come from posizioni.v_del_cittadino as v group by v.ente_id, v.id) as m
    join posizioni.posizione as p on p.ente_id = m.ente_id and p.id = m.id
    join enti.ente as e on e.id = m.ente_id and e.stato = 'ESERCIZIO' and (e.ambiente = 'live' or p_prova)
    join posizioni.dovuto as d on d.ente_id = m.ente_id and d.posizione_id = m.id and d.stato = 'da_pagare'
    join posizioni.opzione as o on o.ente_id = d.ente_id and o.id = d.opzione_id
    left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
    join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
   where (p_filtro ->> 'enteId' is null or d.ente_id = (p_filtro ->> 'enteId')::uuid)
     and (p_filtro ->> 'tipo' is null or t.codice = p_filtro ->> 'tipo')
     and (p_filtro ->> 'causale' is null or strpos(lower(d.causale), lower(p_filtro ->> 'causale')) > 0)
     and (p.variabile or p_filtro ->> 'dal' is null or d.data_scadenza >= (p_filtro ->> 'dal')::date)
     and (p.variabile or p_filtro ->> 'al' is null or d.data_scadenza <= (p_filtro ->> 'al')::date)
     and (p.variabile or not coalesce((p_filtro ->> 'pagabili')::boolean, false) or t.paga_dopo_scadenza or d.data_scadenza is null
          or d.data_scadenza >= p_oggi)
   order by d.data_scadenza desc nulls last, d.ente_id, d.posizione_id, o.ordine, d.ordine, d.id
   limit p_limite;
$function$;
alter routine posizioni.aperte_del_cittadino(jsonb,date,boolean,integer) owner to mypay_porta;
revoke all on routine posizioni.aperte_del_cittadino(jsonb,date,boolean,integer) from public;
grant execute on routine posizioni.aperte_del_cittadino(jsonb,date,boolean,integer) to mypay_portale;
grant execute on routine posizioni.aperte_del_cittadino(jsonb,date,boolean,integer) to mypay_worker;

CREATE OR REPLACE FUNCTION posizioni.applica_chiusure(p jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_material TO 'off'
AS $function$
declare
  quanti integer;
begin
  update posizioni.iuv as i
     set pagato_il = c."pagatoIl", pagato_cents = c."pagatoCents", receipt_id = c."receiptId"
    from jsonb_to_recordset(p) as c ("enteId" uuid, "iuvId" uuid, "pagatoIl" timestamptz, "pagatoCents" bigint, "receiptId" text)
   where i.ente_id = c."enteId" and i.id = c."iuvId" and i.pagato_il is null;
  get diagnostics quanti = row_count;
  if quanti <> jsonb_array_length(p) then
    raise exception 'applica_chiusure: an iuv was paid by another receipt meanwhile';
  end if;
  with pagati as (
    update posizioni.dovuto as d
       set stato = 'pagato', pagato_il = x."pagatoIl", pagato_cents = x."pagatoCents", versione = d.versione + 1,
           da_verificare = x."daVerificare"
      from (select c."enteId", c."pagatoIl", c.attore, c."receiptId", y.*
              from jsonb_to_recordset(p) as c ("enteId" uuid, "pagatoIl" timestamptz, attore text, "receiptId" text, pagati jsonb),
                   jsonb_to_recordset(c.pagati) as y (id uuid, era text, "pagatoCents" bigint, "daVerificare" text[]) offset 0) as x
     where d.ente_id = x."enteId" and d.id = x.id and d.stato <> 'pagato'
     returning d.ente_id, d.id, d.stato, d.versione, d.importo_cents, d.data_scadenza, x.attore, x.era, x."receiptId"),
  estinti as (
    update posizioni.dovuto as d
       set stato = 'estinto', versione = d.versione + 1
      from (select c."enteId", c.attore, c."receiptId", y.*
              from jsonb_to_recordset(p) as c ("enteId" uuid, attore text, "receiptId" text, estinti jsonb),
                   jsonb_to_recordset(c.estinti) as y (id uuid, era text) offset 0) as x
     where d.ente_id = x."enteId" and d.id = x.id and d.stato in ('bozza', 'da_pagare')
     returning d.ente_id, d.id, d.stato, d.versione, d.importo_cents, d.data_scadenza, x.attore, x.era, x."receiptId")
  insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, prima)
  select t.ente_id, t.id, t.stato, t.versione, t.stato, t.importo_cents, t.data_scadenza, t.attore,
         jsonb_build_object('stato', t.era, 'receiptId', t."receiptId")
    from (select * from pagati union all select * from estinti) as t;
  update posizioni.posizione as s set saldata_il = x."pagatoIl"
    from (select c."enteId", c."pagatoIl", y.id::uuid as id
            from jsonb_to_recordset(p) as c ("enteId" uuid, "pagatoIl" timestamptz, saldate jsonb),
                 jsonb_array_elements_text(c.saldate) as y (id) offset 0) as x
   where s.ente_id = x."enteId" and s.id = x.id and s.saldata_il is null;
end
$function$;
alter routine posizioni.applica_chiusure(jsonb) owner to mypay_porta;
revoke all on routine posizioni.applica_chiusure(jsonb) from public;

CREATE OR REPLACE FUNCTION posizioni.apri_allegato(p_dovuto uuid, p_id uuid)
 RETURNS TABLE(nome text, tipo text, sha256 bytea, contenuto bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select a.nome, a.tipo, a.sha256, a.contenuto
    from posizioni.allegato as a
   where a.id = p_id
     and a.ente_id = (select f.ente_id from posizioni.allegati_del_dovuto(p_dovuto) as f where f.id = p_id limit 1);
$function$;
alter routine posizioni.apri_allegato(uuid,uuid) owner to mypay_porta;
revoke all on routine posizioni.apri_allegato(uuid,uuid) from public;
grant execute on routine posizioni.apri_allegato(uuid,uuid) to mypay_ufficio;

CREATE OR REPLACE FUNCTION posizioni.avvisi_del_flusso(p_flusso uuid, p_dopo integer, p_a integer)
 RETURNS TABLE(riga integer, azione text, riga_iud text, avviso posizioni.v_iuv_dovuto)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.riga, s.azione, d.iud, v
    from posizioni.storia as s
   -- Each by its whole key: of an ente that the figures of the tables do not know yet, the planner believes that it has one row, and would
   -- join everything that it has with everything.
   cross join lateral (select x.iud, x.iuv_id from posizioni.dovuto as x where x.ente_id = s.ente_id and x.id = s.dovuto_id offset 0) as d
    left join lateral posizioni.leggi_avviso(s.ente_id, d.iuv_id) as v on true
   where s.ente_id = piattaforma.ente_corrente() and s.flusso_id = p_flusso and s.riga > p_dopo and s.riga <= p_a
     and s.azione <> 'annullato'
   order by s.riga, v.ordine;
$function$;
alter routine posizioni.avvisi_del_flusso(uuid,integer,integer) owner to mypay_porta;
revoke all on routine posizioni.avvisi_del_flusso(uuid,integer,integer) from public;
grant execute on routine posizioni.avvisi_del_flusso(uuid,integer,integer) to mypay_sil;
grant execute on routine posizioni.avvisi_del_flusso(uuid,integer,integer) to mypay_ufficio;
grant execute on routine posizioni.avvisi_del_flusso(uuid,integer,integer) to mypay_worker;

CREATE OR REPLACE FUNCTION posizioni.avviso_del_cittadino(p_iuv uuid)
 RETURNS TABLE(ente_id uuid, come text, spontaneo boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
  select d.ente_id, max(m.come), bool_or(m.come = 'proprio' and p.iupd ~ '^S-[0-9a-f]{32}$')
    from enti.ente as e
    cross join lateral (
      select d.ente_id, d.posizione_id from posizioni.dovuto as d where d.ente_id = e.id and d.iuv_id = p_iuv and d.stato <> 'bozza'
      offset 0) as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    cross join lateral (
      select v.come from posizioni.v_del_cittadino as v where v.ente_id = d.ente_id and v.id = d.posizione_id
      offset 0) as m
   where e.stato = 'ESERCIZIO'
   group by d.ente_id;
$function$;
alter routine posizioni.avviso_del_cittadino(uuid) owner to mypay_porta;
revoke all on routine posizioni.avviso_del_cittadino(uuid) from public;
grant execute on routine posizioni.avviso_del_cittadino(uuid) to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.avviso_dell_ente(p_iuv uuid)
 RETURNS SETOF posizioni.v_iuv_dovuto
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select * from posizioni.v_iuv_dovuto as v where v.ente_id = piattaforma.ente_corrente() and v.iuv_id = p_iuv order by v.ordine;
$function$;
alter routine posizioni.avviso_dell_ente(uuid) owner to mypay_porta;
revoke all on routine posizioni.avviso_dell_ente(uuid) from public;
grant execute on routine posizioni.avviso_dell_ente(uuid) to mypay_sil;
grant execute on routine posizioni.avviso_dell_ente(uuid) to mypay_ufficio;
grant execute on routine posizioni.avviso_dell_ente(uuid) to mypay_worker;

CREATE OR REPLACE FUNCTION posizioni.cerca_avviso(p_codice text, p_codice_fiscale text)
 RETURNS TABLE(ente_id uuid, iuv_id uuid, iuv text, numero_avviso text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select distinct i.ente_id, i.id, i.iuv, i.numero_avviso
    from (select s.ente_id, s.id from posizioni.posizione as s where s.debitore_codice = p_codice_fiscale
          union all
          select b.ente_id, b.posizione_id from posizioni.debitore as b where b.codice = p_codice_fiscale) as p
    join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
    join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
    join enti.ente as e on e.id = p.ente_id and e.stato = 'ESERCIZIO'
   where p_codice_fiscale not in ('ANONIMO', 'ANONYMOUS')
     and (i.numero_avviso = p_codice or i.iuv = p_codice or d.iud = p_codice)
   limit 5;
$function$;
alter routine posizioni.cerca_avviso(text,text) owner to mypay_porta;
revoke all on routine posizioni.cerca_avviso(text,text) from public;
grant execute on routine posizioni.cerca_avviso(text,text) to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.cerca_dovuti(p_iud text, p_codice text, p_inizio text, p_parole text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
AS $function$
  select d.id from posizioni.dovuto as d where d.ente_id = piattaforma.ente_corrente() and d.iud = p_iud
  union
  (select d.id from posizioni.dovuto as d where d.ente_id = piattaforma.ente_corrente() and d.iud like p_inizio limit 2000)
  union
  select d.id
    from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
   where i.ente_id = piattaforma.ente_corrente() and i.iuv = p_codice
  union
  select d.id
    from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
   where i.ente_id = piattaforma.ente_corrente() and i.numero_avviso = p_codice
  union
  (select d.id
    from posizioni.posizione as p join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
   where p.ente_id = piattaforma.ente_corrente() and p.debitore_codice = p_codice limit 2000)
  union
  select d.id
    from posizioni.debitore as b join posizioni.dovuto as d on d.ente_id = b.ente_id and d.posizione_id = b.posizione_id
   where b.ente_id = piattaforma.ente_corrente() and b.codice = p_codice
  union
  (select posizioni.cerca_parole(piattaforma.ente_corrente(), p_parole::tsquery, 2000) where p_parole is not null)
  order by 1 desc limit 2000
$function$;
alter routine posizioni.cerca_dovuti(text,text,text,text) owner to mypay_porta;
revoke all on routine posizioni.cerca_dovuti(text,text,text,text) from public;
grant execute on routine posizioni.cerca_dovuti(text,text,text,text) to mypay_ufficio;
grant execute on routine posizioni.cerca_dovuti(text,text,text,text) to mypay_worker;

CREATE OR REPLACE FUNCTION posizioni.cerca_parole(p_ente uuid, p_domanda tsquery, p_quanti integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
 SET max_parallel_workers_per_gather TO '0'
AS $function$
declare
  v_trovati integer;
begin
  if (select count(*)
        from (select r.parole from posizioni.ricerca as r where r.ente_id = p_ente order by r.dovuto_id desc limit 2000) as n
       where n.parole @@ p_domanda) >= 40 then
    return query
      select n.dovuto_id
        from (select r.dovuto_id, r.parole from posizioni.ricerca as r where r.ente_id = p_ente
               order by r.dovuto_id desc limit 120000) as n
       where n.parole @@ p_domanda limit p_quanti;
    get diagnostics v_trovati = row_count;
    if v_trovati >= p_quanti then
      return;
    end if;
  end if;
  -- Whole words are found in a third of the time that beginnings take. The caller takes away what is found twice.
  if p_domanda::text like '%:*%' then
    return query
      select r.dovuto_id from posizioni.ricerca as r
       where r.ente_id is not distinct from p_ente and r.parole @@ replace(p_domanda::text, ':*', '')::tsquery
       order by r.dovuto_id desc limit p_quanti;
    get diagnostics v_trovati = row_count;
    if v_trovati >= p_quanti then
      return;
    end if;
  end if;
  return query
    select r.dovuto_id from posizioni.ricerca as r
     where r.ente_id is not distinct from p_ente and r.parole @@ p_domanda order by r.dovuto_id desc limit p_quanti;
end
$function$;
alter routine posizioni.cerca_parole(uuid,tsquery,integer) owner to mypay_porta;
revoke all on routine posizioni.cerca_parole(uuid,tsquery,integer) from public;

CREATE OR REPLACE FUNCTION posizioni.chiedi_delega(p_ente uuid, p jsonb, p_sha256 bytea, p_documento bytea, p_adesso timestamp with time zone)
 RETURNS TABLE(esito text, id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_chi constant text := piattaforma.cittadino_corrente();
  v_id uuid;
begin
  if not exists (select from enti.ente as e where e.id = p_ente and e.stato = 'ESERCIZIO') then
    return query select 'ente', null::uuid;
    return;
  end if;
  -- Two at once are counted one after the other.
  perform pg_advisory_xact_lock(hashtextextended(v_chi, 33));
  if (select count(*) from posizioni.delega as d where d.delegato_codice = v_chi and d.stato = 'richiesta') >= 10 then
    return query select 'troppe', null::uuid;
    return;
  end if;
  -- One that holds no more makes room for another.
  update posizioni.delega as d set stato = 'scaduta', versione = d.versione + 1
   where d.ente_id = p_ente and d.delegato_codice = v_chi and d.delegante_codice = p ->> 'deleganteCodice' and d.stato = 'approvata'
     and d.valida_al < (p_adesso at time zone 'Europe/Rome')::date;
  insert into posizioni.delega as d
         (ente_id, genere, delegato_codice, delegato_nome, delegante_codice, delegante_nome, chiesta_il, documento_nome, documento_tipo,
          documento_bytes, documento_sha256, documento)
  values (p_ente, p ->> 'genere', v_chi, p ->> 'delegatoNome', p ->> 'deleganteCodice', p ->> 'deleganteNome', p_adesso,
          p ->> 'nome', p ->> 'tipo', (p ->> 'bytes')::integer, p_sha256, p_documento)
  on conflict (ente_id, delegato_codice, delegante_codice) where stato in ('richiesta', 'approvata') do nothing
  returning d.id into v_id;
  return query select case when v_id is null then 'gia' else 'chiesta' end, v_id;
end
$function$;
alter routine posizioni.chiedi_delega(uuid,jsonb,bytea,bytea,timestamp with time zone) owner to mypay_porta;
revoke all on routine posizioni.chiedi_delega(uuid,jsonb,bytea,bytea,timestamp with time zone) from public;
grant execute on routine posizioni.chiedi_delega(uuid,jsonb,bytea,bytea,timestamp with time zone) to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.conferma_richiesta(p_ente uuid, p_id uuid, p_prova uuid, p_adesso timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
alter routine posizioni.conferma_richiesta(uuid,uuid,uuid,timestamp with time zone) owner to mypay_porta;
revoke all on routine posizioni.conferma_richiesta(uuid,uuid,uuid,timestamp with time zone) from public;
grant execute on routine posizioni.conferma_richiesta(uuid,uuid,uuid,timestamp with time zone) to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.controlla_composte()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_material TO 'off'
AS $function$
declare
  v_enti uuid[] := array(select distinct n.ente_id from nuove as n);
begin
  if not exists (select 1 from unnest(v_enti) as k (ente_id)
                  cross join lateral (select 1 from posizioni.posizione as p
                                       where p.ente_id = k.ente_id and p.importo_cents is not null limit 1) as x) then
    return null;
  end if;
  perform posizioni.esige_somme(t.ente_id, t.posizione_id)
    from (select distinct x.ente_id, x.posizione_id
            from (select distinct n.ente_id, n.dovuto_id from nuove as n offset 0) as k
           cross join lateral (select d.ente_id, d.posizione_id from posizioni.dovuto as d
                                where d.ente_id = k.ente_id and d.id = k.dovuto_id offset 0) as x
           cross join lateral (select 1 from posizioni.posizione as p
                                where p.ente_id = x.ente_id and p.id = x.posizione_id and p.importo_cents is not null offset 0) as y) as t;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION posizioni.controlla_importo()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION posizioni.controlla_metadati()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if exists (select 1
               from (select distinct n.ente_id, n.posizione_id from nuovi as n) as t
               join posizioni.metadato as m on m.ente_id = t.ente_id and m.posizione_id = t.posizione_id
              group by m.ente_id, m.posizione_id
             having count(*) filter (where m.per_pagopa) > 15
                 or coalesce(sum(octet_length(m.chiave) + octet_length(m.valore)) filter (where not m.per_pagopa), 0) > 4096) then
    raise exception 'metadati: at most 15 for pagoPA, and 4 kB of the others' using errcode = 'check_violation',
      constraint = 'metadato_limiti';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION posizioni.controlla_nato_pagato()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if not exists (select 1 from posizioni.iuv as i where i.ente_id = new.ente_id and i.id = new.iuv_id and i.pagato_il is not null) then
    raise exception 'dovuto %: nothing has paid its iuv', new.iud using errcode = '40001';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION posizioni.controlla_posizione()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform posizioni.esige_somme(new.ente_id, case tg_table_name when 'posizione' then (to_jsonb(new) ->> 'id')::uuid
                                                                else (to_jsonb(new) ->> 'posizione_id')::uuid end);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION posizioni.controlla_quote()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION posizioni.dai_avviso(p_ente uuid, p_dovuto uuid, p_attore text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  v_posizione uuid;
  v_dovuto posizioni.dovuto;
  v_iuv uuid;
begin
  select d.posizione_id into v_posizione from posizioni.dovuto as d where d.ente_id = p_ente and d.id = p_dovuto;
  if not exists (select from posizioni.v_del_cittadino as m where m.ente_id = p_ente and m.id = v_posizione) then
    return null;
  end if;
  -- As whoever changes it: the posizione first.
  perform 1 from posizioni.posizione as p where p.ente_id = p_ente and p.id = v_posizione for update;
  select * into v_dovuto from posizioni.dovuto as d where d.ente_id = p_ente and d.id = p_dovuto;
  if v_dovuto.iuv_id is not null or v_dovuto.stato <> 'da_pagare' then
    return case when v_dovuto.stato = 'da_pagare' then v_dovuto.iuv_id end;
  end if;
  insert into posizioni.iuv (ente_id, iuv, numero_avviso, stazione_id, origine)
  select p_ente, substr(n.nav, 2), n.nav, s.stazione_id, 'carrello'
    from enti.v_stazione_ente as s
   cross join lateral (select posizioni.numero_avviso(s.codice_segregazione, posizioni.alloca_iuv(p_ente, s.stazione_id, 1)) as nav) as n
   where s.ente_id = p_ente and s.predefinita
  returning id into v_iuv;
  update posizioni.dovuto as d set iuv_id = v_iuv, versione = d.versione + 1 where d.ente_id = p_ente and d.id = p_dovuto;
  insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, prima)
  values (p_ente, p_dovuto, 'modificato', v_dovuto.versione + 1, v_dovuto.stato, v_dovuto.importo_cents, v_dovuto.data_scadenza, p_attore,
          jsonb_build_object('stato', v_dovuto.stato, 'riunito', true));
  return v_iuv;
end
$function$;
alter routine posizioni.dai_avviso(uuid,uuid,text) owner to mypay_porta;
revoke all on routine posizioni.dai_avviso(uuid,uuid,text) from public;
grant execute on routine posizioni.dai_avviso(uuid,uuid,text) to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.dati_del_cittadino()
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  with mie as materialized (
    select v.ente_id, v.id, max(v.come) as come from posizioni.v_del_cittadino as v where v.come <> 'delega'
     group by v.ente_id, v.id limit 20000
  ), dovuti as materialized (
    select d.*, m.come from mie as m
      join posizioni.dovuto as d on d.ente_id = m.ente_id and d.posizione_id = m.id and d.stato <> 'bozza'
  )
  select jsonb_build_object(
    'posizioni', (select jsonb_agg(jsonb_build_object('ente', e.denominazione, 'codice_posizione', p.iupd, 'come', d.come,
                           'debitore', p.debitore_anagrafica, 'codice_fiscale', p.debitore_codice, 'indirizzo', p.indirizzo,
                           'civico', p.civico, 'cap', p.cap, 'localita', p.localita, 'provincia', p.provincia, 'nazione', p.nazione,
                           'email', p.email, 'nota', p.nota_pagatore, 'notificata_il', p.notificata_il, 'iud', d.iud, 'iuv', i.iuv,
                           'numero_avviso', i.numero_avviso, 'tipo', t.denominazione, 'causale', d.causale,
                           'importo_cents', d.importo_cents, 'scadenza', d.data_scadenza, 'stato', d.stato, 'pagato_il', d.pagato_il,
                           'pagato_cents', d.pagato_cents, 'inserito_il', d.creato_il) order by d.creato_il, d.id)
                    from dovuti as d
                    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
                    join enti.ente as e on e.id = d.ente_id
                    join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
                    left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id),
    'storia', (select jsonb_agg(jsonb_build_object('istante', s.istante, 'iud', d.iud, 'azione', s.azione, 'stato', s.stato,
                        'importo_cents', s.importo_cents, 'scadenza', s.data_scadenza, 'chi', split_part(s.attore, ':', 1),
                        'motivo', s.motivo) order by s.istante, s.id)
                 from dovuti as d join posizioni.storia as s on s.ente_id = d.ente_id and s.dovuto_id = d.id),
    'richieste', (select jsonb_agg(jsonb_build_object('ente', e.denominazione, 'chiesta_il', r.chiesta_il, 'risposte', r.risposte,
                           'importo_cents', r.importo_cents, 'email', r.email, 'confermata_il', r.confermata_il, 'rifiuto', r.rifiuto,
                           'file', (select jsonb_agg(a.nome order by l.ordine) from posizioni.richiesta_allegato as l
                                      join posizioni.allegato as a on a.ente_id = l.ente_id and a.id = l.allegato_id
                                     where l.ente_id = r.ente_id and l.richiesta_id = r.id)) order by r.chiesta_il)
                    from posizioni.richiesta as r join enti.ente as e on e.id = r.ente_id
                   where r.debitore_codice = (select piattaforma.cittadino_corrente())),
    'deleghe', (select jsonb_agg(to_jsonb(d) - 'id' - 'ente_id' order by d.chiesta_il) from posizioni.deleghe_del_cittadino() as d));
$function$;
alter routine posizioni.dati_del_cittadino() owner to mypay_porta;
revoke all on routine posizioni.dati_del_cittadino() from public;
grant execute on routine posizioni.dati_del_cittadino() to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.deleghe_del_cittadino()
 RETURNS TABLE(id uuid, ente_id uuid, ente text, genere text, mia boolean, delegato_codice text, delegato_nome text, delegante_codice text, delegante_nome text, stato text, chiesta_il timestamp with time zone, decisa_il timestamp with time zone, motivo text, valida_al date, revocata_il timestamp with time zone, documento_nome text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  select d.id, d.ente_id, e.denominazione, d.genere, d.delegato_codice = piattaforma.cittadino_corrente(), d.delegato_codice,
         d.delegato_nome, d.delegante_codice, d.delegante_nome, d.stato, d.chiesta_il, d.decisa_il, d.motivo, d.valida_al, d.revocata_il,
         d.documento_nome
    from posizioni.delega as d join enti.ente as e on e.id = d.ente_id
   where d.delegato_codice = (select piattaforma.cittadino_corrente()) or d.delegante_codice = (select piattaforma.cittadino_corrente())
   order by d.chiesta_il desc limit 200;
$function$;
alter routine posizioni.deleghe_del_cittadino() owner to mypay_porta;
revoke all on routine posizioni.deleghe_del_cittadino() from public;
grant execute on routine posizioni.deleghe_del_cittadino() to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.enti_del_debitore(p_codice text, p_ambiente text, p_massimo integer)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select e.id from enti.ente as e
   where e.stato = 'ESERCIZIO' and e.ambiente = p_ambiente and p_codice <> 'ANONIMO'
     and exists (select 1 from posizioni.posizione as p where p.ente_id = e.id and p.debitore_codice = p_codice)
   order by e.id limit p_massimo;
$function$;
alter routine posizioni.enti_del_debitore(text,text,integer) owner to mypay_porta;
revoke all on routine posizioni.enti_del_debitore(text,text,integer) from public;
grant execute on routine posizioni.enti_del_debitore(text,text,integer) to mypay_sil;

CREATE OR REPLACE FUNCTION posizioni.esige_somme(p_ente uuid, p_posizione uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
declare
  errata record;
begin
  select o.ordine, s.somma, p.importo_cents + o.maggiorazione_cents - o.gia_pagato_cents as attesa into errata
    from posizioni.posizione as p
    join posizioni.opzione as o on o.ente_id = p.ente_id and o.posizione_id = p.id
    join lateral (select coalesce(sum(d.importo_cents), 0) as somma, coalesce(bool_or(d.sostituito_il is not null), false) as sostituita
                    from posizioni.dovuto as d where d.ente_id = o.ente_id and d.posizione_id = o.posizione_id and d.opzione_id = o.id)
         as s on not s.sostituita
   where p.ente_id = p_ente and p.id = p_posizione and p.importo_cents is not null
     and s.somma <> p.importo_cents + o.maggiorazione_cents - o.gia_pagato_cents
   limit 1;
  if found then
    raise exception 'opzione % of posizione % sums to %, not to %', errata.ordine, p_posizione, errata.somma, errata.attesa
      using errcode = 'check_violation', constraint = 'opzione_somma';
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION posizioni.esito_richiesta(p_ente uuid, p_id uuid)
 RETURNS TABLE(confermata boolean, iuv_id uuid, rifiuto text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select r.confermata_il is not null, r.iuv_id, r.rifiuto from posizioni.richiesta as r where r.ente_id = p_ente and r.id = p_id;
$function$;
alter routine posizioni.esito_richiesta(uuid,uuid) owner to mypay_porta;
revoke all on routine posizioni.esito_richiesta(uuid,uuid) from public;
grant execute on routine posizioni.esito_richiesta(uuid,uuid) to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.fatti_costo(p_dovuto uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select jsonb_build_object(
           'termini', case when p.variabile then posizioni.termini(d.ente_id, d.id) end,
           'quotazioni', case when t.attualizzazione then posizioni.quotazioni(d.ente_id, d.id, null, 20) end)
    from posizioni.dovuto as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
   where d.ente_id = piattaforma.ente_corrente() and d.id = p_dovuto
$function$;
alter routine posizioni.fatti_costo(uuid) owner to mypay_porta;
revoke all on routine posizioni.fatti_costo(uuid) from public;
grant execute on routine posizioni.fatti_costo(uuid) to mypay_ufficio;

CREATE OR REPLACE FUNCTION posizioni.fatti_iuv(p_enti uuid[], p_iuv uuid[])
 RETURNS TABLE(n bigint, dovuti jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_enti uuid[];
  v_posizioni uuid[];
begin
  select array_agg(t.ente_id), array_agg(t.posizione_id) into v_enti, v_posizioni
    from (select distinct d.ente_id, d.posizione_id
            from unnest(p_enti, p_iuv) as k (ente_id, iuv_id)
            join posizioni.dovuto as d on d.ente_id = k.ente_id and d.iuv_id = k.iuv_id) as t;
  if v_posizioni is null then
    return;
  end if;
  perform 1 from unnest(v_enti, v_posizioni) as k (ente_id, id) join posizioni.posizione as p on p.ente_id = k.ente_id and p.id = k.id
    order by p.id for update of p;
  return query
    select k.n, jsonb_agg(jsonb_build_object(
             'id', d.id, 'posizioneId', d.posizione_id, 'opzioneId', d.opzione_id, 'stato', d.stato, 'importoCents', d.importo_cents,
             'sottoIuv', d.iuv_id is not distinct from k.iuv_id, 'dataScadenza', d.data_scadenza,
             'pagaDopoScadenza', t.paga_dopo_scadenza,
             'termini', case when s.variabile then posizioni.termini(d.ente_id, d.id) end,
             'quotazioni', case when t.attualizzazione then posizioni.quotazioni(d.ente_id, d.id, null, 20) end,
             'quote', (select jsonb_agg(jsonb_build_object('cf', q.beneficiario_cf, 'importoCents', q.importo_cents) order by q.indice)
                         from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id))
             order by d.ordine, d.id)
      from unnest(p_enti, p_iuv) with ordinality as k (ente_id, iuv_id, n)
      join lateral (select distinct x.posizione_id, y.variabile from posizioni.dovuto as x
                      join posizioni.posizione as y on y.ente_id = x.ente_id and y.id = x.posizione_id
                     where x.ente_id = k.ente_id and x.iuv_id = k.iuv_id) as s on true
      join posizioni.dovuto as d on d.ente_id = k.ente_id and d.posizione_id = s.posizione_id
      join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
     group by k.n;
end
$function$;
alter routine posizioni.fatti_iuv(uuid[],uuid[]) owner to mypay_porta;
revoke all on routine posizioni.fatti_iuv(uuid[],uuid[]) from public;

CREATE OR REPLACE FUNCTION posizioni.iban_di_altri(p_ente uuid, p_cf text[], p_iban text[])
 RETURNS TABLE(codice_fiscale text, iban text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with nostri as (
    select e.codice_fiscale, c.iban
      from enti.ente as e join enti.conto_iban as c on c.ente_id = e.id
     where c.iban = any(p_iban) and e.ambiente = (select x.ambiente from enti.ente as x where x.id = p_ente))
  select k.cf, k.iban
    from unnest(p_cf, p_iban) as k (cf, iban)
   where exists (select 1 from enti.ente as e where e.codice_fiscale = k.cf
                    and e.ambiente = (select x.ambiente from enti.ente as x where x.id = p_ente))
     and exists (select 1 from nostri as n where n.iban = k.iban)
     and not exists (select 1 from nostri as n where n.iban = k.iban and n.codice_fiscale = k.cf);
$function$;
alter routine posizioni.iban_di_altri(uuid,text[],text[]) owner to mypay_porta;
revoke all on routine posizioni.iban_di_altri(uuid,text[],text[]) from public;
grant execute on routine posizioni.iban_di_altri(uuid,text[],text[]) to mypay_sil;
grant execute on routine posizioni.iban_di_altri(uuid,text[],text[]) to mypay_ufficio;
grant execute on routine posizioni.iban_di_altri(uuid,text[],text[]) to mypay_worker;

CREATE OR REPLACE FUNCTION posizioni.lega_allegati(p_ente uuid, p_richiesta uuid, p_visita bytea, p_ids uuid[], p_risposte text[], p_adesso timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with legati as (
    insert into posizioni.richiesta_allegato (ente_id, richiesta_id, allegato_id, risposta, ordine)
    select r.ente_id, r.id, a.id, n.risposta, n.ordine
      from unnest(p_ids, p_risposte) with ordinality as n (id, risposta, ordine)
      join posizioni.richiesta as r on r.ente_id = p_ente and r.id = p_richiesta and r.confermata_il is null
      join posizioni.allegato as a on a.ente_id = r.ente_id and a.id = n.id and a.tipo_dovuto_id = r.tipo_dovuto_id
       and a.visita = p_visita and a.arrivato_il > p_adesso - interval '24 hours'
    returning 1)
  select count(*)::integer from legati;
$function$;
alter routine posizioni.lega_allegati(uuid,uuid,bytea,uuid[],text[],timestamp with time zone) owner to mypay_porta;
revoke all on routine posizioni.lega_allegati(uuid,uuid,bytea,uuid[],text[],timestamp with time zone) from public;
grant execute on routine posizioni.lega_allegati(uuid,uuid,bytea,uuid[],text[],timestamp with time zone) to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.lega_allegati_dovuto(p_dovuto uuid, p_visita bytea, p_ids uuid[], p_risposte text[], p_versione integer, p_attore text, p_adesso timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_ente constant uuid := piattaforma.ente_corrente();
  v_legati integer;
begin
  -- Two files at once are counted one after the other.
  perform pg_advisory_xact_lock(hashtextextended(d.posizione_id::text, 33))
     from posizioni.dovuto as d where d.ente_id = v_ente and d.id = p_dovuto;
  if (select count(f.id) from posizioni.allegati_del_dovuto(p_dovuto) as f) + cardinality(p_ids) > 20 then
    return -1;
  end if;
  insert into posizioni.posizione_allegato
         (ente_id, posizione_id, tipo_dovuto_id, allegato_id, risposta, versione, nome, aggiunto_il, aggiunto_da)
  select d.ente_id, d.posizione_id, d.tipo_dovuto_id, a.id, n.risposta, p_versione, a.nome, p_adesso, p_attore
    from unnest(p_ids, p_risposte) with ordinality as n (id, risposta, ordine)
    join posizioni.dovuto as d on d.ente_id = v_ente and d.id = p_dovuto
    join posizioni.allegato as a on a.ente_id = d.ente_id and a.id = n.id and a.tipo_dovuto_id = d.tipo_dovuto_id
     and a.visita = p_visita and a.arrivato_il > p_adesso - interval '24 hours'
   order by n.ordine;
  get diagnostics v_legati = row_count;
  return v_legati;
end
$function$;
alter routine posizioni.lega_allegati_dovuto(uuid,bytea,uuid[],text[],integer,text,timestamp with time zone) owner to mypay_porta;
revoke all on routine posizioni.lega_allegati_dovuto(uuid,bytea,uuid[],text[],integer,text,timestamp with time zone) from public;
grant execute on routine posizioni.lega_allegati_dovuto(uuid,bytea,uuid[],text[],integer,text,timestamp with time zone) to mypay_ufficio;

CREATE OR REPLACE FUNCTION posizioni.leggi_avviso(p_ente uuid, p_iuv uuid)
 RETURNS SETOF posizioni.v_iuv_dovuto
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select * from posizioni.v_iuv_dovuto as v where v.ente_id = p_ente and v.iuv_id = p_iuv order by v.ordine;
$function$;
alter routine posizioni.leggi_avviso(uuid,uuid) owner to mypay_porta;
revoke all on routine posizioni.leggi_avviso(uuid,uuid) from public;
grant execute on routine posizioni.leggi_avviso(uuid,uuid) to mypay_portale;
grant execute on routine posizioni.leggi_avviso(uuid,uuid) to mypay_worker;

CREATE OR REPLACE FUNCTION posizioni.modulo_del_dovuto(p_dovuto uuid)
 RETURNS TABLE(tipo_dovuto_id uuid, versione integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.tipo_dovuto_id, r.versione
    from posizioni.dovuto as d
    left join posizioni.richiesta as r
      on r.ente_id = d.ente_id and r.tipo_dovuto_id = d.tipo_dovuto_id
     and r.id = case when d.iud ~ '^S-[0-9a-f]{32}$' then substr(d.iud, 3)::uuid end
   where d.ente_id = piattaforma.ente_corrente() and d.id = p_dovuto;
$function$;
alter routine posizioni.modulo_del_dovuto(uuid) owner to mypay_porta;
revoke all on routine posizioni.modulo_del_dovuto(uuid) from public;
grant execute on routine posizioni.modulo_del_dovuto(uuid) to mypay_ufficio;

CREATE OR REPLACE FUNCTION posizioni.numero_avviso(p_segregazione text, p_progressivo bigint)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT (b.base || lpad((((b.base)::bigint % (93)::bigint))::text, 2, '0'::text)) FROM (SELECT ((('3'::text || numero_avviso.p_segregazione) || '00'::text) || lpad((numero_avviso.p_progressivo)::text, 11, '0'::text)) AS base) b);

CREATE OR REPLACE FUNCTION posizioni.parole(p_ente uuid, p_testo text, p_importi bigint[])
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select array_to_tsvector(
           string_to_array(k.ente || replace(btrim(regexp_replace(regexp_replace(lower(regexp_replace(normalize(
             case when p_testo ~ '[[:alpha:]][''’][[:alpha:]]'
                  then p_testo || ' ' || regexp_replace(p_testo, '([[:alpha:]])[''’]([[:alpha:]])', '\1\2', 'g')
                  else p_testo end,
             NFD), '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', ' ', 'g'),
             '([a-z0-9]{50})[a-z0-9]+', '\1', 'g')), ' ', ' ' || k.ente), ' ')
           || array(select k.ente || '=' || i from unnest(p_importi) as i where i is not null))
    from (select right(p_ente::text, 4) as ente) as k
$function$;
revoke all on routine posizioni.parole(uuid,text,bigint[]) from public;
grant execute on routine posizioni.parole(uuid,text,bigint[]) to mypay_porta;
grant execute on routine posizioni.parole(uuid,text,bigint[]) to mypay_worker;

CREATE OR REPLACE FUNCTION posizioni.quotazioni(p_ente uuid, p_dovuto uuid, p_versione integer, p_quante integer)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select coalesce(jsonb_agg(jsonb_build_object('importoCents', q.importo_cents, 'chiestaMs', q.chiesta_ms,
                                               'validaFinoMs', q.valida_fino_ms) order by q.chiesta_ms desc), '[]')
    from (select x.importo_cents, (extract(epoch from x.chiesta_il) * 1000)::bigint as chiesta_ms,
                 (extract(epoch from x.valida_fino) * 1000)::bigint as valida_fino_ms
            from posizioni.quotazione as x
           where x.ente_id = p_ente and x.dovuto_id = p_dovuto and (p_versione is null or x.versione = p_versione)
           order by x.chiesta_il desc limit p_quante) as q;
$function$;
alter routine posizioni.quotazioni(uuid,uuid,integer,integer) owner to mypay_porta;
revoke all on routine posizioni.quotazioni(uuid,uuid,integer,integer) from public;
grant execute on routine posizioni.quotazioni(uuid,uuid,integer,integer) to mypay_nodo;
grant execute on routine posizioni.quotazioni(uuid,uuid,integer,integer) to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.revoca_delega(p_id uuid, p_adesso timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update posizioni.delega as d
     set stato = 'revocata', revocata_il = p_adesso, versione = d.versione + 1, decisa_il = coalesce(d.decisa_il, p_adesso),
         decisa_da = coalesce(d.decisa_da, 'cittadino'),
         valida_al = coalesce(d.valida_al, (p_adesso at time zone 'Europe/Rome')::date)
   where d.id = p_id and d.stato in ('richiesta', 'approvata')
     and piattaforma.cittadino_corrente() in (d.delegato_codice, d.delegante_codice)
  returning d.ente_id;
$function$;
alter routine posizioni.revoca_delega(uuid,timestamp with time zone) owner to mypay_porta;
revoke all on routine posizioni.revoca_delega(uuid,timestamp with time zone) from public;
grant execute on routine posizioni.revoca_delega(uuid,timestamp with time zone) to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.richieste_ferme(p_prima timestamp with time zone, p_quante integer)
 RETURNS TABLE(id uuid, tipo_dovuto_id uuid, confermata_il timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select r.id, r.tipo_dovuto_id, r.confermata_il from posizioni.richiesta as r
   where r.ente_id = piattaforma.ente_corrente() and r.confermata_il < p_prima and r.conclusa_il is null
     and not lavori.atteso('richiesta:' || r.id)
   order by r.id limit p_quante
$function$;
alter routine posizioni.richieste_ferme(timestamp with time zone,integer) owner to mypay_porta;
revoke all on routine posizioni.richieste_ferme(timestamp with time zone,integer) from public;
grant execute on routine posizioni.richieste_ferme(timestamp with time zone,integer) to mypay_ufficio;

CREATE OR REPLACE FUNCTION posizioni.scrivi_quotazione(p_ente uuid, p_dovuto uuid, p jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
declare
  v_importo bigint := (p ->> 'importoCents')::bigint;
  v_chiesta timestamptz := (p ->> 'chiestaIl')::timestamptz;
begin
  if v_importo is not null then
    insert into posizioni.quotazione (ente_id, dovuto_id, versione, chiesta_il, valida_fino, importo_cents, bilancio)
    values (p_ente, p_dovuto, (p ->> 'versione')::integer, v_chiesta, (p ->> 'validaFino')::timestamptz, v_importo,
            nullif(p -> 'bilancio', 'null'));
  elsif exists (select 1 from posizioni.storia as s
                 where s.ente_id = p_ente and s.dovuto_id = p_dovuto and s.azione = 'non_quotato'
                   and s.dettaglio ->> 'perche' = p ->> 'perche'
                   and s.istante > clock_timestamp() - interval '30 minutes') then
    return false;
  end if;
  insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, dettaglio)
  select d.ente_id, d.id, case when v_importo is null then 'non_quotato' else 'quotato' end, d.versione, d.stato,
         coalesce(v_importo, d.importo_cents), d.data_scadenza, p ->> 'attore',
         case when v_importo is null then jsonb_build_object('perche', p ->> 'perche') end
    from posizioni.dovuto as d where d.ente_id = p_ente and d.id = p_dovuto;
  return true;
end
$function$;
alter routine posizioni.scrivi_quotazione(uuid,uuid,jsonb) owner to mypay_porta;
revoke all on routine posizioni.scrivi_quotazione(uuid,uuid,jsonb) from public;
grant execute on routine posizioni.scrivi_quotazione(uuid,uuid,jsonb) to mypay_nodo;

CREATE OR REPLACE FUNCTION posizioni.segna_conto()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  -- The first IBAN of an account changes nothing of what is asked already.
  insert into posizioni.conto_variato (ente_id, conto_id, dal)
  select new.ente_id, new.conto_id, new.valido_dal
   where tg_op = 'UPDATE' or exists (select 1 from enti.conto_iban as i where i.ente_id = new.ente_id and i.conto_id = new.conto_id
                                        and i.valido_dal <> new.valido_dal);
  return null;
end
$function$;
alter routine posizioni.segna_conto() owner to mypay_porta;

CREATE OR REPLACE FUNCTION posizioni.segna_gradini()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  errato record;
begin
  update posizioni.posizione as p set variabile = true
    from nuovi as n join posizioni.dovuto as d on d.ente_id = n.ente_id and d.id = n.dovuto_id
   where p.ente_id = d.ente_id and p.id = d.posizione_id and not p.variabile;
  select d.iud into errato
    from (select distinct n.ente_id, n.dovuto_id from nuovi as n) as t
    join posizioni.dovuto as d on d.ente_id = t.ente_id and d.id = t.dovuto_id
   where d.importo_cents + (select sum(g.importo_cents) from posizioni.gradino as g
                             where g.ente_id = d.ente_id and g.dovuto_id = d.id) > 99999999999
   limit 1;
  if found then
    raise exception 'gradino: dovuto % would cost more than a payment can be', errato.iud
      using errcode = 'check_violation', constraint = 'gradino_somma';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION posizioni.segna_opzione()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update posizioni.posizione as p set variabile = true
   where p.ente_id = new.ente_id and p.id = new.posizione_id and not p.variabile;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION posizioni.somma_bilancio(p jsonb)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT (sum(((v.value ->> 'importoCents'::text))::bigint))::bigint AS sum FROM jsonb_array_elements(somma_bilancio.p) v(value));

CREATE OR REPLACE FUNCTION posizioni.tassonomie_fuori_vigore(p_codici text[], p_giorno date)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select k.codice from unnest(p_codici) as k (codice)
   where not exists (select 1 from enti.tassonomia as t where t.codice = k.codice and t.valida_dal <= p_giorno
                        and (t.valida_al is null or t.valida_al > p_giorno));
$function$;
alter routine posizioni.tassonomie_fuori_vigore(text[],date) owner to mypay_porta;
revoke all on routine posizioni.tassonomie_fuori_vigore(text[],date) from public;
grant execute on routine posizioni.tassonomie_fuori_vigore(text[],date) to mypay_sil;
grant execute on routine posizioni.tassonomie_fuori_vigore(text[],date) to mypay_ufficio;
grant execute on routine posizioni.tassonomie_fuori_vigore(text[],date) to mypay_worker;

CREATE OR REPLACE FUNCTION posizioni.termini(p_ente uuid, p_dovuto uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select jsonb_build_object('notificataIl', p.notificata_il, 'validaDal', o.valida_dal, 'validaAl', o.valida_al,
           'giorniDallaNotifica', o.giorni_dalla_notifica,
           'gradini', coalesce((select jsonb_agg(jsonb_build_object('genere', g.genere, 'dal', g.dal, 'dopoGiorni', g.dopo_giorni,
                                         'importoCents', g.importo_cents, 'quota', g.quota) order by g.ordine)
                                  from posizioni.gradino as g where g.ente_id = d.ente_id and g.dovuto_id = d.id), '[]'))
    from posizioni.dovuto as d
    join posizioni.opzione as o on o.ente_id = d.ente_id and o.id = d.opzione_id
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
   where d.ente_id = p_ente and d.id = p_dovuto;
$function$;
alter routine posizioni.termini(uuid,uuid) owner to mypay_porta;
revoke all on routine posizioni.termini(uuid,uuid) from public;
grant execute on routine posizioni.termini(uuid,uuid) to mypay_nodo;
grant execute on routine posizioni.termini(uuid,uuid) to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.togli_allegato(p_ente uuid, p_id uuid, p_visita bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from posizioni.allegato as a
   where a.ente_id = p_ente and a.id = p_id and a.visita = p_visita and not posizioni.allegato_tenuto(a.ente_id, a.id);
$function$;
alter routine posizioni.togli_allegato(uuid,uuid,bytea) owner to mypay_porta;
revoke all on routine posizioni.togli_allegato(uuid,uuid,bytea) from public;
grant execute on routine posizioni.togli_allegato(uuid,uuid,bytea) to mypay_portale;
grant execute on routine posizioni.togli_allegato(uuid,uuid,bytea) to mypay_ufficio;

CREATE OR REPLACE FUNCTION posizioni.togli_allegato_dovuto(p_dovuto uuid, p_id uuid, p_attore text, p_motivo text, p_adesso timestamp with time zone)
 RETURNS TABLE(risposta text, versione integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  v_ente constant uuid := piattaforma.ente_corrente();
  v_dovuto record;
begin
  select d.posizione_id, d.tipo_dovuto_id, p.iupd into v_dovuto
    from posizioni.dovuto as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
   where d.ente_id = v_ente and d.id = p_dovuto;
  if not found then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(v_dovuto.posizione_id::text, 33));
  return query
    with del_cittadino as (
      delete from posizioni.richiesta_allegato as l
       using posizioni.richiesta as r, posizioni.allegato as a
       where l.ente_id = v_ente and l.allegato_id = p_id and r.ente_id = l.ente_id and r.id = l.richiesta_id
         and a.ente_id = l.ente_id and a.id = l.allegato_id and r.tipo_dovuto_id = v_dovuto.tipo_dovuto_id and r.iuv_id is not null
         and r.id = case when v_dovuto.iupd ~ '^S-[0-9a-f]{32}$' then substr(v_dovuto.iupd, 3)::uuid end
      returning l.risposta, r.versione, a.nome, a.arrivato_il),
    a_mano as (
      update posizioni.posizione_allegato as l
         set allegato_id = null, tolto_il = p_adesso, tolto_da = p_attore, motivo = p_motivo
       where l.ente_id = v_ente and l.posizione_id = v_dovuto.posizione_id and l.tipo_dovuto_id = v_dovuto.tipo_dovuto_id
         and l.allegato_id = p_id
      returning l.risposta, l.versione),
    detto as (
      insert into posizioni.posizione_allegato
             (ente_id, posizione_id, tipo_dovuto_id, risposta, versione, nome, aggiunto_il, tolto_il, tolto_da, motivo)
      select v_ente, v_dovuto.posizione_id, v_dovuto.tipo_dovuto_id, c.risposta, c.versione, c.nome, c.arrivato_il, p_adesso, p_attore,
             p_motivo
        from del_cittadino as c)
    select c.risposta, c.versione from del_cittadino as c union all select m.risposta, m.versione from a_mano as m;
  delete from posizioni.allegato as a where a.ente_id = v_ente and a.id = p_id and not posizioni.allegato_tenuto(a.ente_id, a.id);
end
$function$;
alter routine posizioni.togli_allegato_dovuto(uuid,uuid,text,text,timestamp with time zone) owner to mypay_porta;
revoke all on routine posizioni.togli_allegato_dovuto(uuid,uuid,text,text,timestamp with time zone) from public;
grant execute on routine posizioni.togli_allegato_dovuto(uuid,uuid,text,text,timestamp with time zone) to mypay_ufficio;

CREATE OR REPLACE FUNCTION posizioni.ultimo_preso(p_ente uuid, p_base text, p_da bigint, p_a bigint)
 RETURNS bigint
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select max(substr(i.iuv, 5, 11)::bigint)
    from posizioni.iuv as i
   where i.ente_id = p_ente and i.iuv >= p_base || lpad(p_da::text, 11, '0')
     and i.iuv <= p_base || lpad(least(p_a, 99999999999)::text, 11, '0') || '99'
     and i.iuv ~ '^[0-9]{17}$';
$function$;
alter routine posizioni.ultimo_preso(uuid,text,bigint,bigint) owner to mypay_porta;
revoke all on routine posizioni.ultimo_preso(uuid,text,bigint,bigint) from public;

CREATE OR REPLACE FUNCTION posizioni.via_presa(p_ente uuid, p_iuv uuid)
 RETURNS TABLE(numero_avviso text, causale_pubblica text, pagato_il timestamp with time zone, pagato_cents bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select v.numero_avviso, min(v.causale_pubblica), min(v.pagato_il), min(v.pagato_cents)
    from posizioni.v_iuv_dovuto as v
   where v.ente_id = p_ente and v.iuv_id <> p_iuv and v.stato = 'pagato'
     and v.dovuto_id in (
       select x.id from posizioni.dovuto as d
         join posizioni.dovuto as x on x.ente_id = d.ente_id and x.posizione_id = d.posizione_id and x.opzione_id <> d.opzione_id
        where d.ente_id = p_ente and d.iuv_id = p_iuv and x.stato = 'pagato')
   group by v.iuv_id, v.numero_avviso order by min(v.pagato_il) limit 12;
$function$;
alter routine posizioni.via_presa(uuid,uuid) owner to mypay_porta;
revoke all on routine posizioni.via_presa(uuid,uuid) from public;
grant execute on routine posizioni.via_presa(uuid,uuid) to mypay_portale;

CREATE OR REPLACE FUNCTION registro.apri_evento(p_lotto uuid, p_evento uuid)
 RETURNS TABLE(contenuto bytea, contenuto_da integer, contenuto_byte integer, troncato boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select l.contenuto, e.contenuto_da, e.contenuto_byte, e.troncato
    from registro.lotto as l cross join lateral registro.apri_lotto(l.eventi) as e
   where l.id = p_lotto and l.enti @> array[piattaforma.ente_corrente()] and e.id = p_evento
     and e.ente_id = piattaforma.ente_corrente() and e.contenuto_da is not null
$function$;
alter routine registro.apri_evento(uuid,uuid) owner to mypay_porta;
revoke all on routine registro.apri_evento(uuid,uuid) from public;
grant execute on routine registro.apri_evento(uuid,uuid) to mypay_ufficio;

CREATE OR REPLACE FUNCTION registro.apri_evento_di(p_lotto uuid, p_evento uuid)
 RETURNS TABLE(ente_id uuid, contenuto bytea, contenuto_da integer, contenuto_byte integer, troncato boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select e.ente_id, l.contenuto, e.contenuto_da, e.contenuto_byte, e.troncato
    from registro.lotto as l cross join lateral registro.apri_lotto(l.eventi) as e
   where l.id = p_lotto and e.id = p_evento and e.contenuto_da is not null
$function$;
alter routine registro.apri_evento_di(uuid,uuid) owner to mypay_porta;
revoke all on routine registro.apri_evento_di(uuid,uuid) from public;
grant execute on routine registro.apri_evento_di(uuid,uuid) to mypay_worker;

CREATE OR REPLACE FUNCTION registro.apri_lotto(p_eventi json)
 RETURNS TABLE(istante timestamp with time zone, id uuid, ente_id uuid, dominio text, iuv text, contesto text, numero_avviso text, psp text, tipo_pagamento text, categoria text, tipo text, sottotipo text, richiedente text, rispondente text, stazione text, canale text, parametri text, esito text, correlazione text, contenuto_da integer, contenuto_byte integer, troncato boolean)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select (e ->> 0)::timestamptz, (e ->> 1)::uuid, (e ->> 2)::uuid, e ->> 3, e ->> 16, e ->> 18, e ->> 4, e ->> 19, e ->> 21, e ->> 5,
         e ->> 6, e ->> 7, e ->> 8, e ->> 9, e ->> 10, e ->> 20, e ->> 17, e ->> 15, e ->> 11, (e ->> 13)::integer, (e ->> 14)::integer,
         (e ->> 12)::boolean
    from jsonb_array_elements(case when json_typeof(p_eventi -> 0) = 'array' then p_eventi::jsonb else '[]' end) as e
  union all
  select *
    from json_to_recordset(case when json_typeof(p_eventi -> 0) = 'array' then '[]' else p_eventi end)
      as e (istante timestamptz, id uuid, "enteId" uuid, dominio text, iuv text, contesto text,
    "numeroAvviso" text, psp text, "tipoPagamento" text, categoria text, tipo text, sottotipo text, richiedente text, rispondente text,
    stazione text, canale text, parametri text, esito text, correlazione text, da integer, byte integer, troncato boolean)
$function$;
revoke all on routine registro.apri_lotto(json) from public;
grant execute on routine registro.apri_lotto(json) to mypay_porta;
grant execute on routine registro.apri_lotto(json) to mypay_worker;

CREATE OR REPLACE FUNCTION registro.cerca_eventi(p_dal timestamp with time zone, p_al timestamp with time zone, p_ente uuid, p_chiave text, p_tipo text, p_esito text, p_chi text, p_prima_istante timestamp with time zone, p_prima_id uuid, p_max integer)
 RETURNS SETOF registro.v_evento
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
$function$;
alter routine registro.cerca_eventi(timestamp with time zone,timestamp with time zone,uuid,text,text,text,text,timestamp with time zone,uuid,integer) owner to mypay_porta;
revoke all on routine registro.cerca_eventi(timestamp with time zone,timestamp with time zone,uuid,text,text,text,text,timestamp with time zone,uuid,integer) from public;
grant execute on routine registro.cerca_eventi(timestamp with time zone,timestamp with time zone,uuid,text,text,text,text,timestamp with time zone,uuid,integer) to mypay_worker;

CREATE OR REPLACE FUNCTION registro.crea_mesi(quanti integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET lock_timeout TO '2s'
AS $function$
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
$function$;
revoke all on routine registro.crea_mesi(integer) from public;
grant execute on routine registro.crea_mesi(integer) to mypay_worker;

CREATE OR REPLACE FUNCTION registro.dati_del_cittadino()
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  select jsonb_build_object('registro', (
    select jsonb_agg(jsonb_build_object('istante', x.istante, 'azione', x.azione, 'oggetto', x.oggetto, 'chi', split_part(x.attore, ':', 1))
                     order by x.istante)
      from (select a.istante, a.azione, a.oggetto, a.attore
              from (select c.id from utenti.cittadino as c where c.codice_fiscale = piattaforma.cittadino_corrente()
                    union select d.id from posizioni.v_del_cittadino as v
                            join posizioni.dovuto as d on d.ente_id = v.ente_id and d.posizione_id = v.id where v.come <> 'delega'
                    union select g.id from posizioni.deleghe_del_cittadino() as g) as k
              join registro.atto as a on a.oggetto_id = k.id
             limit 50000) as x));
$function$;
alter routine registro.dati_del_cittadino() owner to mypay_porta;
revoke all on routine registro.dati_del_cittadino() from public;
grant execute on routine registro.dati_del_cittadino() to mypay_portale;

CREATE OR REPLACE FUNCTION registro.elimina_mesi(letture integer, ricevute integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET lock_timeout TO '2s'
AS $function$
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
$function$;
revoke all on routine registro.elimina_mesi(integer,integer) from public;
grant execute on routine registro.elimina_mesi(integer,integer) to mypay_worker;

CREATE OR REPLACE FUNCTION registro.lascia_pagamento(p_numeri text[], p_domini text[], p_istante timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from registro.attivazione as a using unnest(p_numeri, p_domini) as k (numero_avviso, dominio)
   where a.numero_avviso = k.numero_avviso and a.dominio = k.dominio and a.istante = p_istante and not a.attesa;
$function$;
alter routine registro.lascia_pagamento(text[],text[],timestamp with time zone) owner to mypay_porta;
revoke all on routine registro.lascia_pagamento(text[],text[],timestamp with time zone) from public;
grant execute on routine registro.lascia_pagamento(text[],text[],timestamp with time zone) to mypay_portale;

CREATE OR REPLACE FUNCTION registro.leggi_chiamate(p_dal timestamp with time zone, p_al timestamp with time zone, p_esito text, p_prima_istante timestamp with time zone, p_prima_id uuid, p_max integer)
 RETURNS SETOF registro.v_evento
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
$function$;
alter routine registro.leggi_chiamate(timestamp with time zone,timestamp with time zone,text,timestamp with time zone,uuid,integer) owner to mypay_porta;
revoke all on routine registro.leggi_chiamate(timestamp with time zone,timestamp with time zone,text,timestamp with time zone,uuid,integer) from public;
grant execute on routine registro.leggi_chiamate(timestamp with time zone,timestamp with time zone,text,timestamp with time zone,uuid,integer) to mypay_ufficio;

CREATE OR REPLACE FUNCTION registro.leggi_eventi(p_dal timestamp with time zone, p_al timestamp with time zone, p_numero_avviso text, p_iuv text, p_max integer)
 RETURNS SETOF registro.v_evento
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  select l.ricevuta, l.lotto_id, e.*
    from (select x.ricevuta, x.id as lotto_id, x.eventi from registro.lotto as x
           where x.istante >= p_dal and x.dal < p_al and x.enti @> array[piattaforma.ente_corrente()]
             and x.chiavi @> array_remove(array[p_numero_avviso, p_iuv], null)
           order by x.istante desc limit p_max) as l
   cross join lateral registro.apri_lotto(l.eventi) as e
   where e.ente_id = piattaforma.ente_corrente() and e.istante >= p_dal and e.istante < p_al
     and (p_numero_avviso is null or e.numero_avviso = p_numero_avviso) and (p_iuv is null or e.iuv = p_iuv)
   order by e.istante desc, e.id desc limit p_max
$function$;
alter routine registro.leggi_eventi(timestamp with time zone,timestamp with time zone,text,text,integer) owner to mypay_porta;
revoke all on routine registro.leggi_eventi(timestamp with time zone,timestamp with time zone,text,text,integer) from public;
grant execute on routine registro.leggi_eventi(timestamp with time zone,timestamp with time zone,text,text,integer) to mypay_ufficio;

CREATE OR REPLACE FUNCTION registro.riassumi_chiamate(p_dal timestamp with time zone, p_al timestamp with time zone, p_max integer)
 RETURNS TABLE(operazione text, codice text, stato integer, segni text[], quante bigint, prima timestamp with time zone, ultima timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
$function$;
alter routine registro.riassumi_chiamate(timestamp with time zone,timestamp with time zone,integer) owner to mypay_porta;
revoke all on routine registro.riassumi_chiamate(timestamp with time zone,timestamp with time zone,integer) from public;
grant execute on routine registro.riassumi_chiamate(timestamp with time zone,timestamp with time zone,integer) to mypay_ufficio;
grant execute on routine registro.riassumi_chiamate(timestamp with time zone,timestamp with time zone,integer) to mypay_worker;

CREATE OR REPLACE FUNCTION registro.vieta()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'registro: % on % is not allowed, rows are insert only', tg_op, tg_table_name;
end
$function$;

CREATE OR REPLACE FUNCTION utenti.accetta_invito(p_invito uuid, p_operatore uuid, p_ora timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
alter routine utenti.accetta_invito(uuid,uuid,timestamp with time zone) owner to mypay_porta;
revoke all on routine utenti.accetta_invito(uuid,uuid,timestamp with time zone) from public;
grant execute on routine utenti.accetta_invito(uuid,uuid,timestamp with time zone) to mypay_ufficio;
grant execute on routine utenti.accetta_invito(uuid,uuid,timestamp with time zone) to mypay_worker;

CREATE OR REPLACE FUNCTION utenti.cittadino_di(p_impronta bytea)
 RETURNS TABLE(id uuid, codice_fiscale text, nome text, cognome text, email text, carrello_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select c.id, c.codice_fiscale, c.nome, c.cognome, c.email, c.carrello_id
    from utenti.sessione_cittadino as s join utenti.cittadino as c on c.id = s.cittadino_id
   where s.impronta = p_impronta;
$function$;
alter routine utenti.cittadino_di(bytea) owner to mypay_porta;
revoke all on routine utenti.cittadino_di(bytea) from public;
grant execute on routine utenti.cittadino_di(bytea) to mypay_portale;
grant execute on routine utenti.cittadino_di(bytea) to mypay_worker;

CREATE OR REPLACE FUNCTION utenti.dati_del_cittadino()
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
$function$;
alter routine utenti.dati_del_cittadino() owner to mypay_porta;
revoke all on routine utenti.dati_del_cittadino() from public;
grant execute on routine utenti.dati_del_cittadino() to mypay_portale;

CREATE OR REPLACE FUNCTION utenti.disdici_promemoria(p_id uuid)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with fatto as (
    update utenti.cittadino set posta_avvisi = false, posta_promemoria = false
     where id = p_id and (posta_avvisi or posta_promemoria) returning 1)
  select exists (select from fatto);
$function$;
alter routine utenti.disdici_promemoria(uuid) owner to mypay_porta;
revoke all on routine utenti.disdici_promemoria(uuid) from public;
grant execute on routine utenti.disdici_promemoria(uuid) to mypay_portale;

CREATE OR REPLACE FUNCTION utenti.email_provata(p_prova uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select p.email from utenti.prova_posta as p where p.id = p_prova and p.usata_il is not null;
$function$;
alter routine utenti.email_provata(uuid) owner to mypay_porta;
revoke all on routine utenti.email_provata(uuid) from public;
grant execute on routine utenti.email_provata(uuid) to mypay_portale;
grant execute on routine utenti.email_provata(uuid) to mypay_worker;

CREATE OR REPLACE FUNCTION utenti.enti_con_fornitore()
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select f.ente_id from utenti.fornitore as f where f.stato = 'attivo';
$function$;
alter routine utenti.enti_con_fornitore() owner to mypay_porta;
revoke all on routine utenti.enti_con_fornitore() from public;
grant execute on routine utenti.enti_con_fornitore() to mypay_ufficio;

CREATE OR REPLACE FUNCTION utenti.leggi_invito(p_invito uuid)
 RETURNS TABLE(id uuid, ente_id uuid, email text, nome text, ruolo text, codice_fiscale text, scade_il timestamp with time zone, usato_il timestamp with time zone, ritirato_il timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select i.id, i.ente_id, i.email, i.nome, i.ruolo, i.codice_fiscale, i.scade_il, i.usato_il, i.ritirato_il
    from utenti.invito as i where i.id = p_invito;
$function$;
alter routine utenti.leggi_invito(uuid) owner to mypay_porta;
revoke all on routine utenti.leggi_invito(uuid) from public;
grant execute on routine utenti.leggi_invito(uuid) to mypay_ufficio;
grant execute on routine utenti.leggi_invito(uuid) to mypay_worker;

CREATE OR REPLACE FUNCTION utenti.leggi_prova(p_prova uuid)
 RETURNS TABLE(id uuid, scopo text, ente_id uuid, oggetto_id uuid, chiesta_il timestamp with time zone, usata_il timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select p.id, p.scopo, p.ente_id, p.oggetto_id, p.chiesta_il, p.usata_il from utenti.prova_posta as p where p.id = p_prova;
$function$;
alter routine utenti.leggi_prova(uuid) owner to mypay_porta;
revoke all on routine utenti.leggi_prova(uuid) from public;
grant execute on routine utenti.leggi_prova(uuid) to mypay_portale;
grant execute on routine utenti.leggi_prova(uuid) to mypay_worker;

CREATE OR REPLACE FUNCTION utenti.riconosci_chiave(p_inizio text)
 RETURNS TABLE(id uuid, ente_id uuid, hmac bytea, applicazione text, ambiti text[], indirizzi text[], scade_il timestamp with time zone, revocata_il timestamp with time zone, ultimo_uso_il timestamp with time zone, cod_ipa text, stato text, ambiente text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select k.id, k.ente_id, k.hmac, k.applicazione, k.ambiti, k.indirizzi, k.scade_il, k.revocata_il, k.ultimo_uso_il, e.cod_ipa, e.stato,
         e.ambiente
    from utenti.chiave_api as k join enti.v_ente as e on e.id = k.ente_id
   where k.inizio = p_inizio;
$function$;
alter routine utenti.riconosci_chiave(text) owner to mypay_porta;
revoke all on routine utenti.riconosci_chiave(text) from public;
grant execute on routine utenti.riconosci_chiave(text) to mypay_sil;

CREATE OR REPLACE FUNCTION utenti.riconosci_cittadino(p_codice_fiscale text, p_nome text, p_cognome text, p_email text, p_adesso timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into utenti.cittadino as c (codice_fiscale, nome, cognome, email_detta, creato_il, entrato_il)
  values (p_codice_fiscale, p_nome, p_cognome, p_email, p_adesso, p_adesso)
  on conflict (codice_fiscale) do update
    set nome = excluded.nome, cognome = excluded.cognome, email_detta = excluded.email_detta, entrato_il = excluded.entrato_il
  returning c.id;
$function$;
alter routine utenti.riconosci_cittadino(text,text,text,text,timestamp with time zone) owner to mypay_porta;
revoke all on routine utenti.riconosci_cittadino(text,text,text,text,timestamp with time zone) from public;
grant execute on routine utenti.riconosci_cittadino(text,text,text,text,timestamp with time zone) to mypay_portale;

CREATE OR REPLACE FUNCTION utenti.usa_chiave(p_chiave uuid, p_ora timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update utenti.chiave_api set ultimo_uso_il = greatest(ultimo_uso_il, p_ora) where id = p_chiave;
$function$;
alter routine utenti.usa_chiave(uuid,timestamp with time zone) owner to mypay_porta;
revoke all on routine utenti.usa_chiave(uuid,timestamp with time zone) from public;
grant execute on routine utenti.usa_chiave(uuid,timestamp with time zone) to mypay_sil;

create table enti.accesso_sil (
  ente_id uuid not null,
  reti cidr[] default '{}'::cidr[] not null,
  certificati_cn text[] default '{}'::text[] not null,
  constraint accesso_sil_certificati_cn_check CHECK (cardinality(certificati_cn) <= 20),
  constraint accesso_sil_check CHECK ((cardinality(reti) + cardinality(certificati_cn)) > 0),
  constraint accesso_sil_reti_check CHECK (cardinality(reti) <= 50),
  constraint accesso_sil_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint accesso_sil_pkey PRIMARY KEY (ente_id)
);
alter table enti.accesso_sil enable row level security;
create policy legge on enti.accesso_sil for select to mypay_sil
  using (true);
create policy proprie on enti.accesso_sil for all to mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy tutte on enti.accesso_sil for all to mypay_porta, mypay_worker
  using (true)
  with check (true);
comment on table enti.accesso_sil is 'piattaforma: from where an ente''s software may call; read before it is known which ente enters';
grant delete, insert, select, update on table enti.accesso_sil to mypay_porta;
grant select on table enti.accesso_sil to mypay_sil;
grant delete, insert, select, update on table enti.accesso_sil to mypay_ufficio;
grant delete, insert, select, update on table enti.accesso_sil to mypay_worker;

create table enti.comune (
  codice text not null,
  valido_dal date not null,
  valido_al date,
  denominazione text not null,
  altra_denominazione text,
  provincia text not null,
  chiave text not null,
  altra_chiave text,
  constraint comune_altra_chiave_check CHECK (altra_chiave ~ '^[A-Z0-9]+$'::text),
  constraint comune_altra_denominazione_check CHECK (length(altra_denominazione) >= 1 AND length(altra_denominazione) <= 140),
  constraint comune_check CHECK (valido_al > valido_dal),
  constraint comune_chiave_check CHECK (chiave ~ '^[A-Z0-9]+$'::text),
  constraint comune_codice_check CHECK (codice ~ '^[A-Z][0-9]{3}$'::text),
  constraint comune_denominazione_check CHECK (length(denominazione) >= 1 AND length(denominazione) <= 140),
  constraint comune_provincia_check CHECK (provincia ~ '^[A-Z]{2}$'::text),
  constraint comune_pkey PRIMARY KEY (codice, valido_dal)
);
CREATE INDEX comune_altra_chiave ON enti.comune USING btree (altra_chiave text_pattern_ops, provincia) WHERE (altra_chiave IS NOT NULL);
CREATE INDEX comune_chiave ON enti.comune USING btree (chiave text_pattern_ops, provincia);
CREATE INDEX comune_due_chiavi ON enti.comune USING btree (((chiave || altra_chiave)) text_pattern_ops, provincia) WHERE (altra_chiave IS NOT NULL);
comment on table enti.comune is 'piattaforma: names and provinces that comuni have and had, those abolished included';
grant select on table enti.comune to mypay_nodo;
grant delete, insert, select, update on table enti.comune to mypay_porta;
grant select on table enti.comune to mypay_portale;
grant select on table enti.comune to mypay_sil;
grant select on table enti.comune to mypay_ufficio;
grant insert, select, update on table enti.comune to mypay_worker;

create table enti.conto (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  nome text not null,
  tipo text not null,
  intestatario text not null,
  autorizzazione_stampa text,
  constraint conto_autorizzazione CHECK (autorizzazione_stampa IS NULL OR tipo = 'postale'::text AND length(autorizzazione_stampa) >= 1 AND length(autorizzazione_stampa) <= 100),
  constraint conto_intestatario CHECK (length(intestatario) >= 1 AND length(intestatario) <= 50),
  constraint conto_nome CHECK (nome = TRIM(BOTH FROM nome) AND length(nome) >= 1 AND length(nome) <= 100),
  constraint conto_tipo_check CHECK (tipo = ANY (ARRAY['bancario'::text, 'postale'::text])),
  constraint conto_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint conto_pkey PRIMARY KEY (ente_id, id),
  constraint conto_ente_id_nome_key UNIQUE (ente_id, nome)
);
alter table enti.conto enable row level security;
alter table enti.conto force row level security;
CREATE TRIGGER conto_tipo_fisso BEFORE UPDATE OF tipo ON enti.conto FOR EACH ROW WHEN (old.tipo <> new.tipo) EXECUTE FUNCTION enti.conto_resta();
create policy ente on enti.conto for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on enti.conto for all to mypay_porta
  using (true)
  with check (true);
create policy worker on enti.conto for all to mypay_worker
  using (true)
  with check (true);
comment on table enti.conto is 'ente: account that is credited; its IBAN may change over time';
grant delete, insert, select, update on table enti.conto to mypay_porta;
grant select on table enti.conto to mypay_portale;
grant select on table enti.conto to mypay_sil;
grant insert, select, update on table enti.conto to mypay_ufficio;
grant insert, select, update on table enti.conto to mypay_worker;

create table enti.conto_iban (
  ente_id uuid not null,
  conto_id uuid not null,
  valido_dal date not null,
  valido_al date,
  iban text not null,
  stato text default 'attivo'::text not null,
  constraint conto_iban_check CHECK (valido_al > valido_dal),
  constraint conto_iban_cifre CHECK (enti.iban_valido(iban)),
  constraint conto_iban_iban_check CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,31}$'::text),
  constraint conto_iban_stato_check CHECK (stato = ANY (ARRAY['censito'::text, 'attivo'::text])),
  constraint conto_iban_ente_id_conto_id_fkey FOREIGN KEY (ente_id, conto_id) REFERENCES enti.conto(ente_id, id),
  constraint conto_iban_pkey PRIMARY KEY (ente_id, conto_id, valido_dal)
);
alter table enti.conto_iban enable row level security;
alter table enti.conto_iban force row level security;
CREATE TRIGGER conto_iban_custode BEFORE INSERT OR DELETE OR UPDATE ON enti.conto_iban FOR EACH ROW EXECUTE FUNCTION enti.custodisci_iban();
CREATE TRIGGER conto_variato AFTER INSERT OR UPDATE ON enti.conto_iban FOR EACH ROW EXECUTE FUNCTION posizioni.segna_conto();
create policy ente on enti.conto_iban for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on enti.conto_iban for all to mypay_porta
  using (true)
  with check (true);
create policy worker on enti.conto_iban for all to mypay_worker
  using (true)
  with check (true);
comment on table enti.conto_iban is 'ente: IBAN of an account, by date';
grant delete, insert, select, update on table enti.conto_iban to mypay_porta;
grant select on table enti.conto_iban to mypay_portale;
grant select on table enti.conto_iban to mypay_sil;
grant delete, insert, select, update on table enti.conto_iban to mypay_ufficio;
grant delete, insert, select, update on table enti.conto_iban to mypay_worker;

create table enti.credenziale (
  id uuid default uuidv7() not null,
  ente_id uuid,
  tipo_dovuto_id uuid,
  scopo text not null,
  url text,
  utente text,
  segreto bytea not null,
  chiave_id text not null,
  valida_dal timestamp with time zone not null,
  valida_al timestamp with time zone,
  url_accesso text,
  constraint credenziale_check CHECK (valida_al >= valida_dal),
  constraint credenziale_check1 CHECK (tipo_dovuto_id IS NULL OR ente_id IS NOT NULL),
  constraint credenziale_chiave_id_check CHECK (chiave_id ~ '^[0-9a-f]{16}$'::text),
  constraint credenziale_scopo_check CHECK (scopo = ANY (ARRAY['attualizzazione_importi'::text, 'attivazione_esterna'::text, 'carrello_multiente'::text, 'app_io'::text, 'biz_events'::text])),
  constraint credenziale_segreto_check CHECK (octet_length(segreto) >= 30 AND octet_length(segreto) <= 8192),
  constraint credenziale_url_accesso_check CHECK (length(url_accesso) >= 8 AND length(url_accesso) <= 2000),
  constraint credenziale_url_check CHECK (length(url) >= 8 AND length(url) <= 2000),
  constraint credenziale_utente_check CHECK (length(utente) >= 1 AND length(utente) <= 200),
  constraint credenziale_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint credenziale_ente_id_tipo_dovuto_id_fkey FOREIGN KEY (ente_id, tipo_dovuto_id) REFERENCES enti.tipo_dovuto(ente_id, id),
  constraint credenziale_pkey PRIMARY KEY (id)
);
alter table enti.credenziale enable row level security;
CREATE INDEX credenziale_scopo ON enti.credenziale USING btree (scopo, ente_id, tipo_dovuto_id, valida_dal DESC);
create policy proprie on enti.credenziale for select to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using (((ente_id IS NULL) OR (ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente))));
create policy tutte on enti.credenziale for all to mypay_porta, mypay_worker
  using (true)
  with check (true);
comment on table enti.credenziale is 'piattaforma: secrets of the machines we call or that call us, sealed; ente_id null is the intermediary';
grant select on table enti.credenziale to mypay_nodo;
grant delete, insert, select, update on table enti.credenziale to mypay_porta;
grant select on table enti.credenziale to mypay_sil;
grant insert, select on table enti.credenziale to mypay_worker;
grant select (id, ente_id, tipo_dovuto_id, scopo, url, utente, valida_dal, valida_al, url_accesso) on table enti.credenziale to mypay_ufficio;
grant update (segreto, chiave_id, valida_al, url_accesso) on table enti.credenziale to mypay_worker;

create table enti.ente (
  id uuid default uuidv7() not null,
  ambiente text not null,
  intermediario_id uuid not null,
  codice_fiscale enti.codice_fiscale_ente not null,
  cod_ipa text not null,
  denominazione text not null,
  tipo text default 'comune'::text not null,
  stato text not null,
  settore text,
  info text,
  indirizzo text,
  email text,
  telefono text,
  pec text,
  sito text,
  cbill text,
  logo_png bytea,
  creato_il timestamp with time zone default now() not null,
  popolazione integer,
  testo_cittadini text,
  lingua_aggiuntiva text,
  referente_nome text,
  referente_email text,
  referente_telefono text,
  tetto_pre_esercizio_cents bigint default 100 not null,
  funzioni text[] default '{pubblico,spontaneo,stampa_avviso}'::text[] not null,
  logo_piccolo bytea,
  logo_medio bytea,
  logo_grande bytea,
  provincia text,
  ricerca tsvector not null,
  constraint ente_ambiente_check CHECK (ambiente = ANY (ARRAY['live'::text, 'prova'::text])),
  constraint ente_cbill_check CHECK (cbill ~ '^[A-Z0-9]{1,5}$'::text),
  constraint ente_cod_ipa_check CHECK (cod_ipa ~ '^[A-Za-z0-9_]{1,35}$'::text),
  constraint ente_denominazione_check CHECK (length(denominazione) >= 1 AND length(denominazione) <= 140),
  constraint ente_funzioni CHECK (funzioni <@ ARRAY['pubblico'::text, 'spontaneo'::text, 'app_io'::text, 'push_esiti'::text, 'attualizzazione_importi'::text, 'avvisi_digitali'::text, 'stampa_avviso'::text]),
  constraint ente_info_check CHECK (length(info) <= 100),
  constraint ente_lingua_aggiuntiva_check CHECK (lingua_aggiuntiva = ANY (ARRAY['de'::text, 'sl'::text, 'fr'::text, 'en'::text])),
  constraint ente_logo CHECK ((num_nonnulls(logo_piccolo, logo_medio, logo_grande) = ANY (ARRAY[0, 3])) AND substr(logo_piccolo, 1, 8) = '\x89504e470d0a1a0a'::bytea AND octet_length(logo_piccolo) <= 65536 AND substr(logo_medio, 1, 8) = '\x89504e470d0a1a0a'::bytea AND octet_length(logo_medio) <= 524288 AND substr(logo_grande, 1, 8) = '\x89504e470d0a1a0a'::bytea AND octet_length(logo_grande) <= 2097152),
  constraint ente_logo_png_check CHECK (octet_length(logo_png) <= 262144),
  constraint ente_popolazione_check CHECK (popolazione >= 0 AND popolazione <= 10000000),
  constraint ente_referente_email_check CHECK (length(referente_email) >= 3 AND length(referente_email) <= 256),
  constraint ente_referente_nome_check CHECK (length(referente_nome) >= 1 AND length(referente_nome) <= 140),
  constraint ente_referente_telefono_check CHECK (length(referente_telefono) >= 3 AND length(referente_telefono) <= 40),
  constraint ente_settore_check CHECK (length(settore) <= 50),
  constraint ente_stato_check CHECK (stato = ANY (ARRAY['INSERITO'::text, 'PRE-ESERCIZIO'::text, 'ESERCIZIO'::text])),
  constraint ente_testo_cittadini_check CHECK (length(testo_cittadini) >= 1 AND length(testo_cittadini) <= 2000),
  constraint ente_tetto_pre_esercizio_cents_check CHECK (tetto_pre_esercizio_cents >= 1 AND tetto_pre_esercizio_cents <= '99999999999'::bigint),
  constraint ente_tipo CHECK (tipo = ANY (ARRAY['comune'::text, 'comune_montano'::text, 'comunita_montana'::text, 'unione_comuni'::text, 'consorzio'::text, 'provincia'::text, 'citta_metropolitana'::text, 'regione'::text, 'parco'::text, 'azienda_sanitaria'::text, 'ordine_professionale'::text, 'scuola'::text, 'universita'::text, 'gestore_servizi'::text, 'altro'::text])),
  constraint ente_intermediario_id_fkey FOREIGN KEY (intermediario_id) REFERENCES enti.intermediario(id),
  constraint ente_provincia_fkey FOREIGN KEY (provincia) REFERENCES enti.provincia(sigla),
  constraint ente_pkey PRIMARY KEY (id),
  constraint ente_cod_ipa_ambiente_key UNIQUE (cod_ipa, ambiente),
  constraint ente_codice_fiscale_ambiente_key UNIQUE (codice_fiscale, ambiente)
);
alter table enti.ente enable row level security;
CREATE INDEX ente_elenco ON enti.ente USING btree (denominazione, id);
CREATE UNIQUE INDEX ente_ipa ON enti.ente USING btree (lower(cod_ipa), ambiente);
CREATE INDEX ente_pubblico ON enti.ente USING btree (denominazione, id) WHERE ((stato = 'ESERCIZIO'::text) AND ('pubblico'::text = ANY (funzioni)));
CREATE INDEX ente_ricerca ON enti.ente USING gin (ricerca) WITH (fastupdate=off);
CREATE TRIGGER ente_ricerca BEFORE INSERT OR UPDATE OF denominazione, cod_ipa, indirizzo ON enti.ente FOR EACH ROW EXECUTE FUNCTION enti.segna_ricerca();
CREATE TRIGGER storia BEFORE INSERT OR UPDATE OF stato, funzioni ON enti.ente FOR EACH ROW EXECUTE FUNCTION enti.cambia_con_storia();
create policy lettura on enti.ente for select to public
  using (true);
create policy nuovo on enti.ente for insert to mypay_porta, mypay_worker
  with check (true);
create policy proprio on enti.ente for update to mypay_ufficio
  using ((id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy tutti on enti.ente for update to mypay_porta, mypay_worker
  using (true)
  with check (true);
comment on table enti.ente is 'piattaforma: creditor body; live and prova are two rows, so that everything hanging from them is apart by construction';
comment on column enti.ente.logo_png is 'a logo as it was once uploaded: no door reads it; a job draws it anew in the three sizes and empties it';
grant delete, insert, select, update on table enti.ente to mypay_porta;
grant insert, select, update on table enti.ente to mypay_worker;
grant select (id, ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, tipo, stato, settore, info, indirizzo, email, telefono, pec, sito, cbill, creato_il, popolazione, testo_cittadini, lingua_aggiuntiva, referente_nome, referente_email, referente_telefono, tetto_pre_esercizio_cents, funzioni, logo_piccolo, logo_medio, logo_grande, provincia, ricerca) on table enti.ente to mypay_nodo;
grant select (id, ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, tipo, stato, settore, info, indirizzo, email, telefono, pec, sito, cbill, creato_il, popolazione, testo_cittadini, lingua_aggiuntiva, referente_nome, referente_email, referente_telefono, tetto_pre_esercizio_cents, funzioni, logo_piccolo, logo_medio, logo_grande, provincia, ricerca) on table enti.ente to mypay_portale;
grant select (id, ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, tipo, stato, settore, info, indirizzo, email, telefono, pec, sito, cbill, creato_il, popolazione, testo_cittadini, lingua_aggiuntiva, referente_nome, referente_email, referente_telefono, tetto_pre_esercizio_cents, funzioni, logo_piccolo, logo_medio, logo_grande, provincia, ricerca) on table enti.ente to mypay_sil;
grant select (id, ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, tipo, stato, settore, info, indirizzo, email, telefono, pec, sito, cbill, creato_il, popolazione, testo_cittadini, lingua_aggiuntiva, referente_nome, referente_email, referente_telefono, tetto_pre_esercizio_cents, funzioni, logo_piccolo, logo_medio, logo_grande, provincia, ricerca) on table enti.ente to mypay_ufficio;
grant update (settore, info, indirizzo, email, telefono, pec, sito, popolazione, testo_cittadini, lingua_aggiuntiva, referente_nome, referente_email, referente_telefono, funzioni, logo_piccolo, logo_medio, logo_grande) on table enti.ente to mypay_ufficio;

create table enti.ente_funzione (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  xid xid8 default pg_current_xact_id() not null,
  funzione text not null,
  attiva boolean not null,
  motivo text not null,
  attore text not null,
  istante timestamp with time zone not null,
  constraint ente_funzione_motivo_check CHECK (length(btrim(motivo)) >= 3 AND length(btrim(motivo)) <= 500),
  constraint ente_funzione_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint ente_funzione_pkey PRIMARY KEY (ente_id, id)
);
alter table enti.ente_funzione enable row level security;
alter table enti.ente_funzione force row level security;
CREATE TRIGGER immutabile BEFORE DELETE OR UPDATE ON enti.ente_funzione FOR EACH ROW EXECUTE FUNCTION enti.solo_aggiunte();
create policy ente on enti.ente_funzione for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on enti.ente_funzione for all to mypay_porta
  using (true)
  with check (true);
create policy worker on enti.ente_funzione for all to mypay_worker
  using (true)
  with check (true);
comment on table enti.ente_funzione is 'ente: history of what was turned on and off for an ente, append only';
grant delete, insert, select, update on table enti.ente_funzione to mypay_porta;
grant insert, select on table enti.ente_funzione to mypay_ufficio;
grant insert, select on table enti.ente_funzione to mypay_worker;

create table enti.ente_passo (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  passo text not null,
  stato text not null,
  giorno date not null,
  nota text,
  documento_id uuid,
  documento_nome text,
  attore text not null,
  istante timestamp with time zone not null,
  constraint ente_passo_check CHECK ((documento_id IS NULL) = (documento_nome IS NULL)),
  constraint ente_passo_documento_nome_check CHECK (length(documento_nome) >= 1 AND length(documento_nome) <= 255),
  constraint ente_passo_nota_check CHECK (length(nota) >= 1 AND length(nota) <= 500),
  constraint ente_passo_passo_check CHECK (passo = ANY (ARRAY['atto'::text, 'adesione_pagopa'::text, 'scheda'::text, 'prove'::text])),
  constraint ente_passo_stato_check CHECK (stato = ANY (ARRAY['da_fare'::text, 'in_corso'::text, 'fatto'::text])),
  constraint ente_passo_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint ente_passo_pkey PRIMARY KEY (ente_id, id),
  constraint ente_passo_documento_id_key UNIQUE (documento_id)
);
alter table enti.ente_passo enable row level security;
alter table enti.ente_passo force row level security;
CREATE INDEX ente_passo_ultimo ON enti.ente_passo USING btree (ente_id, passo, id DESC);
create policy ente on enti.ente_passo for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on enti.ente_passo for all to mypay_porta
  using (true)
  with check (true);
create policy worker on enti.ente_passo for all to mypay_worker
  using (true)
  with check (true);
comment on table enti.ente_passo is 'ente: steps of an ente on its way in; insert only, the latest of each is how it stands';
grant delete, insert, select, update on table enti.ente_passo to mypay_porta;
grant insert, select on table enti.ente_passo to mypay_worker;

create table enti.ente_stato (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  xid xid8 default pg_current_xact_id() not null,
  da text not null,
  a text not null,
  motivo text not null,
  attore text not null,
  istante timestamp with time zone not null,
  constraint ente_stato_a_check CHECK (a = ANY (ARRAY['INSERITO'::text, 'PRE-ESERCIZIO'::text, 'ESERCIZIO'::text])),
  constraint ente_stato_check1 CHECK (da <> a),
  constraint ente_stato_da_check CHECK (da = ANY (ARRAY['INSERITO'::text, 'PRE-ESERCIZIO'::text, 'ESERCIZIO'::text])),
  constraint ente_stato_motivo_check CHECK (length(btrim(motivo)) >= 3 AND length(btrim(motivo)) <= 500),
  constraint ente_stato_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint ente_stato_pkey PRIMARY KEY (ente_id, id)
);
alter table enti.ente_stato enable row level security;
alter table enti.ente_stato force row level security;
CREATE TRIGGER immutabile BEFORE DELETE OR UPDATE ON enti.ente_stato FOR EACH ROW EXECUTE FUNCTION enti.solo_aggiunte();
create policy ente on enti.ente_stato for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on enti.ente_stato for all to mypay_porta
  using (true)
  with check (true);
create policy worker on enti.ente_stato for all to mypay_worker
  using (true)
  with check (true);
comment on table enti.ente_stato is 'ente: history of the states of an ente, append only';
grant delete, insert, select, update on table enti.ente_stato to mypay_porta;
grant select on table enti.ente_stato to mypay_ufficio;
grant insert, select on table enti.ente_stato to mypay_worker;

create table enti.iban_titolare (
  ambiente text not null,
  iban text not null,
  ente_id uuid not null,
  constraint iban_titolare_ambiente_check CHECK (ambiente = ANY (ARRAY['live'::text, 'prova'::text])),
  constraint iban_titolare_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint iban_titolare_pkey PRIMARY KEY (ambiente, iban)
);
comment on table enti.iban_titolare is 'piattaforma: which ente declared an IBAN, kept by the trigger of conto_iban';
grant delete, insert, select, update on table enti.iban_titolare to mypay_porta;

create table enti.intermediario (
  id uuid default uuidv7() not null,
  codice_fiscale enti.codice_fiscale_ente not null,
  denominazione text not null,
  constraint intermediario_denominazione_check CHECK (length(denominazione) >= 1 AND length(denominazione) <= 140),
  constraint intermediario_pkey PRIMARY KEY (id),
  constraint intermediario_codice_fiscale_key UNIQUE (codice_fiscale)
);
comment on table enti.intermediario is 'piattaforma: the broker of pagoPA that runs this platform (the Region)';
grant select on table enti.intermediario to mypay_nodo;
grant delete, insert, select, update on table enti.intermediario to mypay_porta;
grant select on table enti.intermediario to mypay_portale;
grant select on table enti.intermediario to mypay_sil;
grant select on table enti.intermediario to mypay_ufficio;
grant insert, select, update on table enti.intermediario to mypay_worker;

create table enti.luoghi_caricamento (
  id uuid default uuidv7() not null,
  istante timestamp with time zone not null,
  genere text not null,
  origine text not null,
  righe integer not null,
  cambiate integer not null,
  impronta bytea not null,
  constraint luoghi_caricamento_cambiate_check CHECK (cambiate >= 0),
  constraint luoghi_caricamento_genere_check CHECK (genere = ANY (ARRAY['comuni'::text, 'nazioni'::text])),
  constraint luoghi_caricamento_impronta_check CHECK (length(impronta) = 32),
  constraint luoghi_caricamento_origine_check CHECK (origine = ANY (ARRAY['programma'::text, 'file'::text])),
  constraint luoghi_caricamento_righe_check CHECK (righe > 0),
  constraint luoghi_caricamento_pkey PRIMARY KEY (id)
);
comment on table enti.luoghi_caricamento is 'piattaforma: each time places were loaded';
grant delete, insert, select, update on table enti.luoghi_caricamento to mypay_porta;
grant insert, select on table enti.luoghi_caricamento to mypay_worker;

create table enti.modulo_versione (
  ente_id uuid not null,
  tipo_dovuto_id uuid not null,
  versione integer not null,
  definizione json not null,
  impronta bytea not null,
  stato text default 'bozza'::text not null,
  creata_il timestamp with time zone not null,
  attore text not null,
  pubblicata_il timestamp with time zone,
  constraint modulo_versione_check CHECK ((stato = 'pubblicata'::text) = (pubblicata_il IS NOT NULL)),
  constraint modulo_versione_definizione_check CHECK (json_typeof(definizione) = 'object'::text AND octet_length(definizione::text) <= 262144),
  constraint modulo_versione_impronta_check CHECK (length(impronta) = 32),
  constraint modulo_versione_stato_check CHECK (stato = ANY (ARRAY['bozza'::text, 'pubblicata'::text])),
  constraint modulo_versione_versione_check CHECK (versione >= 1 AND versione <= 10000),
  constraint modulo_versione_ente_id_tipo_dovuto_id_fkey FOREIGN KEY (ente_id, tipo_dovuto_id) REFERENCES enti.tipo_dovuto(ente_id, id),
  constraint modulo_versione_pkey PRIMARY KEY (ente_id, tipo_dovuto_id, versione)
);
alter table enti.modulo_versione enable row level security;
alter table enti.modulo_versione force row level security;
CREATE UNIQUE INDEX modulo_bozza ON enti.modulo_versione USING btree (ente_id, tipo_dovuto_id) WHERE (stato = 'bozza'::text);
CREATE TRIGGER immutabile BEFORE DELETE OR UPDATE ON enti.modulo_versione FOR EACH ROW EXECUTE FUNCTION enti.vieta_pubblicata();
CREATE TRIGGER intero BEFORE TRUNCATE ON enti.modulo_versione FOR EACH STATEMENT EXECUTE FUNCTION enti.vieta_svuotamento();
create policy ente on enti.modulo_versione for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on enti.modulo_versione for all to mypay_porta
  using (true)
  with check (true);
create policy worker on enti.modulo_versione for all to mypay_worker
  using (true)
  with check (true);
comment on table enti.modulo_versione is 'ente: versions of the form of a kind of due; the last published is in force';
grant delete, insert, select, update on table enti.modulo_versione to mypay_porta;
grant delete, select on table enti.modulo_versione to mypay_ufficio;
grant delete, select on table enti.modulo_versione to mypay_worker;
grant insert (ente_id, tipo_dovuto_id, versione, definizione, impronta, creata_il, attore) on table enti.modulo_versione to mypay_ufficio;
grant update (definizione, impronta, stato, creata_il, attore, pubblicata_il) on table enti.modulo_versione to mypay_ufficio;
grant insert (ente_id, tipo_dovuto_id, versione, definizione, impronta, creata_il, attore) on table enti.modulo_versione to mypay_worker;
grant update (definizione, impronta, stato, creata_il, attore, pubblicata_il) on table enti.modulo_versione to mypay_worker;

create table enti.nazione (
  codice text not null,
  iso text,
  denominazione text not null,
  valida_al date,
  constraint nazione_codice_check CHECK (codice ~ '^Z[0-9]{3}$'::text),
  constraint nazione_denominazione_check CHECK (length(denominazione) >= 1 AND length(denominazione) <= 140),
  constraint nazione_iso_check CHECK (iso ~ '^[A-Z]{2}$'::text),
  constraint nazione_pkey PRIMARY KEY (codice)
);
comment on table enti.nazione is 'piattaforma: nations and territories, those that are no more included';
grant select on table enti.nazione to mypay_nodo;
grant delete, insert, select, update on table enti.nazione to mypay_porta;
grant select on table enti.nazione to mypay_portale;
grant select on table enti.nazione to mypay_sil;
grant select on table enti.nazione to mypay_ufficio;
grant insert, select, update on table enti.nazione to mypay_worker;

create table enti.password_sil (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  hmac bytea not null,
  valida_dal timestamp with time zone not null,
  valida_al timestamp with time zone,
  constraint password_sil_check CHECK (valida_al >= valida_dal),
  constraint password_sil_hmac_check CHECK (length(hmac) = 32),
  constraint password_sil_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint password_sil_pkey PRIMARY KEY (ente_id, id)
);
CREATE UNIQUE INDEX password_sil_corrente ON enti.password_sil USING btree (ente_id) WHERE (valida_al IS NULL);
comment on table enti.password_sil is 'piattaforma: what lets an ente''s software in; read before it is known which ente enters';
grant delete, insert, select, update on table enti.password_sil to mypay_porta;
grant select on table enti.password_sil to mypay_sil;
grant insert, select on table enti.password_sil to mypay_worker;
grant update (valida_al) on table enti.password_sil to mypay_worker;

create table enti.provincia (
  sigla text not null,
  denominazione text not null,
  altre text,
  constraint provincia_altre_check CHECK (length(altre) >= 1 AND length(altre) <= 60),
  constraint provincia_denominazione_check CHECK (length(denominazione) >= 1 AND length(denominazione) <= 60),
  constraint provincia_sigla_check CHECK (sigla ~ '^[A-Z]{2}$'::text),
  constraint provincia_pkey PRIMARY KEY (sigla)
);
comment on table enti.provincia is 'piattaforma: names of the provinces in force, by which people look for an ente';
grant select on table enti.provincia to mypay_nodo;
grant delete, insert, select, update on table enti.provincia to mypay_porta;
grant select on table enti.provincia to mypay_portale;
grant select on table enti.provincia to mypay_sil;
grant select on table enti.provincia to mypay_ufficio;
grant select on table enti.provincia to mypay_worker;

create table enti.scelta_tipi (
  ente_id uuid not null,
  rifiuta_fuori_modalita boolean default false not null,
  constraint scelta_tipi_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint scelta_tipi_pkey PRIMARY KEY (ente_id)
);
alter table enti.scelta_tipi enable row level security;
alter table enti.scelta_tipi force row level security;
create policy ente on enti.scelta_tipi for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on enti.scelta_tipi for all to mypay_porta
  using (true)
  with check (true);
create policy worker on enti.scelta_tipi for all to mypay_worker
  using (true)
  with check (true);
comment on table enti.scelta_tipi is 'ente: what an ente chooses for all its kinds of due';
grant delete, insert, select, update on table enti.scelta_tipi to mypay_porta;
grant select on table enti.scelta_tipi to mypay_sil;
grant insert, select, update on table enti.scelta_tipi to mypay_ufficio;
grant insert, select, update on table enti.scelta_tipi to mypay_worker;

create table enti.stazione (
  id uuid default uuidv7() not null,
  intermediario_id uuid not null,
  codice text not null,
  versione_primitive smallint default 2 not null,
  attiva boolean default false not null,
  segreti_hmac bytea[] default '{}'::bytea[] not null,
  certificati_cn text[] default '{}'::text[] not null,
  indirizzi cidr[] default '{}'::cidr[] not null,
  segmento_nuovo_hmac bytea,
  constraint stazione_attiva_provata CHECK (NOT attiva OR cardinality(segreti_hmac) > 0 OR cardinality(certificati_cn) > 0 OR cardinality(indirizzi) > 0),
  constraint stazione_codice_check CHECK (length(codice) >= 1 AND length(codice) <= 35),
  constraint stazione_segmento_nuovo_hmac_check CHECK (length(segmento_nuovo_hmac) = 32),
  constraint stazione_versione_primitive_check CHECK (versione_primitive = ANY (ARRAY[1, 2])),
  constraint stazione_intermediario_id_fkey FOREIGN KEY (intermediario_id) REFERENCES enti.intermediario(id),
  constraint stazione_pkey PRIMARY KEY (id),
  constraint stazione_codice_key UNIQUE (codice)
);
comment on table enti.stazione is 'piattaforma: connection point of the intermediary with the Nodo';
grant select on table enti.stazione to mypay_nodo;
grant delete, insert, select, update on table enti.stazione to mypay_porta;
grant insert, select, update on table enti.stazione to mypay_worker;
grant select (id, intermediario_id, codice, versione_primitive, attiva) on table enti.stazione to mypay_portale;
grant select (id, intermediario_id, codice, versione_primitive, attiva) on table enti.stazione to mypay_sil;
grant select (id, intermediario_id, codice, versione_primitive, attiva) on table enti.stazione to mypay_ufficio;

create table enti.stazione_ente (
  ente_id uuid not null,
  stazione_id uuid not null,
  codice_segregazione text not null,
  predefinita boolean default false not null,
  valida_dal date default '2020-01-01'::date not null,
  valida_al date,
  constraint stazione_ente_codice_segregazione_check CHECK (codice_segregazione ~ '^[0-9]{2}$'::text),
  constraint stazione_ente_periodo CHECK (valida_al > valida_dal),
  constraint stazione_ente_predefinita_aperta CHECK (NOT predefinita OR valida_al IS NULL),
  constraint stazione_ente_segregazione_propria CHECK (codice_segregazione <= '45'::text) NOT VALID,
  constraint stazione_ente_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint stazione_ente_stazione_id_fkey FOREIGN KEY (stazione_id) REFERENCES enti.stazione(id),
  constraint stazione_ente_pkey PRIMARY KEY (ente_id, stazione_id),
  constraint stazione_ente_ente_id_codice_segregazione_key UNIQUE (ente_id, codice_segregazione)
);
alter table enti.stazione_ente enable row level security;
alter table enti.stazione_ente force row level security;
CREATE UNIQUE INDEX stazione_ente_predefinita ON enti.stazione_ente USING btree (ente_id) WHERE predefinita;
create policy ente on enti.stazione_ente for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on enti.stazione_ente for all to mypay_porta
  using (true)
  with check (true);
create policy worker on enti.stazione_ente for all to mypay_worker
  using (true)
  with check (true);
comment on table enti.stazione_ente is 'ente: association of an ente with a station, with its segregation code';
grant delete, insert, select, update on table enti.stazione_ente to mypay_porta;
grant select on table enti.stazione_ente to mypay_portale;
grant select on table enti.stazione_ente to mypay_sil;
grant select on table enti.stazione_ente to mypay_ufficio;
grant insert, select, update on table enti.stazione_ente to mypay_worker;

create table enti.tassonomia (
  codice text not null,
  tipo_ente text not null,
  macro_area text not null,
  tipo_servizio text not null,
  descrizione text not null,
  valida_dal date not null,
  valida_al date,
  constraint tassonomia_codice_check CHECK (codice ~ '^[6-9]/[0-9]{7}(IM|TS|SP|SA|AP)/$'::text),
  constraint tassonomia_periodo CHECK (valida_al > valida_dal),
  constraint tassonomia_pkey PRIMARY KEY (codice)
);
comment on table enti.tassonomia is 'piattaforma: taxonomy of collection services published by pagoPA';
grant select on table enti.tassonomia to mypay_nodo;
grant delete, insert, select, update on table enti.tassonomia to mypay_porta;
grant select on table enti.tassonomia to mypay_portale;
grant select on table enti.tassonomia to mypay_sil;
grant select on table enti.tassonomia to mypay_ufficio;
grant insert, select, update on table enti.tassonomia to mypay_worker;

create table enti.tassonomia_caricamento (
  id uuid default uuidv7() not null,
  istante timestamp with time zone default now() not null,
  origine text not null,
  voci integer not null,
  cambiate integer not null,
  rifiuto text,
  parametri jsonb,
  constraint tassonomia_caricamento_cambiate_check CHECK (cambiate >= 0),
  constraint tassonomia_caricamento_check CHECK (rifiuto IS NULL OR cambiate = 0),
  constraint tassonomia_caricamento_origine_check CHECK (origine = ANY (ARRAY['rete'::text, 'file'::text])),
  constraint tassonomia_caricamento_voci_check CHECK (voci >= 0),
  constraint tassonomia_caricamento_pkey PRIMARY KEY (id)
);
comment on table enti.tassonomia_caricamento is 'piattaforma: each time the taxonomy of pagoPA was loaded, or refused';
grant delete, insert, select, update on table enti.tassonomia_caricamento to mypay_porta;
grant select on table enti.tassonomia_caricamento to mypay_ufficio;
grant insert, select on table enti.tassonomia_caricamento to mypay_worker;

create table enti.tipo_dovuto (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  codice text not null,
  denominazione text not null,
  attivo boolean default false not null,
  tassonomia text not null,
  conto_id uuid,
  conto_postale_id uuid,
  scadenza_obbligatoria boolean default false not null,
  scadenza_stampata boolean default false not null,
  paga_dopo_scadenza boolean default true not null,
  codice_fiscale_anonimo boolean default false not null,
  avviso_stampabile boolean default true not null,
  categoria text,
  modalita text[] default '{base,iniziato_presso_ente,per_flussi}'::text[] not null,
  spontaneo boolean default false not null,
  url_esterno text,
  importo_fisso_cents bigint,
  dati_riscossione text,
  codice_contesto text,
  intestatario_avviso text,
  settore_avviso text,
  bilancio jsonb,
  notifica_io boolean default false not null,
  notifica_esito boolean default false not null,
  tentativi_esito_max smallint default 20 not null,
  attualizzazione boolean default false not null,
  promemoria_giorni smallint[] default '{}'::smallint[] not null,
  constraint tipo_attivo_completo CHECK (NOT attivo OR conto_id IS NOT NULL OR codice = 'MARCA_BOLLO_DIGITALE'::text),
  constraint tipo_attivo_modalita CHECK (NOT attivo OR modalita <> '{}'::text[]),
  constraint tipo_attualizzazione CHECK (NOT attualizzazione OR importo_fisso_cents IS NULL),
  constraint tipo_codice_riservato CHECK (codice <> ALL (ARRAY['EXPORT_ENTE_SECONDARIO'::text, 'DEFAULT'::text])),
  constraint tipo_dovuto_bilancio_check CHECK (jsonb_typeof(bilancio) = 'array'::text AND jsonb_array_length(bilancio) >= 1 AND jsonb_array_length(bilancio) <= 50),
  constraint tipo_dovuto_categoria_check CHECK (categoria ~ '^[A-Z][A-Z0-9_]{0,63}$'::text),
  constraint tipo_dovuto_codice_check CHECK (length(codice) >= 1 AND length(codice) <= 64),
  constraint tipo_dovuto_codice_contesto_check CHECK (codice_contesto ~ '^[A-Za-z0-9_-]{1,35}$'::text),
  constraint tipo_dovuto_dati_riscossione_check CHECK (dati_riscossione ~ '^9/[0-9]{7}[A-Z]{2}/\S*$'::text AND length(dati_riscossione) <= 140),
  constraint tipo_dovuto_denominazione_check CHECK (length(denominazione) >= 1 AND length(denominazione) <= 140),
  constraint tipo_dovuto_importo_fisso_cents_check CHECK (importo_fisso_cents >= 1 AND importo_fisso_cents <= '99999999999'::bigint),
  constraint tipo_dovuto_intestatario_avviso_check CHECK (length(intestatario_avviso) >= 1 AND length(intestatario_avviso) <= 50),
  constraint tipo_dovuto_settore_avviso_check CHECK (length(settore_avviso) >= 1 AND length(settore_avviso) <= 50),
  constraint tipo_dovuto_tentativi_esito_max_check CHECK (tentativi_esito_max >= 1 AND tentativi_esito_max <= 100),
  constraint tipo_dovuto_url_esterno_check CHECK (url_esterno ~ '^https://[^\s/@]+(/\S*)?$'::text AND length(url_esterno) <= 2000),
  constraint tipo_marca_da_bollo CHECK (codice <> 'MARCA_BOLLO_DIGITALE'::text OR conto_id IS NULL AND conto_postale_id IS NULL AND importo_fisso_cents IS NOT NULL AND NOT spontaneo AND modalita = '{iniziato_presso_ente}'::text[]),
  constraint tipo_modalita CHECK (modalita <@ ARRAY['base'::text, 'iniziato_presso_ente'::text, 'per_flussi'::text] AND array_position(modalita, NULL::text) IS NULL AND cardinality(modalita) = (('base'::text = ANY (modalita))::integer + ('iniziato_presso_ente'::text = ANY (modalita))::integer + ('per_flussi'::text = ANY (modalita))::integer)),
  constraint tipo_promemoria CHECK (cardinality(promemoria_giorni) <= 5 AND array_position(promemoria_giorni, NULL::smallint) IS NULL AND (0 <= ALL (promemoria_giorni)) AND (90 >= ALL (promemoria_giorni))),
  constraint tipo_spontaneo_base CHECK (NOT spontaneo OR ('base'::text = ANY (modalita))),
  constraint tipo_spontaneo_senza_scadenza CHECK (NOT spontaneo OR NOT scadenza_obbligatoria AND NOT scadenza_stampata),
  constraint tipo_dovuto_ente_id_conto_id_fkey FOREIGN KEY (ente_id, conto_id) REFERENCES enti.conto(ente_id, id),
  constraint tipo_dovuto_ente_id_conto_postale_id_fkey FOREIGN KEY (ente_id, conto_postale_id) REFERENCES enti.conto(ente_id, id),
  constraint tipo_dovuto_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint tipo_dovuto_tassonomia_fkey FOREIGN KEY (tassonomia) REFERENCES enti.tassonomia(codice),
  constraint tipo_dovuto_pkey PRIMARY KEY (ente_id, id),
  constraint tipo_dovuto_ente_id_codice_key UNIQUE (ente_id, codice)
);
alter table enti.tipo_dovuto enable row level security;
alter table enti.tipo_dovuto force row level security;
create policy ente on enti.tipo_dovuto for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on enti.tipo_dovuto for all to mypay_porta
  using (true)
  with check (true);
create policy worker on enti.tipo_dovuto for all to mypay_worker
  using (true)
  with check (true);
comment on table enti.tipo_dovuto is 'ente: kind of due of an ente, with the rules its dovuti follow';
grant delete, insert, select, update on table enti.tipo_dovuto to mypay_porta;
grant select on table enti.tipo_dovuto to mypay_portale;
grant select on table enti.tipo_dovuto to mypay_sil;
grant insert, select, update on table enti.tipo_dovuto to mypay_ufficio;
grant insert, select, update on table enti.tipo_dovuto to mypay_worker;

create view enti.v_ente with (security_invoker=true) as
 SELECT id,
    ambiente,
    codice_fiscale,
    cod_ipa,
    denominazione,
    stato,
    funzioni,
    tetto_pre_esercizio_cents,
        CASE
            WHEN stato = 'PRE-ESERCIZIO'::text THEN tetto_pre_esercizio_cents
            ELSE NULL::bigint
        END AS tetto_cents
   FROM enti.ente;
grant select on table enti.v_ente to mypay_nodo;
grant select on table enti.v_ente to mypay_porta;
grant select on table enti.v_ente to mypay_portale;
grant select on table enti.v_ente to mypay_sil;
grant select on table enti.v_ente to mypay_ufficio;
grant select on table enti.v_ente to mypay_worker;

create view enti.v_iban_vigente with (security_invoker=true) as
 SELECT DISTINCT ON (i.ente_id, i.conto_id) i.ente_id,
    i.conto_id,
    c.tipo,
    c.intestatario,
    c.autorizzazione_stampa,
    i.iban
   FROM enti.conto_iban i
     JOIN enti.conto c ON c.ente_id = i.ente_id AND c.id = i.conto_id
  WHERE i.stato = 'attivo'::text AND i.valido_dal <= (now() AT TIME ZONE 'Europe/Rome'::text)::date AND (i.valido_al IS NULL OR i.valido_al > (now() AT TIME ZONE 'Europe/Rome'::text)::date)
  ORDER BY i.ente_id, i.conto_id, i.valido_dal DESC;
grant select on table enti.v_iban_vigente to mypay_porta;
grant select on table enti.v_iban_vigente to mypay_portale;
grant select on table enti.v_iban_vigente to mypay_sil;
grant select on table enti.v_iban_vigente to mypay_ufficio;
grant select on table enti.v_iban_vigente to mypay_worker;

create view enti.v_stazione_ente as
 SELECT s.id AS stazione_id,
    s.codice,
    s.attiva,
    s.versione_primitive,
    m.codice_fiscale AS intermediario,
    e.id AS ente_id,
    e.codice_fiscale,
    e.ambiente,
    e.cod_ipa,
    e.denominazione,
    e.settore,
    e.stato AS ente_stato,
    se.codice_segregazione,
    se.predefinita,
    se.valida_dal,
    se.valida_al
   FROM enti.stazione s
     JOIN enti.intermediario m ON m.id = s.intermediario_id
     JOIN enti.stazione_ente se ON se.stazione_id = s.id
     JOIN enti.ente e ON e.id = se.ente_id;
alter table enti.v_stazione_ente owner to mypay_porta;
grant select on table enti.v_stazione_ente to mypay_nodo;
grant select on table enti.v_stazione_ente to mypay_portale;
grant select on table enti.v_stazione_ente to mypay_sil;
grant select on table enti.v_stazione_ente to mypay_ufficio;
grant select on table enti.v_stazione_ente to mypay_worker;

create view enti.v_tipo_dovuto with (security_invoker=true) as
 SELECT ente_id,
    id,
    codice,
    denominazione,
    attivo,
    tassonomia,
    conto_id,
    conto_postale_id,
    scadenza_obbligatoria,
    scadenza_stampata,
    paga_dopo_scadenza,
    codice_fiscale_anonimo,
    avviso_stampabile,
    categoria,
    modalita,
    spontaneo,
    url_esterno,
    importo_fisso_cents,
    COALESCE(dati_riscossione, "left"(tassonomia || codice, 140)) AS dati_riscossione,
    codice_contesto,
    intestatario_avviso,
    settore_avviso,
    bilancio,
    notifica_io,
    notifica_esito,
    tentativi_esito_max,
    attualizzazione,
    promemoria_giorni
   FROM enti.tipo_dovuto;
grant select on table enti.v_tipo_dovuto to mypay_porta;
grant select on table enti.v_tipo_dovuto to mypay_portale;
grant select on table enti.v_tipo_dovuto to mypay_sil;
grant select on table enti.v_tipo_dovuto to mypay_ufficio;
grant select on table enti.v_tipo_dovuto to mypay_worker;

create table eventi.abbonamento (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  nome text not null,
  url text not null,
  generi text[] not null,
  stato text not null,
  stato_dal timestamp with time zone not null,
  cursore bigint not null,
  creato_il timestamp with time zone not null,
  tolto_il timestamp with time zone,
  riposa_fino timestamp with time zone,
  constraint abbonamento_cursore_check CHECK (cursore >= 0),
  constraint abbonamento_generi_check CHECK (cardinality(generi) >= 1 AND cardinality(generi) <= 20 AND array_position(generi, NULL::text) IS NULL),
  constraint abbonamento_nome_check CHECK (length(nome) >= 1 AND length(nome) <= 80),
  constraint abbonamento_stato_check CHECK (stato = ANY (ARRAY['attivo'::text, 'in_pausa'::text, 'sospeso'::text])),
  constraint abbonamento_url_check CHECK (length(url) >= 1 AND length(url) <= 2000 AND url ~ '^https?://[^\s@]+$'::text),
  constraint abbonamento_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint abbonamento_pkey PRIMARY KEY (ente_id, id)
);
alter table eventi.abbonamento enable row level security;
alter table eventi.abbonamento force row level security;
CREATE INDEX abbonamento_attivo ON eventi.abbonamento USING btree (ente_id) WHERE (tolto_il IS NULL);
CREATE UNIQUE INDEX abbonamento_nome ON eventi.abbonamento USING btree (ente_id, lower(nome)) WHERE (tolto_il IS NULL);
create policy ente on eventi.abbonamento for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on eventi.abbonamento for all to mypay_porta
  using (true)
  with check (true);
create policy worker on eventi.abbonamento for all to mypay_worker
  using (true)
  with check (true);
comment on table eventi.abbonamento is 'ente: a software that is told what happens, and how far it has been told';
grant delete, insert, select, update on table eventi.abbonamento to mypay_porta;
grant select on table eventi.abbonamento to mypay_sil;
grant insert, select on table eventi.abbonamento to mypay_ufficio;
grant insert, select on table eventi.abbonamento to mypay_worker;
grant update (stato, stato_dal, tolto_il) on table eventi.abbonamento to mypay_ufficio;
grant update (stato, stato_dal, cursore, tolto_il, riposa_fino) on table eventi.abbonamento to mypay_worker;

create table eventi.esito (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  iuv_id uuid not null,
  iuv text not null,
  receipt_id text not null,
  tipo_dovuto_id uuid not null,
  tentativi integer default 0 not null,
  tentativi_max integer not null,
  prossimo_il timestamp with time zone,
  spinto_il timestamp with time zone,
  lasciato_il timestamp with time zone,
  perche text,
  creato_il timestamp with time zone default now() not null,
  constraint esito_check CHECK (num_nonnulls(prossimo_il, spinto_il, lasciato_il) <= 1),
  constraint esito_iuv_check CHECK (length(iuv) >= 1 AND length(iuv) <= 35),
  constraint esito_perche_check CHECK (length(perche) <= 40),
  constraint esito_receipt_id_check CHECK (length(receipt_id) >= 1 AND length(receipt_id) <= 255),
  constraint esito_tentativi_check CHECK (tentativi >= 0),
  constraint esito_tentativi_max_check CHECK (tentativi_max >= 1 AND tentativi_max <= 100),
  constraint esito_ente_id_iuv_id_fkey FOREIGN KEY (ente_id, iuv_id) REFERENCES posizioni.iuv(ente_id, id),
  constraint esito_ente_id_tipo_dovuto_id_fkey FOREIGN KEY (ente_id, tipo_dovuto_id) REFERENCES enti.tipo_dovuto(ente_id, id),
  constraint esito_pkey PRIMARY KEY (ente_id, id),
  constraint esito_ente_id_iuv_id_receipt_id_key UNIQUE (ente_id, iuv_id, receipt_id)
);
alter table eventi.esito enable row level security;
alter table eventi.esito force row level security;
CREATE INDEX esito_creato ON eventi.esito USING btree (creato_il);
CREATE INDEX esito_fermo ON eventi.esito USING btree (ente_id, id) WHERE ((prossimo_il IS NULL) AND (spinto_il IS NULL) AND (lasciato_il IS NULL));
CREATE INDEX esito_prossimo ON eventi.esito USING btree (ente_id, prossimo_il) WHERE (prossimo_il IS NOT NULL);
create policy ente on eventi.esito for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on eventi.esito for all to mypay_porta
  using (true)
  with check (true);
create policy worker on eventi.esito for all to mypay_worker
  using (true)
  with check (true);
comment on table eventi.esito is 'ente: outcomes of payments to be pushed to the ente';
grant delete, insert, select, update on table eventi.esito to mypay_porta;
grant select on table eventi.esito to mypay_ufficio;
grant delete, insert, select, update on table eventi.esito to mypay_worker;
grant update (tentativi, prossimo_il, lasciato_il) on table eventi.esito to mypay_ufficio;

create table eventi.evento (
  ente_id uuid not null,
  numero bigint generated always as identity not null,
  id uuid default uuidv7() not null,
  genere text not null,
  oggetto_id uuid not null,
  seq integer not null,
  istante timestamp with time zone not null,
  dati jsonb not null,
  scritto_il timestamp with time zone default now() not null,
  constraint evento_dati_check CHECK (jsonb_typeof(dati) = 'object'::text),
  constraint evento_genere_check CHECK (genere ~ '^[a-z]+\.[a-z]+$'::text),
  constraint evento_seq_check CHECK (seq > 0),
  constraint evento_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint evento_pkey PRIMARY KEY (ente_id, numero)
);
alter table eventi.evento enable row level security;
alter table eventi.evento force row level security;
CREATE INDEX evento_scritto ON eventi.evento USING btree (scritto_il);
create policy ente on eventi.evento for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on eventi.evento for all to mypay_porta
  using (true)
  with check (true);
create policy worker on eventi.evento for all to mypay_worker
  using (true)
  with check (true);
comment on table eventi.evento is 'ente: what happened, for who is told of it; for ninety days';
grant delete, insert, select, update on table eventi.evento to mypay_porta;
grant select on table eventi.evento to mypay_sil;
grant select on table eventi.evento to mypay_ufficio;
grant delete, insert, select on table eventi.evento to mypay_worker;

create table eventi.ritardo (
  ente_id uuid not null,
  abbonamento_id uuid not null,
  numero bigint not null,
  tentativi integer not null,
  prossimo_il timestamp with time zone,
  constraint ritardo_tentativi_check CHECK (tentativi >= 0),
  constraint ritardo_ente_id_abbonamento_id_fkey FOREIGN KEY (ente_id, abbonamento_id) REFERENCES eventi.abbonamento(ente_id, id),
  constraint ritardo_ente_id_numero_fkey FOREIGN KEY (ente_id, numero) REFERENCES eventi.evento(ente_id, numero) ON DELETE CASCADE,
  constraint ritardo_pkey PRIMARY KEY (ente_id, abbonamento_id, numero)
);
alter table eventi.ritardo enable row level security;
alter table eventi.ritardo force row level security;
CREATE INDEX ritardo_evento ON eventi.ritardo USING btree (ente_id, numero);
CREATE INDEX ritardo_prossimo ON eventi.ritardo USING btree (ente_id, abbonamento_id, prossimo_il) WHERE (prossimo_il IS NOT NULL);
create policy ente on eventi.ritardo for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on eventi.ritardo for all to mypay_porta
  using (true)
  with check (true);
create policy worker on eventi.ritardo for all to mypay_worker
  using (true)
  with check (true);
comment on table eventi.ritardo is 'ente: events to be sent again to a subscription';
grant delete, insert, select, update on table eventi.ritardo to mypay_porta;
grant insert, select on table eventi.ritardo to mypay_ufficio;
grant delete, insert, select, update on table eventi.ritardo to mypay_worker;
grant update (tentativi, prossimo_il) on table eventi.ritardo to mypay_ufficio;

create table eventi.segreto (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  abbonamento_id uuid not null,
  segreto bytea not null,
  chiave_id text not null,
  dal timestamp with time zone not null,
  fino timestamp with time zone,
  constraint segreto_check CHECK (fino >= dal),
  constraint segreto_ente_id_abbonamento_id_fkey FOREIGN KEY (ente_id, abbonamento_id) REFERENCES eventi.abbonamento(ente_id, id),
  constraint segreto_pkey PRIMARY KEY (ente_id, id)
);
alter table eventi.segreto enable row level security;
alter table eventi.segreto force row level security;
CREATE UNIQUE INDEX segreto_corrente ON eventi.segreto USING btree (ente_id, abbonamento_id) WHERE (fino IS NULL);
CREATE INDEX segreto_di ON eventi.segreto USING btree (ente_id, abbonamento_id);
create policy ente on eventi.segreto for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on eventi.segreto for all to mypay_porta
  using (true)
  with check (true);
create policy worker on eventi.segreto for all to mypay_worker
  using (true)
  with check (true);
comment on table eventi.segreto is 'ente: secrets that sign the events of a subscription, sealed';
grant delete, insert, select, update on table eventi.segreto to mypay_porta;
grant insert on table eventi.segreto to mypay_ufficio;
grant delete, insert, select on table eventi.segreto to mypay_worker;
grant select (ente_id, id, abbonamento_id, dal, fino) on table eventi.segreto to mypay_ufficio;
grant update (fino) on table eventi.segreto to mypay_ufficio;
grant update (segreto, chiave_id, fino) on table eventi.segreto to mypay_worker;

create table eventi.spinta (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  tipo_dovuto_id uuid,
  url text not null,
  kid text,
  sub text,
  iss text,
  segreto bytea,
  chiave_id text,
  registrata_il timestamp with time zone not null,
  prova_chiesta_il timestamp with time zone,
  provata_il timestamp with time zone,
  prova_esito text,
  tolta_il timestamp with time zone,
  constraint spinta_iss_check CHECK (length(iss) >= 1 AND length(iss) <= 200),
  constraint spinta_jwt CHECK (num_nulls(kid, sub, iss, segreto, chiave_id) = ANY (ARRAY[0, 5])),
  constraint spinta_kid_check CHECK (length(kid) >= 1 AND length(kid) <= 200),
  constraint spinta_prova_esito_check CHECK (length(prova_esito) <= 40),
  constraint spinta_sub_check CHECK (length(sub) >= 1 AND length(sub) <= 200),
  constraint spinta_url_check CHECK (length(url) >= 1 AND length(url) <= 2000 AND url ~ '^https?://[^\s@]+$'::text),
  constraint spinta_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint spinta_ente_id_tipo_dovuto_id_fkey FOREIGN KEY (ente_id, tipo_dovuto_id) REFERENCES enti.tipo_dovuto(ente_id, id),
  constraint spinta_pkey PRIMARY KEY (ente_id, id)
);
alter table eventi.spinta enable row level security;
alter table eventi.spinta force row level security;
CREATE UNIQUE INDEX spinta_una ON eventi.spinta USING btree (ente_id, tipo_dovuto_id) NULLS NOT DISTINCT WHERE (tolta_il IS NULL);
create policy ente on eventi.spinta for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on eventi.spinta for all to mypay_porta
  using (true)
  with check (true);
create policy worker on eventi.spinta for all to mypay_worker
  using (true)
  with check (true);
comment on table eventi.spinta is 'ente: where the outcome of payments is pushed';
grant delete, insert, select, update on table eventi.spinta to mypay_porta;
grant insert on table eventi.spinta to mypay_ufficio;
grant insert, select on table eventi.spinta to mypay_worker;
grant select (ente_id, id, tipo_dovuto_id, url, kid, sub, iss, registrata_il, prova_chiesta_il, provata_il, prova_esito, tolta_il) on table eventi.spinta to mypay_ufficio;
grant update (prova_chiesta_il, tolta_il) on table eventi.spinta to mypay_ufficio;
grant update (segreto, chiave_id, prova_chiesta_il, provata_il, prova_esito) on table eventi.spinta to mypay_worker;

create table eventi.tentativo (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  abbonamento_id uuid,
  numero bigint,
  genere text,
  esito_id uuid,
  quale integer not null,
  istante timestamp with time zone not null,
  durata_ms integer not null,
  stato integer,
  come text not null,
  risposta text not null,
  constraint tentativo_check CHECK (num_nonnulls(abbonamento_id, esito_id) = 1),
  constraint tentativo_come_check CHECK (length(come) >= 1 AND length(come) <= 40),
  constraint tentativo_durata_ms_check CHECK (durata_ms >= 0),
  constraint tentativo_genere_check CHECK (length(genere) <= 40),
  constraint tentativo_quale_check CHECK (quale > 0),
  constraint tentativo_risposta_check CHECK (length(risposta) <= 200),
  constraint tentativo_ente_id_abbonamento_id_fkey FOREIGN KEY (ente_id, abbonamento_id) REFERENCES eventi.abbonamento(ente_id, id),
  constraint tentativo_ente_id_esito_id_fkey FOREIGN KEY (ente_id, esito_id) REFERENCES eventi.esito(ente_id, id) ON DELETE CASCADE,
  constraint tentativo_pkey PRIMARY KEY (ente_id, id)
);
alter table eventi.tentativo enable row level security;
alter table eventi.tentativo force row level security;
CREATE INDEX tentativo_abbonamento ON eventi.tentativo USING btree (ente_id, abbonamento_id, id DESC) WHERE (abbonamento_id IS NOT NULL);
CREATE INDEX tentativo_esito ON eventi.tentativo USING btree (ente_id, esito_id, id DESC) WHERE (esito_id IS NOT NULL);
CREATE INDEX tentativo_istante ON eventi.tentativo USING btree (istante);
create policy ente on eventi.tentativo for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on eventi.tentativo for all to mypay_porta
  using (true)
  with check (true);
create policy worker on eventi.tentativo for all to mypay_worker
  using (true)
  with check (true);
comment on table eventi.tentativo is 'ente: each time that an event or an outcome was sent; for ninety days';
grant delete, insert, select, update on table eventi.tentativo to mypay_porta;
grant select on table eventi.tentativo to mypay_ufficio;
grant delete, insert, select on table eventi.tentativo to mypay_worker;

create table flussi.allegato (
  ente_id uuid not null,
  flusso_id uuid not null,
  genere text not null,
  file_id uuid not null,
  constraint allegato_genere_check CHECK (genere = ANY (ARRAY['scarti'::text, 'iuv'::text, 'esito'::text, 'convertito'::text])),
  constraint allegato_ente_id_file_id_fkey FOREIGN KEY (ente_id, file_id) REFERENCES flussi.file(ente_id, id),
  constraint allegato_ente_id_flusso_id_fkey FOREIGN KEY (ente_id, flusso_id) REFERENCES flussi.flusso(ente_id, id),
  constraint allegato_pkey PRIMARY KEY (ente_id, flusso_id, genere)
);
alter table flussi.allegato enable row level security;
alter table flussi.allegato force row level security;
create policy ente on flussi.allegato for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.allegato for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.allegato for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.allegato is 'ente: files produced by a flusso';
grant delete, insert, select, update on table flussi.allegato to mypay_porta;
grant select on table flussi.allegato to mypay_sil;
grant select on table flussi.allegato to mypay_ufficio;
grant delete, insert, select on table flussi.allegato to mypay_worker;

create table flussi.annullo (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  flusso_id uuid not null,
  stato text default 'richiesto'::text not null,
  motivo text not null,
  richiesto_da text not null,
  richiesto_il timestamp with time zone not null,
  interrotto_da text,
  finito_il timestamp with time zone,
  righe_totali integer,
  riga_fatta integer default 0 not null,
  annullati integer default 0 not null,
  esclusi integer default 0 not null,
  constraint annullo_annullati_check CHECK (annullati >= 0),
  constraint annullo_check CHECK ((interrotto_da IS NOT NULL) = (stato = 'interrotto'::text)),
  constraint annullo_check1 CHECK ((finito_il IS NOT NULL) = (stato = ANY (ARRAY['eseguito'::text, 'interrotto'::text]))),
  constraint annullo_esclusi_check CHECK (esclusi >= 0),
  constraint annullo_motivo_check CHECK (length(motivo) >= 1 AND length(motivo) <= 500),
  constraint annullo_riga_fatta_check CHECK (riga_fatta >= 0),
  constraint annullo_righe_totali_check CHECK (righe_totali >= 0),
  constraint annullo_stato_check CHECK (stato = ANY (ARRAY['richiesto'::text, 'in_corso'::text, 'eseguito'::text, 'interrotto'::text])),
  constraint annullo_ente_id_flusso_id_fkey FOREIGN KEY (ente_id, flusso_id) REFERENCES flussi.flusso(ente_id, id),
  constraint annullo_pkey PRIMARY KEY (ente_id, id)
);
alter table flussi.annullo enable row level security;
alter table flussi.annullo force row level security;
CREATE UNIQUE INDEX annullo_aperto ON flussi.annullo USING btree (ente_id, flusso_id) WHERE (stato = ANY (ARRAY['richiesto'::text, 'in_corso'::text]));
CREATE INDEX annullo_flusso ON flussi.annullo USING btree (ente_id, flusso_id, id DESC);
create policy ente on flussi.annullo for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.annullo for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.annullo for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.annullo is 'ente: the annulment of all that a file brought, with its progress';
grant delete, insert, select, update on table flussi.annullo to mypay_porta;
grant insert, select, update on table flussi.annullo to mypay_sil;
grant insert, select, update on table flussi.annullo to mypay_ufficio;
grant insert, select, update on table flussi.annullo to mypay_worker;

create table flussi.annullo_escluso (
  ente_id uuid not null,
  annullo_id uuid not null,
  riga integer not null,
  dovuto_id uuid not null,
  iud text not null,
  motivo text not null,
  constraint annullo_escluso_motivo_check CHECK (motivo = ANY (ARRAY['PAGATO'::text, 'IN_PAGAMENTO'::text, 'CAMBIATO_DA_FLUSSO'::text, 'CAMBIATO_A_MANO'::text, 'GIA_ANNULLATO'::text, 'SOSTITUITO'::text, 'CHIUSO'::text, 'TIPO_NON_SEGUITO'::text])),
  constraint annullo_escluso_riga_check CHECK (riga > 0),
  constraint annullo_escluso_ente_id_annullo_id_fkey FOREIGN KEY (ente_id, annullo_id) REFERENCES flussi.annullo(ente_id, id),
  constraint annullo_escluso_pkey PRIMARY KEY (ente_id, annullo_id, riga)
);
alter table flussi.annullo_escluso enable row level security;
alter table flussi.annullo_escluso force row level security;
create policy ente on flussi.annullo_escluso for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.annullo_escluso for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.annullo_escluso for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.annullo_escluso is 'ente: what an annulment left as it was, by its row in the file, and why';
grant delete, insert, select, update on table flussi.annullo_escluso to mypay_porta;
grant select on table flussi.annullo_escluso to mypay_sil;
grant select on table flussi.annullo_escluso to mypay_ufficio;
grant insert, select on table flussi.annullo_escluso to mypay_worker;

create table flussi.anteprima (
  ente_id uuid not null,
  flusso_id uuid not null,
  righe_lette integer default 0 not null,
  righe_sbagliate integer default 0 not null,
  modifiche integer default 0 not null,
  calcolata_con integer,
  calcolata_il timestamp with time zone,
  riepilogo jsonb,
  primi jsonb,
  avvertenze jsonb,
  impronta text,
  conferma text,
  conferma_da text,
  riepilogo_prima jsonb,
  guasto_il timestamp with time zone,
  constraint anteprima_check CHECK ((conferma IS NULL) = (conferma_da IS NULL)),
  constraint anteprima_righe_lette_check CHECK (righe_lette >= 0),
  constraint anteprima_righe_sbagliate_check CHECK (righe_sbagliate >= 0),
  constraint anteprima_ente_id_flusso_id_fkey FOREIGN KEY (ente_id, flusso_id) REFERENCES flussi.flusso(ente_id, id),
  constraint anteprima_pkey PRIMARY KEY (ente_id, flusso_id)
);
alter table flussi.anteprima enable row level security;
alter table flussi.anteprima force row level security;
create policy ente on flussi.anteprima for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.anteprima for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.anteprima for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.anteprima is 'ente: what would become of the rows of a file that nobody has confirmed yet';
grant delete, insert, select, update on table flussi.anteprima to mypay_porta;
grant insert, select, update on table flussi.anteprima to mypay_sil;
grant insert, select, update on table flussi.anteprima to mypay_ufficio;
grant delete, insert, select, update on table flussi.anteprima to mypay_worker;

create table flussi.avvertenza (
  ente_id uuid not null,
  flusso_id uuid not null,
  riga integer not null,
  codice text not null,
  iud text not null,
  constraint avvertenza_codice_check CHECK (codice ~ '^[A-Z_]{1,40}$'::text),
  constraint avvertenza_iud_check CHECK (length(iud) <= 35),
  constraint avvertenza_riga_check CHECK (riga > 0),
  constraint avvertenza_ente_id_flusso_id_fkey FOREIGN KEY (ente_id, flusso_id) REFERENCES flussi.flusso(ente_id, id),
  constraint avvertenza_pkey PRIMARY KEY (ente_id, flusso_id, riga, codice)
);
alter table flussi.avvertenza enable row level security;
alter table flussi.avvertenza force row level security;
create policy ente on flussi.avvertenza for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.avvertenza for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.avvertenza for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.avvertenza is 'ente: the first rows of a file that deserve a look, and why: nothing was refused';
grant delete, insert, select, update on table flussi.avvertenza to mypay_porta;
grant select on table flussi.avvertenza to mypay_sil;
grant select on table flussi.avvertenza to mypay_ufficio;
grant delete, insert, select on table flussi.avvertenza to mypay_worker;

create table flussi.consegna (
  ente_id uuid not null,
  flusso_id uuid not null,
  destinazione_id uuid not null,
  stato text default 'da_consegnare'::text not null,
  tentativi integer default 0 not null,
  perche text,
  aggiornata_il timestamp with time zone not null,
  constraint consegna_check CHECK (stato <> 'fallita'::text OR perche IS NOT NULL),
  constraint consegna_perche_check CHECK (perche ~ '^[a-z_]+$'::text),
  constraint consegna_stato_check CHECK (stato = ANY (ARRAY['da_consegnare'::text, 'consegnata'::text, 'fallita'::text, 'lasciata'::text])),
  constraint consegna_tentativi_check CHECK (tentativi >= 0),
  constraint consegna_ente_id_destinazione_id_fkey FOREIGN KEY (ente_id, destinazione_id) REFERENCES flussi.destinazione(ente_id, id),
  constraint consegna_ente_id_flusso_id_fkey FOREIGN KEY (ente_id, flusso_id) REFERENCES flussi.flusso(ente_id, id),
  constraint consegna_pkey PRIMARY KEY (ente_id, flusso_id, destinazione_id)
);
alter table flussi.consegna enable row level security;
alter table flussi.consegna force row level security;
CREATE INDEX consegna_fallita ON flussi.consegna USING btree (ente_id) WHERE (stato = 'fallita'::text);
create policy ente on flussi.consegna for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.consegna for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.consegna for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.consegna is 'ente: a file of incassi that has to arrive at a place, and whether it has';
grant delete, insert, select, update on table flussi.consegna to mypay_porta;
grant select on table flussi.consegna to mypay_ufficio;
grant insert, select, update on table flussi.consegna to mypay_worker;
grant update (stato, tentativi, aggiornata_il) on table flussi.consegna to mypay_ufficio;

create table flussi.correzione (
  ente_id uuid not null,
  flusso_id uuid not null,
  riga integer not null,
  campo text not null,
  valore text not null,
  fatta_da text not null,
  fatta_il timestamp with time zone not null,
  constraint correzione_campo_check CHECK (campo ~ '^[A-Za-z][A-Za-z0-9]{0,59}$'::text),
  constraint correzione_riga_check CHECK (riga > 0),
  constraint correzione_valore_check CHECK (length(valore) <= 4096),
  constraint correzione_ente_id_flusso_id_fkey FOREIGN KEY (ente_id, flusso_id) REFERENCES flussi.flusso(ente_id, id),
  constraint correzione_pkey PRIMARY KEY (ente_id, flusso_id, riga, campo)
);
alter table flussi.correzione enable row level security;
alter table flussi.correzione force row level security;
create policy ente on flussi.correzione for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.correzione for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.correzione for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.correzione is 'ente: a cell of a file as a person has corrected it: kept beside the file, never in it';
grant delete, insert, select, update on table flussi.correzione to mypay_porta;
grant delete, insert, select, update on table flussi.correzione to mypay_sil;
grant delete, insert, select, update on table flussi.correzione to mypay_ufficio;
grant delete, select on table flussi.correzione to mypay_worker;

create table flussi.corrispondenza (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  nome text not null,
  intestazioni text[] not null,
  regole jsonb not null,
  salvata_da text not null,
  salvata_il timestamp with time zone not null,
  constraint corrispondenza_intestazioni_check CHECK (cardinality(intestazioni) >= 1 AND cardinality(intestazioni) <= 256),
  constraint corrispondenza_nome_check CHECK (nome ~ '^\S(.{0,58}\S)?$'::text),
  constraint corrispondenza_regole_check CHECK (jsonb_typeof(regole) = 'object'::text),
  constraint corrispondenza_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint corrispondenza_pkey PRIMARY KEY (ente_id, id)
);
alter table flussi.corrispondenza enable row level security;
alter table flussi.corrispondenza force row level security;
CREATE UNIQUE INDEX corrispondenza_nome ON flussi.corrispondenza USING btree (ente_id, lower(nome));
create policy ente on flussi.corrispondenza for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.corrispondenza for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.corrispondenza for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.corrispondenza is 'ente: which column of a file not in a layout of ours is which, remembered by name';
grant delete, insert, select, update on table flussi.corrispondenza to mypay_porta;
grant delete, insert, select, update on table flussi.corrispondenza to mypay_ufficio;
grant select on table flussi.corrispondenza to mypay_worker;

create table flussi.destinazione (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  nome text not null,
  genere text not null,
  percorso text not null,
  host text,
  porta integer,
  utente text,
  impronta text,
  accesso text,
  segreto bytea,
  chiave_id text,
  creata_il timestamp with time zone not null,
  tolta_il timestamp with time zone,
  prova_chiesta_il timestamp with time zone,
  provata_il timestamp with time zone,
  prova_esito text,
  impronta_vista text,
  constraint destinazione_accesso_check CHECK (accesso = ANY (ARRAY['password'::text, 'chiave'::text])),
  constraint destinazione_check CHECK (num_nonnulls(host, porta, utente, accesso, segreto, chiave_id) =
CASE genere
    WHEN 'sftp'::text THEN 6
    ELSE 0
END),
  constraint destinazione_check1 CHECK (genere = 'sftp'::text OR num_nonnulls(impronta, impronta_vista) = 0),
  constraint destinazione_chiave_id_check CHECK (chiave_id ~ '^[0-9a-f]{16}$'::text),
  constraint destinazione_genere_check CHECK (genere = ANY (ARRAY['sftp'::text, 'cartella'::text])),
  constraint destinazione_host_check CHECK (length(host) >= 1 AND length(host) <= 253),
  constraint destinazione_impronta_check CHECK (impronta ~ '^SHA256:[A-Za-z0-9+/]{43}$'::text),
  constraint destinazione_impronta_vista_check CHECK (impronta_vista ~ '^SHA256:[A-Za-z0-9+/]{43}$'::text),
  constraint destinazione_nome_check CHECK (length(btrim(nome)) >= 1 AND length(btrim(nome)) <= 60),
  constraint destinazione_percorso_check CHECK (length(percorso) <= 500 AND percorso !~ '(^|/)\.\.(/|$)'::text AND percorso !~ '[[:cntrl:]]'::text),
  constraint destinazione_porta_check CHECK (porta >= 1 AND porta <= 65535),
  constraint destinazione_prova_esito_check CHECK (prova_esito = 'ok'::text OR prova_esito ~ '^[a-z_]+$'::text),
  constraint destinazione_segreto_check CHECK (octet_length(segreto) >= 30 AND octet_length(segreto) <= 20000),
  constraint destinazione_utente_check CHECK (length(utente) >= 1 AND length(utente) <= 200),
  constraint destinazione_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint destinazione_pkey PRIMARY KEY (ente_id, id)
);
alter table flussi.destinazione enable row level security;
alter table flussi.destinazione force row level security;
CREATE UNIQUE INDEX destinazione_nome ON flussi.destinazione USING btree (ente_id, lower(nome)) WHERE (tolta_il IS NULL);
create policy ente on flussi.destinazione for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.destinazione for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.destinazione for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.destinazione is 'ente: where files of incassi are delivered; what lets us in is sealed';
grant delete, insert, select, update on table flussi.destinazione to mypay_porta;
grant insert on table flussi.destinazione to mypay_ufficio;
grant insert, select, update on table flussi.destinazione to mypay_worker;
grant select (ente_id, id, nome, genere, percorso, host, porta, utente, impronta, accesso, creata_il, tolta_il, prova_chiesta_il, provata_il, prova_esito, impronta_vista) on table flussi.destinazione to mypay_ufficio;
grant update (impronta, tolta_il, prova_chiesta_il, impronta_vista) on table flussi.destinazione to mypay_ufficio;

create table flussi.file (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  nome text not null,
  tipo_contenuto text not null,
  byte bigint not null,
  sha256 bytea not null,
  md5 text,
  creato_il timestamp with time zone default now() not null,
  constraint file_byte_check CHECK (byte >= 0),
  constraint file_nome_check CHECK (length(nome) >= 1 AND length(nome) <= 200),
  constraint file_sha256_check CHECK (length(sha256) = 32),
  constraint file_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint file_pkey PRIMARY KEY (ente_id, id)
);
alter table flussi.file enable row level security;
alter table flussi.file force row level security;
create policy ente on flussi.file for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.file for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.file for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.file is 'ente: metadata of a stored file; its bytes lie in the file store under its id';
grant delete, insert, select, update on table flussi.file to mypay_porta;
grant insert, select on table flussi.file to mypay_sil;
grant insert, select on table flussi.file to mypay_ufficio;
grant delete, insert, select on table flussi.file to mypay_worker;

create table flussi.flusso (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  genere text not null,
  verso text not null,
  stato text not null,
  nome_file text,
  iuf text,
  versione text,
  richiesta jsonb,
  richiesto_da text not null,
  richiesto_il timestamp with time zone default now() not null,
  iniziato_il timestamp with time zone,
  finito_il timestamp with time zone,
  file_id uuid,
  righe_totali integer,
  righe_applicate integer default 0 not null,
  righe_accettate integer default 0 not null,
  righe_scartate integer default 0 not null,
  codice_errore text,
  parametri_errore jsonb,
  tipi_fuori_modalita text[] default '{}'::text[] not null,
  righe_con_avvertenze integer default 0 not null,
  colonne jsonb,
  corrispondenza jsonb,
  archiviato_il timestamp with time zone,
  constraint flusso_check CHECK (archiviato_il IS NULL OR stato = 'fallito'::text),
  constraint flusso_colonne_check CHECK (jsonb_typeof(colonne) = 'object'::text),
  constraint flusso_corrispondenza_check CHECK (jsonb_typeof(corrispondenza) = 'object'::text),
  constraint flusso_genere_check CHECK (genere ~ '^[a-z_]+$'::text),
  constraint flusso_iuf_check CHECK (length(iuf) <= 50),
  constraint flusso_nome_file_check CHECK (length(nome_file) <= 200),
  constraint flusso_righe_accettate_check CHECK (righe_accettate >= 0),
  constraint flusso_righe_applicate_check CHECK (righe_applicate >= 0),
  constraint flusso_righe_con_avvertenze_check CHECK (righe_con_avvertenze >= 0),
  constraint flusso_righe_scartate_check CHECK (righe_scartate >= 0),
  constraint flusso_righe_totali_check CHECK (righe_totali >= 0),
  constraint flusso_stato_check CHECK (stato = ANY (ARRAY['in_corrispondenza'::text, 'in_anteprima'::text, 'ricevuto'::text, 'in_corso'::text, 'eseguito'::text, 'fallito'::text, 'annullato'::text])),
  constraint flusso_tipi_fuori_modalita_check CHECK (cardinality(tipi_fuori_modalita) <= 1000),
  constraint flusso_verso_check CHECK (verso = ANY (ARRAY['in'::text, 'out'::text])),
  constraint flusso_ente_id_file_id_fkey FOREIGN KEY (ente_id, file_id) REFERENCES flussi.file(ente_id, id),
  constraint flusso_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint flusso_pkey PRIMARY KEY (ente_id, id)
);
alter table flussi.flusso enable row level security;
alter table flussi.flusso force row level security;
CREATE INDEX flusso_da_guardare ON flussi.flusso USING btree (ente_id, id) WHERE ((archiviato_il IS NULL) AND (stato <> ALL (ARRAY['eseguito'::text, 'annullato'::text])));
CREATE INDEX flusso_elenco ON flussi.flusso USING btree (ente_id, verso, id DESC);
CREATE INDEX flusso_in_corso ON flussi.flusso USING btree (iniziato_il) WHERE (stato = 'in_corso'::text);
CREATE UNIQUE INDEX flusso_iuf ON flussi.flusso USING btree (ente_id, genere, iuf) WHERE ((verso = 'in'::text) AND (stato = ANY (ARRAY['ricevuto'::text, 'in_corso'::text, 'eseguito'::text])));
CREATE UNIQUE INDEX flusso_nome ON flussi.flusso USING btree (ente_id, genere, lower(nome_file)) WHERE ((verso = 'in'::text) AND (stato = ANY (ARRAY['ricevuto'::text, 'in_corso'::text, 'eseguito'::text])));
create policy ente on flussi.flusso for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.flusso for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.flusso for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.flusso is 'ente: a file in or out, with its progress';
grant delete, insert, select, update on table flussi.flusso to mypay_porta;
grant insert, select, update on table flussi.flusso to mypay_sil;
grant insert, select, update on table flussi.flusso to mypay_ufficio;
grant insert, select, update on table flussi.flusso to mypay_worker;

create table flussi.foglio_link (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  tipo_dovuto_id uuid not null,
  versione integer not null,
  nome_file text not null,
  nomi text[] not null,
  fermo boolean not null,
  scade_il timestamp with time zone,
  usi_max integer,
  stato text default 'da_confermare'::text not null,
  righe integer default 0 not null,
  sbagliate integer default 0 not null,
  creato_il timestamp with time zone not null,
  confermato_il timestamp with time zone,
  constraint foglio_link_check CHECK (sbagliate >= 0 AND sbagliate <= righe),
  constraint foglio_link_check1 CHECK (confermato_il >= creato_il),
  constraint foglio_link_check2 CHECK ((confermato_il IS NOT NULL) = (stato = 'confermato'::text)),
  constraint foglio_link_nome_file_check CHECK (length(nome_file) >= 1 AND length(nome_file) <= 200),
  constraint foglio_link_nomi_check CHECK (cardinality(nomi) >= 1 AND cardinality(nomi) <= 256),
  constraint foglio_link_righe_check CHECK (righe >= 0),
  constraint foglio_link_stato_check CHECK (stato = ANY (ARRAY['da_confermare'::text, 'confermato'::text])),
  constraint foglio_link_usi_max_check CHECK (usi_max >= 1 AND usi_max <= 1000000),
  constraint foglio_link_versione_check CHECK (versione > 0),
  constraint foglio_link_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint foglio_link_ente_id_tipo_dovuto_id_fkey FOREIGN KEY (ente_id, tipo_dovuto_id) REFERENCES enti.tipo_dovuto(ente_id, id),
  constraint foglio_link_pkey PRIMARY KEY (ente_id, id)
);
alter table flussi.foglio_link enable row level security;
alter table flussi.foglio_link force row level security;
CREATE INDEX foglio_link_tipo ON flussi.foglio_link USING btree (ente_id, tipo_dovuto_id);
create policy ente on flussi.foglio_link for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.foglio_link for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.foglio_link for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.foglio_link is 'ente: a spreadsheet from which payment links are made';
grant delete, insert, select, update on table flussi.foglio_link to mypay_porta;
grant delete, insert, select on table flussi.foglio_link to mypay_ufficio;
grant delete, insert, select on table flussi.foglio_link to mypay_worker;
grant update (stato, righe, sbagliate, confermato_il) on table flussi.foglio_link to mypay_ufficio;
grant update (stato, righe, sbagliate, confermato_il) on table flussi.foglio_link to mypay_worker;

create table flussi.invio (
  ente_id uuid not null,
  id uuid not null,
  autorizzato_il timestamp with time zone not null,
  scade_il timestamp with time zone not null,
  flusso_id uuid,
  codice_errore text,
  parametri_errore jsonb,
  constraint invio_check CHECK (scade_il > autorizzato_il),
  constraint invio_preso_o_rifiutato CHECK (flusso_id IS NULL OR codice_errore IS NULL),
  constraint invio_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint invio_ente_id_flusso_id_fkey FOREIGN KEY (ente_id, flusso_id) REFERENCES flussi.flusso(ente_id, id),
  constraint invio_pkey PRIMARY KEY (ente_id, id)
);
alter table flussi.invio enable row level security;
alter table flussi.invio force row level security;
CREATE UNIQUE INDEX invio_flusso ON flussi.invio USING btree (ente_id, flusso_id) WHERE (flusso_id IS NOT NULL);
CREATE INDEX invio_inutile ON flussi.invio USING btree (scade_il) WHERE (flusso_id IS NULL);
create policy ente on flussi.invio for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.invio for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.invio for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.invio is 'ente: leave to send a file, asked for by the ente''s software, and what became of it';
grant delete, insert, select, update on table flussi.invio to mypay_porta;
grant insert, select on table flussi.invio to mypay_sil;
grant delete, select on table flussi.invio to mypay_worker;
grant update (flusso_id, codice_errore, parametri_errore) on table flussi.invio to mypay_sil;

create table flussi.programmazione (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  cadenza text not null,
  versione text not null,
  formato text default ''::text not null,
  tipo_dovuto text default ''::text not null,
  operatore_id uuid not null,
  creata_il timestamp with time zone not null,
  sospesa_il timestamp with time zone,
  fatta_fino timestamp with time zone not null,
  prossima date not null,
  destinazione_id uuid,
  fermata boolean default false not null,
  constraint programmazione_cadenza_check CHECK (cadenza = ANY (ARRAY['giornaliera'::text, 'settimanale'::text])),
  constraint programmazione_check CHECK (NOT fermata OR sospesa_il IS NOT NULL),
  constraint programmazione_formato_check CHECK (formato = ANY (ARRAY[''::text, 'csv'::text, 'xlsx'::text, 'jsonl'::text])),
  constraint programmazione_ente_id_destinazione_id_fkey FOREIGN KEY (ente_id, destinazione_id) REFERENCES flussi.destinazione(ente_id, id),
  constraint programmazione_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint programmazione_operatore_id_fkey FOREIGN KEY (operatore_id) REFERENCES utenti.operatore(id),
  constraint programmazione_pkey PRIMARY KEY (ente_id, id)
);
alter table flussi.programmazione enable row level security;
alter table flussi.programmazione force row level security;
CREATE INDEX programmazione_prossima ON flussi.programmazione USING btree (prossima) WHERE (sospesa_il IS NULL);
CREATE UNIQUE INDEX programmazione_una ON flussi.programmazione USING btree (ente_id, operatore_id, cadenza, versione, formato, tipo_dovuto, destinazione_id) NULLS NOT DISTINCT WHERE (sospesa_il IS NULL);
create policy ente on flussi.programmazione for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.programmazione for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.programmazione for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.programmazione is 'ente: a file of incassi that is booked by the clock';
grant delete, insert, select, update on table flussi.programmazione to mypay_porta;
grant insert, select, update on table flussi.programmazione to mypay_ufficio;
grant insert, select, update on table flussi.programmazione to mypay_worker;

create table flussi.riga_foglio_link (
  ente_id uuid not null,
  foglio_id uuid not null,
  riga integer not null,
  celle text[] not null,
  titolo text,
  valori jsonb not null,
  difetti jsonb,
  link_id uuid,
  constraint riga_foglio_link_check CHECK ((difetti IS NULL) = (link_id IS NOT NULL)),
  constraint riga_foglio_link_difetti_check CHECK (jsonb_typeof(difetti) = 'array'::text),
  constraint riga_foglio_link_riga_check CHECK (riga > 0),
  constraint riga_foglio_link_titolo_check CHECK (length(titolo) >= 1 AND length(titolo) <= 140),
  constraint riga_foglio_link_valori_check CHECK (jsonb_typeof(valori) = 'object'::text),
  constraint riga_foglio_link_ente_id_foglio_id_fkey FOREIGN KEY (ente_id, foglio_id) REFERENCES flussi.foglio_link(ente_id, id) ON DELETE CASCADE,
  constraint riga_foglio_link_pkey PRIMARY KEY (ente_id, foglio_id, riga)
);
alter table flussi.riga_foglio_link enable row level security;
alter table flussi.riga_foglio_link force row level security;
create policy ente on flussi.riga_foglio_link for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.riga_foglio_link for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.riga_foglio_link for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.riga_foglio_link is 'ente: a row of such a spreadsheet';
grant delete, insert, select, update on table flussi.riga_foglio_link to mypay_porta;
grant delete, insert, select on table flussi.riga_foglio_link to mypay_ufficio;
grant delete, insert, select on table flussi.riga_foglio_link to mypay_worker;

create table flussi.rintocco (
  xid xid8 not null,
  istante timestamp with time zone not null,
  constraint rintocco_pkey PRIMARY KEY (xid)
);
comment on table flussi.rintocco is 'piattaforma: moments that incremental exports stop at, each with the transaction that bounds it';
grant delete, insert, select, update on table flussi.rintocco to mypay_porta;

create table flussi.scarto (
  ente_id uuid not null,
  flusso_id uuid not null,
  riga integer not null,
  iud text,
  codice text not null,
  testo text not null,
  parametri jsonb,
  giro integer,
  constraint scarto_riga_check CHECK (riga > 0),
  constraint scarto_ente_id_flusso_id_fkey FOREIGN KEY (ente_id, flusso_id) REFERENCES flussi.flusso(ente_id, id),
  constraint scarto_pkey PRIMARY KEY (ente_id, flusso_id, riga)
);
alter table flussi.scarto enable row level security;
alter table flussi.scarto force row level security;
create policy ente on flussi.scarto for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on flussi.scarto for all to mypay_porta
  using (true)
  with check (true);
create policy worker on flussi.scarto for all to mypay_worker
  using (true)
  with check (true);
comment on table flussi.scarto is 'ente: a refused row, by its number in the file, and why';
grant delete, insert, select, update on table flussi.scarto to mypay_porta;
grant select on table flussi.scarto to mypay_sil;
grant select on table flussi.scarto to mypay_ufficio;
grant delete, insert, select, update on table flussi.scarto to mypay_worker;

create view flussi.v_flusso with (security_invoker=true) as
 SELECT ente_id,
    id,
    genere,
    verso,
    stato,
    nome_file,
    iuf,
    righe_totali,
    righe_accettate,
    righe_scartate,
    codice_errore
   FROM flussi.flusso;
grant select on table flussi.v_flusso to mypay_worker;

create table migrazioni.applicata (
  numero integer not null,
  file text not null,
  impronta text not null,
  applicata_il timestamp with time zone default now() not null,
  constraint applicata_pkey PRIMARY KEY (numero)
);
comment on table migrazioni.applicata is 'piattaforma: migrations applied, with the hash of their file';

create table notifiche.avviso_detto (
  cittadino_id uuid not null,
  ente_id uuid not null,
  dovuto_id uuid not null,
  perche text not null,
  messaggio_id uuid not null,
  constraint avviso_detto_perche_check CHECK (perche = ANY (ARRAY['nuovo'::text, 'scadenza'::text])),
  constraint avviso_detto_cittadino_id_fkey FOREIGN KEY (cittadino_id) REFERENCES utenti.cittadino(id) ON DELETE CASCADE,
  constraint avviso_detto_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint avviso_detto_messaggio_id_fkey FOREIGN KEY (messaggio_id) REFERENCES notifiche.messaggio(id) ON DELETE CASCADE,
  constraint avviso_detto_pkey PRIMARY KEY (cittadino_id, ente_id, dovuto_id, perche)
);
CREATE INDEX avviso_detto_messaggio ON notifiche.avviso_detto USING btree (messaggio_id);
comment on table notifiche.avviso_detto is 'piattaforma: which dovuti a person was mailed about, and why';
grant delete, insert, select, update on table notifiche.avviso_detto to mypay_porta;
grant insert, select on table notifiche.avviso_detto to mypay_worker;

create table notifiche.messaggio (
  id uuid default uuidv7() not null,
  ente_id uuid,
  canale text not null,
  modello text not null,
  destinatario text not null,
  dati jsonb not null,
  chiave text not null,
  creato_il timestamp with time zone default now() not null,
  inviato_il timestamp with time zone,
  tentativi integer default 0 not null,
  errore text,
  rifiutato_il timestamp with time zone,
  lasciato_il timestamp with time zone,
  constraint messaggio_canale_check CHECK (canale = 'posta'::text),
  constraint messaggio_check CHECK (lasciato_il IS NULL OR inviato_il IS NULL),
  constraint messaggio_destinatario_check CHECK (length(destinatario) <= 256),
  constraint messaggio_modello_check CHECK (modello ~ '^[a-z_]+$'::text),
  constraint messaggio_un_esito CHECK (num_nonnulls(inviato_il, rifiutato_il) <= 1),
  constraint messaggio_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint messaggio_pkey PRIMARY KEY (id),
  constraint messaggio_chiave_key UNIQUE (chiave)
);
CREATE INDEX messaggio_destinatario ON notifiche.messaggio USING btree (destinatario);
CREATE INDEX messaggio_dovuto ON notifiche.messaggio USING btree (ente_id, ((dati ->> 'dovutoId'::text))) WHERE (dati ? 'dovutoId'::text);
CREATE INDEX messaggio_non_inviato ON notifiche.messaggio USING btree (ente_id, id) WHERE ((inviato_il IS NULL) AND (lasciato_il IS NULL));
comment on table notifiche.messaggio is 'piattaforma: outbox: one row a message, sent once';
grant delete, insert, select, update on table notifiche.messaggio to mypay_porta;
grant insert, select on table notifiche.messaggio to mypay_portale;
grant insert, select on table notifiche.messaggio to mypay_ufficio;
grant insert, select, update on table notifiche.messaggio to mypay_worker;
grant update (errore, rifiutato_il, lasciato_il) on table notifiche.messaggio to mypay_ufficio;

create table notifiche.segnalazione (
  id uuid default uuidv7() not null,
  creata_il timestamp with time zone not null,
  argomento text not null,
  testo text not null,
  pagina text,
  strumenti text,
  email text,
  constraint segnalazione_argomento_check CHECK (argomento = ANY (ARRAY['accessibilita'::text, 'altro'::text])),
  constraint segnalazione_email_check CHECK (length(email) >= 3 AND length(email) <= 256),
  constraint segnalazione_pagina_check CHECK (length(pagina) >= 1 AND length(pagina) <= 300),
  constraint segnalazione_strumenti_check CHECK (length(strumenti) >= 1 AND length(strumenti) <= 300),
  constraint segnalazione_testo_check CHECK (length(testo) >= 1 AND length(testo) <= 3000),
  constraint segnalazione_pkey PRIMARY KEY (id)
);
CREATE INDEX segnalazione_creata ON notifiche.segnalazione USING btree (creata_il);
comment on table notifiche.segnalazione is 'piattaforma: what people say of the pages, until the help desk has surely read it';
grant delete, insert, select, update on table notifiche.segnalazione to mypay_porta;
grant insert, select on table notifiche.segnalazione to mypay_portale;
grant delete, select on table notifiche.segnalazione to mypay_worker;

create table notifiche.seguito (
  nome text not null,
  cursore xid8 not null,
  constraint seguito_nome_check CHECK (nome ~ '^[a-z_]+$'::text),
  constraint seguito_pkey PRIMARY KEY (nome)
);
comment on table notifiche.seguito is 'piattaforma: how far each follower has read';
grant delete, insert, select, update on table notifiche.seguito to mypay_porta;
grant select, update on table notifiche.seguito to mypay_worker;

create table pagamenti.arrivo (
  id uuid default uuidv7() not null,
  ente_id uuid not null,
  id_session text not null,
  impronta bytea not null,
  modo text not null,
  ritorno text,
  preparato_il timestamp with time zone not null,
  scade_il timestamp with time zone not null,
  chiuso_il timestamp with time zone,
  perche text,
  constraint arrivo_check CHECK (scade_il > preparato_il),
  constraint arrivo_check1 CHECK ((chiuso_il IS NULL) = (perche IS NULL)),
  constraint arrivo_id_session_check CHECK (id_session ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'::text),
  constraint arrivo_impronta_check CHECK (octet_length(impronta) = 32),
  constraint arrivo_modo_check CHECK (modo = ANY (ARRAY['completo'::text, 'breve'::text, 'nessuna'::text])),
  constraint arrivo_perche_check CHECK (perche = ANY (ARRAY['pagato'::text, 'annullato'::text, 'scaduto'::text, 'sostituito'::text, 'rifiutato'::text])),
  constraint arrivo_ritorno_check CHECK (length(ritorno) <= 2048),
  constraint arrivo_pkey PRIMARY KEY (id),
  constraint arrivo_id_session_key UNIQUE (id_session),
  constraint arrivo_impronta_key UNIQUE (impronta)
);
CREATE INDEX arrivo_aperto ON pagamenti.arrivo USING btree (scade_il) WHERE (chiuso_il IS NULL);
CREATE INDEX arrivo_chiuso ON pagamenti.arrivo USING btree (chiuso_il) WHERE (chiuso_il IS NOT NULL);
comment on table pagamenti.arrivo is 'piattaforma: a payment that an ente has prepared, and the browser comes here to make';
grant delete, insert, select, update on table pagamenti.arrivo to mypay_porta;
grant select on table pagamenti.arrivo to mypay_portale;
grant insert, select, update on table pagamenti.arrivo to mypay_sil;
grant delete, insert, select, update on table pagamenti.arrivo to mypay_worker;

create table pagamenti.arrivo_dovuto (
  arrivo_id uuid not null,
  ente_id uuid not null,
  dovuto_id uuid not null,
  iud text not null,
  constraint arrivo_dovuto_iud_check CHECK (length(iud) >= 1 AND length(iud) <= 35),
  constraint arrivo_dovuto_arrivo_id_fkey FOREIGN KEY (arrivo_id) REFERENCES pagamenti.arrivo(id) ON DELETE CASCADE,
  constraint arrivo_dovuto_pkey PRIMARY KEY (arrivo_id, ente_id, dovuto_id)
);
CREATE INDEX arrivo_dovuto_iud ON pagamenti.arrivo_dovuto USING btree (ente_id, iud);
comment on table pagamenti.arrivo_dovuto is 'piattaforma: a dovuto that was made for a payment prepared by an ente';
grant delete, insert, select, update on table pagamenti.arrivo_dovuto to mypay_porta;
grant insert, select on table pagamenti.arrivo_dovuto to mypay_sil;
grant delete, insert, select on table pagamenti.arrivo_dovuto to mypay_worker;

create table pagamenti.avviso_ente (
  ente_id uuid not null,
  numero_avviso text not null,
  importo_cents bigint not null,
  iuv text not null,
  scadenza date,
  quote jsonb not null,
  chiesto_il timestamp with time zone not null,
  constraint avviso_ente_importo_cents_check CHECK (importo_cents >= 1 AND importo_cents <= '99999999999'::bigint),
  constraint avviso_ente_iuv_check CHECK (length(iuv) >= 1 AND length(iuv) <= 35),
  constraint avviso_ente_numero_avviso_check CHECK (numero_avviso ~ '^[0-9]{18}$'::text),
  constraint avviso_ente_quote_check CHECK (jsonb_typeof(quote) = 'array'::text AND jsonb_array_length(quote) >= 1 AND jsonb_array_length(quote) <= 5),
  constraint avviso_ente_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint avviso_ente_pkey PRIMARY KEY (ente_id, numero_avviso, importo_cents)
);
alter table pagamenti.avviso_ente enable row level security;
alter table pagamenti.avviso_ente force row level security;
CREATE INDEX avviso_ente_chiesto ON pagamenti.avviso_ente USING btree (chiesto_il);
create policy ente on pagamenti.avviso_ente for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on pagamenti.avviso_ente for all to mypay_porta
  using (true)
  with check (true);
create policy worker on pagamenti.avviso_ente for all to mypay_worker
  using (true)
  with check (true);
comment on table pagamenti.avviso_ente is 'ente: what the service of an ente said of a notice of its own whose payment was opened';
grant delete, insert, select, update on table pagamenti.avviso_ente to mypay_porta;
grant delete, select on table pagamenti.avviso_ente to mypay_worker;

create table pagamenti.carrello (
  id uuid default uuidv7() not null,
  stato text default 'aperto'::text not null,
  id_cart text generated always as (('IDS-'::text || (id)::text)) stored not null,
  versione integer default 1 not null,
  email text,
  riapre uuid,
  location text,
  inviato_il timestamp with time zone,
  rientro text,
  rientrato_il timestamp with time zone,
  creato_il timestamp with time zone not null,
  toccato_il timestamp with time zone not null,
  concluso_il timestamp with time zone,
  nominativo boolean default false not null,
  arrivo_id uuid,
  lingua text default 'it'::text not null,
  constraint carrello_check CHECK ((stato = 'aperto'::text) = (inviato_il IS NULL) AND (inviato_il IS NULL) = (location IS NULL)),
  constraint carrello_check1 CHECK ((rientro IS NULL) = (rientrato_il IS NULL) AND (rientrato_il IS NULL OR inviato_il IS NOT NULL)),
  constraint carrello_check2 CHECK ((concluso_il IS NOT NULL) = (stato = ANY (ARRAY['pagato'::text, 'abbandonato'::text]))),
  constraint carrello_email_check CHECK (length(email) <= 256),
  constraint carrello_lingua_check CHECK (lingua = ANY (ARRAY['it'::text, 'en'::text, 'de'::text])),
  constraint carrello_location_check CHECK (length(location) <= 2048),
  constraint carrello_rientro_check CHECK (rientro = ANY (ARRAY['ok'::text, 'annullato'::text, 'errore'::text, 'attesa'::text])),
  constraint carrello_stato_check CHECK (stato = ANY (ARRAY['aperto'::text, 'inviato'::text, 'pagato'::text, 'abbandonato'::text])),
  constraint carrello_versione_check CHECK (versione > 0),
  constraint carrello_arrivo_id_fkey FOREIGN KEY (arrivo_id) REFERENCES pagamenti.arrivo(id) ON DELETE SET NULL,
  constraint carrello_riapre_fkey FOREIGN KEY (riapre) REFERENCES pagamenti.carrello(id) ON DELETE SET NULL,
  constraint carrello_pkey PRIMARY KEY (id),
  constraint carrello_id_cart_key UNIQUE (id_cart)
);
CREATE INDEX carrello_arrivo ON pagamenti.carrello USING btree (arrivo_id) WHERE (arrivo_id IS NOT NULL);
CREATE INDEX carrello_concluso ON pagamenti.carrello USING btree (concluso_il) WHERE (email IS NOT NULL);
CREATE INDEX carrello_inviato ON pagamenti.carrello USING btree (inviato_il) WHERE (stato = 'inviato'::text);
CREATE INDEX carrello_riapre ON pagamenti.carrello USING btree (riapre) WHERE (riapre IS NOT NULL);
CREATE INDEX carrello_rientrato ON pagamenti.carrello USING btree (rientrato_il) WHERE (rientro = 'ok'::text);
CREATE INDEX carrello_toccato ON pagamenti.carrello USING btree (toccato_il) WHERE (stato = 'aperto'::text);
comment on table pagamenti.carrello is 'piattaforma: what a person pays in one go, to one or more enti';
grant delete, insert, select, update on table pagamenti.carrello to mypay_porta;
grant insert, select, update on table pagamenti.carrello to mypay_portale;
grant insert, select on table pagamenti.carrello to mypay_sil;
grant delete, insert, select, update on table pagamenti.carrello to mypay_worker;

create table pagamenti.carrello_voce (
  carrello_id uuid not null,
  ente_id uuid not null,
  iuv_id uuid not null,
  numero_avviso text not null,
  ente_cf enti.codice_fiscale_ente not null,
  posto smallint not null,
  importo_cents bigint not null,
  ricevuta_id uuid,
  constraint carrello_voce_importo_cents_check CHECK (importo_cents >= 1 AND importo_cents <= '99999999999'::bigint),
  constraint carrello_voce_numero_avviso_check CHECK (numero_avviso ~ '^[0-9]{18}$'::text),
  constraint carrello_voce_posto_check CHECK (posto >= 1 AND posto <= 5),
  constraint carrello_voce_carrello_id_fkey FOREIGN KEY (carrello_id) REFERENCES pagamenti.carrello(id) ON DELETE CASCADE,
  constraint carrello_voce_pkey PRIMARY KEY (carrello_id, ente_id, iuv_id),
  constraint carrello_voce_carrello_id_posto_key UNIQUE (carrello_id, posto) DEFERRABLE
);
CREATE INDEX carrello_voce_avviso ON pagamenti.carrello_voce USING btree (ente_id, iuv_id);
CREATE INDEX carrello_voce_ricevuta ON pagamenti.carrello_voce USING btree (ricevuta_id) WHERE (ricevuta_id IS NOT NULL);
comment on table pagamenti.carrello_voce is 'piattaforma: a notice in a carrello, of whichever ente';
grant delete, insert, select, update on table pagamenti.carrello_voce to mypay_porta;
grant delete, insert, select, update on table pagamenti.carrello_voce to mypay_portale;
grant insert, select on table pagamenti.carrello_voce to mypay_sil;
grant delete, insert, select, update on table pagamenti.carrello_voce to mypay_worker;

create table pagamenti.incasso (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  xid xid8 default pg_current_xact_id() not null,
  istante timestamp with time zone default clock_timestamp() not null,
  dovuto_id uuid not null,
  giorno date not null,
  mezzo text not null,
  riferimento text not null,
  nota text,
  importo_cents bigint not null,
  registrato_il timestamp with time zone not null,
  registrato_da text not null,
  constraint incasso_importo_cents_check CHECK (importo_cents >= 0 AND importo_cents <= '99999999999'::bigint),
  constraint incasso_mezzo_check CHECK (mezzo = ANY (ARRAY['contanti'::text, 'pos'::text, 'bonifico'::text, 'assegno'::text, 'conto_postale'::text, 'compensazione'::text])),
  constraint incasso_non_futuro CHECK (giorno <= (registrato_il AT TIME ZONE 'Europe/Rome'::text)::date),
  constraint incasso_nota_check CHECK (length(nota) >= 1 AND length(nota) <= 500),
  constraint incasso_riferimento_check CHECK (length(riferimento) >= 1 AND length(riferimento) <= 140),
  constraint incasso_ente_id_dovuto_id_fkey FOREIGN KEY (ente_id, dovuto_id) REFERENCES posizioni.dovuto(ente_id, id),
  constraint incasso_pkey PRIMARY KEY (ente_id, id),
  constraint incasso_ente_id_dovuto_id_key UNIQUE (ente_id, dovuto_id)
);
alter table pagamenti.incasso enable row level security;
alter table pagamenti.incasso force row level security;
CREATE INDEX incasso_giorno ON pagamenti.incasso USING btree (ente_id, giorno) WHERE (giorno IS NOT NULL);
CREATE INDEX incasso_istante ON pagamenti.incasso USING btree (ente_id, istante) WHERE (istante IS NOT NULL);
CREATE INDEX incasso_xid ON pagamenti.incasso USING btree (xid);
CREATE CONSTRAINT TRIGGER incasso_coerente AFTER INSERT ON pagamenti.incasso DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pagamenti.controlla_incasso();
create policy ente on pagamenti.incasso for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on pagamenti.incasso for all to mypay_porta
  using (true)
  with check (true);
create policy worker on pagamenti.incasso for all to mypay_worker
  using (true)
  with check (true);
comment on table pagamenti.incasso is 'ente: what an ente got outside pagoPA for a dovuto';
grant delete, insert, select, update on table pagamenti.incasso to mypay_porta;
grant select on table pagamenti.incasso to mypay_sil;
grant insert, select on table pagamenti.incasso to mypay_ufficio;
grant select on table pagamenti.incasso to mypay_worker;

create table pagamenti.link (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  genere text not null,
  titolo text,
  iuv_id uuid,
  tipo_dovuto_id uuid,
  valori jsonb,
  fissi text[] default '{}'::text[] not null,
  scade_il timestamp with time zone,
  usi_max integer,
  usi integer default 0 not null,
  creato_il timestamp with time zone not null,
  revocato_il timestamp with time zone,
  motivo_revoca text,
  constraint link_check CHECK (usi >= 0 AND (usi_max IS NULL OR usi <= usi_max)),
  constraint link_check1 CHECK ((genere = 'avviso'::text) = (iuv_id IS NOT NULL) AND (genere = 'modulo'::text) = (tipo_dovuto_id IS NOT NULL)),
  constraint link_check2 CHECK ((genere = 'modulo'::text) = (valori IS NOT NULL)),
  constraint link_genere_check CHECK (genere = ANY (ARRAY['avviso'::text, 'modulo'::text])),
  constraint link_motivo_quando CHECK (motivo_revoca IS NULL OR revocato_il IS NOT NULL),
  constraint link_motivo_revoca_check CHECK (length(motivo_revoca) >= 1 AND length(motivo_revoca) <= 500),
  constraint link_titolo_check CHECK (length(titolo) >= 1 AND length(titolo) <= 140),
  constraint link_usi_max_check CHECK (usi_max >= 1 AND usi_max <= 1000000),
  constraint link_valori_check CHECK (jsonb_typeof(valori) = 'object'::text AND pg_column_size(valori) <= 16384),
  constraint link_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint link_ente_id_iuv_id_fkey FOREIGN KEY (ente_id, iuv_id) REFERENCES posizioni.iuv(ente_id, id),
  constraint link_ente_id_tipo_dovuto_id_fkey FOREIGN KEY (ente_id, tipo_dovuto_id) REFERENCES enti.tipo_dovuto(ente_id, id),
  constraint link_pkey PRIMARY KEY (ente_id, id),
  constraint link_id_key UNIQUE (id)
);
alter table pagamenti.link enable row level security;
alter table pagamenti.link force row level security;
CREATE INDEX link_iuv ON pagamenti.link USING btree (ente_id, iuv_id) WHERE (iuv_id IS NOT NULL);
CREATE INDEX link_tipo ON pagamenti.link USING btree (ente_id, tipo_dovuto_id) WHERE (tipo_dovuto_id IS NOT NULL);
create policy ente on pagamenti.link for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on pagamenti.link for all to mypay_porta
  using (true)
  with check (true);
create policy worker on pagamenti.link for all to mypay_worker
  using (true)
  with check (true);
comment on table pagamenti.link is 'ente: the address of a prefilled payment, to send or to print';
grant delete, insert, select, update on table pagamenti.link to mypay_porta;
grant insert, select on table pagamenti.link to mypay_sil;
grant insert, select on table pagamenti.link to mypay_ufficio;
grant insert, select on table pagamenti.link to mypay_worker;
grant update (revocato_il, motivo_revoca) on table pagamenti.link to mypay_sil;
grant update (revocato_il, motivo_revoca) on table pagamenti.link to mypay_ufficio;
grant update (revocato_il, motivo_revoca) on table pagamenti.link to mypay_worker;

create table pagamenti.messaggio (
  id uuid default uuidv7() not null,
  ricevuto_il timestamp with time zone default clock_timestamp() not null,
  operazione text not null,
  impronta bytea not null,
  corpo bytea not null,
  corpo_byte integer not null,
  ente_id uuid,
  id_pa text,
  receipt_id text,
  esito text not null,
  difetti jsonb default '[]'::jsonb not null,
  xid xid8 default pg_current_xact_id() not null,
  constraint messaggio_corpo_byte_check CHECK (corpo_byte >= 0),
  constraint messaggio_impronta_check CHECK (length(impronta) = 32),
  constraint messaggio_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint messaggio_pkey PRIMARY KEY (id)
);
CREATE INDEX messaggio_da_elaborare ON pagamenti.messaggio USING btree (ricevuto_il) WHERE (esito = 'DA_ELABORARE'::text);
CREATE INDEX messaggio_difettoso ON pagamenti.messaggio USING btree (ente_id, ricevuto_il) WHERE ((esito <> 'OK'::text) OR (difetti <> '[]'::jsonb));
comment on table pagamenti.messaggio is 'piattaforma: receipt messages as they came (compressed, encrypted); also those of enti that are not ours';
grant delete, insert, select, update on table pagamenti.messaggio to mypay_porta;
grant select on table pagamenti.messaggio to mypay_worker;
grant update (esito) on table pagamenti.messaggio to mypay_worker;

create table pagamenti.origine_ritorno (
  ente_id uuid not null,
  origine text not null,
  vista_il timestamp with time zone,
  constraint origine_ritorno_origine_check CHECK (origine ~ '^https?://[a-z0-9.:-]{1,253}$'::text),
  constraint origine_ritorno_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint origine_ritorno_pkey PRIMARY KEY (ente_id, origine)
);
alter table pagamenti.origine_ritorno enable row level security;
alter table pagamenti.origine_ritorno force row level security;
create policy ente on pagamenti.origine_ritorno for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on pagamenti.origine_ritorno for all to mypay_porta
  using (true)
  with check (true);
create policy worker on pagamenti.origine_ritorno for all to mypay_worker
  using (true)
  with check (true);
comment on table pagamenti.origine_ritorno is 'ente: an origin to which an ente may have the browser sent back';
grant delete, insert, select, update on table pagamenti.origine_ritorno to mypay_porta;
grant insert, select on table pagamenti.origine_ritorno to mypay_sil;
grant delete, insert, select on table pagamenti.origine_ritorno to mypay_ufficio;
grant delete, insert, select on table pagamenti.origine_ritorno to mypay_worker;
grant update (vista_il) on table pagamenti.origine_ritorno to mypay_ufficio;
grant update (vista_il) on table pagamenti.origine_ritorno to mypay_worker;

create table pagamenti.porta_sil (
  ente_id uuid not null,
  pagati_una_volta boolean default false not null,
  ritorni_elenco boolean default false not null,
  ritorno text,
  constraint porta_sil_ritorno_check CHECK (length(ritorno) >= 1 AND length(ritorno) <= 2048),
  constraint porta_sil_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint porta_sil_pkey PRIMARY KEY (ente_id)
);
alter table pagamenti.porta_sil enable row level security;
alter table pagamenti.porta_sil force row level security;
create policy ente on pagamenti.porta_sil for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on pagamenti.porta_sil for all to mypay_porta
  using (true)
  with check (true);
create policy worker on pagamenti.porta_sil for all to mypay_worker
  using (true)
  with check (true);
comment on table pagamenti.porta_sil is 'ente: how the software of an ente is answered, and where browsers go back to';
grant delete, insert, select, update on table pagamenti.porta_sil to mypay_porta;
grant select on table pagamenti.porta_sil to mypay_sil;
grant insert, select, update on table pagamenti.porta_sil to mypay_ufficio;
grant select on table pagamenti.porta_sil to mypay_worker;

create table pagamenti.presso_ente (
  ente_id uuid not null,
  attivo boolean not null,
  url text not null,
  attesa_ms integer not null,
  anche_nostri boolean default false not null,
  tipo_dovuto_id uuid not null,
  constraint presso_ente_attesa_ms_check CHECK (attesa_ms >= 1000 AND attesa_ms <= 5000),
  constraint presso_ente_url_check CHECK (length(url) >= 8 AND length(url) <= 2000),
  constraint presso_ente_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint presso_ente_ente_id_tipo_dovuto_id_fkey FOREIGN KEY (ente_id, tipo_dovuto_id) REFERENCES enti.tipo_dovuto(ente_id, id),
  constraint presso_ente_pkey PRIMARY KEY (ente_id)
);
alter table pagamenti.presso_ente enable row level security;
alter table pagamenti.presso_ente force row level security;
create policy ente on pagamenti.presso_ente for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on pagamenti.presso_ente for all to mypay_porta
  using (true)
  with check (true);
create policy worker on pagamenti.presso_ente for all to mypay_worker
  using (true)
  with check (true);
comment on table pagamenti.presso_ente is 'ente: the service of an ente that answers for its notices';
grant delete, insert, select, update on table pagamenti.presso_ente to mypay_porta;
grant insert, select, update on table pagamenti.presso_ente to mypay_ufficio;
grant select on table pagamenti.presso_ente to mypay_worker;

create table pagamenti.presso_ente_stato (
  ente_id uuid not null,
  guasti integer default 0 not null,
  guasto_dal timestamp with time zone,
  perche text,
  bene_il timestamp with time zone,
  constraint presso_ente_stato_check CHECK ((guasti = 0) = (guasto_dal IS NULL) AND (guasti = 0) = (perche IS NULL)),
  constraint presso_ente_stato_guasti_check CHECK (guasti >= 0),
  constraint presso_ente_stato_perche_check CHECK (length(perche) >= 1 AND length(perche) <= 60),
  constraint presso_ente_stato_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint presso_ente_stato_pkey PRIMARY KEY (ente_id)
);
alter table pagamenti.presso_ente_stato enable row level security;
alter table pagamenti.presso_ente_stato force row level security;
create policy ente on pagamenti.presso_ente_stato for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on pagamenti.presso_ente_stato for all to mypay_porta
  using (true)
  with check (true);
create policy worker on pagamenti.presso_ente_stato for all to mypay_worker
  using (true)
  with check (true);
comment on table pagamenti.presso_ente_stato is 'ente: whether the service of an ente answers';
grant delete, insert, select, update on table pagamenti.presso_ente_stato to mypay_porta;
grant select on table pagamenti.presso_ente_stato to mypay_ufficio;
grant select on table pagamenti.presso_ente_stato to mypay_worker;

create table pagamenti.quota_pagata (
  ente_id uuid not null,
  receipt_id text not null,
  id_trasferimento smallint not null,
  ricevuta_ente_id uuid not null,
  ricevuta_id uuid not null,
  titolare_cf text not null,
  importo_cents bigint not null,
  iban text,
  bollo boolean default false not null,
  beneficiario_cf text not null,
  beneficiario_denominazione text,
  causale text,
  tassonomia text,
  metadati jsonb,
  dovuto_id uuid,
  xid xid8 default pg_current_xact_id() not null,
  constraint quota_pagata_id_trasferimento_check CHECK (id_trasferimento >= 0 AND id_trasferimento <= 5),
  constraint quota_pagata_importo_cents_check CHECK (importo_cents >= 0),
  constraint quota_pagata_ente_id_dovuto_id_fkey FOREIGN KEY (ente_id, dovuto_id) REFERENCES posizioni.dovuto(ente_id, id),
  constraint quota_pagata_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint quota_pagata_ricevuta_ente_id_ricevuta_id_fkey FOREIGN KEY (ricevuta_ente_id, ricevuta_id) REFERENCES pagamenti.ricevuta(ente_id, id),
  constraint quota_pagata_pkey PRIMARY KEY (ente_id, receipt_id, id_trasferimento)
);
alter table pagamenti.quota_pagata enable row level security;
alter table pagamenti.quota_pagata force row level security;
CREATE INDEX quota_pagata_dovuto ON pagamenti.quota_pagata USING btree (ente_id, dovuto_id) WHERE (dovuto_id IS NOT NULL);
CREATE INDEX quota_pagata_ricevuta ON pagamenti.quota_pagata USING btree (ricevuta_ente_id, ricevuta_id);
create policy ente on pagamenti.quota_pagata for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on pagamenti.quota_pagata for all to mypay_porta
  using (true)
  with check (true);
create policy worker on pagamenti.quota_pagata for all to mypay_worker
  using (true)
  with check (true);
comment on table pagamenti.quota_pagata is 'ente: what an ente of ours got by a receipt, one row a transfer';
grant delete, insert, select, update on table pagamenti.quota_pagata to mypay_porta;
grant select on table pagamenti.quota_pagata to mypay_sil;
grant select on table pagamenti.quota_pagata to mypay_ufficio;
grant select on table pagamenti.quota_pagata to mypay_worker;

create table pagamenti.riassunto (
  ente_id uuid not null,
  giorno date not null,
  tipo_dovuto_id uuid not null,
  canale text not null,
  quanti integer not null,
  importo_cents bigint not null,
  constraint riassunto_canale_check CHECK (length(canale) >= 1 AND length(canale) <= 70),
  constraint riassunto_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint riassunto_pkey PRIMARY KEY (ente_id, giorno, tipo_dovuto_id, canale)
);
alter table pagamenti.riassunto enable row level security;
alter table pagamenti.riassunto force row level security;
create policy ente on pagamenti.riassunto for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on pagamenti.riassunto for all to mypay_porta
  using (true)
  with check (true);
create policy worker on pagamenti.riassunto for all to mypay_worker
  using (true)
  with check (true);
comment on table pagamenti.riassunto is 'ente: what came in, by day, kind of due and channel: kept by a follower';
grant delete, insert, select, update on table pagamenti.riassunto to mypay_porta;
grant select on table pagamenti.riassunto to mypay_ufficio;
grant insert, select, update on table pagamenti.riassunto to mypay_worker;

create table pagamenti.ricevuta (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  xid xid8 default pg_current_xact_id() not null,
  receipt_id text not null,
  titolare_cf text not null,
  copia boolean default false not null,
  iuv_id uuid,
  iuv text not null,
  numero_avviso text,
  importo_cents bigint not null,
  genere text not null,
  pagata_il timestamp with time zone,
  applicata_il date,
  registrata_il timestamp with time zone default clock_timestamp() not null,
  versione smallint not null,
  stazione text,
  psp text,
  psp_denominazione text,
  psp_codice_fiscale text,
  canale text,
  mezzo text,
  commissione_cents bigint,
  causale text,
  debitore jsonb,
  pagatore jsonb,
  metadati jsonb,
  nota_pagamento text,
  stand_in boolean default false not null,
  canonico bytea not null,
  messaggio_id uuid not null,
  da_rimborsare boolean default false not null,
  origine text default 'nodo'::text not null,
  constraint ricevuta_canonico_check CHECK (length(canonico) = 32),
  constraint ricevuta_genere_check CHECK (genere = ANY (ARRAY['regolare'::text, 'orfana'::text, 'seconda'::text, 'difforme'::text, 'negativa'::text])),
  constraint ricevuta_importo_cents_check CHECK (importo_cents >= 0),
  constraint ricevuta_origine_check CHECK (origine = ANY (ARRAY['nodo'::text, 'recuperata'::text, 'manuale'::text])),
  constraint ricevuta_receipt_id_check CHECK (length(receipt_id) >= 1 AND length(receipt_id) <= 255),
  constraint ricevuta_versione_check CHECK (versione = ANY (ARRAY[1, 2])),
  constraint ricevuta_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint ricevuta_ente_id_iuv_id_fkey FOREIGN KEY (ente_id, iuv_id) REFERENCES posizioni.iuv(ente_id, id),
  constraint ricevuta_messaggio_id_fkey FOREIGN KEY (messaggio_id) REFERENCES pagamenti.messaggio(id),
  constraint ricevuta_pkey PRIMARY KEY (ente_id, id)
);
alter table pagamenti.ricevuta enable row level security;
alter table pagamenti.ricevuta force row level security;
CREATE INDEX ricevuta_da_rimborsare ON pagamenti.ricevuta USING btree (ente_id, id) WHERE da_rimborsare;
CREATE UNIQUE INDEX ricevuta_difforme ON pagamenti.ricevuta USING btree (ente_id, receipt_id, canonico) WHERE (genere = 'difforme'::text);
CREATE INDEX ricevuta_ente_xid ON pagamenti.ricevuta USING btree (ente_id, xid, id);
CREATE INDEX ricevuta_giorno ON pagamenti.ricevuta USING btree (ente_id, pagata_il) WHERE (pagata_il IS NOT NULL);
CREATE INDEX ricevuta_iuv_id ON pagamenti.ricevuta USING btree (ente_id, iuv_id) WHERE (iuv_id IS NOT NULL);
CREATE INDEX ricevuta_pagatore ON pagamenti.ricevuta USING btree (((pagatore ->> 'codice'::text))) WHERE (pagatore IS NOT NULL);
CREATE UNIQUE INDEX ricevuta_una ON pagamenti.ricevuta USING btree (ente_id, receipt_id) WHERE (genere <> 'difforme'::text);
CREATE INDEX ricevuta_xid ON pagamenti.ricevuta USING btree (xid);
create policy ente on pagamenti.ricevuta for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on pagamenti.ricevuta for all to mypay_porta
  using (true)
  with check (true);
create policy worker on pagamenti.ricevuta for all to mypay_worker
  using (true)
  with check (true);
comment on table pagamenti.ricevuta is 'ente: proof of payment; never refused for state or amount';
grant delete, insert, select, update on table pagamenti.ricevuta to mypay_porta;
grant select on table pagamenti.ricevuta to mypay_sil;
grant select on table pagamenti.ricevuta to mypay_ufficio;
grant select on table pagamenti.ricevuta to mypay_worker;

create table pagamenti.trattamento (
  ente_id uuid not null,
  ricevuta_id uuid not null,
  xid xid8 default pg_current_xact_id() not null,
  esito text not null,
  genere text not null,
  importo_cents bigint not null,
  iuv_id uuid,
  dovuto_id uuid,
  rimborsata_il date,
  mandato text,
  motivo text,
  registrato_il timestamp with time zone not null,
  registrato_da text not null,
  constraint trattamento_attribuita CHECK ((esito = 'attribuita'::text) = (dovuto_id IS NOT NULL) AND (esito <> 'attribuita'::text OR (genere = ANY (ARRAY['seconda'::text, 'orfana'::text])))),
  constraint trattamento_esito_check CHECK (esito = ANY (ARRAY['attribuita'::text, 'rimborsata'::text, 'non_dovuta'::text])),
  constraint trattamento_genere_check CHECK (genere = ANY (ARRAY['seconda'::text, 'orfana'::text, 'annullato'::text, 'estinto'::text])),
  constraint trattamento_importo_cents_check CHECK (importo_cents >= 0),
  constraint trattamento_mandato_check CHECK (length(mandato) >= 1 AND length(mandato) <= 140),
  constraint trattamento_motivo CHECK (esito = 'rimborsata'::text OR motivo IS NOT NULL),
  constraint trattamento_motivo_check CHECK (length(motivo) >= 1 AND length(motivo) <= 500),
  constraint trattamento_non_futuro CHECK (rimborsata_il <= (registrato_il AT TIME ZONE 'Europe/Rome'::text)::date),
  constraint trattamento_rimborsata CHECK ((esito = 'rimborsata'::text) = (rimborsata_il IS NOT NULL) AND (esito = 'rimborsata'::text) = (mandato IS NOT NULL)),
  constraint trattamento_ente_id_dovuto_id_fkey FOREIGN KEY (ente_id, dovuto_id) REFERENCES posizioni.dovuto(ente_id, id),
  constraint trattamento_ente_id_iuv_id_fkey FOREIGN KEY (ente_id, iuv_id) REFERENCES posizioni.iuv(ente_id, id),
  constraint trattamento_ente_id_ricevuta_id_fkey FOREIGN KEY (ente_id, ricevuta_id) REFERENCES pagamenti.ricevuta(ente_id, id),
  constraint trattamento_pkey PRIMARY KEY (ente_id, ricevuta_id)
);
alter table pagamenti.trattamento enable row level security;
alter table pagamenti.trattamento force row level security;
CREATE UNIQUE INDEX trattamento_dovuto ON pagamenti.trattamento USING btree (ente_id, dovuto_id) WHERE (dovuto_id IS NOT NULL);
CREATE INDEX trattamento_iuv ON pagamenti.trattamento USING btree (ente_id, iuv_id) WHERE (iuv_id IS NOT NULL);
CREATE CONSTRAINT TRIGGER trattamento_coerente AFTER INSERT ON pagamenti.trattamento DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.esito = 'attribuita'::text) EXECUTE FUNCTION pagamenti.controlla_trattamento();
CREATE TRIGGER trattamento_effetto AFTER INSERT ON pagamenti.trattamento FOR EACH ROW EXECUTE FUNCTION pagamenti.applica_trattamento();
create policy ente on pagamenti.trattamento for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on pagamenti.trattamento for all to mypay_porta
  using (true)
  with check (true);
create policy worker on pagamenti.trattamento for all to mypay_worker
  using (true)
  with check (true);
comment on table pagamenti.trattamento is 'ente: what became of the money of a receipt that was to be given back';
grant delete, insert, select, update on table pagamenti.trattamento to mypay_porta;
grant select on table pagamenti.trattamento to mypay_sil;
grant insert, select on table pagamenti.trattamento to mypay_ufficio;
grant select on table pagamenti.trattamento to mypay_worker;

create view pagamenti.v_da_rimborsare with (security_invoker=true) as
 SELECT r.ente_id,
    r.id AS ricevuta_id,
    r.receipt_id,
    r.iuv,
    r.numero_avviso,
    r.importo_cents AS totale_cents,
    r.pagata_il,
    r.registrata_il,
    r.causale,
    r.pagatore,
    r.debitore,
    r.psp,
    r.psp_denominazione,
    r.iuv_id AS iuv_ora_id,
    COALESCE(t.iuv_id, r.iuv_id) AS iuv_id,
    COALESCE(t.genere,
        CASE
            WHEN r.genere = ANY (ARRAY['seconda'::text, 'orfana'::text]) THEN r.genere
            WHEN s.annullati > 0 THEN 'annullato'::text
            ELSE 'estinto'::text
        END) AS genere,
    COALESCE(t.importo_cents,
        CASE
            WHEN r.genere <> ALL (ARRAY['seconda'::text, 'orfana'::text]) THEN s.importo_cents
            ELSE NULL::bigint
        END, r.importo_cents) AS importo_cents,
    t.esito,
    t.dovuto_id AS attribuita_a,
    a.iud AS attribuita_iud,
    t.rimborsata_il,
    t.mandato,
    t.motivo,
    t.registrato_il,
    t.registrato_da,
    COALESCE(u.dovuti, '[]'::jsonb) AS dovuti,
    COALESCE(u.tipi, '[]'::jsonb) AS tipi
   FROM pagamenti.ricevuta r
     LEFT JOIN pagamenti.trattamento t ON t.ente_id = r.ente_id AND t.ricevuta_id = r.id
     LEFT JOIN posizioni.dovuto a ON a.ente_id = t.ente_id AND a.id = t.dovuto_id
     LEFT JOIN LATERAL ( SELECT sum(d.pagato_cents)::bigint AS importo_cents,
            count(*) FILTER (WHERE (h.prima ->> 'stato'::text) = 'annullato'::text) AS annullati
           FROM posizioni.dovuto d
             JOIN posizioni.storia h ON h.ente_id = d.ente_id AND h.dovuto_id = d.id AND h.azione = 'pagato'::text AND (h.prima ->> 'receiptId'::text) = r.receipt_id AND ((h.prima ->> 'stato'::text) = ANY (ARRAY['annullato'::text, 'estinto'::text]))
          WHERE d.ente_id = r.ente_id AND d.iuv_id = r.iuv_id AND (r.genere <> ALL (ARRAY['seconda'::text, 'orfana'::text]))) s ON true
     LEFT JOIN LATERAL ( SELECT jsonb_agg(jsonb_build_object('id', d.id, 'iud', d.iud, 'stato', d.stato) ORDER BY d.ordine, d.id) AS dovuti,
            jsonb_agg(d.tipo_dovuto_id) AS tipi
           FROM posizioni.dovuto d
          WHERE d.ente_id = r.ente_id AND d.iuv_id =
                CASE
                    WHEN t.iuv_id IS NULL THEN r.iuv_id
                    ELSE t.iuv_id
                END) u ON true
  WHERE r.da_rimborsare;
grant select on table pagamenti.v_da_rimborsare to mypay_ufficio;
grant select on table pagamenti.v_da_rimborsare to mypay_worker;

create view pagamenti.v_incassato with (security_invoker=true) as
 SELECT n.ente_id,
    n.id AS incasso_id,
    n.dovuto_id,
    n.giorno,
    n.mezzo,
    n.riferimento,
    n.importo_cents,
    n.istante,
    d.iuf,
    d.riga,
    d.iud,
    d.causale,
    d.dati_riscossione,
    d.bilancio,
    d.tipo_dovuto_id,
    t.codice AS tipo_dovuto,
    d.pagato_il,
    i.iuv,
    i.numero_avviso,
    p.debitore_tipo,
    p.debitore_codice,
    p.debitore_anagrafica,
    p.indirizzo,
    p.civico,
    p.cap,
    p.localita,
    p.provincia,
    p.nazione,
    p.email
   FROM pagamenti.incasso n
     JOIN posizioni.dovuto d ON d.ente_id = n.ente_id AND d.id = n.dovuto_id
     JOIN posizioni.posizione p ON p.ente_id = d.ente_id AND p.id = d.posizione_id
     JOIN enti.tipo_dovuto t ON t.ente_id = d.ente_id AND t.id = d.tipo_dovuto_id
     LEFT JOIN posizioni.iuv i ON i.ente_id = d.ente_id AND i.id = d.iuv_id;
grant select on table pagamenti.v_incassato to mypay_ufficio;
grant select on table pagamenti.v_incassato to mypay_worker;

create view pagamenti.v_pagato with (security_invoker=true) as
 SELECT d.ente_id,
    d.id AS dovuto_id,
    d.iuf,
    d.riga,
    d.iud,
    d.causale,
    d.dati_riscossione,
    d.bilancio,
    d.tipo_dovuto_id,
    t.codice AS tipo_dovuto,
    i.iuv,
    i.numero_avviso,
    r.id AS ricevuta_id,
    r.messaggio_id,
    r.receipt_id,
    r.iuv AS ricevuta_iuv,
    r.titolare_cf,
    r.stazione,
    r.pagata_il,
    r.importo_cents AS totale_cents,
    r.psp,
    r.psp_denominazione,
    r.commissione_cents,
    r.debitore,
    r.pagatore,
    r.registrata_il,
    r.versione,
    (r.pagata_il AT TIME ZONE 'Europe/Rome'::text)::date AS pagata_giorno,
    COALESCE(
        CASE
            WHEN altro.dovuto_id IS NULL THEN q.tutte_cents
            WHEN NOT (EXISTS ( SELECT 1
               FROM posizioni.dovuto s
              WHERE s.ente_id = d.ente_id AND s.iuv_id = d.iuv_id AND s.stato = 'pagato'::text AND NOT (EXISTS ( SELECT 1
                       FROM pagamenti.quota_pagata x
                      WHERE x.ente_id = s.ente_id AND x.receipt_id = r.receipt_id AND x.dovuto_id = s.id)))) THEN q.sue_cents
            ELSE NULL::bigint
        END, d.pagato_cents) AS quota_cents,
    COALESCE(q.suo_indice, q.indice) AS indice,
    COALESCE(q.sua_tassonomia, q.tassonomia) AS tassonomia,
    p.debitore_tipo,
    p.debitore_codice,
    p.debitore_anagrafica,
    p.indirizzo,
    p.civico,
    p.cap,
    p.localita,
    p.provincia,
    p.nazione,
    p.email,
    r.iuv_id,
    r.origine
   FROM posizioni.dovuto d
     JOIN posizioni.posizione p ON p.ente_id = d.ente_id AND p.id = d.posizione_id
     LEFT JOIN enti.tipo_dovuto t ON t.ente_id = d.ente_id AND t.id = d.tipo_dovuto_id
     JOIN posizioni.iuv i ON i.ente_id = d.ente_id AND i.id = d.iuv_id
     JOIN pagamenti.ricevuta r ON r.ente_id = d.ente_id AND r.iuv_id = d.iuv_id AND (r.genere = ANY (ARRAY['regolare'::text, 'orfana'::text])) AND NOT r.copia
     LEFT JOIN LATERAL ( SELECT s.id AS dovuto_id
           FROM posizioni.dovuto s
          WHERE s.ente_id = d.ente_id AND s.iuv_id = d.iuv_id AND s.stato = 'pagato'::text AND s.id <> d.id
         LIMIT 1) altro ON true
     LEFT JOIN LATERAL ( SELECT sum(x.importo_cents)::bigint AS tutte_cents,
            min(x.id_trasferimento) AS indice,
            min(x.tassonomia) AS tassonomia,
            sum(x.importo_cents) FILTER (WHERE x.dovuto_id = d.id)::bigint AS sue_cents,
            min(x.id_trasferimento) FILTER (WHERE x.dovuto_id = d.id) AS suo_indice,
            min(x.tassonomia) FILTER (WHERE x.dovuto_id = d.id) AS sua_tassonomia
           FROM pagamenti.quota_pagata x
          WHERE x.ente_id = d.ente_id AND x.receipt_id = r.receipt_id) q ON true
  WHERE d.stato = 'pagato'::text;
grant select on table pagamenti.v_pagato to mypay_porta;
grant select on table pagamenti.v_pagato to mypay_sil;
grant select on table pagamenti.v_pagato to mypay_ufficio;
grant select on table pagamenti.v_pagato to mypay_worker;

create view pagamenti.v_pagato_dal with (security_invoker=true) as
 SELECT v.ente_id,
    v.dovuto_id,
    v.iuf,
    v.riga,
    v.iud,
    v.causale,
    v.dati_riscossione,
    v.bilancio,
    v.tipo_dovuto_id,
    v.tipo_dovuto,
    v.iuv,
    v.numero_avviso,
    v.ricevuta_id,
    v.messaggio_id,
    v.receipt_id,
    v.ricevuta_iuv,
    v.titolare_cf,
    v.stazione,
    v.pagata_il,
    v.totale_cents,
    v.psp,
    v.psp_denominazione,
    v.commissione_cents,
    v.debitore,
    v.pagatore,
    v.registrata_il,
    v.versione,
    v.pagata_giorno,
    v.quota_cents,
    v.indice,
    v.tassonomia,
    v.debitore_tipo,
    v.debitore_codice,
    v.debitore_anagrafica,
    v.indirizzo,
    v.civico,
    v.cap,
    v.localita,
    v.provincia,
    v.nazione,
    v.email,
    s.istante AS divenuto_il
   FROM posizioni.storia s
     JOIN pagamenti.v_pagato v ON v.ente_id = s.ente_id AND v.dovuto_id = s.dovuto_id
  WHERE s.stato = 'pagato'::text AND NOT (EXISTS ( SELECT 1
           FROM posizioni.storia x
          WHERE x.ente_id = s.ente_id AND x.dovuto_id = s.dovuto_id AND x.stato = 'pagato'::text AND ((ROW(x.istante, x.id) < ROW(s.istante, s.id)))));
grant select on table pagamenti.v_pagato_dal to mypay_worker;

create view pagamenti.v_presso_ente as
 SELECT ente_id,
    url,
    attesa_ms,
    anche_nostri
   FROM pagamenti.presso_ente
  WHERE attivo;
alter table pagamenti.v_presso_ente owner to mypay_porta;
grant select on table pagamenti.v_presso_ente to mypay_nodo;
grant select on table pagamenti.v_presso_ente to mypay_portale;
grant select on table pagamenti.v_presso_ente to mypay_sil;
grant select on table pagamenti.v_presso_ente to mypay_ufficio;
grant select on table pagamenti.v_presso_ente to mypay_worker;

create view pagamenti.v_quota_altrui with (security_invoker=true) as
 SELECT q.ente_id,
    q.receipt_id,
    q.id_trasferimento,
    q.importo_cents,
    q.causale AS quota_causale,
    q.tassonomia,
    q.titolare_cf,
    r.iuv,
    r.pagata_il,
    (r.pagata_il AT TIME ZONE 'Europe/Rome'::text)::date AS pagata_giorno,
    r.registrata_il,
    r.psp,
    r.psp_denominazione,
    r.commissione_cents,
    r.causale,
    r.debitore,
    r.pagatore,
    r.messaggio_id
   FROM pagamenti.quota_pagata q
     JOIN pagamenti.ricevuta r ON r.ente_id = q.ricevuta_ente_id AND r.id = q.ricevuta_id
     JOIN enti.ente e ON e.id = q.ente_id
  WHERE q.titolare_cf <> e.codice_fiscale::text AND q.importo_cents > 0;
grant select on table pagamenti.v_quota_altrui to mypay_worker;

create view pagamenti.v_quota_pagata with (security_invoker=true) as
 SELECT ente_id,
    receipt_id,
    id_trasferimento,
    importo_cents,
    dovuto_id
   FROM pagamenti.quota_pagata;
grant select on table pagamenti.v_quota_pagata to mypay_sil;
grant select on table pagamenti.v_quota_pagata to mypay_ufficio;
grant select on table pagamenti.v_quota_pagata to mypay_worker;

create view pagamenti.v_ricevuta_iuv with (security_invoker=true) as
 SELECT ente_id,
    id AS ricevuta_id,
    iuv_id,
    receipt_id,
    pagata_il
   FROM pagamenti.ricevuta
  WHERE iuv_id IS NOT NULL AND (genere = ANY (ARRAY['regolare'::text, 'orfana'::text])) AND NOT copia;
grant select on table pagamenti.v_ricevuta_iuv to mypay_worker;

create view pagamenti.v_voce_in_attesa with (security_invoker=true) as
 SELECT v.ente_id,
    i.iuv,
    c.id AS carrello_id,
    v.importo_cents,
    c.rientrato_il
   FROM pagamenti.carrello c
     JOIN pagamenti.carrello_voce v ON v.carrello_id = c.id AND v.ricevuta_id IS NULL
     JOIN posizioni.iuv i ON i.ente_id = v.ente_id AND i.id = v.iuv_id AND i.pagato_il IS NULL
  WHERE c.rientro = 'ok'::text AND (c.stato = ANY (ARRAY['inviato'::text, 'abbandonato'::text]));
grant select on table pagamenti.v_voce_in_attesa to mypay_worker;

create table piattaforma.seguito (
  nome text not null,
  cursore xid8 default '0'::xid8 not null,
  fino timestamp with time zone,
  prossimo xid8,
  prossimo_il timestamp with time zone,
  constraint seguito_check CHECK ((prossimo IS NULL) = (prossimo_il IS NULL)),
  constraint seguito_nome_check CHECK (nome ~ '^[a-z_]+\.[a-z_]+$'::text),
  constraint seguito_pkey PRIMARY KEY (nome)
);
comment on table piattaforma.seguito is 'piattaforma: how far each follower has read, and up to when what it keeps is whole';
grant delete, insert, select, update on table piattaforma.seguito to mypay_porta;
grant select on table piattaforma.seguito to mypay_ufficio;
grant select, update on table piattaforma.seguito to mypay_worker;

create table posizioni.allegato (
  ente_id uuid not null,
  id uuid default uuidv4() not null,
  tipo_dovuto_id uuid not null,
  campo text not null,
  visita bytea not null,
  nome text not null,
  tipo text not null,
  bytes integer not null,
  sha256 bytea not null,
  contenuto bytea not null,
  arrivato_il timestamp with time zone not null,
  constraint allegato_bytes_check CHECK (bytes >= 1 AND bytes <= 10485760),
  constraint allegato_campo_check CHECK (campo ~ '^[a-z][A-Za-z0-9]{0,39}([.][a-z][A-Za-z0-9]{0,39}){0,5}$'::text),
  constraint allegato_nome_check CHECK (length(nome) >= 5 AND length(nome) <= 100 AND nome !~ '[[:cntrl:]/\\]'::text),
  constraint allegato_sha256_check CHECK (length(sha256) = 32),
  constraint allegato_tipo_check CHECK (tipo = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text])),
  constraint allegato_visita_check CHECK (length(visita) = 32),
  constraint allegato_ente_id_tipo_dovuto_id_fkey FOREIGN KEY (ente_id, tipo_dovuto_id) REFERENCES enti.tipo_dovuto(ente_id, id),
  constraint allegato_pkey PRIMARY KEY (ente_id, id)
);
alter table posizioni.allegato enable row level security;
alter table posizioni.allegato force row level security;
CREATE INDEX allegato_arrivato ON posizioni.allegato USING btree (arrivato_il);
CREATE INDEX allegato_visita ON posizioni.allegato USING btree (ente_id, visita, tipo_dovuto_id);
create policy ente on posizioni.allegato for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.allegato for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.allegato for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.allegato is 'ente: a file that a citizen attached to a form';
grant delete, insert, select, update on table posizioni.allegato to mypay_porta;
grant delete on table posizioni.allegato to mypay_worker;
grant select (ente_id, id, arrivato_il) on table posizioni.allegato to mypay_worker;

create table posizioni.contatore_iuv (
  ente_id uuid not null,
  stazione_id uuid not null,
  prossimo bigint default 1 not null,
  constraint contatore_iuv_prossimo_check CHECK (prossimo >= 1 AND prossimo <= '100000000000'::bigint),
  constraint contatore_iuv_ente_id_stazione_id_fkey FOREIGN KEY (ente_id, stazione_id) REFERENCES enti.stazione_ente(ente_id, stazione_id),
  constraint contatore_iuv_pkey PRIMARY KEY (ente_id, stazione_id)
);
alter table posizioni.contatore_iuv enable row level security;
alter table posizioni.contatore_iuv force row level security;
create policy ente on posizioni.contatore_iuv for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.contatore_iuv for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.contatore_iuv for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.contatore_iuv is 'ente: next progressive number of the generated IUV';
grant delete, insert, select, update on table posizioni.contatore_iuv to mypay_porta;

create table posizioni.conteggio (
  ente_id uuid not null,
  tipo_dovuto_id uuid not null,
  stato text not null,
  data_scadenza date not null,
  quanti integer not null,
  importo_cents bigint not null,
  constraint conteggio_stato_check CHECK (stato = ANY (ARRAY['bozza'::text, 'da_pagare'::text, 'pagato'::text, 'estinto'::text])),
  constraint conteggio_ente_id_tipo_dovuto_id_fkey FOREIGN KEY (ente_id, tipo_dovuto_id) REFERENCES enti.tipo_dovuto(ente_id, id),
  constraint conteggio_pkey PRIMARY KEY (ente_id, tipo_dovuto_id, stato, data_scadenza)
);
alter table posizioni.conteggio enable row level security;
alter table posizioni.conteggio force row level security;
create policy ente on posizioni.conteggio for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.conteggio for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.conteggio for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.conteggio is 'ente: how many dovuti are in each state, by kind and date: kept by a follower';
grant delete, insert, select, update on table posizioni.conteggio to mypay_porta;
grant select on table posizioni.conteggio to mypay_ufficio;
grant delete, insert, select, update on table posizioni.conteggio to mypay_worker;

create table posizioni.conto_variato (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  conto_id uuid not null,
  xid xid8 default pg_current_xact_id() not null,
  istante timestamp with time zone default clock_timestamp() not null,
  dal date not null,
  constraint conto_variato_ente_id_conto_id_fkey FOREIGN KEY (ente_id, conto_id) REFERENCES enti.conto(ente_id, id),
  constraint conto_variato_pkey PRIMARY KEY (ente_id, id)
);
alter table posizioni.conto_variato enable row level security;
alter table posizioni.conto_variato force row level security;
CREATE INDEX conto_variato_xid ON posizioni.conto_variato USING btree (xid);
create policy ente on posizioni.conto_variato for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.conto_variato for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.conto_variato for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.conto_variato is 'ente: changes of the IBAN of an account, append only';
grant delete, insert, select, update on table posizioni.conto_variato to mypay_porta;
grant select on table posizioni.conto_variato to mypay_sil;
grant select on table posizioni.conto_variato to mypay_ufficio;
grant select on table posizioni.conto_variato to mypay_worker;

create table posizioni.debitore (
  ente_id uuid not null,
  posizione_id uuid not null,
  ordine smallint not null,
  ruolo text not null,
  tipo text not null,
  codice text not null,
  anagrafica text not null,
  constraint debitore_anagrafica_check CHECK (length(anagrafica) >= 1 AND length(anagrafica) <= 70),
  constraint debitore_codice_check CHECK (length(codice) >= 2 AND length(codice) <= 35),
  constraint debitore_ordine_check CHECK (ordine >= 1 AND ordine <= 20),
  constraint debitore_ruolo_check CHECK (ruolo = ANY (ARRAY['coobbligato'::text, 'tutore'::text])),
  constraint debitore_tipo_check CHECK (tipo = ANY (ARRAY['F'::text, 'G'::text])),
  constraint debitore_ente_id_posizione_id_fkey FOREIGN KEY (ente_id, posizione_id) REFERENCES posizioni.posizione(ente_id, id),
  constraint debitore_pkey PRIMARY KEY (ente_id, posizione_id, ordine)
);
alter table posizioni.debitore enable row level security;
alter table posizioni.debitore force row level security;
CREATE INDEX debitore_codice ON posizioni.debitore USING btree (codice);
create policy ente on posizioni.debitore for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.debitore for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.debitore for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.debitore is 'ente: who owes beside the first debtor of a posizione';
grant delete, insert, select, update on table posizioni.debitore to mypay_porta;
grant delete, insert, select, update on table posizioni.debitore to mypay_sil;
grant delete, insert, select, update on table posizioni.debitore to mypay_ufficio;
grant delete, insert, select, update on table posizioni.debitore to mypay_worker;

create table posizioni.delega (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  versione integer default 1 not null,
  genere text not null,
  delegato_codice text not null,
  delegato_nome text not null,
  delegante_codice text not null,
  delegante_nome text not null,
  stato text default 'richiesta'::text not null,
  chiesta_il timestamp with time zone not null,
  decisa_il timestamp with time zone,
  decisa_da text,
  motivo text,
  valida_al date,
  revocata_il timestamp with time zone,
  documento_nome text not null,
  documento_tipo text not null,
  documento_bytes integer not null,
  documento_sha256 bytea not null,
  documento bytea not null,
  constraint delega_check CHECK (delegante_codice ~ '^[A-Z0-9]{16}$'::text AND delegante_codice <> delegato_codice),
  constraint delega_check1 CHECK (decisa_il >= chiesta_il),
  constraint delega_check2 CHECK (revocata_il >= decisa_il),
  constraint delega_check3 CHECK ((decisa_il IS NULL) = (stato = 'richiesta'::text) AND (decisa_il IS NULL) = (decisa_da IS NULL)),
  constraint delega_check5 CHECK ((revocata_il IS NOT NULL) = (stato = 'revocata'::text)),
  constraint delega_check6 CHECK ((valida_al IS NOT NULL) = (stato = ANY (ARRAY['approvata'::text, 'revocata'::text, 'scaduta'::text]))),
  constraint delega_delegante_nome_check CHECK (length(delegante_nome) >= 1 AND length(delegante_nome) <= 140),
  constraint delega_delegato_codice_check CHECK (delegato_codice ~ '^[A-Z0-9]{16}$'::text),
  constraint delega_delegato_nome_check CHECK (length(delegato_nome) >= 1 AND length(delegato_nome) <= 281),
  constraint delega_documento_bytes_check CHECK (documento_bytes >= 1 AND documento_bytes <= 10485760),
  constraint delega_documento_nome_check CHECK (length(documento_nome) >= 5 AND length(documento_nome) <= 100 AND documento_nome !~ '[[:cntrl:]/\\]'::text),
  constraint delega_documento_sha256_check CHECK (length(documento_sha256) = 32),
  constraint delega_documento_tipo_check CHECK (documento_tipo = ANY (ARRAY['application/pdf'::text, 'image/jpeg'::text, 'image/png'::text])),
  constraint delega_genere_check CHECK (genere = ANY (ARRAY['minore'::text, 'tutela'::text, 'delega'::text])),
  constraint delega_motivo_check CHECK (length(motivo) >= 1 AND length(motivo) <= 500),
  constraint delega_motivo_quando CHECK (
CASE stato
    WHEN 'rifiutata'::text THEN motivo IS NOT NULL
    WHEN 'revocata'::text THEN true
    ELSE motivo IS NULL
END),
  constraint delega_stato_check CHECK (stato = ANY (ARRAY['richiesta'::text, 'approvata'::text, 'rifiutata'::text, 'revocata'::text, 'scaduta'::text])),
  constraint delega_versione_check CHECK (versione > 0),
  constraint delega_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint delega_pkey PRIMARY KEY (ente_id, id)
);
alter table posizioni.delega enable row level security;
alter table posizioni.delega force row level security;
CREATE INDEX delega_delegante ON posizioni.delega USING btree (delegante_codice);
CREATE INDEX delega_delegato ON posizioni.delega USING btree (delegato_codice);
CREATE INDEX delega_stato ON posizioni.delega USING btree (ente_id, stato, id);
CREATE UNIQUE INDEX delega_una ON posizioni.delega USING btree (ente_id, delegato_codice, delegante_codice) WHERE (stato = ANY (ARRAY['richiesta'::text, 'approvata'::text]));
create policy ente on posizioni.delega for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.delega for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.delega for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.delega is 'ente: who acts for a person before an ente';
grant delete, insert, select, update on table posizioni.delega to mypay_porta;
grant select on table posizioni.delega to mypay_ufficio;
grant select on table posizioni.delega to mypay_worker;
grant update (versione, stato, decisa_il, decisa_da, motivo, valida_al, revocata_il) on table posizioni.delega to mypay_ufficio;
grant update (versione, stato, decisa_il, decisa_da, motivo, valida_al, revocata_il) on table posizioni.delega to mypay_worker;

create table posizioni.dovuto (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  posizione_id uuid not null,
  opzione_id uuid not null,
  iuv_id uuid,
  ordine smallint default 1 not null,
  iud text not null,
  tipo_dovuto_id uuid not null,
  stato text not null,
  versione integer default 1 not null,
  importo_cents bigint not null,
  commissione_cents bigint,
  causale text not null,
  causale_pubblica text not null,
  data_scadenza date,
  dati_riscossione text not null,
  canali text,
  bilancio text,
  genera_iuv boolean,
  iuf text not null,
  riga integer,
  pagato_il timestamp with time zone,
  pagato_cents bigint,
  da_verificare text[] default '{}'::text[] not null,
  creato_il timestamp with time zone default now() not null,
  sostituito_il timestamp with time zone,
  constraint dovuto_bilancio_check CHECK (length(bilancio) <= 4096),
  constraint dovuto_causale_check CHECK (length(causale) >= 1 AND length(causale) <= 1024),
  constraint dovuto_causale_pubblica_check CHECK (length(causale_pubblica) >= 1 AND length(causale_pubblica) <= 140),
  constraint dovuto_check CHECK ((stato = 'pagato'::text) = (pagato_il IS NOT NULL) AND (pagato_il IS NULL) = (pagato_cents IS NULL)),
  constraint dovuto_check1 CHECK (sostituito_il IS NULL OR (stato = ANY (ARRAY['annullato'::text, 'pagato'::text]))),
  constraint dovuto_commissione_cents_check CHECK (commissione_cents >= 0 AND commissione_cents <= '99999999999'::bigint),
  constraint dovuto_dati_riscossione_check CHECK (length(dati_riscossione) <= 140),
  constraint dovuto_importo_cents_check CHECK (importo_cents >= 1 AND importo_cents <= '99999999999'::bigint),
  constraint dovuto_iud_check CHECK (length(iud) >= 1 AND length(iud) <= 35),
  constraint dovuto_iuf_check CHECK (length(iuf) <= 50),
  constraint dovuto_ordine_check CHECK (ordine >= 1 AND ordine <= 100),
  constraint dovuto_pagato_cents_check CHECK (pagato_cents >= 0),
  constraint dovuto_stato_check CHECK (stato = ANY (ARRAY['bozza'::text, 'da_pagare'::text, 'pagato'::text, 'annullato'::text, 'estinto'::text])),
  constraint dovuto_versione_check CHECK (versione > 0),
  constraint dovuto_ente_id_iuv_id_fkey FOREIGN KEY (ente_id, iuv_id) REFERENCES posizioni.iuv(ente_id, id),
  constraint dovuto_ente_id_opzione_id_fkey FOREIGN KEY (ente_id, opzione_id) REFERENCES posizioni.opzione(ente_id, id),
  constraint dovuto_ente_id_posizione_id_fkey FOREIGN KEY (ente_id, posizione_id) REFERENCES posizioni.posizione(ente_id, id),
  constraint dovuto_ente_id_tipo_dovuto_id_fkey FOREIGN KEY (ente_id, tipo_dovuto_id) REFERENCES enti.tipo_dovuto(ente_id, id),
  constraint dovuto_pkey PRIMARY KEY (ente_id, id),
  constraint dovuto_ente_id_iud_key UNIQUE (ente_id, iud)
);
alter table posizioni.dovuto enable row level security;
alter table posizioni.dovuto force row level security;
CREATE INDEX dovuto_bozza ON posizioni.dovuto USING btree (ente_id, creato_il) WHERE (stato = 'bozza'::text);
CREATE INDEX dovuto_da_verificare ON posizioni.dovuto USING btree (ente_id, id) WHERE (da_verificare <> '{}'::text[]);
CREATE INDEX dovuto_iuv ON posizioni.dovuto USING btree (ente_id, iuv_id) WHERE (iuv_id IS NOT NULL);
CREATE INDEX dovuto_posizione ON posizioni.dovuto USING btree (ente_id, posizione_id);
CREATE UNIQUE INDEX dovuto_rata ON posizioni.dovuto USING btree (ente_id, opzione_id, ordine) WHERE (ordine > 1);
CREATE INDEX dovuto_stato ON posizioni.dovuto USING btree (ente_id, stato, id);
CREATE CONSTRAINT TRIGGER dovuto_importo AFTER UPDATE OF importo_cents ON posizioni.dovuto DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (old.importo_cents IS DISTINCT FROM new.importo_cents) EXECUTE FUNCTION posizioni.controlla_importo();
CREATE TRIGGER dovuto_nato_pagato AFTER INSERT ON posizioni.dovuto FOR EACH ROW WHEN (new.stato = 'pagato'::text) EXECUTE FUNCTION posizioni.controlla_nato_pagato();
CREATE TRIGGER dovuto_ripreso_pagato AFTER UPDATE OF iuv_id ON posizioni.dovuto FOR EACH ROW WHEN (new.stato = 'pagato'::text AND old.stato <> 'pagato'::text) EXECUTE FUNCTION posizioni.controlla_nato_pagato();
create policy ente on posizioni.dovuto for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.dovuto for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.dovuto for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.dovuto is 'ente: one amount owed, with its own IUD and kind';
grant delete, insert, select, update on table posizioni.dovuto to mypay_porta;
grant insert, maintain, select, update on table posizioni.dovuto to mypay_sil;
grant insert, select, update on table posizioni.dovuto to mypay_ufficio;
grant insert, maintain, select, update on table posizioni.dovuto to mypay_worker;

create table posizioni.gradino (
  ente_id uuid not null,
  dovuto_id uuid not null,
  ordine smallint not null,
  genere text not null,
  dal date,
  dopo_giorni smallint,
  importo_cents bigint not null,
  quota smallint default 1 not null,
  constraint gradino_check CHECK (num_nonnulls(dal, dopo_giorni) = 1),
  constraint gradino_dopo_giorni_check CHECK (dopo_giorni >= 0 AND dopo_giorni <= 3650),
  constraint gradino_genere_check CHECK (genere = ANY (ARRAY['interessi'::text, 'sanzione'::text, 'spese_notifica'::text, 'maggiorazione'::text])),
  constraint gradino_importo_cents_check CHECK (importo_cents >= 1 AND importo_cents <= '99999999999'::bigint),
  constraint gradino_ordine_check CHECK (ordine >= 1 AND ordine <= 20),
  constraint gradino_quota_check CHECK (quota >= 1 AND quota <= 5),
  constraint gradino_ente_id_dovuto_id_fkey FOREIGN KEY (ente_id, dovuto_id) REFERENCES posizioni.dovuto(ente_id, id),
  constraint gradino_pkey PRIMARY KEY (ente_id, dovuto_id, ordine)
);
alter table posizioni.gradino enable row level security;
alter table posizioni.gradino force row level security;
CREATE TRIGGER gradini_inseriti AFTER INSERT ON posizioni.gradino REFERENCING NEW TABLE AS nuovi FOR EACH STATEMENT EXECUTE FUNCTION posizioni.segna_gradini();
create policy ente on posizioni.gradino for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.gradino for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.gradino for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.gradino is 'ente: what is added to a dovuto from a day on';
grant delete, insert, select, update on table posizioni.gradino to mypay_porta;
grant delete, insert, select on table posizioni.gradino to mypay_sil;
grant delete, insert, select on table posizioni.gradino to mypay_ufficio;
grant delete, insert, select on table posizioni.gradino to mypay_worker;

create table posizioni.iuv (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  iuv text not null,
  numero_avviso text,
  stazione_id uuid,
  origine text not null,
  pagato_il timestamp with time zone,
  pagato_cents bigint,
  receipt_id text,
  creato_il timestamp with time zone default now() not null,
  constraint iuv_check CHECK ((pagato_il IS NULL) = (pagato_cents IS NULL) AND (pagato_il IS NULL) = (receipt_id IS NULL)),
  constraint iuv_iuv_check CHECK (length(iuv) >= 1 AND length(iuv) <= 35),
  constraint iuv_numero_avviso_check CHECK (numero_avviso ~ '^[0-9]{18}$'::text),
  constraint iuv_origine_check CHECK (origine = ANY (ARRAY['generato'::text, 'fornito'::text, 'carrello'::text, 'orfano'::text])),
  constraint iuv_pagato_cents_check CHECK (pagato_cents >= 0),
  constraint iuv_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint iuv_stazione_id_fkey FOREIGN KEY (stazione_id) REFERENCES enti.stazione(id),
  constraint iuv_pkey PRIMARY KEY (ente_id, id),
  constraint iuv_ente_id_iuv_key UNIQUE (ente_id, iuv),
  constraint iuv_ente_id_numero_avviso_key UNIQUE (ente_id, numero_avviso)
);
alter table posizioni.iuv enable row level security;
alter table posizioni.iuv force row level security;
create policy ente on posizioni.iuv for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.iuv for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.iuv for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.iuv is 'ente: identifier of a payment; issued once, never deleted, never given to another';
grant delete, insert, select, update on table posizioni.iuv to mypay_porta;
grant insert, maintain, select, update on table posizioni.iuv to mypay_sil;
grant insert, select, update on table posizioni.iuv to mypay_ufficio;
grant insert, maintain, select, update on table posizioni.iuv to mypay_worker;

create table posizioni.metadato (
  ente_id uuid not null,
  posizione_id uuid not null,
  chiave text not null,
  valore text not null,
  per_pagopa boolean default false not null,
  constraint metadato_check CHECK (NOT per_pagopa OR length(valore) <= 140),
  constraint metadato_chiave_check CHECK (length(chiave) >= 1 AND length(chiave) <= 140),
  constraint metadato_valore_check CHECK (length(valore) >= 1 AND length(valore) <= 4096),
  constraint metadato_ente_id_posizione_id_fkey FOREIGN KEY (ente_id, posizione_id) REFERENCES posizioni.posizione(ente_id, id),
  constraint metadato_pkey PRIMARY KEY (ente_id, posizione_id, chiave)
);
alter table posizioni.metadato enable row level security;
alter table posizioni.metadato force row level security;
CREATE TRIGGER metadati_inseriti AFTER INSERT ON posizioni.metadato REFERENCING NEW TABLE AS nuovi FOR EACH STATEMENT EXECUTE FUNCTION posizioni.controlla_metadati();
create policy ente on posizioni.metadato for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.metadato for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.metadato for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.metadato is 'ente: free key and value of a posizione, searchable';
grant delete, insert, select, update on table posizioni.metadato to mypay_porta;
grant delete, insert, select, update on table posizioni.metadato to mypay_sil;
grant delete, insert, select, update on table posizioni.metadato to mypay_ufficio;
grant delete, insert, select, update on table posizioni.metadato to mypay_worker;

create table posizioni.nota (
  ente_id uuid not null,
  dovuto_id uuid not null,
  id uuid not null,
  testo text not null,
  attore text not null,
  scritta_il timestamp with time zone not null,
  constraint nota_testo_check CHECK (length(testo) >= 1 AND length(testo) <= 2000 AND testo = btrim(testo)),
  constraint nota_ente_id_dovuto_id_fkey FOREIGN KEY (ente_id, dovuto_id) REFERENCES posizioni.dovuto(ente_id, id),
  constraint nota_pkey PRIMARY KEY (ente_id, dovuto_id, id)
);
alter table posizioni.nota enable row level security;
alter table posizioni.nota force row level security;
create policy ente on posizioni.nota for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.nota for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.nota for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.nota is 'ente: what who works for the ente writes of a dovuto, for themselves: append only';
grant delete, insert, select, update on table posizioni.nota to mypay_porta;
grant insert, select on table posizioni.nota to mypay_ufficio;
grant select on table posizioni.nota to mypay_worker;

create table posizioni.oltre_termine (
  ente_id uuid not null,
  tipo_dovuto_id uuid not null,
  quanti integer not null,
  importo_cents bigint not null,
  constraint oltre_termine_ente_id_tipo_dovuto_id_fkey FOREIGN KEY (ente_id, tipo_dovuto_id) REFERENCES enti.tipo_dovuto(ente_id, id),
  constraint oltre_termine_pkey PRIMARY KEY (ente_id, tipo_dovuto_id)
);
alter table posizioni.oltre_termine enable row level security;
alter table posizioni.oltre_termine force row level security;
create policy ente on posizioni.oltre_termine for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.oltre_termine for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.oltre_termine for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.oltre_termine is 'ente: dovuti past the term of their way to pay, beside those past their date';
grant delete, insert, select, update on table posizioni.oltre_termine to mypay_porta;
grant select on table posizioni.oltre_termine to mypay_ufficio;
grant delete, insert, select, update on table posizioni.oltre_termine to mypay_worker;

create table posizioni.opzione (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  posizione_id uuid not null,
  ordine smallint default 1 not null,
  forma text default 'unica'::text not null,
  valida_dal date,
  valida_al date,
  maggiorazione_cents bigint default 0 not null,
  sostituisce_id uuid,
  gia_pagato_cents bigint default 0 not null,
  giorni_dalla_notifica smallint,
  constraint opzione_check CHECK (valida_al >= valida_dal),
  constraint opzione_check1 CHECK (gia_pagato_cents = 0 OR sostituisce_id IS NOT NULL),
  constraint opzione_forma_check CHECK (forma = ANY (ARRAY['unica'::text, 'piano'::text])),
  constraint opzione_gia_pagato_cents_check CHECK (gia_pagato_cents >= 0 AND gia_pagato_cents <= '99999999999'::bigint),
  constraint opzione_giorni_dalla_notifica_check CHECK (giorni_dalla_notifica >= 1 AND giorni_dalla_notifica <= 3650),
  constraint opzione_maggiorazione_cents_check CHECK (maggiorazione_cents >= '-99999999999'::bigint AND maggiorazione_cents <= '99999999999'::bigint),
  constraint opzione_ordine_check CHECK (ordine >= 1 AND ordine <= 100),
  constraint opzione_ente_id_posizione_id_fkey FOREIGN KEY (ente_id, posizione_id) REFERENCES posizioni.posizione(ente_id, id),
  constraint opzione_ente_id_sostituisce_id_fkey FOREIGN KEY (ente_id, sostituisce_id) REFERENCES posizioni.opzione(ente_id, id),
  constraint opzione_pkey PRIMARY KEY (ente_id, id),
  constraint opzione_ente_id_posizione_id_ordine_key UNIQUE (ente_id, posizione_id, ordine)
);
alter table posizioni.opzione enable row level security;
alter table posizioni.opzione force row level security;
CREATE INDEX opzione_a_termine ON posizioni.opzione USING btree (ente_id, posizione_id) WHERE ((valida_dal IS NOT NULL) OR (valida_al IS NOT NULL) OR (giorni_dalla_notifica IS NOT NULL));
CREATE TRIGGER opzione_a_termine AFTER INSERT OR UPDATE ON posizioni.opzione FOR EACH ROW WHEN (num_nonnulls(new.valida_dal, new.valida_al, new.giorni_dalla_notifica) > 0) EXECUTE FUNCTION posizioni.segna_opzione();
CREATE CONSTRAINT TRIGGER opzione_aggiunta AFTER INSERT ON posizioni.opzione DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.ordine > 1) EXECUTE FUNCTION posizioni.controlla_posizione();
CREATE CONSTRAINT TRIGGER opzione_cambiata AFTER UPDATE OF maggiorazione_cents, gia_pagato_cents ON posizioni.opzione DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION posizioni.controlla_posizione();
create policy ente on posizioni.opzione for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.opzione for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.opzione for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.opzione is 'ente: one way to pay a posizione: single, or a plan of instalments';
grant delete, insert, select, update on table posizioni.opzione to mypay_porta;
grant insert, maintain, select, update on table posizioni.opzione to mypay_sil;
grant insert, select, update on table posizioni.opzione to mypay_ufficio;
grant insert, maintain, select, update on table posizioni.opzione to mypay_worker;

create table posizioni.posizione (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  iupd text not null,
  debitore_tipo text not null,
  debitore_codice text not null,
  debitore_anagrafica text not null,
  indirizzo text,
  civico text,
  cap text,
  localita text,
  provincia text,
  nazione text,
  email text,
  saldata_il timestamp with time zone,
  creata_il timestamp with time zone default now() not null,
  importo_cents bigint,
  nota_pagatore text,
  notificata_il date,
  variabile boolean default false not null,
  constraint posizione_cap_check CHECK (length(cap) <= 16),
  constraint posizione_civico_check CHECK (length(civico) <= 16),
  constraint posizione_debitore_anagrafica_check CHECK (length(debitore_anagrafica) >= 1 AND length(debitore_anagrafica) <= 70),
  constraint posizione_debitore_codice_check CHECK (length(debitore_codice) >= 2 AND length(debitore_codice) <= 35),
  constraint posizione_debitore_tipo_check CHECK (debitore_tipo = ANY (ARRAY['F'::text, 'G'::text])),
  constraint posizione_email_check CHECK (length(email) <= 256),
  constraint posizione_importo_cents_check CHECK (importo_cents >= 1 AND importo_cents <= '99999999999'::bigint),
  constraint posizione_indirizzo_check CHECK (length(indirizzo) <= 70),
  constraint posizione_iupd_check CHECK (length(iupd) >= 1 AND length(iupd) <= 50),
  constraint posizione_localita_check CHECK (length(localita) <= 35),
  constraint posizione_nazione_check CHECK (length(nazione) <= 2),
  constraint posizione_nota_pagatore_check CHECK (length(nota_pagatore) >= 1 AND length(nota_pagatore) <= 256),
  constraint posizione_notificata_il_check CHECK (notificata_il >= '1990-01-01'::date),
  constraint posizione_provincia_check CHECK (length(provincia) <= 2),
  constraint posizione_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint posizione_pkey PRIMARY KEY (ente_id, id),
  constraint posizione_ente_id_iupd_key UNIQUE (ente_id, iupd)
);
alter table posizioni.posizione enable row level security;
alter table posizioni.posizione force row level security;
CREATE UNIQUE INDEX posizione_composta ON posizioni.posizione USING btree (ente_id, id) WHERE (importo_cents IS NOT NULL);
CREATE INDEX posizione_debitore ON posizioni.posizione USING btree (debitore_codice, ente_id, id);
CREATE INDEX posizione_variabile ON posizioni.posizione USING btree (ente_id) WHERE variabile;
CREATE CONSTRAINT TRIGGER posizione_importo AFTER INSERT OR UPDATE OF importo_cents ON posizioni.posizione DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.importo_cents IS NOT NULL) EXECUTE FUNCTION posizioni.controlla_posizione();
create policy ente on posizioni.posizione for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.posizione for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.posizione for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.posizione is 'ente: what someone owes to an ente, as a whole';
grant delete, insert, select, update on table posizioni.posizione to mypay_porta;
grant insert, maintain, select, update on table posizioni.posizione to mypay_sil;
grant insert, select, update on table posizioni.posizione to mypay_ufficio;
grant insert, maintain, select, update on table posizioni.posizione to mypay_worker;

create table posizioni.posizione_allegato (
  ente_id uuid not null,
  posizione_id uuid not null,
  id uuid default uuidv7() not null,
  tipo_dovuto_id uuid not null,
  allegato_id uuid,
  risposta text not null,
  versione integer not null,
  nome text not null,
  aggiunto_il timestamp with time zone not null,
  aggiunto_da text,
  tolto_il timestamp with time zone,
  tolto_da text,
  motivo text,
  constraint posizione_allegato_check CHECK (num_nonnulls(tolto_il, tolto_da, motivo) =
CASE
    WHEN allegato_id IS NULL THEN 3
    ELSE 0
END),
  constraint posizione_allegato_motivo_check CHECK (length(motivo) >= 1 AND length(motivo) <= 500),
  constraint posizione_allegato_nome_check CHECK (length(nome) >= 5 AND length(nome) <= 100 AND nome !~ '[[:cntrl:]/\\]'::text),
  constraint posizione_allegato_risposta_check CHECK (length(risposta) >= 1 AND length(risposta) <= 300),
  constraint posizione_allegato_ente_id_allegato_id_fkey FOREIGN KEY (ente_id, allegato_id) REFERENCES posizioni.allegato(ente_id, id),
  constraint posizione_allegato_ente_id_posizione_id_fkey FOREIGN KEY (ente_id, posizione_id) REFERENCES posizioni.posizione(ente_id, id),
  constraint posizione_allegato_ente_id_tipo_dovuto_id_versione_fkey FOREIGN KEY (ente_id, tipo_dovuto_id, versione) REFERENCES enti.modulo_versione(ente_id, tipo_dovuto_id, versione),
  constraint posizione_allegato_pkey PRIMARY KEY (ente_id, posizione_id, id)
);
alter table posizioni.posizione_allegato enable row level security;
alter table posizioni.posizione_allegato force row level security;
CREATE INDEX posizione_allegato_file ON posizioni.posizione_allegato USING btree (ente_id, allegato_id);
create policy ente on posizioni.posizione_allegato for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.posizione_allegato for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.posizione_allegato for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.posizione_allegato is 'ente: the files that a posizione holds by hand, and those taken away from it';
grant delete, insert, select, update on table posizioni.posizione_allegato to mypay_porta;
grant select (ente_id, allegato_id) on table posizioni.posizione_allegato to mypay_worker;

create table posizioni.quota (
  ente_id uuid not null,
  dovuto_id uuid not null,
  indice smallint not null,
  importo_cents bigint not null,
  beneficiario_cf enti.codice_fiscale_ente not null,
  beneficiario_denominazione text not null,
  conto_id uuid,
  conto_postale_id uuid,
  iban text,
  bollo jsonb,
  tassonomia text not null,
  causale text not null,
  beneficiario jsonb,
  bilancio jsonb,
  constraint quota_beneficiario_denominazione_check CHECK (length(beneficiario_denominazione) >= 1 AND length(beneficiario_denominazione) <= 140),
  constraint quota_bilancio CHECK (bilancio IS NULL OR NOT posizioni.somma_bilancio(bilancio) IS DISTINCT FROM importo_cents),
  constraint quota_bollo_forma CHECK (bollo IS NULL OR COALESCE((bollo ->> 'hashDocumento'::text) ~ '^[A-Za-z0-9+/]{4,70}={0,2}$'::text, false) AND COALESCE((bollo ->> 'provincia'::text) ~ '^[A-Z]{2}$'::text, false)),
  constraint quota_causale_check CHECK (length(causale) >= 1 AND length(causale) <= 140),
  constraint quota_check CHECK (num_nonnulls(conto_id, iban, bollo) = 1),
  constraint quota_iban_check CHECK (length(iban) <= 35),
  constraint quota_importo_cents_check CHECK (importo_cents >= 1 AND importo_cents <= '99999999999'::bigint),
  constraint quota_indice_check CHECK (indice >= 1 AND indice <= 5),
  constraint quota_tassonomia_check CHECK (length(tassonomia) >= 1 AND length(tassonomia) <= 140),
  constraint quota_ente_id_conto_id_fkey FOREIGN KEY (ente_id, conto_id) REFERENCES enti.conto(ente_id, id),
  constraint quota_ente_id_conto_postale_id_fkey FOREIGN KEY (ente_id, conto_postale_id) REFERENCES enti.conto(ente_id, id),
  constraint quota_ente_id_dovuto_id_fkey FOREIGN KEY (ente_id, dovuto_id) REFERENCES posizioni.dovuto(ente_id, id),
  constraint quota_pkey PRIMARY KEY (ente_id, dovuto_id, indice)
);
alter table posizioni.quota enable row level security;
alter table posizioni.quota force row level security;
CREATE TRIGGER quote_cambiate AFTER UPDATE ON posizioni.quota REFERENCING NEW TABLE AS nuove FOR EACH STATEMENT EXECUTE FUNCTION posizioni.controlla_quote();
CREATE TRIGGER quote_composte AFTER INSERT ON posizioni.quota REFERENCING NEW TABLE AS nuove FOR EACH STATEMENT EXECUTE FUNCTION posizioni.controlla_composte();
CREATE TRIGGER quote_inserite AFTER INSERT ON posizioni.quota REFERENCING NEW TABLE AS nuove FOR EACH STATEMENT EXECUTE FUNCTION posizioni.controlla_quote();
create policy ente on posizioni.quota for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.quota for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.quota for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.quota is 'ente: share of a dovuto owed to one ente and account';
grant delete, insert, select, update on table posizioni.quota to mypay_porta;
grant delete, insert, maintain, select, update on table posizioni.quota to mypay_sil;
grant delete, insert, select, update on table posizioni.quota to mypay_ufficio;
grant delete, insert, maintain, select, update on table posizioni.quota to mypay_worker;

create table posizioni.quotazione (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  dovuto_id uuid not null,
  xid xid8 default pg_current_xact_id() not null,
  versione integer not null,
  chiesta_il timestamp with time zone not null,
  valida_fino timestamp with time zone not null,
  importo_cents bigint not null,
  bilancio jsonb,
  constraint quotazione_bilancio_check CHECK (jsonb_typeof(bilancio) = 'array'::text),
  constraint quotazione_check CHECK (valida_fino > chiesta_il),
  constraint quotazione_importo_cents_check CHECK (importo_cents >= 1 AND importo_cents <= '99999999999'::bigint),
  constraint quotazione_ente_id_dovuto_id_fkey FOREIGN KEY (ente_id, dovuto_id) REFERENCES posizioni.dovuto(ente_id, id),
  constraint quotazione_pkey PRIMARY KEY (ente_id, id)
);
alter table posizioni.quotazione enable row level security;
alter table posizioni.quotazione force row level security;
CREATE INDEX quotazione_dovuto ON posizioni.quotazione USING btree (ente_id, dovuto_id, chiesta_il);
create policy ente on posizioni.quotazione for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.quotazione for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.quotazione for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.quotazione is 'ente: what the ente said that a dovuto costs, append only';
grant delete, insert, select, update on table posizioni.quotazione to mypay_porta;
grant select on table posizioni.quotazione to mypay_sil;
grant select on table posizioni.quotazione to mypay_ufficio;
grant select on table posizioni.quotazione to mypay_worker;

create table posizioni.ricerca (
  ente_id uuid not null,
  dovuto_id uuid not null,
  tipo_dovuto_id uuid not null,
  parole tsvector not null,
  constraint ricerca_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint ricerca_pkey PRIMARY KEY (ente_id, dovuto_id)
);
alter table posizioni.ricerca enable row level security;
alter table posizioni.ricerca force row level security;
CREATE INDEX ricerca_parole ON posizioni.ricerca USING gin (parole) WITH (gin_pending_list_limit='1024');
CREATE INDEX ricerca_tipo ON posizioni.ricerca USING btree (ente_id, tipo_dovuto_id, dovuto_id);
create policy ente on posizioni.ricerca for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.ricerca for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.ricerca for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.ricerca is 'ente: words and amounts by which a dovuto is found, kept by a follower';
grant delete, insert, select, update on table posizioni.ricerca to mypay_porta;
grant delete, insert, maintain, select, update on table posizioni.ricerca to mypay_worker;
grant select (ente_id, dovuto_id, tipo_dovuto_id) on table posizioni.ricerca to mypay_sil;
grant select (ente_id, dovuto_id, tipo_dovuto_id) on table posizioni.ricerca to mypay_ufficio;

create table posizioni.ricerca_salvata (
  ente_id uuid not null,
  id uuid default gen_random_uuid() not null,
  operatore_id uuid not null,
  contenuto bytea not null,
  creata_il timestamp with time zone not null,
  constraint ricerca_salvata_contenuto_check CHECK (octet_length(contenuto) <= 2000),
  constraint ricerca_salvata_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint ricerca_salvata_pkey PRIMARY KEY (ente_id, id)
);
alter table posizioni.ricerca_salvata enable row level security;
alter table posizioni.ricerca_salvata force row level security;
CREATE INDEX ricerca_salvata_creata ON posizioni.ricerca_salvata USING btree (creata_il);
create policy ente on posizioni.ricerca_salvata for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.ricerca_salvata for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.ricerca_salvata for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.ricerca_salvata is 'ente: what an operator looks for, for eight hours';
grant delete, insert, select, update on table posizioni.ricerca_salvata to mypay_porta;
grant insert, select on table posizioni.ricerca_salvata to mypay_ufficio;
grant delete, select on table posizioni.ricerca_salvata to mypay_worker;

create table posizioni.richiesta (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  tipo_dovuto_id uuid not null,
  versione integer not null,
  risposte jsonb not null,
  giorno date not null,
  importo_cents bigint not null,
  lingua text not null,
  debitore_tipo text not null,
  debitore_codice text not null,
  debitore_anagrafica text not null,
  chiesta_il timestamp with time zone not null,
  email text,
  confermata_il timestamp with time zone,
  iuv_id uuid,
  rifiuto text,
  conclusa_il timestamp with time zone,
  constraint richiesta_check CHECK (confermata_il >= chiesta_il),
  constraint richiesta_check1 CHECK ((confermata_il IS NULL) = (email IS NULL)),
  constraint richiesta_check2 CHECK (conclusa_il IS NULL OR confermata_il IS NOT NULL),
  constraint richiesta_check3 CHECK (num_nonnulls(iuv_id, rifiuto) = (conclusa_il IS NOT NULL)::integer),
  constraint richiesta_debitore_anagrafica_check CHECK (length(debitore_anagrafica) >= 1 AND length(debitore_anagrafica) <= 70),
  constraint richiesta_debitore_codice_check CHECK (length(debitore_codice) >= 2 AND length(debitore_codice) <= 35),
  constraint richiesta_debitore_tipo_check CHECK (debitore_tipo = ANY (ARRAY['F'::text, 'G'::text])),
  constraint richiesta_email_check CHECK (length(email) <= 256),
  constraint richiesta_importo_cents_check CHECK (importo_cents >= 1 AND importo_cents <= '99999999999'::bigint),
  constraint richiesta_lingua_check CHECK (lingua ~ '^[a-z]{2}$'::text),
  constraint richiesta_rifiuto_check CHECK (rifiuto ~ '^[A-Z][A-Z0-9_]{2,60}$'::text),
  constraint richiesta_risposte_check CHECK (jsonb_typeof(risposte) = 'object'::text AND pg_column_size(risposte) <= 131072),
  constraint richiesta_ente_id_iuv_id_fkey FOREIGN KEY (ente_id, iuv_id) REFERENCES posizioni.iuv(ente_id, id),
  constraint richiesta_ente_id_tipo_dovuto_id_versione_fkey FOREIGN KEY (ente_id, tipo_dovuto_id, versione) REFERENCES enti.modulo_versione(ente_id, tipo_dovuto_id, versione),
  constraint richiesta_pkey PRIMARY KEY (ente_id, id)
);
alter table posizioni.richiesta enable row level security;
alter table posizioni.richiesta force row level security;
CREATE INDEX richiesta_aperta ON posizioni.richiesta USING btree (ente_id, id) WHERE ((confermata_il IS NOT NULL) AND (conclusa_il IS NULL));
CREATE INDEX richiesta_debitore ON posizioni.richiesta USING btree (debitore_codice);
CREATE INDEX richiesta_non_confermata ON posizioni.richiesta USING btree (chiesta_il) WHERE (confermata_il IS NULL);
CREATE INDEX richiesta_rifiutata ON posizioni.richiesta USING btree (conclusa_il) WHERE (rifiuto IS NOT NULL);
create policy ente on posizioni.richiesta for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.richiesta for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.richiesta for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.richiesta is 'ente: what a citizen asks to pay without a notice, before it is a posizione';
grant delete, insert, select, update on table posizioni.richiesta to mypay_porta;
grant delete, select on table posizioni.richiesta to mypay_worker;
grant insert (ente_id, id, tipo_dovuto_id, versione, risposte, giorno, importo_cents, lingua, debitore_tipo, debitore_codice, debitore_anagrafica, chiesta_il) on table posizioni.richiesta to mypay_portale;
grant update (iuv_id, rifiuto, conclusa_il) on table posizioni.richiesta to mypay_worker;

create table posizioni.richiesta_allegato (
  ente_id uuid not null,
  richiesta_id uuid not null,
  allegato_id uuid not null,
  risposta text not null,
  ordine smallint not null,
  constraint richiesta_allegato_ordine_check CHECK (ordine >= 1 AND ordine <= 20),
  constraint richiesta_allegato_risposta_check CHECK (length(risposta) >= 1 AND length(risposta) <= 300),
  constraint richiesta_allegato_ente_id_allegato_id_fkey FOREIGN KEY (ente_id, allegato_id) REFERENCES posizioni.allegato(ente_id, id),
  constraint richiesta_allegato_ente_id_richiesta_id_fkey FOREIGN KEY (ente_id, richiesta_id) REFERENCES posizioni.richiesta(ente_id, id) ON DELETE CASCADE,
  constraint richiesta_allegato_pkey PRIMARY KEY (ente_id, richiesta_id, ordine)
);
alter table posizioni.richiesta_allegato enable row level security;
alter table posizioni.richiesta_allegato force row level security;
CREATE INDEX richiesta_allegato_file ON posizioni.richiesta_allegato USING btree (ente_id, allegato_id);
create policy ente on posizioni.richiesta_allegato for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.richiesta_allegato for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.richiesta_allegato for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.richiesta_allegato is 'ente: the files of a request, each under its question';
grant delete, insert, select, update on table posizioni.richiesta_allegato to mypay_porta;
grant select on table posizioni.richiesta_allegato to mypay_worker;

create table posizioni.storia (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  dovuto_id uuid not null,
  xid xid8 default pg_current_xact_id() not null,
  istante timestamp with time zone default clock_timestamp() not null,
  azione text not null,
  versione integer not null,
  stato text not null,
  importo_cents bigint not null,
  data_scadenza date,
  attore text not null,
  flusso_id uuid,
  riga integer,
  prima jsonb,
  motivo text,
  dettaglio jsonb,
  constraint storia_azione_check CHECK (azione = ANY (ARRAY['inserito'::text, 'modificato'::text, 'annullato'::text, 'ripreso'::text, 'pagato'::text, 'estinto'::text, 'verificato'::text, 'notificato'::text, 'quotato'::text, 'non_quotato'::text])),
  constraint storia_motivo_check CHECK (length(motivo) >= 1 AND length(motivo) <= 500),
  constraint storia_ente_id_dovuto_id_fkey FOREIGN KEY (ente_id, dovuto_id) REFERENCES posizioni.dovuto(ente_id, id),
  constraint storia_pkey PRIMARY KEY (ente_id, dovuto_id, id)
);
alter table posizioni.storia enable row level security;
alter table posizioni.storia force row level security;
CREATE INDEX storia_flusso ON posizioni.storia USING btree (ente_id, flusso_id, riga) WHERE (flusso_id IS NOT NULL);
CREATE INDEX storia_non_quotata ON posizioni.storia USING btree (ente_id, istante) WHERE (azione = 'non_quotato'::text);
CREATE INDEX storia_pagato ON posizioni.storia USING btree (ente_id, istante) WHERE (stato = 'pagato'::text);
CREATE INDEX storia_xid ON posizioni.storia USING btree (xid);
create policy ente on posizioni.storia for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on posizioni.storia for all to mypay_porta
  using (true)
  with check (true);
create policy worker on posizioni.storia for all to mypay_worker
  using (true)
  with check (true);
comment on table posizioni.storia is 'ente: history of each dovuto, append only';
grant delete, insert, select, update on table posizioni.storia to mypay_porta;
grant insert, maintain, select on table posizioni.storia to mypay_sil;
grant insert, select on table posizioni.storia to mypay_ufficio;
grant insert, maintain, select on table posizioni.storia to mypay_worker;

create view posizioni.v_del_cittadino as
 SELECT p.ente_id,
    p.id,
    'proprio'::text AS come
   FROM posizioni.posizione p
  WHERE p.debitore_codice = (( SELECT piattaforma.cittadino_corrente() AS cittadino_corrente))
UNION ALL
 SELECT b.ente_id,
    b.posizione_id AS id,
    b.ruolo AS come
   FROM posizioni.debitore b
  WHERE b.codice = (( SELECT piattaforma.cittadino_corrente() AS cittadino_corrente))
UNION ALL
 SELECT p.ente_id,
    p.id,
    'delega'::text AS come
   FROM posizioni.delega g
     JOIN posizioni.posizione p ON p.ente_id = g.ente_id AND p.debitore_codice = g.delegante_codice
  WHERE g.delegato_codice = (( SELECT piattaforma.cittadino_corrente() AS cittadino_corrente)) AND g.stato = 'approvata'::text AND g.valida_al >= (now() AT TIME ZONE 'Europe/Rome'::text)::date
UNION ALL
 SELECT b.ente_id,
    b.posizione_id AS id,
    'delega'::text AS come
   FROM posizioni.delega g
     JOIN posizioni.debitore b ON b.ente_id = g.ente_id AND b.codice = g.delegante_codice
  WHERE g.delegato_codice = (( SELECT piattaforma.cittadino_corrente() AS cittadino_corrente)) AND g.stato = 'approvata'::text AND g.valida_al >= (now() AT TIME ZONE 'Europe/Rome'::text)::date;
alter table posizioni.v_del_cittadino owner to mypay_porta;

create view posizioni.v_dovuto_tipo with (security_invoker=true) as
 SELECT ente_id,
    id AS dovuto_id,
    iuv_id,
    tipo_dovuto_id
   FROM posizioni.dovuto d;
grant select on table posizioni.v_dovuto_tipo to mypay_ufficio;
grant select on table posizioni.v_dovuto_tipo to mypay_worker;

create view posizioni.v_in_scadenza with (security_invoker=true) as
 SELECT d.ente_id,
    d.id AS dovuto_id,
    d.data_scadenza,
    d.iud,
    i.iuv,
    d.creato_il,
    d.importo_cents,
    d.commissione_cents,
    d.tipo_dovuto_id,
    t.codice AS tipo_dovuto,
    t.scadenza_obbligatoria,
    d.canali,
    d.causale,
    d.dati_riscossione,
    d.bilancio,
    d.genera_iuv,
    p.debitore_tipo,
    p.debitore_codice,
    p.debitore_anagrafica,
    p.indirizzo,
    p.civico,
    p.cap,
    p.localita,
    p.provincia,
    p.nazione,
    p.email
   FROM posizioni.dovuto d
     JOIN posizioni.posizione p ON p.ente_id = d.ente_id AND p.id = d.posizione_id
     JOIN enti.tipo_dovuto t ON t.ente_id = d.ente_id AND t.id = d.tipo_dovuto_id
     LEFT JOIN posizioni.iuv i ON i.ente_id = d.ente_id AND i.id = d.iuv_id
  WHERE d.stato = 'da_pagare'::text AND d.data_scadenza IS NOT NULL;
grant select on table posizioni.v_in_scadenza to mypay_worker;

create view posizioni.v_iuv_dovuto as
 SELECT i.ente_id,
    i.id AS iuv_id,
    i.iuv,
    i.numero_avviso,
    i.stazione_id,
    i.pagato_il AS iuv_pagato_il,
    i.origine,
    d.id AS dovuto_id,
    d.ordine,
    d.iud,
    d.stato,
    d.importo_cents,
    d.data_scadenza,
    d.causale,
    d.causale_pubblica,
    d.pagato_il,
    d.pagato_cents,
    t.codice AS tipo_dovuto,
    t.denominazione AS tipo_denominazione,
    t.paga_dopo_scadenza,
    t.avviso_stampabile,
    p.id AS posizione_id,
    p.saldata_il,
    p.debitore_tipo,
    p.debitore_codice,
    p.debitore_anagrafica,
    p.indirizzo,
    p.civico,
    p.cap,
    p.localita,
    p.provincia,
    p.nazione,
    p.email,
    ( SELECT bool_and(q.conto_postale_id IS NOT NULL AND (EXISTS ( SELECT 1
                   FROM enti.conto_iban v
                  WHERE v.ente_id = q.ente_id AND v.conto_id = q.conto_postale_id AND v.stato = 'attivo'::text AND v.valido_dal <= (now() AT TIME ZONE 'Europe/Rome'::text)::date AND (v.valido_al IS NULL OR v.valido_al > (now() AT TIME ZONE 'Europe/Rome'::text)::date)))) AS bool_and
           FROM posizioni.quota q
          WHERE q.ente_id = d.ente_id AND q.dovuto_id = d.id) AS tutte_ccp,
        CASE
            WHEN p.variabile THEN posizioni.termini(d.ente_id, d.id)
            ELSE NULL::jsonb
        END AS termini,
        CASE
            WHEN t.attualizzazione AND d.stato = 'da_pagare'::text THEN posizioni.quotazioni(d.ente_id, d.id, d.versione, 1)
            ELSE NULL::jsonb
        END AS quotazioni,
    d.versione,
    d.tipo_dovuto_id,
    ( SELECT jsonb_agg(jsonb_build_object('chiave', m.chiave, 'valore', m.valore) ORDER BY m.chiave) AS jsonb_agg
           FROM posizioni.metadato m
          WHERE m.ente_id = p.ente_id AND m.posizione_id = p.id AND m.per_pagopa) AS metadati
   FROM posizioni.iuv i
     JOIN posizioni.dovuto d ON d.ente_id = i.ente_id AND d.iuv_id = i.id
     JOIN posizioni.posizione p ON p.ente_id = d.ente_id AND p.id = d.posizione_id
     JOIN enti.tipo_dovuto t ON t.ente_id = d.ente_id AND t.id = d.tipo_dovuto_id;
alter table posizioni.v_iuv_dovuto owner to mypay_porta;
grant select on table posizioni.v_iuv_dovuto to mypay_nodo;

create view posizioni.v_iuv_quota as
 SELECT d.ente_id,
    d.iuv_id,
    d.id AS dovuto_id,
    d.ordine,
    q.indice,
    q.importo_cents,
    q.beneficiario_cf,
    q.beneficiario_denominazione,
    COALESCE(q.iban, b.iban) AS iban,
    po.iban AS iban_postale,
    q.bollo,
    q.tassonomia,
    q.causale,
    d.stato
   FROM posizioni.dovuto d
     JOIN posizioni.quota q ON q.ente_id = d.ente_id AND q.dovuto_id = d.id
     LEFT JOIN LATERAL ( SELECT v.iban
           FROM enti.conto_iban v
          WHERE v.ente_id = q.ente_id AND v.conto_id = q.conto_id AND v.stato = 'attivo'::text AND v.valido_dal <= (now() AT TIME ZONE 'Europe/Rome'::text)::date AND (v.valido_al IS NULL OR v.valido_al > (now() AT TIME ZONE 'Europe/Rome'::text)::date)
          ORDER BY v.valido_dal DESC
         LIMIT 1) b ON true
     LEFT JOIN LATERAL ( SELECT v.iban
           FROM enti.conto_iban v
          WHERE v.ente_id = q.ente_id AND v.conto_id = q.conto_postale_id AND v.stato = 'attivo'::text AND v.valido_dal <= (now() AT TIME ZONE 'Europe/Rome'::text)::date AND (v.valido_al IS NULL OR v.valido_al > (now() AT TIME ZONE 'Europe/Rome'::text)::date)
          ORDER BY (v.valido_dal <= (( SELECT (i.creato_il AT TIME ZONE 'Europe/Rome'::text)::date AS timezone
                   FROM posizioni.iuv i
                  WHERE i.ente_id = d.ente_id AND i.id = d.iuv_id))) DESC, v.valido_dal DESC
         LIMIT 1) po ON true
  WHERE d.iuv_id IS NOT NULL;
alter table posizioni.v_iuv_quota owner to mypay_porta;
grant select on table posizioni.v_iuv_quota to mypay_nodo;

create view posizioni.v_iuv_tipo with (security_invoker=true) as
 SELECT i.ente_id,
    i.id AS iuv_id,
    i.iuv,
    i.numero_avviso,
    d.id AS dovuto_id,
    d.iud,
    d.ordine,
    d.tipo_dovuto_id,
    d.stato,
    d.causale_pubblica
   FROM posizioni.iuv i
     JOIN posizioni.dovuto d ON d.ente_id = i.ente_id AND d.iuv_id = i.id;
grant select on table posizioni.v_iuv_tipo to mypay_sil;
grant select on table posizioni.v_iuv_tipo to mypay_ufficio;
grant select on table posizioni.v_iuv_tipo to mypay_worker;

create view posizioni.v_parole with (security_invoker=true) as
 SELECT d.ente_id,
    d.id AS dovuto_id,
    d.tipo_dovuto_id,
    posizioni.parole(d.ente_id, concat_ws(' '::text, p.debitore_anagrafica, d.causale, ( SELECT string_agg(b.anagrafica, ' '::text) AS string_agg
           FROM posizioni.debitore b
          WHERE b.ente_id = d.ente_id AND b.posizione_id = d.posizione_id), ( SELECT string_agg(m.valore, ' '::text) AS string_agg
           FROM posizioni.metadato m
          WHERE m.ente_id = d.ente_id AND m.posizione_id = d.posizione_id)), ARRAY[d.importo_cents, d.pagato_cents]) AS parole
   FROM posizioni.dovuto d
     JOIN posizioni.posizione p ON p.ente_id = d.ente_id AND p.id = d.posizione_id;
grant select on table posizioni.v_parole to mypay_worker;

create view posizioni.v_passo with (security_invoker=true) as
 SELECT s.ente_id,
    s.xid,
    s.id,
    s.istante,
    s.azione,
    s.stato,
    s.importo_cents,
    s.data_scadenza,
    s.dovuto_id,
    d.iud,
    d.iuv_id,
    i.iuv,
    i.numero_avviso,
    d.tipo_dovuto_id,
    d.pagato_il,
    d.pagato_cents,
    p.iupd,
    (( SELECT count(*) AS count
           FROM posizioni.storia x
          WHERE x.ente_id = s.ente_id AND x.dovuto_id = s.dovuto_id AND x.id <= s.id))::integer AS seq,
        CASE
            WHEN s.azione = ANY (ARRAY['modificato'::text, 'annullato'::text]) THEN ( SELECT x.stato
               FROM posizioni.storia x
              WHERE x.ente_id = s.ente_id AND x.dovuto_id = s.dovuto_id AND x.id < s.id
              ORDER BY x.id DESC
             LIMIT 1)
            ELSE NULL::text
        END AS da_stato
   FROM posizioni.storia s
     JOIN posizioni.dovuto d ON d.ente_id = s.ente_id AND d.id = s.dovuto_id
     JOIN posizioni.posizione p ON p.ente_id = d.ente_id AND p.id = d.posizione_id
     LEFT JOIN posizioni.iuv i ON i.ente_id = d.ente_id AND i.id = d.iuv_id;
grant select on table posizioni.v_passo to mypay_worker;

create view posizioni.v_passo_xid with (security_invoker=true) as
 SELECT xid
   FROM posizioni.storia;
grant select on table posizioni.v_passo_xid to mypay_worker;

create view posizioni.v_variazione with (security_invoker=true) as
 SELECT ente_id,
    iuv_id,
    xid,
    count(*)::integer AS cambiamenti,
    bool_or(iban) AS iban,
    min(dal) AS iban_dal
   FROM ( SELECT s.ente_id,
            d.iuv_id,
            s.xid,
            COALESCE(s.prima ? 'quote'::text, false) AS iban,
            NULL::date AS dal
           FROM posizioni.storia s
             JOIN posizioni.dovuto d ON d.ente_id = s.ente_id AND d.id = s.dovuto_id
          WHERE d.iuv_id IS NOT NULL AND (s.azione <> ALL (ARRAY['verificato'::text, 'quotato'::text, 'non_quotato'::text])) AND (s.prima IS NULL OR s.azione = 'pagato'::text OR s.prima ? 'quote'::text OR s.prima ? 'riunito'::text OR (s.prima ->> 'stato'::text) IS DISTINCT FROM s.stato OR s.prima ? 'importoCents'::text AND ((s.prima ->> 'importoCents'::text)::bigint) <> s.importo_cents OR s.prima ? 'dataScadenza'::text AND (s.prima ->> 'dataScadenza'::text) IS DISTINCT FROM s.data_scadenza::text)
        UNION ALL
         SELECT c.ente_id,
            d.iuv_id,
            c.xid,
            true,
            c.dal
           FROM posizioni.conto_variato c
             JOIN posizioni.quota q ON q.ente_id = c.ente_id AND (q.conto_id = c.conto_id OR q.conto_postale_id = c.conto_id)
             JOIN posizioni.dovuto d ON d.ente_id = q.ente_id AND d.id = q.dovuto_id
          WHERE d.iuv_id IS NOT NULL AND d.stato = 'da_pagare'::text) x
  GROUP BY ente_id, iuv_id, xid;
grant select on table posizioni.v_variazione to mypay_worker;

create table registro.attivazione (
  numero_avviso text not null,
  dominio text not null,
  istante timestamp with time zone not null,
  attesa boolean default false not null
);
CREATE INDEX attivazione_avviso ON registro.attivazione USING btree (numero_avviso, istante);
comment on table registro.attivazione is 'piattaforma: payments begun in the last half hour, by notice';
grant insert on table registro.attivazione to mypay_nodo;
grant delete, insert, select, update on table registro.attivazione to mypay_porta;
grant insert on table registro.attivazione to mypay_portale;
grant delete, insert, select on table registro.attivazione to mypay_worker;

create table registro.atto (
  istante timestamp with time zone default clock_timestamp() not null,
  id uuid default uuidv7() not null,
  xid xid8 default pg_current_xact_id() not null,
  ente_id uuid,
  attore text not null,
  azione text not null,
  oggetto text not null,
  oggetto_id uuid,
  dettaglio jsonb,
  constraint atto_attore_check CHECK ((attore = ANY (ARRAY['sistema'::text, 'nodo'::text])) OR attore ~ '^(operatore|cittadino|sil|nodo|sistema)(:[0-9a-zA-Z_.-]+)?$'::text AND (length(attore) - strpos(attore, ':'::text)) <= 64),
  constraint atto_azione_check CHECK ((azione = ANY (ARRAY['dovuto.nuovo'::text, 'dovuto.modificato'::text, 'dovuto.annullato'::text, 'dovuto.ripreso'::text, 'dovuto.pagato'::text, 'ricevuta.regolare'::text])) OR azione ~ '^[a-z_]+\.[a-z_]+$'::text),
  constraint atto_oggetto_check CHECK ((oggetto = ANY (ARRAY['dovuto'::text, 'ricevuta'::text])) OR oggetto ~ '^[a-z_]+$'::text),
  constraint atto_pkey PRIMARY KEY (istante, id)
) partition by RANGE (istante);
alter table registro.atto enable row level security;
alter table registro.atto force row level security;
CREATE INDEX atto_ente ON ONLY registro.atto USING btree (ente_id, istante);
CREATE INDEX atto_ente_azione ON ONLY registro.atto USING btree (ente_id, azione, istante) WHERE (azione <> 'dovuto.nuovo'::text);
CREATE INDEX atto_oggetto ON ONLY registro.atto USING btree (oggetto_id, istante);
CREATE INDEX atto_xid ON ONLY registro.atto USING btree (xid);
CREATE TRIGGER immutabile BEFORE DELETE OR UPDATE ON registro.atto FOR EACH ROW EXECUTE FUNCTION registro.vieta();
CREATE TRIGGER intero BEFORE TRUNCATE ON registro.atto FOR EACH STATEMENT EXECUTE FUNCTION registro.vieta();
create policy legge_ente on registro.atto for select to mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy legge_tutto on registro.atto for select to mypay_porta, mypay_worker
  using (true);
create policy scrive on registro.atto for insert to mypay_nodo, mypay_porta, mypay_worker
  with check (true);
create policy scrive_ente on registro.atto for insert to mypay_portale, mypay_sil, mypay_ufficio
  with check (((ente_id IS NULL) OR (ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente))));
comment on table registro.atto is 'piattaforma: journal of acts; rows hold ids and codes, never names or tax codes; insert only';
grant select on table registro.atto to mypay_porta;
grant select on table registro.atto to mypay_ufficio;
grant select on table registro.atto to mypay_worker;
grant insert (ente_id, attore, azione, oggetto, oggetto_id, dettaglio) on table registro.atto to mypay_nodo;
grant insert (ente_id, attore, azione, oggetto, oggetto_id, dettaglio) on table registro.atto to mypay_porta;
grant insert (ente_id, attore, azione, oggetto, oggetto_id, dettaglio) on table registro.atto to mypay_portale;
grant insert (ente_id, attore, azione, oggetto, oggetto_id, dettaglio) on table registro.atto to mypay_sil;
grant insert (ente_id, attore, azione, oggetto, oggetto_id, dettaglio) on table registro.atto to mypay_ufficio;
grant insert (ente_id, attore, azione, oggetto, oggetto_id, dettaglio) on table registro.atto to mypay_worker;

create table registro.blocco (
  n bigint not null,
  da_xid xid8 not null,
  a_xid xid8 not null,
  righe integer not null,
  impronte bytea not null,
  precedente bytea not null,
  impronta bytea not null,
  sigillato_il timestamp with time zone default clock_timestamp() not null,
  constraint blocco_check CHECK (a_xid > da_xid),
  constraint blocco_check1 CHECK (length(impronte) = (16 * righe)),
  constraint blocco_impronta_check CHECK (length(impronta) = 32),
  constraint blocco_n_check CHECK (n > 0),
  constraint blocco_precedente_check CHECK (length(precedente) = 32),
  constraint blocco_righe_check CHECK (righe > 0),
  constraint blocco_pkey PRIMARY KEY (n)
);
CREATE TRIGGER immutabile BEFORE DELETE OR UPDATE ON registro.blocco FOR EACH ROW EXECUTE FUNCTION registro.vieta();
CREATE TRIGGER intero BEFORE TRUNCATE ON registro.blocco FOR EACH STATEMENT EXECUTE FUNCTION registro.vieta();
comment on table registro.blocco is 'piattaforma: seal of the journal, one row a block, each with the hash of the one before; insert only';
grant insert, select on table registro.blocco to mypay_worker;

create table registro.cursore (
  nome text not null,
  xid xid8 not null,
  constraint cursore_pkey PRIMARY KEY (nome)
);
comment on table registro.cursore is 'piattaforma: how far each follower has read behind the horizon';
grant delete, insert, select, update on table registro.cursore to mypay_porta;
grant insert, select, update on table registro.cursore to mypay_worker;

create table registro.lotto (
  ricevuta boolean default false not null,
  istante timestamp with time zone not null,
  id uuid not null,
  contenuto bytea,
  dal timestamp with time zone not null,
  enti uuid[] not null,
  chiavi text[] not null,
  eventi json not null,
  constraint lotto_ordine CHECK (dal <= istante),
  constraint lotto_pkey PRIMARY KEY (id, istante, ricevuta)
) partition by LIST (ricevuta);
CREATE INDEX lotto_chiavi ON ONLY registro.lotto USING gin (chiavi) WITH (gin_pending_list_limit='256');
CREATE INDEX lotto_istante ON ONLY registro.lotto USING btree (istante);
comment on table registro.lotto is 'piattaforma: giornale degli eventi, messages exchanged with pagoPA: those written together, compressed and encrypted; insert only';
grant insert on table registro.lotto to mypay_nodo;
grant insert, select on table registro.lotto to mypay_porta;
grant insert on table registro.lotto to mypay_portale;
grant insert on table registro.lotto to mypay_worker;

create table registro.scrittore (
  id uuid not null,
  avviato_il timestamp with time zone default clock_timestamp() not null,
  vivo_il timestamp with time zone default clock_timestamp() not null,
  chiuso_il timestamp with time zone,
  constraint scrittore_pkey PRIMARY KEY (id)
);
comment on table registro.scrittore is 'piattaforma: buffered writers of the giornale, to tell a clean stop from a crash';
grant insert, select, update on table registro.scrittore to mypay_nodo;
grant delete, insert, select, update on table registro.scrittore to mypay_porta;
grant delete, insert, select, update on table registro.scrittore to mypay_worker;

create view registro.v_attivazione as
 SELECT numero_avviso,
    dominio,
    max(istante) AS istante,
    max(istante) FILTER (WHERE attesa) AS attesa_dal
   FROM registro.attivazione
  WHERE istante > (now() - '00:30:00'::interval) OR attesa AND istante >= ((date_trunc('day'::text, (now() AT TIME ZONE 'Europe/Rome'::text)) - '2 days'::interval) AT TIME ZONE 'Europe/Rome'::text)
  GROUP BY numero_avviso, dominio;
alter table registro.v_attivazione owner to mypay_porta;
grant select on table registro.v_attivazione to mypay_portale;
grant select on table registro.v_attivazione to mypay_sil;
grant select on table registro.v_attivazione to mypay_ufficio;
grant select on table registro.v_attivazione to mypay_worker;

create view registro.v_atto with (security_invoker=true) as
 SELECT ente_id,
    xid,
    istante,
    id,
    azione,
    oggetto_id,
    dettaglio
   FROM registro.atto
  WHERE ente_id IS NOT NULL;
grant select on table registro.v_atto to mypay_worker;

create view registro.v_evento as
 SELECT l.ricevuta,
    l.id AS lotto_id,
    e.istante,
    e.id,
    e.ente_id,
    e.dominio,
    e.iuv,
    e.contesto,
    e.numero_avviso,
    e.psp,
    e.tipo_pagamento,
    e.categoria,
    e.tipo,
    e.sottotipo,
    e.richiedente,
    e.rispondente,
    e.stazione,
    e.canale,
    e.parametri,
    e.esito,
    e.correlazione,
    e.contenuto_da,
    e.contenuto_byte,
    e.troncato
   FROM registro.lotto l
     CROSS JOIN LATERAL registro.apri_lotto(l.eventi) e(istante, id, ente_id, dominio, iuv, contesto, numero_avviso, psp, tipo_pagamento, categoria, tipo, sottotipo, richiedente, rispondente, stazione, canale, parametri, esito, correlazione, contenuto_da, contenuto_byte, troncato);
alter table registro.v_evento owner to mypay_porta;
grant select on table registro.v_evento to mypay_worker;

create table rendicontazione.chiave_recupero (
  impronta bytea not null,
  chiamate timestamp with time zone[] default '{}'::timestamp with time zone[] not null,
  ferma_fino timestamp with time zone,
  perche text,
  constraint chiave_recupero_check CHECK ((ferma_fino IS NULL) = (perche IS NULL)),
  constraint chiave_recupero_impronta_check CHECK (octet_length(impronta) = 32),
  constraint chiave_recupero_limite CHECK (cardinality(chiamate) <= 8),
  constraint chiave_recupero_perche_check CHECK (perche ~ '^[a-z_0-9]{1,40}$'::text),
  constraint chiave_recupero_pkey PRIMARY KEY (impronta)
);
comment on table rendicontazione.chiave_recupero is 'piattaforma: how often biz-events was asked with each key in the last hour';
grant delete, insert, select, update on table rendicontazione.chiave_recupero to mypay_porta;
grant insert, select, update on table rendicontazione.chiave_recupero to mypay_worker;
grant select (chiamate, ferma_fino, perche) on table rendicontazione.chiave_recupero to mypay_ufficio;

create table rendicontazione.cursore (
  ente_id uuid not null,
  pubblicate_fino timestamp with time zone,
  provato_il timestamp with time zone not null,
  riuscito_il timestamp with time zone,
  perche text,
  constraint cursore_perche_check CHECK (perche ~ '^[a-z_0-9]{1,40}$'::text),
  constraint cursore_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint cursore_pkey PRIMARY KEY (ente_id)
);
alter table rendicontazione.cursore enable row level security;
alter table rendicontazione.cursore force row level security;
create policy ente on rendicontazione.cursore for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on rendicontazione.cursore for all to mypay_porta
  using (true)
  with check (true);
create policy worker on rendicontazione.cursore for all to mypay_worker
  using (true)
  with check (true);
comment on table rendicontazione.cursore is 'ente: how far the statements of an ente have been fetched';
grant delete, insert, select, update on table rendicontazione.cursore to mypay_porta;
grant select on table rendicontazione.cursore to mypay_sil;
grant select on table rendicontazione.cursore to mypay_ufficio;
grant insert, select, update on table rendicontazione.cursore to mypay_worker;

create table rendicontazione.mancante (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  origine text not null,
  iuv text not null,
  iur text,
  iur_da text,
  carrello_id uuid,
  rendicontazione_id uuid,
  esito smallint,
  giorno date not null,
  importo_cents bigint not null,
  stato text not null,
  perche text,
  attesa_fino date,
  tentativi integer default 0 not null,
  prossimo_il timestamp with time zone,
  richiesto_da text,
  creata_il timestamp with time zone not null,
  conclusa_il timestamp with time zone,
  chiusura text,
  motivo text,
  chiusa_da text,
  constraint mancante_attesa CHECK (stato <> 'in_attesa'::text OR attesa_fino IS NOT NULL),
  constraint mancante_chiusura CHECK ((stato = 'chiusa'::text) = (chiusura IS NOT NULL) AND (chiusura IS NULL) = (chiusa_da IS NULL) AND (stato = ANY (ARRAY['arrivata'::text, 'chiusa'::text])) = (conclusa_il IS NOT NULL)),
  constraint mancante_chiusura_check CHECK (chiusura = ANY (ARRAY['pagamento'::text, 'non_pagata'::text, 'ritirata'::text])),
  constraint mancante_coda CHECK ((stato = 'in_coda'::text) = (prossimo_il IS NOT NULL) AND (stato <> 'in_coda'::text OR iur IS NOT NULL)),
  constraint mancante_di CHECK ((origine = 'carrello'::text) = (carrello_id IS NOT NULL)),
  constraint mancante_esito_check CHECK (esito = ANY (ARRAY[0, 4, 8, 9])),
  constraint mancante_importo_cents_check CHECK (importo_cents >= 1 AND importo_cents <= '99999999999'::bigint),
  constraint mancante_iur_check CHECK (iur ~ '^[!-~]{1,35}$'::text),
  constraint mancante_iuv_check CHECK (length(iuv) >= 1 AND length(iuv) <= 35),
  constraint mancante_motivo CHECK (chiusura IS NULL OR chiusura = 'ritirata'::text OR motivo IS NOT NULL),
  constraint mancante_motivo_check CHECK (length(motivo) >= 1 AND length(motivo) <= 500),
  constraint mancante_origine_check CHECK (origine = ANY (ARRAY['rendicontazione'::text, 'carrello'::text])),
  constraint mancante_perche CHECK ((stato = 'da_chiudere'::text) = (perche IS NOT NULL)),
  constraint mancante_perche_check CHECK (perche = ANY (ARRAY['tentativi'::text, 'senza_ricevuta'::text, 'non_rendicontata'::text])),
  constraint mancante_stato_check CHECK (stato = ANY (ARRAY['in_coda'::text, 'in_attesa'::text, 'da_chiudere'::text, 'arrivata'::text, 'chiusa'::text])),
  constraint mancante_tentativi_check CHECK (tentativi >= 0),
  constraint mancante_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint mancante_ente_id_rendicontazione_id_fkey FOREIGN KEY (ente_id, rendicontazione_id) REFERENCES rendicontazione.rendicontazione(ente_id, id),
  constraint mancante_pkey PRIMARY KEY (ente_id, id)
);
alter table rendicontazione.mancante enable row level security;
alter table rendicontazione.mancante force row level security;
CREATE INDEX mancante_aperta ON rendicontazione.mancante USING btree (ente_id, id) WHERE (stato = ANY (ARRAY['in_coda'::text, 'in_attesa'::text, 'da_chiudere'::text]));
CREATE UNIQUE INDEX mancante_carrello ON rendicontazione.mancante USING btree (ente_id, carrello_id, iuv) WHERE (carrello_id IS NOT NULL);
CREATE INDEX mancante_coda ON rendicontazione.mancante USING btree (prossimo_il) WHERE (stato = 'in_coda'::text);
CREATE UNIQUE INDEX mancante_iur ON rendicontazione.mancante USING btree (ente_id, iur) WHERE (iur IS NOT NULL);
CREATE INDEX mancante_iuv ON rendicontazione.mancante USING btree (ente_id, iuv);
create policy ente on rendicontazione.mancante for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on rendicontazione.mancante for all to mypay_porta
  using (true)
  with check (true);
create policy worker on rendicontazione.mancante for all to mypay_worker
  using (true)
  with check (true);
comment on table rendicontazione.mancante is 'ente: a payment whose receipt has not come';
grant delete, insert, select, update on table rendicontazione.mancante to mypay_porta;
grant insert, select, update on table rendicontazione.mancante to mypay_ufficio;
grant insert, select, update on table rendicontazione.mancante to mypay_worker;

create table rendicontazione.pagamento_detto (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  detto_il timestamp with time zone not null,
  iuv text not null,
  iur text not null,
  indice smallint not null,
  importo_cents bigint not null,
  giorno date not null,
  psp text not null,
  psp_denominazione text not null,
  constraint pagamento_detto_importo_cents_check CHECK (importo_cents >= 1 AND importo_cents <= '99999999999'::bigint),
  constraint pagamento_detto_indice_check CHECK (indice >= 1 AND indice <= 5),
  constraint pagamento_detto_iur_check CHECK (length(iur) >= 1 AND length(iur) <= 35),
  constraint pagamento_detto_iuv_check CHECK (length(iuv) >= 1 AND length(iuv) <= 35),
  constraint pagamento_detto_psp_check CHECK (length(psp) >= 1 AND length(psp) <= 35),
  constraint pagamento_detto_psp_denominazione_check CHECK (length(psp_denominazione) >= 1 AND length(psp_denominazione) <= 70),
  constraint pagamento_detto_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint pagamento_detto_pkey PRIMARY KEY (ente_id, id),
  constraint pagamento_detto_ente_id_iur_iuv_indice_key UNIQUE (ente_id, iur, iuv, indice)
);
alter table rendicontazione.pagamento_detto enable row level security;
alter table rendicontazione.pagamento_detto force row level security;
create policy ente on rendicontazione.pagamento_detto for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on rendicontazione.pagamento_detto for all to mypay_porta
  using (true)
  with check (true);
create policy worker on rendicontazione.pagamento_detto for all to mypay_worker
  using (true)
  with check (true);
comment on table rendicontazione.pagamento_detto is 'ente: a payment without a receipt, as the ente''s software said it';
grant delete, insert, select, update on table rendicontazione.pagamento_detto to mypay_porta;
grant insert, select on table rendicontazione.pagamento_detto to mypay_sil;
grant select on table rendicontazione.pagamento_detto to mypay_worker;

create table rendicontazione.quadratura (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  id_flusso text not null,
  prodotta_il timestamp with time zone not null,
  acquisita_il timestamp with time zone not null,
  acquisita_da text not null,
  byte integer not null,
  sha256 bytea not null,
  constraint quadratura_byte_check CHECK (byte >= 1 AND byte <= 104857600),
  constraint quadratura_id_flusso_check CHECK (id_flusso ~ '^[ -~]{1,35}$'::text AND id_flusso !~ '[/\\]'::text),
  constraint quadratura_prodotta_il_check CHECK (prodotta_il = date_trunc('second'::text, prodotta_il)),
  constraint quadratura_sha256_check CHECK (octet_length(sha256) = 32),
  constraint quadratura_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint quadratura_pkey PRIMARY KEY (ente_id, id),
  constraint quadratura_nome UNIQUE (ente_id, id_flusso, prodotta_il)
);
alter table rendicontazione.quadratura enable row level security;
alter table rendicontazione.quadratura force row level security;
CREATE INDEX quadratura_acquisita ON rendicontazione.quadratura USING btree (ente_id, acquisita_il, id);
CREATE INDEX quadratura_prodotta ON rendicontazione.quadratura USING btree (ente_id, prodotta_il, id);
create policy ente on rendicontazione.quadratura for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on rendicontazione.quadratura for all to mypay_porta
  using (true)
  with check (true);
create policy worker on rendicontazione.quadratura for all to mypay_worker
  using (true)
  with check (true);
comment on table rendicontazione.quadratura is 'ente: a flow of quadratura that an ente brought from MyPay, kept as it is';
grant delete, insert, select, update on table rendicontazione.quadratura to mypay_porta;
grant select on table rendicontazione.quadratura to mypay_sil;
grant insert, select on table rendicontazione.quadratura to mypay_ufficio;

create table rendicontazione.rendicontazione (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  xid xid8 default pg_current_xact_id() not null,
  iuf text not null,
  psp text not null,
  origine text not null,
  revisione integer,
  corrente boolean not null,
  prodotta_il timestamp with time zone not null,
  pubblicata_il timestamp with time zone,
  acquisita_il timestamp with time zone not null,
  acquisita_da text not null,
  regolamento text not null,
  regolata_il date not null,
  bic_riversamento text,
  mittente_tipo text not null,
  mittente text not null,
  mittente_denominazione text,
  ricevente_denominazione text,
  pagamenti integer not null,
  importo_cents bigint not null,
  righe integer not null,
  somma_cents bigint not null,
  difetti text[] default '{}'::text[] not null,
  file_id uuid,
  file_nome text,
  sha256 bytea,
  constraint rendicontazione_bic_riversamento_check CHECK (length(bic_riversamento) >= 1 AND length(bic_riversamento) <= 35),
  constraint rendicontazione_file_nome_check CHECK (length(file_nome) >= 1 AND length(file_nome) <= 255),
  constraint rendicontazione_importo_cents_check CHECK (importo_cents >= '-99999999999'::bigint AND importo_cents <= '99999999999'::bigint),
  constraint rendicontazione_iuf_check CHECK (length(iuf) >= 1 AND length(iuf) <= 35 AND iuf !~ '[[:cntrl:]]'::text),
  constraint rendicontazione_mittente_check CHECK (length(mittente) >= 1 AND length(mittente) <= 35),
  constraint rendicontazione_mittente_denominazione_check CHECK (length(mittente_denominazione) >= 1 AND length(mittente_denominazione) <= 70),
  constraint rendicontazione_mittente_tipo_check CHECK (mittente_tipo = ANY (ARRAY['G'::text, 'A'::text, 'B'::text])),
  constraint rendicontazione_origine CHECK ((origine = 'fdr'::text) = (revisione IS NOT NULL) AND (origine = 'fdr'::text) = (pubblicata_il IS NOT NULL) AND (origine = 'manuale'::text) = (file_id IS NOT NULL) AND (file_id IS NULL) = (sha256 IS NULL) AND (file_id IS NULL) = (file_nome IS NULL)),
  constraint rendicontazione_origine_check CHECK (origine = ANY (ARRAY['fdr'::text, 'manuale'::text])),
  constraint rendicontazione_pagamenti_check CHECK (pagamenti >= 0),
  constraint rendicontazione_psp_check CHECK (length(psp) >= 1 AND length(psp) <= 35),
  constraint rendicontazione_regolamento_check CHECK (length(regolamento) >= 1 AND length(regolamento) <= 35),
  constraint rendicontazione_revisione_check CHECK (revisione > 0),
  constraint rendicontazione_ricevente_denominazione_check CHECK (length(ricevente_denominazione) >= 1 AND length(ricevente_denominazione) <= 140),
  constraint rendicontazione_righe_check CHECK (righe >= 0),
  constraint rendicontazione_sha256_check CHECK (octet_length(sha256) = 32),
  constraint rendicontazione_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint rendicontazione_pkey PRIMARY KEY (ente_id, id)
);
alter table rendicontazione.rendicontazione enable row level security;
alter table rendicontazione.rendicontazione force row level security;
CREATE INDEX rendicontazione_acquisita ON rendicontazione.rendicontazione USING btree (ente_id, acquisita_il);
CREATE UNIQUE INDEX rendicontazione_corrente ON rendicontazione.rendicontazione USING btree (ente_id, iuf, psp) WHERE corrente;
CREATE UNIQUE INDEX rendicontazione_file ON rendicontazione.rendicontazione USING btree (ente_id, sha256) WHERE (sha256 IS NOT NULL);
CREATE INDEX rendicontazione_prodotta ON rendicontazione.rendicontazione USING btree (ente_id, prodotta_il);
CREATE UNIQUE INDEX rendicontazione_revisione ON rendicontazione.rendicontazione USING btree (ente_id, iuf, psp, revisione) WHERE (revisione IS NOT NULL);
create policy ente on rendicontazione.rendicontazione for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on rendicontazione.rendicontazione for all to mypay_porta
  using (true)
  with check (true);
create policy worker on rendicontazione.rendicontazione for all to mypay_worker
  using (true)
  with check (true);
comment on table rendicontazione.rendicontazione is 'ente: a periodic statement of a PSP, one row a revision';
grant delete, insert, select, update on table rendicontazione.rendicontazione to mypay_porta;
grant select on table rendicontazione.rendicontazione to mypay_sil;
grant insert, select on table rendicontazione.rendicontazione to mypay_ufficio;
grant insert, select on table rendicontazione.rendicontazione to mypay_worker;
grant update (corrente) on table rendicontazione.rendicontazione to mypay_ufficio;
grant update (corrente) on table rendicontazione.rendicontazione to mypay_worker;

create table rendicontazione.riga (
  ente_id uuid not null,
  rendicontazione_id uuid not null,
  numero integer not null,
  iuv text not null,
  iur text not null,
  indice smallint,
  importo_cents bigint not null,
  esito smallint not null,
  esitata_il date not null,
  constraint riga_esito_check CHECK (esito = ANY (ARRAY[0, 3, 4, 8, 9])),
  constraint riga_importo_cents_check CHECK (importo_cents >= '-99999999999'::bigint AND importo_cents <= '99999999999'::bigint AND importo_cents <> 0),
  constraint riga_indice_check CHECK (indice >= 1 AND indice <= 5),
  constraint riga_iur_check CHECK (length(iur) >= 1 AND length(iur) <= 35),
  constraint riga_iuv_check CHECK (length(iuv) >= 1 AND length(iuv) <= 35),
  constraint riga_numero_check CHECK (numero > 0),
  constraint riga_ente_id_rendicontazione_id_fkey FOREIGN KEY (ente_id, rendicontazione_id) REFERENCES rendicontazione.rendicontazione(ente_id, id),
  constraint riga_pkey PRIMARY KEY (ente_id, rendicontazione_id, numero)
);
alter table rendicontazione.riga enable row level security;
alter table rendicontazione.riga force row level security;
CREATE INDEX riga_iur ON rendicontazione.riga USING btree (ente_id, iur);
CREATE INDEX riga_iuv ON rendicontazione.riga USING btree (ente_id, iuv);
create policy ente on rendicontazione.riga for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on rendicontazione.riga for all to mypay_porta
  using (true)
  with check (true);
create policy worker on rendicontazione.riga for all to mypay_worker
  using (true)
  with check (true);
comment on table rendicontazione.riga is 'ente: a payment that a statement says was credited';
grant delete, insert, select, update on table rendicontazione.riga to mypay_porta;
grant select on table rendicontazione.riga to mypay_sil;
grant insert, select on table rendicontazione.riga to mypay_ufficio;
grant insert, select on table rendicontazione.riga to mypay_worker;

create table rendicontazione.tentativo (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  mancante_id uuid not null,
  iur text not null,
  iniziato_il timestamp with time zone not null,
  finito_il timestamp with time zone,
  esito text,
  richiesto_da text not null,
  corpo bytea,
  constraint tentativo_check CHECK ((finito_il IS NULL) = (esito IS NULL)),
  constraint tentativo_esito_check CHECK (esito ~ '^[a-z_0-9]{1,40}$'::text),
  constraint tentativo_ente_id_mancante_id_fkey FOREIGN KEY (ente_id, mancante_id) REFERENCES rendicontazione.mancante(ente_id, id),
  constraint tentativo_pkey PRIMARY KEY (ente_id, id)
);
alter table rendicontazione.tentativo enable row level security;
alter table rendicontazione.tentativo force row level security;
CREATE INDEX tentativo_di ON rendicontazione.tentativo USING btree (ente_id, mancante_id);
create policy ente on rendicontazione.tentativo for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on rendicontazione.tentativo for all to mypay_porta
  using (true)
  with check (true);
create policy worker on rendicontazione.tentativo for all to mypay_worker
  using (true)
  with check (true);
comment on table rendicontazione.tentativo is 'ente: a receipt asked of biz-events, and what was answered';
grant delete, insert, select, update on table rendicontazione.tentativo to mypay_porta;
grant insert, select on table rendicontazione.tentativo to mypay_worker;
grant select (ente_id, id, mancante_id, iur, iniziato_il, finito_il, esito, richiesto_da) on table rendicontazione.tentativo to mypay_ufficio;
grant update (finito_il, esito, corpo) on table rendicontazione.tentativo to mypay_worker;

create view rendicontazione.v_acquisita with (security_invoker=true) as
 SELECT ente_id,
    id,
    iuf,
    psp,
    revisione,
    regolamento,
    regolata_il,
    pagamenti,
    importo_cents
   FROM rendicontazione.rendicontazione;
grant select on table rendicontazione.v_acquisita to mypay_worker;

create view rendicontazione.v_mancante with (security_invoker=true) as
 SELECT m.ente_id,
    m.id,
    m.origine,
    m.iuv,
    m.iur,
    m.iur_da,
    m.rendicontazione_id,
    f.iuf,
    f.psp,
    f.mittente_denominazione,
    m.esito,
    m.giorno,
    m.importo_cents,
    m.perche,
    m.attesa_fino,
    m.tentativi,
    m.prossimo_il,
    m.creata_il,
    m.chiusura,
    m.motivo,
    m.chiusa_da,
    m.stato AS scritto,
        CASE
            WHEN (m.stato = ANY (ARRAY['in_coda'::text, 'in_attesa'::text, 'da_chiudere'::text])) AND r.id IS NOT NULL THEN 'arrivata'::text
            ELSE m.stato
        END AS stato,
    COALESCE(m.conclusa_il, r.registrata_il) AS conclusa_il,
    r.id AS ricevuta_id,
    r.origine AS ricevuta_origine,
    r.registrata_il AS ricevuta_registrata_il,
    i.numero_avviso,
    COALESCE(d.dovuti, '[]'::jsonb) AS dovuti,
    COALESCE(d.tipi, '[]'::jsonb) AS tipi
   FROM rendicontazione.mancante m
     LEFT JOIN rendicontazione.rendicontazione f ON f.ente_id = m.ente_id AND f.id = m.rendicontazione_id
     LEFT JOIN posizioni.iuv i ON i.ente_id = m.ente_id AND i.iuv = m.iuv
     LEFT JOIN LATERAL ( SELECT z.id,
            z.origine,
            z.registrata_il
           FROM ( SELECT x.id,
                    x.origine,
                    x.registrata_il
                   FROM pagamenti.ricevuta x
                  WHERE x.ente_id = m.ente_id AND x.genere <> 'difforme'::text AND m.iur IS NOT NULL AND x.receipt_id = m.iur
                UNION ALL
                 SELECT x.id,
                    x.origine,
                    x.registrata_il
                   FROM pagamenti.ricevuta x
                  WHERE x.ente_id = m.ente_id AND x.genere <> 'difforme'::text AND m.iur IS NULL AND x.iuv_id = i.id) z
          ORDER BY z.id
         LIMIT 1) r ON true
     LEFT JOIN LATERAL ( SELECT jsonb_agg(jsonb_build_object('id', y.id, 'iud', y.iud, 'stato', y.stato) ORDER BY y.ordine, y.id) AS dovuti,
            jsonb_agg(DISTINCT y.tipo_dovuto_id) AS tipi
           FROM posizioni.dovuto y
          WHERE y.ente_id = m.ente_id AND y.iuv_id = i.id) d ON true;
grant select on table rendicontazione.v_mancante to mypay_ufficio;
grant select on table rendicontazione.v_mancante to mypay_worker;

create table utenti.accesso_iniziato (
  impronta bytea not null,
  browser bytea not null,
  dopo text not null,
  iniziato_il timestamp with time zone not null,
  ente_id uuid,
  fornitore_id uuid,
  invito_id uuid,
  constraint accesso_iniziato_browser_check CHECK (length(browser) = 32),
  constraint accesso_iniziato_di CHECK ((ente_id IS NULL) = (fornitore_id IS NULL) AND (invito_id IS NULL OR ente_id IS NOT NULL)),
  constraint accesso_iniziato_dopo_check CHECK (dopo ~ '^/'::text AND length(dopo) <= 1024),
  constraint accesso_iniziato_impronta_check CHECK (length(impronta) = 32),
  constraint accesso_iniziato_fornitore FOREIGN KEY (ente_id, fornitore_id) REFERENCES utenti.fornitore(ente_id, id) ON DELETE CASCADE,
  constraint accesso_iniziato_invito FOREIGN KEY (ente_id, invito_id) REFERENCES utenti.invito(ente_id, id) ON DELETE CASCADE,
  constraint accesso_iniziato_pkey PRIMARY KEY (impronta)
);
CREATE INDEX accesso_iniziato_di_fornitore ON utenti.accesso_iniziato USING btree (ente_id, fornitore_id) WHERE (fornitore_id IS NOT NULL);
CREATE INDEX accesso_iniziato_quando ON utenti.accesso_iniziato USING btree (iniziato_il);
comment on table utenti.accesso_iniziato is 'piattaforma: sign-ins at a provider of identity that have begun; hashes only';
grant delete, insert, select, update on table utenti.accesso_iniziato to mypay_porta;
grant delete, insert, select on table utenti.accesso_iniziato to mypay_portale;
grant delete, insert, select on table utenti.accesso_iniziato to mypay_ufficio;
grant delete, insert, select on table utenti.accesso_iniziato to mypay_worker;

create table utenti.apertura (
  impronta bytea not null,
  ente_id uuid not null,
  iuv_id uuid not null,
  scade_il timestamp with time zone not null,
  richiesta boolean default false not null,
  constraint apertura_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint apertura_impronta_fkey FOREIGN KEY (impronta) REFERENCES utenti.sessione_cittadino(impronta) ON UPDATE CASCADE ON DELETE CASCADE,
  constraint apertura_pkey PRIMARY KEY (impronta, ente_id, iuv_id)
);
comment on table utenti.apertura is 'piattaforma: notices that a session of the portale may read whole';
grant delete, insert, select, update on table utenti.apertura to mypay_porta;
grant delete, insert, select, update on table utenti.apertura to mypay_portale;
grant delete, insert, select, update on table utenti.apertura to mypay_worker;

create table utenti.chiave_api (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  applicazione text not null,
  inizio text not null,
  hmac bytea not null,
  ambiti text[] not null,
  indirizzi text[] default '{}'::text[] not null,
  creata_il timestamp with time zone not null,
  scade_il timestamp with time zone,
  revocata_il timestamp with time zone,
  ultimo_uso_il timestamp with time zone,
  constraint chiave_api_ambiti_check CHECK (cardinality(ambiti) >= 1 AND ambiti <@ ARRAY['dovuti'::text, 'flussi'::text, 'pagati'::text, 'rendicontazioni'::text]),
  constraint chiave_api_applicazione_check CHECK (length(applicazione) >= 1 AND length(applicazione) <= 80),
  constraint chiave_api_hmac_check CHECK (length(hmac) = 32),
  constraint chiave_api_indirizzi_check CHECK (cardinality(indirizzi) <= 50),
  constraint chiave_api_inizio_check CHECK (inizio ~ '^mp_(live|prova)_[0-9A-Za-z]{12}$'::text),
  constraint chiave_api_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint chiave_api_pkey PRIMARY KEY (ente_id, id)
);
alter table utenti.chiave_api enable row level security;
alter table utenti.chiave_api force row level security;
CREATE UNIQUE INDEX chiave_api_corrente ON utenti.chiave_api USING btree (ente_id, applicazione) WHERE ((revocata_il IS NULL) AND (scade_il IS NULL));
CREATE UNIQUE INDEX chiave_api_id ON utenti.chiave_api USING btree (id);
CREATE UNIQUE INDEX chiave_api_inizio ON utenti.chiave_api USING btree (inizio);
create policy ente on utenti.chiave_api for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on utenti.chiave_api for all to mypay_porta
  using (true)
  with check (true);
create policy worker on utenti.chiave_api for all to mypay_worker
  using (true)
  with check (true);
comment on table utenti.chiave_api is 'ente: keys of the ente''s software';
grant delete, insert, select, update on table utenti.chiave_api to mypay_porta;
grant insert on table utenti.chiave_api to mypay_ufficio;
grant insert, select, update on table utenti.chiave_api to mypay_worker;
grant select (ente_id, id, applicazione, inizio, ambiti, indirizzi, creata_il, scade_il, revocata_il, ultimo_uso_il) on table utenti.chiave_api to mypay_ufficio;
grant update (scade_il, revocata_il) on table utenti.chiave_api to mypay_ufficio;

create table utenti.cittadino (
  id uuid default uuidv7() not null,
  codice_fiscale text not null,
  nome text not null,
  cognome text not null,
  creato_il timestamp with time zone not null,
  entrato_il timestamp with time zone not null,
  email_detta text,
  email text,
  carrello_id uuid,
  posta_ricevute boolean default true not null,
  posta_avvisi boolean default false not null,
  posta_promemoria boolean default false not null,
  avvisi_dal timestamp with time zone,
  lingua text default 'it'::text not null,
  constraint cittadino_avvisi_dal_quando CHECK (NOT posta_avvisi OR avvisi_dal IS NOT NULL),
  constraint cittadino_codice_fiscale_check CHECK (codice_fiscale ~ '^([A-Z0-9]{16}|[0-9]{11})$'::text),
  constraint cittadino_cognome_check CHECK (length(cognome) >= 1 AND length(cognome) <= 140),
  constraint cittadino_email_check CHECK (length(email) <= 256),
  constraint cittadino_email_detta_check CHECK (length(email_detta) <= 256),
  constraint cittadino_lingua_check CHECK (lingua = ANY (ARRAY['it'::text, 'en'::text, 'de'::text])),
  constraint cittadino_nome_check CHECK (length(nome) >= 1 AND length(nome) <= 140),
  constraint cittadino_pkey PRIMARY KEY (id),
  constraint cittadino_codice_fiscale_key UNIQUE (codice_fiscale)
);
alter table utenti.cittadino enable row level security;
alter table utenti.cittadino force row level security;
CREATE INDEX cittadino_promemoria ON utenti.cittadino USING btree (id) WHERE ((email IS NOT NULL) AND (posta_avvisi OR posta_promemoria));
create policy cittadino on utenti.cittadino for all to mypay_portale
  using ((codice_fiscale = ( SELECT piattaforma.cittadino_corrente() AS cittadino_corrente)))
  with check ((codice_fiscale = ( SELECT piattaforma.cittadino_corrente() AS cittadino_corrente)));
create policy porta on utenti.cittadino for all to mypay_porta
  using (true)
  with check (true);
create policy worker on utenti.cittadino for all to mypay_worker
  using (true)
  with check (true);
comment on table utenti.cittadino is 'piattaforma: person who signs in with SPID or CIE, and what they want to be told';
grant delete, insert, select, update on table utenti.cittadino to mypay_porta;
grant select on table utenti.cittadino to mypay_portale;
grant select on table utenti.cittadino to mypay_worker;
grant update (email, carrello_id, posta_ricevute, posta_avvisi, posta_promemoria, avvisi_dal, lingua) on table utenti.cittadino to mypay_portale;

create table utenti.codice_recupero (
  operatore_id uuid not null,
  impronta bytea not null,
  usato_il timestamp with time zone,
  constraint codice_recupero_impronta_check CHECK (length(impronta) = 32),
  constraint codice_recupero_operatore_id_fkey FOREIGN KEY (operatore_id) REFERENCES utenti.operatore(id),
  constraint codice_recupero_pkey PRIMARY KEY (operatore_id, impronta)
);
comment on table utenti.codice_recupero is 'piattaforma: codes that stand once for the second factor of an operator';
grant delete, insert, select, update on table utenti.codice_recupero to mypay_porta;
grant delete, insert, select on table utenti.codice_recupero to mypay_ufficio;
grant delete, insert, select on table utenti.codice_recupero to mypay_worker;
grant update (usato_il) on table utenti.codice_recupero to mypay_ufficio;

create table utenti.fornitore (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  nome text not null,
  emittente text not null,
  client_id text not null,
  segreto bytea not null,
  chiave_id text not null,
  stato text default 'in_prova'::text not null,
  versione integer default 1 not null,
  cambiato_il timestamp with time zone not null,
  cambiato_da text not null,
  constraint fornitore_chiave_id_check CHECK (chiave_id ~ '^[0-9a-f]{16}$'::text),
  constraint fornitore_client_id_check CHECK (client_id ~ '^[!-~]+$'::text AND length(client_id) <= 256),
  constraint fornitore_emittente_check CHECK (emittente ~ '^https?://[^\s@?#]+$'::text AND length(emittente) <= 300),
  constraint fornitore_nome_check CHECK (length(nome) >= 1 AND length(nome) <= 60),
  constraint fornitore_segreto_check CHECK (length(segreto) <= 4096),
  constraint fornitore_stato_check CHECK (stato = ANY (ARRAY['in_prova'::text, 'attivo'::text, 'spento'::text])),
  constraint fornitore_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint fornitore_pkey PRIMARY KEY (ente_id, id)
);
alter table utenti.fornitore enable row level security;
alter table utenti.fornitore force row level security;
CREATE UNIQUE INDEX fornitore_ente ON utenti.fornitore USING btree (ente_id);
create policy ente on utenti.fornitore for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on utenti.fornitore for all to mypay_porta
  using (true)
  with check (true);
create policy worker on utenti.fornitore for all to mypay_worker
  using (true)
  with check (true);
comment on table utenti.fornitore is 'ente: the provider of identity of an ente';
grant delete, insert, select, update on table utenti.fornitore to mypay_porta;
grant delete, insert, select on table utenti.fornitore to mypay_ufficio;
grant delete, insert, select on table utenti.fornitore to mypay_worker;
grant update (nome, segreto, chiave_id, stato, versione, cambiato_il, cambiato_da) on table utenti.fornitore to mypay_ufficio;
grant update (nome, segreto, chiave_id, stato, versione, cambiato_il, cambiato_da) on table utenti.fornitore to mypay_worker;

create table utenti.identita_ente (
  ente_id uuid not null,
  fornitore_id uuid not null,
  operatore_id uuid not null,
  soggetto text not null,
  come text not null,
  collegata_il timestamp with time zone not null,
  constraint identita_ente_come_check CHECK (come = ANY (ARRAY['password'::text, 'invito'::text])),
  constraint identita_ente_soggetto_check CHECK (length(soggetto) >= 1 AND length(soggetto) <= 255),
  constraint identita_ente_ente_id_fornitore_id_fkey FOREIGN KEY (ente_id, fornitore_id) REFERENCES utenti.fornitore(ente_id, id) ON DELETE CASCADE,
  constraint identita_ente_ente_id_operatore_id_fkey FOREIGN KEY (ente_id, operatore_id) REFERENCES utenti.operatore_ente(ente_id, operatore_id) ON DELETE CASCADE,
  constraint identita_ente_pkey PRIMARY KEY (ente_id, fornitore_id, operatore_id),
  constraint identita_ente_ente_id_fornitore_id_soggetto_key UNIQUE (ente_id, fornitore_id, soggetto)
);
alter table utenti.identita_ente enable row level security;
alter table utenti.identita_ente force row level security;
CREATE INDEX identita_ente_operatore ON utenti.identita_ente USING btree (ente_id, operatore_id);
create policy ente on utenti.identita_ente for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on utenti.identita_ente for all to mypay_porta
  using (true)
  with check (true);
create policy worker on utenti.identita_ente for all to mypay_worker
  using (true)
  with check (true);
comment on table utenti.identita_ente is 'ente: operators by the names that the provider of their ente has for them';
grant delete, insert, select, update on table utenti.identita_ente to mypay_porta;
grant delete, insert, select on table utenti.identita_ente to mypay_ufficio;
grant delete, insert, select on table utenti.identita_ente to mypay_worker;

create table utenti.invito (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  email text not null,
  nome text not null,
  ruolo text not null,
  tipi uuid[] default '{}'::uuid[] not null,
  chiesto_il timestamp with time zone not null,
  scade_il timestamp with time zone not null,
  usato_il timestamp with time zone,
  ritirato_il timestamp with time zone,
  codice_fiscale text,
  constraint invito_check CHECK (usato_il IS NULL OR ritirato_il IS NULL),
  constraint invito_codice_fiscale_check CHECK (codice_fiscale ~ '^[A-Z0-9]{16}$'::text),
  constraint invito_email_check CHECK (email = lower(email) AND length(email) >= 3 AND length(email) <= 256),
  constraint invito_nome_check CHECK (length(nome) >= 1 AND length(nome) <= 140),
  constraint invito_ruolo_check CHECK (ruolo = ANY (ARRAY['lettore'::text, 'operatore'::text, 'ragioneria'::text, 'amministratore'::text])),
  constraint invito_tipi_check CHECK (cardinality(tipi) <= 1000),
  constraint invito_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint invito_pkey PRIMARY KEY (ente_id, id)
);
alter table utenti.invito enable row level security;
alter table utenti.invito force row level security;
CREATE UNIQUE INDEX invito_aperto ON utenti.invito USING btree (ente_id, email) WHERE ((usato_il IS NULL) AND (ritirato_il IS NULL));
CREATE UNIQUE INDEX invito_id ON utenti.invito USING btree (id);
create policy ente on utenti.invito for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on utenti.invito for all to mypay_porta
  using (true)
  with check (true);
create policy worker on utenti.invito for all to mypay_worker
  using (true)
  with check (true);
comment on table utenti.invito is 'ente: people asked to work for an ente';
grant delete, insert, select, update on table utenti.invito to mypay_porta;
grant insert, select on table utenti.invito to mypay_ufficio;
grant delete, insert, select, update on table utenti.invito to mypay_worker;
grant update (ritirato_il) on table utenti.invito to mypay_ufficio;

create table utenti.operatore (
  id uuid default uuidv7() not null,
  utente text not null,
  nome text not null,
  email text,
  password_argon2 text not null,
  totp_segreto bytea,
  totp_ultimo_passo bigint,
  attivo boolean default true not null,
  creato_il timestamp with time zone default now() not null,
  intermediario boolean default false not null,
  codice_fiscale text,
  identita_provata_il timestamp with time zone,
  constraint operatore_codice_fiscale_check CHECK (codice_fiscale ~ '^[A-Z0-9]{16}$'::text),
  constraint operatore_email_check CHECK (length(email) <= 256),
  constraint operatore_identita CHECK (identita_provata_il IS NULL OR codice_fiscale IS NOT NULL),
  constraint operatore_nome_check CHECK (length(nome) >= 1 AND length(nome) <= 140),
  constraint operatore_utente_check CHECK (utente ~ '^[a-z0-9._@-]{3,100}$'::text),
  constraint operatore_pkey PRIMARY KEY (id),
  constraint operatore_utente_key UNIQUE (utente)
);
CREATE INDEX operatore_codice_fiscale ON utenti.operatore USING btree (codice_fiscale) WHERE (codice_fiscale IS NOT NULL);
CREATE UNIQUE INDEX operatore_identita ON utenti.operatore USING btree (codice_fiscale) WHERE ((identita_provata_il IS NOT NULL) AND attivo);
comment on table utenti.operatore is 'piattaforma: person who works for an ente or for the intermediary';
grant delete, insert, select, update on table utenti.operatore to mypay_porta;
grant select on table utenti.operatore to mypay_ufficio;
grant insert, select, update on table utenti.operatore to mypay_worker;
grant insert (utente, nome, email, password_argon2) on table utenti.operatore to mypay_ufficio;
grant update (password_argon2, totp_segreto, totp_ultimo_passo, codice_fiscale, identita_provata_il) on table utenti.operatore to mypay_ufficio;

create table utenti.operatore_ente (
  ente_id uuid not null,
  operatore_id uuid not null,
  ruolo text not null,
  sospeso_il timestamp with time zone,
  versione integer default 1 not null,
  constraint operatore_ente_ruolo_check CHECK (ruolo = ANY (ARRAY['lettore'::text, 'operatore'::text, 'ragioneria'::text, 'amministratore'::text])),
  constraint operatore_ente_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint operatore_ente_operatore_id_fkey FOREIGN KEY (operatore_id) REFERENCES utenti.operatore(id),
  constraint operatore_ente_pkey PRIMARY KEY (ente_id, operatore_id)
);
alter table utenti.operatore_ente enable row level security;
alter table utenti.operatore_ente force row level security;
CREATE INDEX operatore_ente_operatore ON utenti.operatore_ente USING btree (operatore_id);
create policy legge on utenti.operatore_ente for select to mypay_ufficio
  using (true);
create policy porta on utenti.operatore_ente for all to mypay_porta
  using (true)
  with check (true);
create policy scrive on utenti.operatore_ente for update to mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy toglie on utenti.operatore_ente for delete to mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy worker on utenti.operatore_ente for all to mypay_worker
  using (true)
  with check (true);
comment on table utenti.operatore_ente is 'piattaforma: what a person may do for which ente; read before the ente is chosen, so not under a row policy';
grant delete, insert, select, update on table utenti.operatore_ente to mypay_porta;
grant delete, select on table utenti.operatore_ente to mypay_ufficio;
grant delete, insert, select, update on table utenti.operatore_ente to mypay_worker;
grant update (ruolo, sospeso_il, versione) on table utenti.operatore_ente to mypay_ufficio;

create table utenti.operatore_tipo (
  ente_id uuid not null,
  operatore_id uuid not null,
  tipo_dovuto_id uuid not null,
  constraint operatore_tipo_ente_id_operatore_id_fkey FOREIGN KEY (ente_id, operatore_id) REFERENCES utenti.operatore_ente(ente_id, operatore_id) ON DELETE CASCADE,
  constraint operatore_tipo_ente_id_tipo_dovuto_id_fkey FOREIGN KEY (ente_id, tipo_dovuto_id) REFERENCES enti.tipo_dovuto(ente_id, id),
  constraint operatore_tipo_pkey PRIMARY KEY (ente_id, operatore_id, tipo_dovuto_id)
);
alter table utenti.operatore_tipo enable row level security;
alter table utenti.operatore_tipo force row level security;
create policy ente on utenti.operatore_tipo for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on utenti.operatore_tipo for all to mypay_porta
  using (true)
  with check (true);
create policy worker on utenti.operatore_tipo for all to mypay_worker
  using (true)
  with check (true);
comment on table utenti.operatore_tipo is 'ente: kinds of due an operator may work on';
grant delete, insert, select, update on table utenti.operatore_tipo to mypay_porta;
grant delete, insert, select on table utenti.operatore_tipo to mypay_ufficio;
grant delete, insert, select on table utenti.operatore_tipo to mypay_worker;

create table utenti.passkey (
  id uuid default uuidv7() not null,
  operatore_id uuid not null,
  credenziale bytea not null,
  chiave bytea not null,
  contatore bigint not null,
  trasporti text[] default '{}'::text[] not null,
  nome text not null,
  creata_il timestamp with time zone not null,
  usata_il timestamp with time zone,
  constraint passkey_chiave_check CHECK (length(chiave) >= 1 AND length(chiave) <= 2048),
  constraint passkey_contatore_check CHECK (contatore >= 0),
  constraint passkey_credenziale_check CHECK (length(credenziale) >= 1 AND length(credenziale) <= 1023),
  constraint passkey_nome_check CHECK (length(nome) >= 1 AND length(nome) <= 60),
  constraint passkey_trasporti_check CHECK (cardinality(trasporti) <= 10),
  constraint passkey_operatore_id_fkey FOREIGN KEY (operatore_id) REFERENCES utenti.operatore(id),
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_credenziale_key UNIQUE (credenziale)
);
CREATE INDEX passkey_operatore ON utenti.passkey USING btree (operatore_id);
comment on table utenti.passkey is 'piattaforma: public keys by which operators take the second step';
grant delete, insert, select, update on table utenti.passkey to mypay_porta;
grant delete, insert, select on table utenti.passkey to mypay_ufficio;
grant delete, insert, select on table utenti.passkey to mypay_worker;
grant update (contatore, nome, usata_il) on table utenti.passkey to mypay_ufficio;

create table utenti.prova_posta (
  id uuid default uuidv7() not null,
  scopo text not null,
  ente_id uuid,
  oggetto_id uuid not null,
  email text not null,
  chiesta_il timestamp with time zone not null,
  tentativi_codice smallint default 0 not null,
  usata_il timestamp with time zone,
  lingua text default 'it'::text not null,
  constraint prova_posta_email_check CHECK (length(email) <= 256),
  constraint prova_posta_lingua_check CHECK (lingua = ANY (ARRAY['it'::text, 'en'::text, 'de'::text])),
  constraint prova_posta_scopo_check CHECK (scopo ~ '^[a-z_]{1,40}$'::text),
  constraint prova_posta_tentativi_codice_check CHECK (tentativi_codice >= 0),
  constraint prova_posta_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint prova_posta_pkey PRIMARY KEY (id)
);
CREATE INDEX prova_posta_chiesta ON utenti.prova_posta USING btree (chiesta_il);
comment on table utenti.prova_posta is 'piattaforma: requests to prove a mail address, kept for two days';
grant delete, insert, select, update on table utenti.prova_posta to mypay_porta;
grant insert on table utenti.prova_posta to mypay_portale;
grant delete, insert, select, update on table utenti.prova_posta to mypay_worker;
grant select (id, tentativi_codice, usata_il) on table utenti.prova_posta to mypay_portale;
grant update (tentativi_codice, usata_il) on table utenti.prova_posta to mypay_portale;

create table utenti.richiesta_api (
  ente_id uuid not null,
  chiave_id uuid not null,
  impronta bytea not null,
  richiesta bytea not null,
  chiesta_il timestamp with time zone not null,
  stato smallint,
  risposta bytea,
  constraint richiesta_api_check CHECK ((stato IS NULL) = (risposta IS NULL)),
  constraint richiesta_api_impronta_check CHECK (length(impronta) = 32),
  constraint richiesta_api_richiesta_check CHECK (length(richiesta) = 32),
  constraint richiesta_api_stato_check CHECK (stato >= 200 AND stato <= 499),
  constraint richiesta_api_ente_id_chiave_id_fkey FOREIGN KEY (ente_id, chiave_id) REFERENCES utenti.chiave_api(ente_id, id),
  constraint richiesta_api_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint richiesta_api_pkey PRIMARY KEY (ente_id, chiave_id, impronta)
);
alter table utenti.richiesta_api enable row level security;
alter table utenti.richiesta_api force row level security;
CREATE INDEX richiesta_api_chiesta ON utenti.richiesta_api USING btree (chiesta_il);
create policy ente on utenti.richiesta_api for all to mypay_nodo, mypay_portale, mypay_sil, mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)))
  with check ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy porta on utenti.richiesta_api for all to mypay_porta
  using (true)
  with check (true);
create policy worker on utenti.richiesta_api for all to mypay_worker
  using (true)
  with check (true);
comment on table utenti.richiesta_api is 'ente: requests of the ente''s software that are answered once';
grant delete, insert, select, update on table utenti.richiesta_api to mypay_porta;
grant delete, insert, select, update on table utenti.richiesta_api to mypay_sil;
grant delete, select on table utenti.richiesta_api to mypay_worker;

create table utenti.sessione (
  impronta bytea not null,
  operatore_id uuid not null,
  ente_id uuid,
  creata_il timestamp with time zone not null,
  vista_il timestamp with time zone not null,
  scade_il timestamp with time zone not null,
  con_identita boolean default false not null,
  due_passi boolean default false not null,
  fornitore_id uuid,
  constraint sessione_confinata CHECK (fornitore_id IS NULL OR ente_id IS NOT NULL),
  constraint sessione_impronta_check CHECK (length(impronta) = 32),
  constraint sessione_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint sessione_identita_ente FOREIGN KEY (ente_id, fornitore_id, operatore_id) REFERENCES utenti.identita_ente(ente_id, fornitore_id, operatore_id) ON DELETE CASCADE,
  constraint sessione_operatore_id_fkey FOREIGN KEY (operatore_id) REFERENCES utenti.operatore(id),
  constraint sessione_pkey PRIMARY KEY (impronta)
);
CREATE INDEX sessione_fornitore ON utenti.sessione USING btree (ente_id, fornitore_id) WHERE (fornitore_id IS NOT NULL);
CREATE INDEX sessione_operatore ON utenti.sessione USING btree (operatore_id);
CREATE INDEX sessione_scade ON utenti.sessione USING btree (scade_il);
comment on table utenti.sessione is 'piattaforma: signed-in operator, with the ente chosen';
grant delete, insert, select, update on table utenti.sessione to mypay_porta;
grant delete, insert, select, update on table utenti.sessione to mypay_ufficio;
grant delete, insert, select, update on table utenti.sessione to mypay_worker;

create table utenti.sessione_cittadino (
  impronta bytea not null,
  creata_il timestamp with time zone not null,
  vista_il timestamp with time zone not null,
  scade_il timestamp with time zone not null,
  carrello_id uuid,
  email text,
  cittadino_id uuid,
  constraint sessione_cittadino_email_check CHECK (length(email) <= 256),
  constraint sessione_cittadino_impronta_check CHECK (length(impronta) = 32),
  constraint sessione_cittadino_cittadino_id_fkey FOREIGN KEY (cittadino_id) REFERENCES utenti.cittadino(id) ON DELETE CASCADE,
  constraint sessione_cittadino_pkey PRIMARY KEY (impronta)
);
CREATE INDEX sessione_cittadino_di ON utenti.sessione_cittadino USING btree (cittadino_id) WHERE (cittadino_id IS NOT NULL);
CREATE INDEX sessione_cittadino_scade ON utenti.sessione_cittadino USING btree (scade_il);
comment on table utenti.sessione_cittadino is 'piattaforma: citizen who signed in, or who proved something without a name';
grant delete, insert, select, update on table utenti.sessione_cittadino to mypay_porta;
grant delete, insert, select, update on table utenti.sessione_cittadino to mypay_portale;
grant delete, insert, select, update on table utenti.sessione_cittadino to mypay_worker;

create table utenti.sfida_passkey (
  impronta bytea not null,
  browser bytea not null,
  operatore_id uuid not null,
  scopo text not null,
  creata_il timestamp with time zone not null,
  constraint sfida_passkey_browser_check CHECK (length(browser) = 32),
  constraint sfida_passkey_impronta_check CHECK (length(impronta) = 32),
  constraint sfida_passkey_scopo_check CHECK (scopo = ANY (ARRAY['entra'::text, 'registra'::text])),
  constraint sfida_passkey_operatore_id_fkey FOREIGN KEY (operatore_id) REFERENCES utenti.operatore(id),
  constraint sfida_passkey_pkey PRIMARY KEY (impronta)
);
CREATE INDEX sfida_passkey_quando ON utenti.sfida_passkey USING btree (creata_il);
comment on table utenti.sfida_passkey is 'piattaforma: challenges for passkeys; hashes only';
grant delete, insert, select, update on table utenti.sfida_passkey to mypay_porta;
grant delete, insert, select on table utenti.sfida_passkey to mypay_ufficio;
grant delete, insert, select on table utenti.sfida_passkey to mypay_worker;

create table utenti.tentativo (
  ambito text not null,
  chiave bytea not null,
  istanti timestamp with time zone[] not null,
  scade_il timestamp with time zone not null,
  constraint tentativo_ambito_check CHECK (ambito ~ '^[a-z_]{1,40}$'::text),
  constraint tentativo_chiave_check CHECK (length(chiave) = 32),
  constraint tentativo_istanti_check CHECK (cardinality(istanti) <= 5000),
  constraint tentativo_pkey PRIMARY KEY (ambito, chiave)
);
CREATE INDEX tentativo_scade ON utenti.tentativo USING btree (scade_il);
comment on table utenti.tentativo is 'piattaforma: rate limits; chiave is an HMAC, never an address or a tax code in clear';
grant delete, insert, select, update on table utenti.tentativo to mypay_nodo;
grant delete, insert, select, update on table utenti.tentativo to mypay_porta;
grant delete, insert, select, update on table utenti.tentativo to mypay_portale;
grant delete, insert, select, update on table utenti.tentativo to mypay_sil;
grant delete, insert, select, update on table utenti.tentativo to mypay_ufficio;
grant delete, insert, select, update on table utenti.tentativo to mypay_worker;
