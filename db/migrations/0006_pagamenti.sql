-- pagamenti: what was paid. Raw messages first, then ricevute and what each beneficiary got.

create schema pagamenti;
grant usage on schema pagamenti to mypay_porta, mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;
grant create on schema pagamenti to mypay_porta;

-- Every receipt message, valid or not, before anything else is decided about it.
create table pagamenti.messaggio (
  id uuid primary key default uuidv7(),
  ricevuto_il timestamptz not null default clock_timestamp(),
  operazione text not null,
  impronta bytea not null check (length(impronta) = 32),
  corpo bytea not null,
  corpo_byte integer not null check (corpo_byte >= 0),
  -- Filled when the message is understood and its ente is ours.
  ente_id uuid references enti.ente (id),
  id_pa text,
  receipt_id text,
  esito text not null,
  difetti jsonb not null default '[]'
);
create index messaggio_receipt on pagamenti.messaggio (receipt_id) where receipt_id is not null;
call piattaforma.tabella_comune('pagamenti.messaggio',
  'receipt messages as they came (compressed, encrypted); also those of enti that are not ours');
grant select on pagamenti.messaggio to mypay_worker;

create table pagamenti.ricevuta (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  xid xid8 not null default pg_current_xact_id(),
  receipt_id text not null check (length(receipt_id) between 1 and 255),
  -- The owner of the notice; differs from this ente where this is the copy for a secondary beneficiary.
  titolare_cf text not null,
  copia boolean not null default false,
  iuv_id uuid,
  iuv text not null,
  numero_avviso text,
  importo_cents bigint not null check (importo_cents >= 0),
  -- regolare: closed what it paid; orfana: notice unknown; seconda: another receipt had already paid it; difforme: same id, other content.
  genere text not null check (genere in ('regolare', 'orfana', 'seconda', 'difforme', 'negativa')),
  pagata_il timestamptz,
  applicata_il date,
  registrata_il timestamptz not null default clock_timestamp(),
  versione smallint not null check (versione in (1, 2)),
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
  stand_in boolean not null default false,
  canonico bytea not null check (length(canonico) = 32),
  messaggio_id uuid not null references pagamenti.messaggio (id),
  da_rimborsare boolean not null default false,
  primary key (ente_id, id),
  foreign key (ente_id, iuv_id) references posizioni.iuv (ente_id, id)
);
-- One receipt per (idPA, receiptId). A second message with other content is kept beside it as 'difforme'.
create unique index ricevuta_una on pagamenti.ricevuta (ente_id, receipt_id) where genere <> 'difforme';
create unique index ricevuta_difforme on pagamenti.ricevuta (ente_id, receipt_id, canonico) where genere = 'difforme';
create index ricevuta_iuv on pagamenti.ricevuta (ente_id, iuv);
create index ricevuta_xid on pagamenti.ricevuta (xid);
call piattaforma.tabella_ente('pagamenti.ricevuta', 'proof of payment; never refused for state or amount');

create table pagamenti.quota_pagata (
  ente_id uuid not null references enti.ente (id),
  receipt_id text not null,
  id_trasferimento smallint not null check (id_trasferimento between 0 and 5),
  -- The receipt that said so: the owner's, or this ente's own copy, whichever came first.
  ricevuta_ente_id uuid not null,
  ricevuta_id uuid not null,
  titolare_cf text not null,
  importo_cents bigint not null check (importo_cents >= 0),
  iban text,
  bollo boolean not null default false,
  beneficiario_cf text not null,
  beneficiario_denominazione text,
  causale text,
  tassonomia text,
  metadati jsonb,
  dovuto_id uuid,
  primary key (ente_id, receipt_id, id_trasferimento),
  foreign key (ricevuta_ente_id, ricevuta_id) references pagamenti.ricevuta (ente_id, id),
  foreign key (ente_id, dovuto_id) references posizioni.dovuto (ente_id, id)
);
create index quota_pagata_dovuto on pagamenti.quota_pagata (ente_id, dovuto_id) where dovuto_id is not null;
call piattaforma.tabella_ente('pagamenti.quota_pagata', 'what an ente of ours got by a receipt, one row a transfer');

grant select on pagamenti.ricevuta, pagamenti.quota_pagata to mypay_ufficio, mypay_sil, mypay_worker;

-- Published: what was paid, one row a dovuto (model 12): what this ente got for it, with the facts of the receipt that closed it.
create view pagamenti.v_pagato with (security_invoker = true) as
  select d.ente_id, d.id as dovuto_id, d.iuf, d.riga, d.iud, d.causale, d.dati_riscossione, d.bilancio, d.tipo_dovuto_id,
    t.codice as tipo_dovuto,
         i.iuv, i.numero_avviso, r.id as ricevuta_id, r.messaggio_id, r.receipt_id, r.iuv as ricevuta_iuv, r.titolare_cf, r.stazione,
           r.pagata_il,
         r.importo_cents as totale_cents, r.psp, r.psp_denominazione, r.commissione_cents, r.debitore, r.pagatore, r.registrata_il,
           r.versione,
         (r.pagata_il at time zone 'Europe/Rome')::date as pagata_giorno,
         q.importo_cents as quota_cents, q.indice, q.tassonomia,
         p.debitore_tipo, p.debitore_codice, p.debitore_anagrafica, p.indirizzo, p.civico, p.cap, p.localita, p.provincia, p.nazione,
           p.email
    from posizioni.dovuto as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    join enti.tipo_dovuto as t on t.ente_id = d.ente_id and t.id = d.tipo_dovuto_id
    join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
    join pagamenti.ricevuta as r on r.ente_id = d.ente_id and r.iuv_id = d.iuv_id and r.genere in ('regolare', 'orfana') and not r.copia
    join lateral (
      select sum(x.importo_cents)::bigint as importo_cents, min(x.id_trasferimento) as indice, min(x.tassonomia) as tassonomia
        from pagamenti.quota_pagata as x
       where x.ente_id = d.ente_id and x.receipt_id = r.receipt_id
         -- The shares of a receipt that came before its dovuto name none.
         and (x.dovuto_id = d.id or (r.genere = 'orfana' and x.dovuto_id is null))) as q on q.importo_cents is not null
   where d.stato = 'pagato';
grant select on pagamenti.v_pagato to mypay_ufficio, mypay_sil, mypay_worker;
create index ricevuta_iuv_id on pagamenti.ricevuta (ente_id, iuv_id) where iuv_id is not null;
create index ricevuta_giorno on pagamenti.ricevuta (ente_id, pagata_il);

-- The Nodo's door writes through these two functions only. The first stores the message and gives back, locked, what the decision needs;
-- the second writes what was decided. Both run in one transaction of the caller.
create function pagamenti.prepara_ricevuta(p jsonb, p_corpo bytea, p_impronta bytea, p_canonico bytea) returns jsonb
  -- Every look here is by a unique key. On the tables of a new installation, which are empty, the planner would read them whole, and a
  -- session would go on doing so while they grow.
  language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
  v_ente uuid := (p ->> 'enteId')::uuid;
  v_messaggio uuid;
  v_iuv posizioni.iuv;
begin
  insert into pagamenti.messaggio (operazione, impronta, corpo, corpo_byte, ente_id, id_pa, receipt_id, esito, difetti)
  values (p ->> 'operazione', p_impronta, p_corpo, (p ->> 'corpoByte')::integer, v_ente, p ->> 'idPa', p ->> 'receiptId', p ->> 'esito',
    p -> 'difetti')
  returning id into v_messaggio;
  if v_ente is null then
    return jsonb_build_object('messaggioId', v_messaggio);
  end if;
  if not (p ->> 'copia')::boolean then
    -- The row of the iuv is what two deliveries of the same payment meet on; an unknown notice gets its row here, as orphan.
    select * into v_iuv from posizioni.iuv as i where i.ente_id = v_ente and i.numero_avviso = p ->> 'numeroAvviso' for update;
    if not found then
      insert into posizioni.iuv (ente_id, iuv, numero_avviso, stazione_id, origine)
      values (v_ente, p ->> 'iuv', p ->> 'numeroAvvisoValido', (p ->> 'stazioneId')::uuid, 'orfano')
      on conflict do nothing;
      select * into v_iuv from posizioni.iuv as i where i.ente_id = v_ente and (i.numero_avviso = p ->> 'numeroAvviso'
        or i.iuv = p ->> 'iuv')
       order by i.numero_avviso = p ->> 'numeroAvviso' desc nulls last limit 1 for update;
    end if;
  end if;
  return jsonb_build_object(
    'messaggioId', v_messaggio,
    'iuvId', v_iuv.id,
    'pagato', v_iuv.pagato_il is not null,
    'stessa', (select jsonb_build_object('id', r.id, 'uguale', r.canonico = p_canonico) from pagamenti.ricevuta as r
                where r.ente_id = v_ente and r.receipt_id = p ->> 'receiptId' and r.genere <> 'difforme'),
    'dovuti', posizioni.fatti_iuv(v_ente, v_iuv.id),
    'enti', (select jsonb_object_agg(e.codice_fiscale, e.id) from enti.ente as e
              where e.ambiente = (select x.ambiente from enti.ente as x where x.id = v_ente)
                and e.codice_fiscale in (select jsonb_array_elements_text(p -> 'beneficiari'))));
end
$$;
alter function pagamenti.prepara_ricevuta owner to mypay_porta;
revoke all on function pagamenti.prepara_ricevuta from public;
grant execute on function pagamenti.prepara_ricevuta to mypay_nodo;

create function pagamenti.scrivi_ricevuta(p jsonb, p_canonico bytea) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
  r jsonb := p -> 'ricevuta';
  v_ente uuid := (r ->> 'enteId')::uuid;
  v_id uuid;
begin
  insert into pagamenti.ricevuta (ente_id, receipt_id, titolare_cf, copia, iuv_id, iuv, numero_avviso, importo_cents, genere, pagata_il,
    applicata_il,
                                  versione, stazione, psp, psp_denominazione, psp_codice_fiscale, canale, mezzo, commissione_cents, causale,
                                  debitore, pagatore, metadati, nota_pagamento, stand_in, canonico, messaggio_id, da_rimborsare)
  values (v_ente, r ->> 'receiptId', r ->> 'titolareCf', (r ->> 'copia')::boolean, (r ->> 'iuvId')::uuid, r ->> 'iuv', r ->> 'numeroAvviso',
          (r ->> 'importoCents')::bigint, r ->> 'genere', (r ->> 'pagataIl')::timestamptz, (r ->> 'applicataIl')::date,
          (r ->> 'versione')::smallint, r ->> 'stazione', r ->> 'psp', r ->> 'pspDenominazione', r ->> 'pspCodiceFiscale', r ->> 'canale',
          r ->> 'mezzo', (r ->> 'commissioneCents')::bigint, r ->> 'causale', nullif(r -> 'debitore', 'null'), nullif(r -> 'pagatore',
            'null'),
          nullif(r -> 'metadati', 'null'), r ->> 'notaPagamento', (r ->> 'standIn')::boolean, p_canonico, (r ->> 'messaggioId')::uuid,
          (r ->> 'daRimborsare')::boolean)
  on conflict (ente_id, receipt_id, canonico) where genere = 'difforme' do nothing
  returning id into v_id;
  if v_id is null then
    return null;
  end if;
  -- Whichever of the owner's receipt and the beneficiary's copy comes first writes the share.
  insert into pagamenti.quota_pagata (ente_id, receipt_id, id_trasferimento, ricevuta_ente_id, ricevuta_id, titolare_cf, importo_cents,
    iban, bollo,
                                      beneficiario_cf, beneficiario_denominazione, causale, tassonomia, metadati, dovuto_id)
  select (q ->> 'enteId')::uuid, r ->> 'receiptId', (q ->> 'idTrasferimento')::smallint, v_ente, v_id, r ->> 'titolareCf',
         (q ->> 'importoCents')::bigint, q ->> 'iban', (q ->> 'bollo')::boolean, q ->> 'beneficiarioCf', q ->> 'beneficiarioDenominazione',
         q ->> 'causale', q ->> 'tassonomia', nullif(q -> 'metadati', 'null'), (q ->> 'dovutoId')::uuid
    from jsonb_array_elements(p -> 'quote') as q
  on conflict (ente_id, receipt_id, id_trasferimento) do nothing;
  if p -> 'chiusura' <> 'null' then
    perform posizioni.applica_chiusura(v_ente, p -> 'chiusura');
  end if;
  return v_id;
end
$$;
alter function pagamenti.scrivi_ricevuta owner to mypay_porta;
revoke all on function pagamenti.scrivi_ricevuta from public;
grant execute on function pagamenti.scrivi_ricevuta to mypay_nodo;

-- The receipts of one notice, for who has proved that they may read it.
create function pagamenti.leggi_ricevute(p_ente uuid, p_iuv uuid) returns setof pagamenti.ricevuta
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select * from pagamenti.ricevuta as r where r.ente_id = p_ente and r.iuv_id = p_iuv and r.genere in ('regolare', 'orfana') and not r.copia
   order by r.registrata_il;
$$;
alter function pagamenti.leggi_ricevute owner to mypay_porta;
revoke all on function pagamenti.leggi_ricevute from public;
grant execute on function pagamenti.leggi_ricevute to mypay_portale;
