-- Receipts that arrive together are registered together: the two functions of the Nodo's door take sets, so that a busy minute costs a few
-- statements and one commit for many receipts. One alone is a set of one.

drop function pagamenti.prepara_ricevuta;
drop function pagamenti.scrivi_ricevuta;
drop function posizioni.fatti_iuv;
drop function posizioni.applica_chiusura;

-- A key of one column after ente_id can be mistaken for another while a table is empty: to the planner all of them cost the same, and a
-- session keeps the plan while the table grows. An index that is there for ranges declares what it is for, and the look by key cannot take
-- it.
drop index pagamenti.ricevuta_giorno;
create index ricevuta_giorno on pagamenti.ricevuta (ente_id, pagata_il) where pagata_il is not null;

-- Nobody looks for a receipt by the text of its iuv, or for a message by its receipt: the iuv's row and the receipt itself lead there.
drop index pagamenti.ricevuta_iuv;
drop index pagamenti.messaggio_receipt;

-- A receipt marks iuv and posizione without touching their indexes: with some room in the page the new version stays beside the old one.
alter table posizioni.iuv set (fillfactor = 90);
alter table posizioni.posizione set (fillfactor = 90);

-- The check on shares, as in 0005: with every look by a key, for a slice written into tables that the planner knows nothing of took
-- seconds.
alter function posizioni.controlla_quote() set enable_seqscan = off;
alter function posizioni.controlla_quote() set enable_hashjoin = off;
alter function posizioni.controlla_quote() set enable_mergejoin = off;

-- For receipts: the dovuti of every posizione that each iuv touches. The posizioni are locked, in id order, and with them their dovuti:
-- whoever changes a dovuto holds its posizione. No row for an iuv without dovuti.
create function posizioni.fatti_iuv(p_enti uuid[], p_iuv uuid[]) returns table (n bigint, dovuti jsonb)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;
alter function posizioni.fatti_iuv owner to mypay_porta;
revoke all on function posizioni.fatti_iuv from public;

-- Writes closings decided by the core: paid dovuti, those that another way to pay has closed, posizioni settled. What each brings is
-- unfolded first and apart (offset 0): to the planner it could be ten thousand rows, and it would rather read the dovuti whole.
create function posizioni.applica_chiusure(p jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_material = off
as $$
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
$$;
alter function posizioni.applica_chiusure owner to mypay_porta;
revoke all on function posizioni.applica_chiusure from public;

-- The Nodo's door writes through these functions only. The first stores the messages and gives back, locked, what each decision needs; the
-- second writes what was decided. Both run in one transaction of the caller. Every look is by a key: on a new installation, whose tables
-- are empty, the planner would read them whole, and a session would go on doing so while they grow. Bytes come joined, for an array of
-- them travels in hexadecimal.
create function pagamenti.prepara_ricevute(p jsonb, p_corpi bytea, p_impronte bytea, p_canonici bytea) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
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
$$;
alter function pagamenti.prepara_ricevute owner to mypay_porta;
revoke all on function pagamenti.prepara_ricevute from public;
grant execute on function pagamenti.prepara_ricevute to mypay_nodo;

-- Gives the ids, null for a copy that differs and was kept already.
create function pagamenti.scrivi_ricevute(p jsonb, p_canonici bytea) returns uuid[]
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
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
$$;
alter function pagamenti.scrivi_ricevute owner to mypay_porta;
revoke all on function pagamenti.scrivi_ricevute from public;
grant execute on function pagamenti.scrivi_ricevute to mypay_nodo;

-- The messages that somebody should look at: what schema or configuration found wrong, a KO, one that could not be worked on.
create index messaggio_difettoso on pagamenti.messaggio (ente_id, ricevuto_il) where esito <> 'OK' or difetti <> '[]';
create index messaggio_da_elaborare on pagamenti.messaggio (ricevuto_il) where esito = 'DA_ELABORARE';

-- Those of the current ente, newest first. The raw message stays shut: it holds a person's data.
create function pagamenti.messaggi_difettosi(p_quanti integer)
  returns table (id uuid, ricevuto_il timestamptz, operazione text, receipt_id text, esito text, difetti jsonb)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.id, m.ricevuto_il, m.operazione, m.receipt_id, m.esito, m.difetti
    from pagamenti.messaggio as m
   where m.ente_id = piattaforma.ente_corrente() and (m.esito <> 'OK' or m.difetti <> '[]')
   order by m.ricevuto_il desc, m.id desc limit p_quanti
$$;
alter function pagamenti.messaggi_difettosi owner to mypay_porta;
revoke all on function pagamenti.messaggi_difettosi from public;
grant execute on function pagamenti.messaggi_difettosi to mypay_ufficio;

-- A message kept aside is worked on again by a job, which registers it as the door does.
grant execute on function pagamenti.prepara_ricevute, pagamenti.scrivi_ricevute to mypay_worker;
grant update (esito) on pagamenti.messaggio to mypay_worker;

-- Append-only tables bear the transaction that wrote each row, for whoever will read them behind the horizon (model 9).
alter table pagamenti.messaggio add column xid xid8 not null default pg_current_xact_id();
alter table pagamenti.quota_pagata add column xid xid8 not null default pg_current_xact_id();
