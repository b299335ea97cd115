-- Receipts that never came: from a payment that a statement reports, or that somebody made from a carrello, to its receipt asked of
-- biz-events (pagopa.md 6.5) and registered as those that come by themselves.

-- How the bytes that are kept of a receipt came: brought by the Nodo, recovered from biz-events, or none, for the ente has registered
-- the payment by hand. What the Nodo brings takes the place of the others, and a recovered one that of none.
alter table pagamenti.ricevuta add column origine text not null default 'nodo' check (origine in ('nodo', 'recuperata', 'manuale'));

-- As in 0010; of the receipt that is there already it says how it came too.
create or replace function pagamenti.prepara_ricevute(p jsonb, p_corpi bytea, p_impronte bytea, p_canonici bytea) returns jsonb
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
$$;

-- As in 0010, with how it came.
create or replace function pagamenti.scrivi_ricevute(p jsonb, p_canonici bytea) returns uuid[]
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
$$;

-- The bytes of a receipt that is here already, in their place those of a message that proves more: what it paid stays as it was. Where
-- nothing was known of who paid and where, for a payment registered by hand, that is filled in.
create function pagamenti.sostituisci_ricevuta(p jsonb, p_canonico bytea) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
as $$
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
$$;
alter function pagamenti.sostituisci_ricevuta owner to mypay_porta;
revoke all on function pagamenti.sostituisci_ricevuta from public;
grant execute on function pagamenti.sostituisci_ricevuta to mypay_nodo, mypay_worker;

-- Whoever paid is shown receipts; a payment that the ente has registered by hand is no receipt.
create or replace function pagamenti.leggi_ricevute(p_ente uuid, p_iuv uuid) returns setof pagamenti.ricevuta
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select * from pagamenti.ricevuta as r where r.ente_id = p_ente and r.iuv_id = p_iuv and r.genere in ('regolare', 'orfana') and not r.copia
     and r.origine <> 'manuale'
   order by r.registrata_il;
$$;
create or replace function pagamenti.pagati_del_cittadino(p_filtro jsonb, p_prova boolean, p_limite integer)
  returns table (ente_id uuid, ente text, iuv_id uuid, dovuto_id uuid, causale text, tipo text, pagato_il timestamptz, pagato_cents bigint,
                 come text, ricevuta boolean, prova boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_custom_plan
as $$
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
$$;

-- A payer who came back from Checkout waits until the statements of the second day after have come (pagopa.md 3.1).
create or replace view registro.v_attivazione as
  select numero_avviso, dominio, max(istante) as istante, max(istante) filter (where attesa) as attesa_dal
    from registro.attivazione
   where istante > now() - interval '30 minutes'
      or (attesa and istante >= (date_trunc('day', now() at time zone 'Europe/Rome') - interval '2 days') at time zone 'Europe/Rome')
   group by numero_avviso, dominio;

-- The notices of carrelli whose payer came back by the way of who has paid, and whose receipt has not come.
create index carrello_rientrato on pagamenti.carrello (rientrato_il) where rientro = 'ok';
create view pagamenti.v_voce_in_attesa with (security_invoker = true) as
  select v.ente_id, i.iuv, c.id as carrello_id, v.importo_cents, c.rientrato_il
    from pagamenti.carrello as c
    join pagamenti.carrello_voce as v on v.carrello_id = c.id and v.ricevuta_id is null
    join posizioni.iuv as i on i.ente_id = v.ente_id and i.id = v.iuv_id and i.pagato_il is null
   where c.rientro = 'ok' and c.stato in ('inviato', 'abbandonato');
grant select on pagamenti.v_voce_in_attesa to mypay_worker;

-- The key of biz-events is kept as those of the other services: the intermediary's, or an ente's own.
alter table enti.credenziale drop constraint credenziale_scopo_check;
alter table enti.credenziale add constraint credenziale_scopo_check check (scopo in (
  'push_esiti', 'attualizzazione_importi', 'attivazione_esterna', 'carrello_multiente', 'app_io', 'biz_events'));

create table rendicontazione.mancante (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  origine text not null check (origine in ('rendicontazione', 'carrello')),
  iuv text not null check (length(iuv) between 1 and 35),
  -- How the receipt is asked for; null while nobody knows it. `iur_da`: who typed it; null: a statement said it.
  iur text check (iur ~ '^[!-~]{1,35}$'),
  iur_da text,
  carrello_id uuid,
  -- The statement that reports it, and what it says that this ente got. Of a carrello: what was asked, and the day of the return.
  rendicontazione_id uuid,
  esito smallint check (esito in (0, 4, 8, 9)),
  giorno date not null,
  importo_cents bigint not null check (importo_cents between 1 and 99999999999),
  stato text not null check (stato in ('in_coda', 'in_attesa', 'da_chiudere', 'arrivata', 'chiusa')),
  -- Why somebody has to see to it.
  perche text check (perche in ('tentativi', 'senza_ricevuta', 'non_rendicontata')),
  attesa_fino date,
  -- Answers had, and when the next is asked for.
  tentativi integer not null default 0 check (tentativi >= 0),
  prossimo_il timestamptz,
  richiesto_da text,
  creata_il timestamptz not null,
  conclusa_il timestamptz,
  -- By hand: the payment was registered, there was none, or its statement was published again without it.
  chiusura text check (chiusura in ('pagamento', 'non_pagata', 'ritirata')),
  motivo text check (length(motivo) between 1 and 500),
  chiusa_da text,
  primary key (ente_id, id),
  foreign key (ente_id, rendicontazione_id) references rendicontazione.rendicontazione (ente_id, id),
  constraint mancante_coda check ((stato = 'in_coda') = (prossimo_il is not null) and (stato <> 'in_coda' or iur is not null)),
  constraint mancante_attesa check (stato <> 'in_attesa' or attesa_fino is not null),
  constraint mancante_perche check ((stato = 'da_chiudere') = (perche is not null)),
  constraint mancante_chiusura check ((stato = 'chiusa') = (chiusura is not null) and (chiusura is null) = (chiusa_da is null)
    and (stato in ('arrivata', 'chiusa')) = (conclusa_il is not null)),
  constraint mancante_motivo check (chiusura is null or chiusura = 'ritirata' or motivo is not null),
  constraint mancante_di check ((origine = 'carrello') = (carrello_id is not null))
);
call piattaforma.tabella_ente('rendicontazione.mancante', 'a payment whose receipt has not come');
create unique index mancante_iur on rendicontazione.mancante (ente_id, iur) where iur is not null;
create unique index mancante_carrello on rendicontazione.mancante (ente_id, carrello_id, iuv) where carrello_id is not null;
create index mancante_iuv on rendicontazione.mancante (ente_id, iuv);
create index mancante_aperta on rendicontazione.mancante (ente_id, id) where stato in ('in_coda', 'in_attesa', 'da_chiudere');
create index mancante_coda on rendicontazione.mancante (prossimo_il) where stato = 'in_coda';
grant select, insert, update on rendicontazione.mancante to mypay_ufficio, mypay_worker;

-- One question, and what was answered.
create table rendicontazione.tentativo (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  mancante_id uuid not null,
  iur text not null,
  iniziato_il timestamptz not null,
  -- Null: it goes on, or whoever was at it has died.
  finito_il timestamptz,
  esito text check (esito ~ '^[a-z_0-9]{1,40}$'),
  richiesto_da text not null,
  -- The JSON as it came, compressed and encrypted.
  corpo bytea,
  primary key (ente_id, id),
  foreign key (ente_id, mancante_id) references rendicontazione.mancante (ente_id, id),
  check ((finito_il is null) = (esito is null))
);
call piattaforma.tabella_ente('rendicontazione.tentativo', 'a receipt asked of biz-events, and what was answered');
create index tentativo_di on rendicontazione.tentativo (ente_id, mancante_id);
grant select (ente_id, id, mancante_id, iur, iniziato_il, finito_il, esito, richiesto_da) on rendicontazione.tentativo to mypay_ufficio;
grant select, insert, update (finito_il, esito, corpo) on rendicontazione.tentativo to mypay_worker;

-- A key of biz-events (its fingerprint), the questions of the last hour, and until when nobody asks with it. Whoever is about to ask locks
-- its row, and writes the question before asking: several processes, and one that dies, never ask more than they may.
create table rendicontazione.chiave_recupero (
  impronta bytea primary key check (octet_length(impronta) = 32),
  chiamate timestamptz[] not null default '{}',
  ferma_fino timestamptz,
  perche text check (perche ~ '^[a-z_0-9]{1,40}$'),
  constraint chiave_recupero_limite check (cardinality(chiamate) <= 8),
  check ((ferma_fino is null) = (perche is null))
);
call piattaforma.tabella_comune('rendicontazione.chiave_recupero', 'how often biz-events was asked with each key in the last hour');
grant select, insert, update on rendicontazione.chiave_recupero to mypay_worker;
grant select (ferma_fino, perche, chiamate) on rendicontazione.chiave_recupero to mypay_ufficio;

-- Each with what became of it: its receipt may have come by itself a moment ago, and is not missing any more. `scritto` is the state as it
-- was written last, which an index knows.
create view rendicontazione.v_mancante with (security_invoker = true) as
  select m.ente_id, m.id, m.origine, m.iuv, m.iur, m.iur_da, m.rendicontazione_id, f.iuf, f.psp, f.mittente_denominazione, m.esito,
         m.giorno, m.importo_cents, m.perche, m.attesa_fino, m.tentativi, m.prossimo_il, m.creata_il, m.chiusura, m.motivo, m.chiusa_da,
         m.stato as scritto,
         case when m.stato in ('in_coda', 'in_attesa', 'da_chiudere') and r.id is not null then 'arrivata' else m.stato end as stato,
         coalesce(m.conclusa_il, r.registrata_il) as conclusa_il,
         r.id as ricevuta_id, r.origine as ricevuta_origine, r.registrata_il as ricevuta_registrata_il,
         i.numero_avviso, coalesce(d.dovuti, '[]') as dovuti, coalesce(d.tipi, '[]') as tipi
    from rendicontazione.mancante as m
    left join rendicontazione.rendicontazione as f on f.ente_id = m.ente_id and f.id = m.rendicontazione_id
    left join posizioni.iuv as i on i.ente_id = m.ente_id and i.iuv = m.iuv
    left join lateral (
      select x.id, x.origine, x.registrata_il from pagamenti.ricevuta as x
       where x.ente_id = m.ente_id and x.genere <> 'difforme'
         and ((m.iur is not null and x.receipt_id = m.iur) or (m.iur is null and x.iuv_id = i.id))
       order by x.id limit 1) as r on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', y.id, 'iud', y.iud, 'stato', y.stato) order by y.ordine, y.id) as dovuti,
             jsonb_agg(distinct y.tipo_dovuto_id) as tipi
        from posizioni.dovuto as y where y.ente_id = m.ente_id and y.iuv_id = i.id) as d on true;
grant select on rendicontazione.v_mancante to mypay_ufficio, mypay_worker;

-- What the statements in force already report without a receipt.
insert into rendicontazione.mancante (ente_id, origine, iuv, iur, rendicontazione_id, esito, giorno, importo_cents, stato, perche,
  prossimo_il, creata_il)
select g.ente_id, 'rendicontazione', min(g.iuv), g.iur, max(g.rendicontazione_id::text)::uuid, min(g.esito), min(g.esitata_il),
       sum(g.importo_cents), case when min(g.esito) in (8, 9) then 'da_chiudere' else 'in_coda' end,
       case when min(g.esito) in (8, 9) then 'senza_ricevuta' end, case when min(g.esito) not in (8, 9) then now() end, now()
  from rendicontazione.riga as g
  join rendicontazione.rendicontazione as f on f.ente_id = g.ente_id and f.id = g.rendicontazione_id and f.corrente
 where g.esito in (0, 4, 8, 9) and g.importo_cents > 0 and g.iur ~ '^[!-~]{1,35}$'
   and not exists (select from pagamenti.ricevuta as r where r.ente_id = g.ente_id and r.receipt_id = g.iur and r.genere <> 'difforme')
 group by g.ente_id, g.iur
on conflict do nothing;
