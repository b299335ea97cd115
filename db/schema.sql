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

create schema flussi;
grant usage on schema flussi to mypay_porta;
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
grant usage on schema notifiche to mypay_porta;
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

create schema utenti;
grant usage on schema utenti to mypay_nodo;
grant create, usage on schema utenti to mypay_porta;
grant usage on schema utenti to mypay_portale;
grant usage on schema utenti to mypay_sil;
grant usage on schema utenti to mypay_ufficio;
grant usage on schema utenti to mypay_worker;

create domain enti.codice_fiscale_ente as text CHECK ((VALUE ~ '^[0-9]{11}$'::text));

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

CREATE OR REPLACE FUNCTION pagamenti.leggi_ricevute(p_ente uuid, p_iuv uuid)
 RETURNS SETOF pagamenti.ricevuta
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select * from pagamenti.ricevuta as r where r.ente_id = p_ente and r.iuv_id = p_iuv and r.genere in ('regolare', 'orfana') and not r.copia
   order by r.registrata_il;
$function$;
alter routine pagamenti.leggi_ricevute(uuid,uuid) owner to mypay_porta;
revoke all on routine pagamenti.leggi_ricevute(uuid,uuid) from public;
grant execute on routine pagamenti.leggi_ricevute(uuid,uuid) to mypay_portale;

CREATE OR REPLACE FUNCTION pagamenti.messaggi_difettosi(p_quanti integer)
 RETURNS TABLE(id uuid, ricevuto_il timestamp with time zone, operazione text, receipt_id text, esito text, difetti jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select m.id, m.ricevuto_il, m.operazione, m.receipt_id, m.esito, m.difetti
    from pagamenti.messaggio as m
   where m.ente_id = piattaforma.ente_corrente() and (m.esito <> 'OK' or m.difetti <> '[]')
   order by m.ricevuto_il desc, m.id desc limit p_quanti
$function$;
alter routine pagamenti.messaggi_difettosi(integer) owner to mypay_porta;
revoke all on routine pagamenti.messaggi_difettosi(integer) from public;
grant execute on routine pagamenti.messaggi_difettosi(integer) to mypay_ufficio;

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
             'stessa', (select jsonb_build_object('id', s.id, 'uguale',
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
      debitore, pagatore, metadati, nota_pagamento, stand_in, canonico, messaggio_id, da_rimborsare)
    select v_id[t.n], r."enteId", r."receiptId", r.titolare, r.copia, r."iuvId", r.iuv, r."numeroAvviso", r."importoCents", r.genere,
           r."pagataIl", r."applicataIl", r.versione, r.stazione, r.psp, r."pspDenominazione", r."pspCodiceFiscale", r.canale, r.mezzo,
           r."commissioneCents", r.causale, nullif(r.debitore, 'null'), nullif(r.pagatore, 'null'), nullif(r.metadati, 'null'),
           r."notaPagamento", r."standIn", substring(p_canonici from (32 * t.n - 31)::integer for 32), r."messaggioId", r."daRimborsare"
      from jsonb_array_elements(p) with ordinality as t (riga, n),
           jsonb_to_record(t.riga -> 'ricevuta') as r ("enteId" uuid, "receiptId" text, titolare text, copia boolean, "iuvId" uuid,
             iuv text, "numeroAvviso" text, "importoCents" bigint, genere text, "pagataIl" timestamptz, "applicataIl" date,
             versione smallint, stazione text, psp text,
             "pspDenominazione" text, "pspCodiceFiscale" text, canale text, mezzo text, "commissioneCents" bigint,
             causale text, debitore jsonb, pagatore jsonb, metadati jsonb, "notaPagamento" text, "standIn" boolean, "messaggioId" uuid,
             "daRimborsare" boolean)
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

CREATE OR REPLACE FUNCTION piattaforma.ente_corrente()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.ente'::text, true), ''::text))::uuid;

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

CREATE OR REPLACE FUNCTION posizioni.cerca_avviso(p_codice text, p_codice_fiscale text)
 RETURNS TABLE(ente_id uuid, iuv_id uuid, iuv text, numero_avviso text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select distinct i.ente_id, i.id, i.iuv, i.numero_avviso
    from posizioni.posizione as p
    join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
    join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
    join enti.ente as e on e.id = p.ente_id and e.stato = 'ESERCIZIO'
   where p.debitore_codice = p_codice_fiscale
     and p_codice_fiscale not in ('ANONIMO', 'ANONYMOUS')
     and (i.numero_avviso = p_codice or i.iuv = p_codice or d.iud = p_codice)
   limit 5;
$function$;
alter routine posizioni.cerca_avviso(text,text) owner to mypay_porta;
revoke all on routine posizioni.cerca_avviso(text,text) from public;
grant execute on routine posizioni.cerca_avviso(text,text) to mypay_portale;

CREATE OR REPLACE FUNCTION posizioni.cerca_dovuti(p_iud text, p_codice text, p_nome text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
  select d.id from posizioni.dovuto as d where d.ente_id = piattaforma.ente_corrente() and d.iud = p_iud
  union
  select d.id
    from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
   where i.ente_id = piattaforma.ente_corrente() and i.iuv = p_codice
  union
  select d.id
    from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id
   where i.ente_id = piattaforma.ente_corrente() and i.numero_avviso = p_codice
  union
  select d.id
    from posizioni.posizione as p join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
   where p.ente_id = piattaforma.ente_corrente() and p.debitore_codice = p_codice
  union
  select d.id
    from posizioni.posizione as p join posizioni.dovuto as d on d.ente_id = p.ente_id and d.posizione_id = p.id
   where p.ente_id = piattaforma.ente_corrente() and lower(p.debitore_anagrafica) like p_nome
  order by 1 desc limit 5000
$function$;
alter routine posizioni.cerca_dovuti(text,text,text) owner to mypay_porta;
revoke all on routine posizioni.cerca_dovuti(text,text,text) from public;
grant execute on routine posizioni.cerca_dovuti(text,text,text) to mypay_ufficio;
grant execute on routine posizioni.cerca_dovuti(text,text,text) to mypay_worker;

CREATE OR REPLACE FUNCTION posizioni.controlla_quote()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  errata record;
begin
  select d.iud, d.importo_cents, q.somma into errata
    from (select n.ente_id, n.dovuto_id from nuove as n group by 1, 2) as t
    join posizioni.dovuto as d on d.ente_id = t.ente_id and d.id = t.dovuto_id
    join lateral (select sum(x.importo_cents) as somma from posizioni.quota as x
                   where x.ente_id = t.ente_id and x.dovuto_id = t.dovuto_id) as q on true
   where q.somma <> d.importo_cents
   limit 1;
  if found then
    raise exception 'quote: the shares of dovuto % sum to %, the dovuto is %', errata.iud, errata.somma, errata.importo_cents
      using errcode = 'check_violation', constraint = 'quota_somma';
  end if;
  select d.iuv_id, count(*) as quante into errata
    from (select distinct d.ente_id, d.iuv_id from nuove as n join posizioni.dovuto as d on d.ente_id = n.ente_id and d.id = n.dovuto_id
           where d.iuv_id is not null) as t
    join posizioni.dovuto as d on d.ente_id = t.ente_id and d.iuv_id = t.iuv_id
    join posizioni.quota as q on q.ente_id = d.ente_id and q.dovuto_id = d.id
   where d.stato <> 'annullato'
   group by d.ente_id, d.iuv_id
  having count(*) > 5
   limit 1;
  if found then
    raise exception 'quote: iuv % would have % transfers', errata.iuv_id, errata.quante using errcode = 'check_violation',
      constraint = 'quota_cinque';
  end if;
  return null;
end
$function$;

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
             'quote', (select jsonb_agg(jsonb_build_object('cf', q.beneficiario_cf, 'importoCents', q.importo_cents) order by q.indice)
                         from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id))
             order by d.ordine, d.id)
      from unnest(p_enti, p_iuv) with ordinality as k (ente_id, iuv_id, n)
      join lateral (select distinct x.posizione_id from posizioni.dovuto as x
                     where x.ente_id = k.ente_id and x.iuv_id = k.iuv_id) as s on true
      join posizioni.dovuto as d on d.ente_id = k.ente_id and d.posizione_id = s.posizione_id
      join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
     group by k.n;
end
$function$;
alter routine posizioni.fatti_iuv(uuid[],uuid[]) owner to mypay_porta;
revoke all on routine posizioni.fatti_iuv(uuid[],uuid[]) from public;

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

CREATE OR REPLACE FUNCTION posizioni.numero_avviso(p_segregazione text, p_progressivo bigint)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT (b.base || lpad((((b.base)::bigint % (93)::bigint))::text, 2, '0'::text)) FROM (SELECT ((('3'::text || numero_avviso.p_segregazione) || '00'::text) || lpad((numero_avviso.p_progressivo)::text, 11, '0'::text)) AS base) b);

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

CREATE OR REPLACE FUNCTION registro.apri_evento(quando timestamp with time zone, quale uuid)
 RETURNS TABLE(contenuto bytea, contenuto_da integer, contenuto_byte integer, troncato boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select l.contenuto, e.contenuto_da, e.contenuto_byte, e.troncato
    from registro.evento as e join registro.lotto as l on l.id = e.lotto_id and l.ricevuta = e.ricevuta
   where e.istante = quando and e.id = quale and e.ente_id = piattaforma.ente_corrente() and l.istante >= quando
$function$;
alter routine registro.apri_evento(timestamp with time zone,uuid) owner to mypay_porta;
revoke all on routine registro.apri_evento(timestamp with time zone,uuid) from public;
grant execute on routine registro.apri_evento(timestamp with time zone,uuid) to mypay_ufficio;

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
  foreach madre in array array['atto', 'evento_letture', 'evento_ricevute', 'lotto_letture', 'lotto_ricevute'] loop
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
     where p.relnamespace = 'registro'::regnamespace and p.relname ~ '^(evento|lotto)_(letture|ricevute)$' and c.relname ~ '_[0-9]{6}$'
  loop
    mese := right(ramo.nome, 6);
    -- A month is dropped when its last instant is old enough.
    if to_date(mese, 'YYYYMM') + interval '1 month' + make_interval(months => ramo.mesi) <= now() then
      execute format('drop table registro.%I', ramo.nome);
      eliminati := eliminati + 1;
    end if;
  end loop;
  delete from registro.evento_letture_resto where istante < now() - make_interval(months => letture);
  delete from registro.lotto_letture_resto where istante < now() - make_interval(months => letture);
  delete from registro.evento_ricevute_resto where istante < now() - make_interval(months => ricevute);
  delete from registro.lotto_ricevute_resto where istante < now() - make_interval(months => ricevute);
  return eliminati;
end
$function$;
revoke all on routine registro.elimina_mesi(integer,integer) from public;
grant execute on routine registro.elimina_mesi(integer,integer) to mypay_worker;

CREATE OR REPLACE FUNCTION registro.vieta()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'registro: % on % is not allowed, rows are insert only', tg_op, tg_table_name;
end
$function$;

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

create table enti.conto (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  nome text not null,
  tipo text not null,
  intestatario text not null,
  autorizzazione_stampa text,
  constraint conto_tipo_check CHECK (tipo = ANY (ARRAY['bancario'::text, 'postale'::text])),
  constraint conto_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint conto_pkey PRIMARY KEY (ente_id, id),
  constraint conto_ente_id_nome_key UNIQUE (ente_id, nome)
);
alter table enti.conto enable row level security;
alter table enti.conto force row level security;
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
  constraint conto_iban_iban_check CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,31}$'::text),
  constraint conto_iban_stato_check CHECK (stato = ANY (ARRAY['censito'::text, 'attivo'::text])),
  constraint conto_iban_ente_id_conto_id_fkey FOREIGN KEY (ente_id, conto_id) REFERENCES enti.conto(ente_id, id),
  constraint conto_iban_pkey PRIMARY KEY (ente_id, conto_id, valido_dal)
);
alter table enti.conto_iban enable row level security;
alter table enti.conto_iban force row level security;
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
grant insert, select, update on table enti.conto_iban to mypay_ufficio;
grant insert, select, update on table enti.conto_iban to mypay_worker;

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
  password_sil_hmac bytea,
  creato_il timestamp with time zone default now() not null,
  constraint ente_ambiente_check CHECK (ambiente = ANY (ARRAY['live'::text, 'prova'::text])),
  constraint ente_cbill_check CHECK (cbill ~ '^[A-Z0-9]{1,5}$'::text),
  constraint ente_cod_ipa_check CHECK (cod_ipa ~ '^[A-Za-z0-9_]{1,35}$'::text),
  constraint ente_denominazione_check CHECK (length(denominazione) >= 1 AND length(denominazione) <= 140),
  constraint ente_info_check CHECK (length(info) <= 100),
  constraint ente_logo_png_check CHECK (octet_length(logo_png) <= 262144),
  constraint ente_password_sil_hmac_check CHECK (length(password_sil_hmac) = 32),
  constraint ente_settore_check CHECK (length(settore) <= 50),
  constraint ente_stato_check CHECK (stato = ANY (ARRAY['INSERITO'::text, 'PRE-ESERCIZIO'::text, 'ESERCIZIO'::text])),
  constraint ente_intermediario_id_fkey FOREIGN KEY (intermediario_id) REFERENCES enti.intermediario(id),
  constraint ente_pkey PRIMARY KEY (id),
  constraint ente_cod_ipa_ambiente_key UNIQUE (cod_ipa, ambiente),
  constraint ente_codice_fiscale_ambiente_key UNIQUE (codice_fiscale, ambiente)
);
comment on table enti.ente is 'piattaforma: creditor body; live and prova are two rows, so that everything hanging from them is apart by construction';
grant delete, insert, select, update on table enti.ente to mypay_porta;
grant select on table enti.ente to mypay_sil;
grant insert, select, update on table enti.ente to mypay_worker;
grant select (id, ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, tipo, stato, settore, info, indirizzo, email, telefono, pec, sito, cbill, logo_png, creato_il) on table enti.ente to mypay_nodo;
grant select (id, ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, tipo, stato, settore, info, indirizzo, email, telefono, pec, sito, cbill, logo_png, creato_il) on table enti.ente to mypay_portale;
grant select (id, ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, tipo, stato, settore, info, indirizzo, email, telefono, pec, sito, cbill, logo_png, creato_il) on table enti.ente to mypay_ufficio;

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

create table enti.stazione (
  id uuid default uuidv7() not null,
  intermediario_id uuid not null,
  codice text not null,
  versione_primitive smallint default 2 not null,
  attiva boolean default false not null,
  segreti_hmac bytea[] default '{}'::bytea[] not null,
  certificati_cn text[] default '{}'::text[] not null,
  indirizzi cidr[] default '{}'::cidr[] not null,
  constraint stazione_attiva_provata CHECK (NOT attiva OR cardinality(segreti_hmac) > 0 OR cardinality(certificati_cn) > 0 OR cardinality(indirizzi) > 0),
  constraint stazione_codice_check CHECK (length(codice) >= 1 AND length(codice) <= 35),
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
  constraint tassonomia_pkey PRIMARY KEY (codice)
);
comment on table enti.tassonomia is 'piattaforma: taxonomy of collection services published by pagoPA';
grant select on table enti.tassonomia to mypay_nodo;
grant delete, insert, select, update on table enti.tassonomia to mypay_porta;
grant select on table enti.tassonomia to mypay_portale;
grant select on table enti.tassonomia to mypay_sil;
grant select on table enti.tassonomia to mypay_ufficio;
grant insert, select, update on table enti.tassonomia to mypay_worker;

create table enti.tipo_dovuto (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  codice text not null,
  denominazione text not null,
  attivo boolean default true not null,
  tassonomia text not null,
  conto_id uuid not null,
  conto_postale_id uuid,
  scadenza_obbligatoria boolean default false not null,
  scadenza_stampata boolean default false not null,
  paga_dopo_scadenza boolean default true not null,
  codice_fiscale_anonimo boolean default false not null,
  avviso_stampabile boolean default true not null,
  constraint tipo_dovuto_codice_check CHECK (length(codice) >= 1 AND length(codice) <= 64),
  constraint tipo_dovuto_denominazione_check CHECK (length(denominazione) >= 1 AND length(denominazione) <= 140),
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
    stato
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
    avviso_stampabile
   FROM enti.tipo_dovuto;
grant select on table enti.v_tipo_dovuto to mypay_porta;
grant select on table enti.v_tipo_dovuto to mypay_portale;
grant select on table enti.v_tipo_dovuto to mypay_sil;
grant select on table enti.v_tipo_dovuto to mypay_ufficio;
grant select on table enti.v_tipo_dovuto to mypay_worker;

create table flussi.allegato (
  ente_id uuid not null,
  flusso_id uuid not null,
  genere text not null,
  file_id uuid not null,
  constraint allegato_genere_check CHECK (genere = ANY (ARRAY['scarti'::text, 'iuv'::text, 'esito'::text])),
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
  constraint flusso_genere_check CHECK (genere ~ '^[a-z_]+$'::text),
  constraint flusso_iuf_check CHECK (length(iuf) <= 50),
  constraint flusso_nome_file_check CHECK (length(nome_file) <= 200),
  constraint flusso_righe_accettate_check CHECK (righe_accettate >= 0),
  constraint flusso_righe_applicate_check CHECK (righe_applicate >= 0),
  constraint flusso_righe_scartate_check CHECK (righe_scartate >= 0),
  constraint flusso_righe_totali_check CHECK (righe_totali >= 0),
  constraint flusso_stato_check CHECK (stato = ANY (ARRAY['ricevuto'::text, 'in_corso'::text, 'eseguito'::text, 'fallito'::text, 'annullato'::text])),
  constraint flusso_verso_check CHECK (verso = ANY (ARRAY['in'::text, 'out'::text])),
  constraint flusso_ente_id_file_id_fkey FOREIGN KEY (ente_id, file_id) REFERENCES flussi.file(ente_id, id),
  constraint flusso_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint flusso_pkey PRIMARY KEY (ente_id, id)
);
alter table flussi.flusso enable row level security;
alter table flussi.flusso force row level security;
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

create table flussi.scarto (
  ente_id uuid not null,
  flusso_id uuid not null,
  riga integer not null,
  iud text,
  codice text not null,
  testo text not null,
  parametri jsonb,
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

create table migrazioni.applicata (
  numero integer not null,
  file text not null,
  impronta text not null,
  applicata_il timestamp with time zone default now() not null,
  constraint applicata_pkey PRIMARY KEY (numero)
);
comment on table migrazioni.applicata is 'piattaforma: migrations applied, with the hash of their file';

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
  constraint messaggio_canale_check CHECK (canale = 'posta'::text),
  constraint messaggio_destinatario_check CHECK (length(destinatario) <= 256),
  constraint messaggio_modello_check CHECK (modello ~ '^[a-z_]+$'::text),
  constraint messaggio_un_esito CHECK (num_nonnulls(inviato_il, rifiutato_il) <= 1),
  constraint messaggio_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint messaggio_pkey PRIMARY KEY (id),
  constraint messaggio_chiave_key UNIQUE (chiave)
);
comment on table notifiche.messaggio is 'piattaforma: outbox: one row a message, sent once';
grant delete, insert, select, update on table notifiche.messaggio to mypay_porta;
grant insert, select on table notifiche.messaggio to mypay_portale;
grant insert, select on table notifiche.messaggio to mypay_ufficio;
grant insert, select, update on table notifiche.messaggio to mypay_worker;

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
  constraint ricevuta_canonico_check CHECK (length(canonico) = 32),
  constraint ricevuta_genere_check CHECK (genere = ANY (ARRAY['regolare'::text, 'orfana'::text, 'seconda'::text, 'difforme'::text, 'negativa'::text])),
  constraint ricevuta_importo_cents_check CHECK (importo_cents >= 0),
  constraint ricevuta_receipt_id_check CHECK (length(receipt_id) >= 1 AND length(receipt_id) <= 255),
  constraint ricevuta_versione_check CHECK (versione = ANY (ARRAY[1, 2])),
  constraint ricevuta_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint ricevuta_ente_id_iuv_id_fkey FOREIGN KEY (ente_id, iuv_id) REFERENCES posizioni.iuv(ente_id, id),
  constraint ricevuta_messaggio_id_fkey FOREIGN KEY (messaggio_id) REFERENCES pagamenti.messaggio(id),
  constraint ricevuta_pkey PRIMARY KEY (ente_id, id)
);
alter table pagamenti.ricevuta enable row level security;
alter table pagamenti.ricevuta force row level security;
CREATE UNIQUE INDEX ricevuta_difforme ON pagamenti.ricevuta USING btree (ente_id, receipt_id, canonico) WHERE (genere = 'difforme'::text);
CREATE INDEX ricevuta_giorno ON pagamenti.ricevuta USING btree (ente_id, pagata_il) WHERE (pagata_il IS NOT NULL);
CREATE INDEX ricevuta_iuv_id ON pagamenti.ricevuta USING btree (ente_id, iuv_id) WHERE (iuv_id IS NOT NULL);
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
            WHEN n.pagati = 1 THEN q.tutte_cents
            WHEN n.pagati = n.distinti THEN q.sue_cents
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
    p.email
   FROM posizioni.dovuto d
     JOIN posizioni.posizione p ON p.ente_id = d.ente_id AND p.id = d.posizione_id
     JOIN enti.tipo_dovuto t ON t.ente_id = d.ente_id AND t.id = d.tipo_dovuto_id
     JOIN posizioni.iuv i ON i.ente_id = d.ente_id AND i.id = d.iuv_id
     JOIN pagamenti.ricevuta r ON r.ente_id = d.ente_id AND r.iuv_id = d.iuv_id AND (r.genere = ANY (ARRAY['regolare'::text, 'orfana'::text])) AND NOT r.copia
     LEFT JOIN LATERAL ( SELECT count(*) AS pagati,
            count(*) FILTER (WHERE (EXISTS ( SELECT 1
                   FROM pagamenti.quota_pagata x
                  WHERE x.ente_id = s.ente_id AND x.receipt_id = r.receipt_id AND x.dovuto_id = s.id))) AS distinti
           FROM posizioni.dovuto s
          WHERE s.ente_id = d.ente_id AND s.iuv_id = d.iuv_id AND s.stato = 'pagato'::text) n ON true
     LEFT JOIN LATERAL ( SELECT sum(x.importo_cents)::bigint AS tutte_cents,
            min(x.id_trasferimento) AS indice,
            min(x.tassonomia) AS tassonomia,
            sum(x.importo_cents) FILTER (WHERE x.dovuto_id = d.id)::bigint AS sue_cents,
            min(x.id_trasferimento) FILTER (WHERE x.dovuto_id = d.id) AS suo_indice,
            min(x.tassonomia) FILTER (WHERE x.dovuto_id = d.id) AS sua_tassonomia
           FROM pagamenti.quota_pagata x
          WHERE x.ente_id = d.ente_id AND x.receipt_id = r.receipt_id) q ON true
  WHERE d.stato = 'pagato'::text;
grant select on table pagamenti.v_pagato to mypay_sil;
grant select on table pagamenti.v_pagato to mypay_ufficio;
grant select on table pagamenti.v_pagato to mypay_worker;

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
  constraint dovuto_bilancio_check CHECK (length(bilancio) <= 4096),
  constraint dovuto_causale_check CHECK (length(causale) >= 1 AND length(causale) <= 1024),
  constraint dovuto_causale_pubblica_check CHECK (length(causale_pubblica) >= 1 AND length(causale_pubblica) <= 140),
  constraint dovuto_check CHECK ((stato = 'pagato'::text) = (pagato_il IS NOT NULL) AND (pagato_il IS NULL) = (pagato_cents IS NULL)),
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
CREATE INDEX dovuto_iuv ON posizioni.dovuto USING btree (ente_id, iuv_id) WHERE (iuv_id IS NOT NULL);
CREATE INDEX dovuto_posizione ON posizioni.dovuto USING btree (ente_id, posizione_id);
CREATE INDEX dovuto_stato ON posizioni.dovuto USING btree (ente_id, stato, id);
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
grant insert, select, update on table posizioni.dovuto to mypay_sil;
grant insert, select, update on table posizioni.dovuto to mypay_ufficio;
grant insert, maintain, select, update on table posizioni.dovuto to mypay_worker;

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
grant insert, select, update on table posizioni.iuv to mypay_sil;
grant insert, select, update on table posizioni.iuv to mypay_ufficio;
grant insert, maintain, select, update on table posizioni.iuv to mypay_worker;

create table posizioni.opzione (
  ente_id uuid not null,
  id uuid default uuidv7() not null,
  posizione_id uuid not null,
  ordine smallint default 1 not null,
  forma text default 'unica'::text not null,
  valida_dal date,
  valida_al date,
  constraint opzione_forma_check CHECK (forma = ANY (ARRAY['unica'::text, 'piano'::text])),
  constraint opzione_ordine_check CHECK (ordine >= 1 AND ordine <= 100),
  constraint opzione_ente_id_posizione_id_fkey FOREIGN KEY (ente_id, posizione_id) REFERENCES posizioni.posizione(ente_id, id),
  constraint opzione_pkey PRIMARY KEY (ente_id, id),
  constraint opzione_ente_id_posizione_id_ordine_key UNIQUE (ente_id, posizione_id, ordine)
);
alter table posizioni.opzione enable row level security;
alter table posizioni.opzione force row level security;
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
grant insert, select, update on table posizioni.opzione to mypay_sil;
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
  constraint posizione_cap_check CHECK (length(cap) <= 16),
  constraint posizione_civico_check CHECK (length(civico) <= 16),
  constraint posizione_debitore_anagrafica_check CHECK (length(debitore_anagrafica) >= 1 AND length(debitore_anagrafica) <= 70),
  constraint posizione_debitore_codice_check CHECK (length(debitore_codice) >= 2 AND length(debitore_codice) <= 35),
  constraint posizione_debitore_tipo_check CHECK (debitore_tipo = ANY (ARRAY['F'::text, 'G'::text])),
  constraint posizione_email_check CHECK (length(email) <= 256),
  constraint posizione_indirizzo_check CHECK (length(indirizzo) <= 70),
  constraint posizione_iupd_check CHECK (length(iupd) >= 1 AND length(iupd) <= 50),
  constraint posizione_localita_check CHECK (length(localita) <= 35),
  constraint posizione_nazione_check CHECK (length(nazione) <= 2),
  constraint posizione_provincia_check CHECK (length(provincia) <= 2),
  constraint posizione_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint posizione_pkey PRIMARY KEY (ente_id, id),
  constraint posizione_ente_id_iupd_key UNIQUE (ente_id, iupd)
);
alter table posizioni.posizione enable row level security;
alter table posizioni.posizione force row level security;
CREATE INDEX posizione_anagrafica ON posizioni.posizione USING btree (ente_id, lower(debitore_anagrafica) text_pattern_ops);
CREATE INDEX posizione_debitore ON posizioni.posizione USING btree (debitore_codice);
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
grant insert, select, update on table posizioni.posizione to mypay_sil;
grant insert, select, update on table posizioni.posizione to mypay_ufficio;
grant insert, maintain, select, update on table posizioni.posizione to mypay_worker;

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
  constraint quota_beneficiario_denominazione_check CHECK (length(beneficiario_denominazione) >= 1 AND length(beneficiario_denominazione) <= 140),
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
grant delete, insert, select, update on table posizioni.quota to mypay_sil;
grant delete, insert, select, update on table posizioni.quota to mypay_ufficio;
grant delete, insert, maintain, select, update on table posizioni.quota to mypay_worker;

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
  constraint storia_azione_check CHECK (azione = ANY (ARRAY['inserito'::text, 'modificato'::text, 'annullato'::text, 'ripreso'::text, 'pagato'::text, 'estinto'::text, 'verificato'::text])),
  constraint storia_ente_id_dovuto_id_fkey FOREIGN KEY (ente_id, dovuto_id) REFERENCES posizioni.dovuto(ente_id, id),
  constraint storia_pkey PRIMARY KEY (ente_id, id)
);
alter table posizioni.storia enable row level security;
alter table posizioni.storia force row level security;
CREATE INDEX storia_dovuto ON posizioni.storia USING btree (ente_id, dovuto_id);
CREATE INDEX storia_flusso ON posizioni.storia USING btree (ente_id, flusso_id, riga) WHERE (flusso_id IS NOT NULL);
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
grant insert, select on table posizioni.storia to mypay_sil;
grant insert, select on table posizioni.storia to mypay_ufficio;
grant insert, maintain, select on table posizioni.storia to mypay_worker;

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
          WHERE q.ente_id = d.ente_id AND q.dovuto_id = d.id) AS tutte_ccp
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
          ORDER BY v.valido_dal DESC
         LIMIT 1) po ON true
  WHERE d.iuv_id IS NOT NULL;
alter table posizioni.v_iuv_quota owner to mypay_porta;
grant select on table posizioni.v_iuv_quota to mypay_nodo;

create view posizioni.v_riga_flusso with (security_invoker=true) as
 SELECT s.ente_id,
    s.flusso_id,
    s.riga,
    s.dovuto_id,
    s.azione,
    d.iud,
    i.iuv,
    i.numero_avviso
   FROM posizioni.storia s
     JOIN posizioni.dovuto d ON d.ente_id = s.ente_id AND d.id = s.dovuto_id
     LEFT JOIN posizioni.iuv i ON i.ente_id = d.ente_id AND i.id = d.iuv_id
  WHERE s.flusso_id IS NOT NULL;
grant select on table posizioni.v_riga_flusso to mypay_sil;
grant select on table posizioni.v_riga_flusso to mypay_ufficio;
grant select on table posizioni.v_riga_flusso to mypay_worker;

create view posizioni.v_variazione with (security_invoker=true) as
 SELECT s.ente_id,
    d.iuv_id,
    s.xid,
    s.id,
    s.dovuto_id,
    s.azione,
    s.stato,
    s.importo_cents,
    s.data_scadenza
   FROM posizioni.storia s
     JOIN posizioni.dovuto d ON d.ente_id = s.ente_id AND d.id = s.dovuto_id
  WHERE d.iuv_id IS NOT NULL AND s.azione <> 'verificato'::text;
grant select on table posizioni.v_variazione to mypay_worker;

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
  constraint atto_attore_check CHECK (attore ~ '^(operatore|cittadino|sil|nodo|sistema)(:[0-9a-zA-Z_.-]{1,64})?$'::text),
  constraint atto_azione_check CHECK (azione ~ '^[a-z_]+\.[a-z_]+$'::text),
  constraint atto_oggetto_check CHECK (oggetto ~ '^[a-z_]+$'::text),
  constraint atto_pkey PRIMARY KEY (istante, id)
) partition by RANGE (istante);
alter table registro.atto enable row level security;
alter table registro.atto force row level security;
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

create table registro.evento (
  ricevuta boolean default false not null,
  istante timestamp with time zone not null,
  id uuid default uuidv7() not null,
  ente_id uuid,
  dominio text,
  iuv text,
  contesto text,
  numero_avviso text,
  psp text,
  tipo_pagamento text,
  componente text default 'MYPAY'::text not null,
  categoria text not null,
  tipo text not null,
  sottotipo text not null,
  richiedente text,
  rispondente text,
  stazione text,
  canale text,
  parametri text,
  esito text,
  correlazione uuid,
  lotto_id uuid,
  contenuto_da integer,
  contenuto_byte integer,
  troncato boolean default false not null,
  constraint evento_categoria_check CHECK (categoria = ANY (ARRAY['INTERNAL'::text, 'INTERFACE'::text])),
  constraint evento_check CHECK ((lotto_id IS NULL) = (contenuto_da IS NULL) AND (lotto_id IS NULL) = (contenuto_byte IS NULL)),
  constraint evento_contenuto_byte_check CHECK (contenuto_byte >= 0),
  constraint evento_contenuto_da_check CHECK (contenuto_da >= 0),
  constraint evento_sottotipo_check CHECK (sottotipo = ANY (ARRAY['REQ'::text, 'RESP'::text])),
  constraint evento_pkey PRIMARY KEY (istante, id, ricevuta)
) partition by LIST (ricevuta);
alter table registro.evento enable row level security;
alter table registro.evento force row level security;
CREATE INDEX evento_avviso ON ONLY registro.evento USING btree (numero_avviso, istante) WHERE (numero_avviso IS NOT NULL);
create policy legge_ente on registro.evento for select to mypay_ufficio
  using ((ente_id = ( SELECT piattaforma.ente_corrente() AS ente_corrente)));
create policy legge_tutto on registro.evento for select to mypay_porta, mypay_worker
  using (true);
create policy scrive on registro.evento for insert to mypay_nodo, mypay_porta, mypay_portale, mypay_worker
  with check (true);
comment on table registro.evento is 'piattaforma: giornale degli eventi, messages exchanged with pagoPA; insert only';
grant insert on table registro.evento to mypay_nodo;
grant insert, select on table registro.evento to mypay_porta;
grant insert on table registro.evento to mypay_portale;
grant select on table registro.evento to mypay_ufficio;
grant insert, select on table registro.evento to mypay_worker;

create table registro.lotto (
  ricevuta boolean default false not null,
  istante timestamp with time zone not null,
  id uuid not null,
  contenuto bytea not null,
  constraint lotto_pkey PRIMARY KEY (id, istante, ricevuta)
) partition by LIST (ricevuta);
comment on table registro.lotto is 'piattaforma: messages of the giornale written together, compressed and encrypted; insert only';
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
    max(istante) AS istante
   FROM registro.evento
  WHERE NOT ricevuta AND (tipo = ANY (ARRAY['paGetPayment'::text, 'paGetPaymentV2'::text])) AND sottotipo = 'RESP'::text AND esito = 'OK'::text AND istante > (now() - '00:30:00'::interval)
  GROUP BY numero_avviso, dominio;
alter table registro.v_attivazione owner to mypay_porta;
grant select on table registro.v_attivazione to mypay_portale;
grant select on table registro.v_attivazione to mypay_sil;
grant select on table registro.v_attivazione to mypay_ufficio;
grant select on table registro.v_attivazione to mypay_worker;

create table utenti.apertura (
  impronta bytea not null,
  ente_id uuid not null,
  iuv_id uuid not null,
  scade_il timestamp with time zone not null,
  constraint apertura_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint apertura_impronta_fkey FOREIGN KEY (impronta) REFERENCES utenti.sessione_cittadino(impronta) ON DELETE CASCADE,
  constraint apertura_pkey PRIMARY KEY (impronta, ente_id, iuv_id)
);
comment on table utenti.apertura is 'piattaforma: notices that a session of the portale may read whole';
grant delete, insert, select, update on table utenti.apertura to mypay_porta;
grant delete, insert, select, update on table utenti.apertura to mypay_portale;
grant delete, insert, select, update on table utenti.apertura to mypay_worker;

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
  constraint operatore_email_check CHECK (length(email) <= 256),
  constraint operatore_nome_check CHECK (length(nome) >= 1 AND length(nome) <= 140),
  constraint operatore_utente_check CHECK (utente ~ '^[a-z0-9._@-]{3,100}$'::text),
  constraint operatore_pkey PRIMARY KEY (id),
  constraint operatore_utente_key UNIQUE (utente)
);
comment on table utenti.operatore is 'piattaforma: person who works for an ente or for the intermediary';
grant delete, insert, select, update on table utenti.operatore to mypay_porta;
grant select on table utenti.operatore to mypay_ufficio;
grant insert, select, update on table utenti.operatore to mypay_worker;
grant update (totp_ultimo_passo) on table utenti.operatore to mypay_ufficio;

create table utenti.operatore_ente (
  ente_id uuid not null,
  operatore_id uuid not null,
  ruolo text not null,
  constraint operatore_ente_ruolo_check CHECK (ruolo = ANY (ARRAY['operatore'::text, 'amministratore'::text, 'sola_lettura'::text])),
  constraint operatore_ente_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint operatore_ente_operatore_id_fkey FOREIGN KEY (operatore_id) REFERENCES utenti.operatore(id),
  constraint operatore_ente_pkey PRIMARY KEY (ente_id, operatore_id)
);
CREATE INDEX operatore_ente_operatore ON utenti.operatore_ente USING btree (operatore_id);
comment on table utenti.operatore_ente is 'piattaforma: what a person may do for which ente; read before the ente is chosen, so not under a row policy';
grant delete, insert, select, update on table utenti.operatore_ente to mypay_porta;
grant select on table utenti.operatore_ente to mypay_ufficio;
grant delete, insert, select, update on table utenti.operatore_ente to mypay_worker;

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

create table utenti.prova_posta (
  id uuid default uuidv7() not null,
  scopo text not null,
  ente_id uuid not null,
  oggetto_id uuid not null,
  email text not null,
  chiesta_il timestamp with time zone not null,
  tentativi_codice smallint default 0 not null,
  usata_il timestamp with time zone,
  constraint prova_posta_email_check CHECK (length(email) <= 256),
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

create table utenti.sessione (
  impronta bytea not null,
  operatore_id uuid not null,
  ente_id uuid,
  creata_il timestamp with time zone not null,
  vista_il timestamp with time zone not null,
  scade_il timestamp with time zone not null,
  constraint sessione_impronta_check CHECK (length(impronta) = 32),
  constraint sessione_ente_id_fkey FOREIGN KEY (ente_id) REFERENCES enti.ente(id),
  constraint sessione_operatore_id_fkey FOREIGN KEY (operatore_id) REFERENCES utenti.operatore(id),
  constraint sessione_pkey PRIMARY KEY (impronta)
);
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
  constraint sessione_cittadino_impronta_check CHECK (length(impronta) = 32),
  constraint sessione_cittadino_pkey PRIMARY KEY (impronta)
);
CREATE INDEX sessione_cittadino_scade ON utenti.sessione_cittadino USING btree (scade_il);
comment on table utenti.sessione_cittadino is 'piattaforma: citizen without a name, who proved something';
grant delete, insert, select, update on table utenti.sessione_cittadino to mypay_porta;
grant delete, insert, select, update on table utenti.sessione_cittadino to mypay_portale;
grant delete, insert, select, update on table utenti.sessione_cittadino to mypay_worker;

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
