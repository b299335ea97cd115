-- flussi: a flow annulled as a whole.

create table flussi.annullo (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  flusso_id uuid not null,
  -- `interrotto` is said by whoever stops it: the slice in hand finds it, and undoes itself.
  stato text not null default 'richiesto' check (stato in ('richiesto', 'in_corso', 'eseguito', 'interrotto')),
  motivo text not null check (length(motivo) between 1 and 500),
  richiesto_da text not null,
  richiesto_il timestamptz not null,
  interrotto_da text check ((interrotto_da is not null) = (stato = 'interrotto')),
  finito_il timestamptz check ((finito_il is not null) = (stato in ('eseguito', 'interrotto'))),
  -- The rows of the file whose dovuti are looked at; known when the work begins.
  righe_totali integer check (righe_totali >= 0),
  -- The resume point: the rows of the file up to this one are done, in slices each of its own transaction.
  riga_fatta integer not null default 0 check (riga_fatta >= 0),
  annullati integer not null default 0 check (annullati >= 0),
  esclusi integer not null default 0 check (esclusi >= 0),
  primary key (ente_id, id),
  foreign key (ente_id, flusso_id) references flussi.flusso (ente_id, id)
);
-- One at a time for a flow; another one, after new facts, may annul more.
create unique index annullo_aperto on flussi.annullo (ente_id, flusso_id) where stato in ('richiesto', 'in_corso');
create index annullo_flusso on flussi.annullo (ente_id, flusso_id, id desc);
call piattaforma.tabella_ente('flussi.annullo', 'the annulment of all that a file brought, with its progress');
grant select, insert, update on flussi.annullo to mypay_ufficio, mypay_sil, mypay_worker;

create table flussi.annullo_escluso (
  ente_id uuid not null,
  annullo_id uuid not null,
  riga integer not null check (riga > 0),
  dovuto_id uuid not null,
  iud text not null,
  motivo text not null check (motivo in ('PAGATO', 'IN_PAGAMENTO', 'CAMBIATO_DA_FLUSSO', 'CAMBIATO_A_MANO', 'GIA_ANNULLATO',
    'SOSTITUITO', 'CHIUSO', 'TIPO_NON_SEGUITO')),
  primary key (ente_id, annullo_id, riga),
  foreign key (ente_id, annullo_id) references flussi.annullo (ente_id, id)
);
call piattaforma.tabella_ente('flussi.annullo_escluso', 'what an annulment left as it was, by its row in the file, and why');
grant select on flussi.annullo_escluso to mypay_ufficio, mypay_sil;
grant select, insert on flussi.annullo_escluso to mypay_worker;

-- As in 0017, at half the price: the posizioni of one way to pay, which nearly all are, have no sums of ways to look at. It is asked once
-- a dovuto that a file changes the amount of.
create or replace function posizioni.controlla_importo() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
  v_dovuto uuid := case tg_table_name when 'quota' then (to_jsonb(new) ->> 'dovuto_id')::uuid else (to_jsonb(new) ->> 'id')::uuid end;
  v_posizione uuid;
  v_composta boolean;
  v_importo bigint;
  v_quote bigint;
begin
  select d.importo_cents, d.posizione_id, p.importo_cents is not null,
         (select sum(q.importo_cents) from posizioni.quota as q where q.ente_id = d.ente_id and q.dovuto_id = d.id)
    into v_importo, v_posizione, v_composta, v_quote
    from posizioni.dovuto as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
   where d.ente_id = new.ente_id and d.id = v_dovuto;
  if v_quote is distinct from v_importo then
    raise exception 'quote: the shares of dovuto % sum to %, the dovuto is %', v_dovuto, v_quote, v_importo
      using errcode = 'check_violation', constraint = 'quota_somma';
  end if;
  if v_composta then
    perform posizioni.esige_somme(new.ente_id, v_posizione);
  end if;
  return null;
end
$$;
