-- eventi firmati e spinta dell'esito

-- The message of a receipt of the ente that asks: its software gets the receipt with the outcome, and messages are of nobody's.
create function pagamenti.corpo_ricevuta(p_ricevuta uuid) returns bytea
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.corpo
    from pagamenti.ricevuta as r
    join pagamenti.messaggio as m on m.id = r.messaggio_id
   where r.ente_id = piattaforma.ente_corrente() and r.id = p_ricevuta
$$;
alter function pagamenti.corpo_ricevuta(uuid) owner to mypay_porta;
revoke all on function pagamenti.corpo_ricevuta(uuid) from public;
grant execute on function pagamenti.corpo_ricevuta(uuid) to mypay_sil, mypay_worker;

-- What the module `eventi` follows of the others, each behind the horizon (model 9).
create view posizioni.v_passo with (security_invoker = true) as
  select s.ente_id, s.xid, s.id, s.istante, s.azione, s.stato, s.importo_cents, s.data_scadenza, s.dovuto_id, d.iud, d.iuv_id, i.iuv,
         i.numero_avviso, d.tipo_dovuto_id, d.pagato_il, d.pagato_cents, p.iupd,
         -- The place of this step in the history of its dovuto.
         (select count(*) from posizioni.storia as x
           where x.ente_id = s.ente_id and x.dovuto_id = s.dovuto_id and x.id <= s.id)::integer as seq
    from posizioni.storia as s
    join posizioni.dovuto as d on d.ente_id = s.ente_id and d.id = s.dovuto_id
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id
    left join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id;
grant select on posizioni.v_passo to mypay_worker;
-- How many they are, by the index alone: the joins above would be made for all of them.
create view posizioni.v_passo_xid with (security_invoker = true) as select xid from posizioni.storia;
grant select on posizioni.v_passo_xid to mypay_worker;

create view registro.v_atto with (security_invoker = true) as
  select ente_id, xid, istante, id, azione, oggetto_id from registro.atto where ente_id is not null;
grant select on registro.v_atto to mypay_worker;

create view flussi.v_flusso with (security_invoker = true) as
  select ente_id, id, genere, verso, stato, nome_file, iuf, righe_totali, righe_accettate, righe_scartate, codice_errore from flussi.flusso;
grant select on flussi.v_flusso to mypay_worker;

create view rendicontazione.v_acquisita with (security_invoker = true) as
  select ente_id, id, iuf, psp, revisione, regolamento, regolata_il, pagamenti, importo_cents from rendicontazione.rendicontazione;
grant select on rendicontazione.v_acquisita to mypay_worker;

-- The receipt that paid an iuv.
create view pagamenti.v_ricevuta_iuv with (security_invoker = true) as
  select ente_id, id as ricevuta_id, iuv_id, receipt_id, pagata_il
    from pagamenti.ricevuta where iuv_id is not null and genere in ('regolare', 'orfana') and not copia;
grant select on pagamenti.v_ricevuta_iuv to mypay_worker;

create schema eventi;
grant usage on schema eventi to mypay_porta, mypay_ufficio, mypay_sil, mypay_worker;

-- Who is told of what happens to an ente: a software, at an address.
create table eventi.abbonamento (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  nome text not null check (length(nome) between 1 and 80),
  url text not null check (length(url) between 1 and 2000 and url ~ '^https?://[^\s@]+$'),
  generi text[] not null check (cardinality(generi) between 1 and 20 and array_position(generi, null) is null),
  stato text not null check (stato in ('attivo', 'in_pausa', 'sospeso')),
  stato_dal timestamptz not null,
  -- The last event that was read for it.
  cursore bigint not null check (cursore >= 0),
  creato_il timestamptz not null,
  tolto_il timestamptz,
  primary key (ente_id, id)
);
create unique index abbonamento_nome on eventi.abbonamento (ente_id, lower(nome)) where tolto_il is null;
create index abbonamento_attivo on eventi.abbonamento (ente_id) where tolto_il is null;
call piattaforma.tabella_ente('eventi.abbonamento', 'a software that is told what happens, and how far it has been told');
grant select on eventi.abbonamento to mypay_ufficio, mypay_sil, mypay_worker;
grant insert on eventi.abbonamento to mypay_ufficio, mypay_worker;
grant update (stato, stato_dal, tolto_il) on eventi.abbonamento to mypay_ufficio;
grant update (stato, stato_dal, cursore, tolto_il) on eventi.abbonamento to mypay_worker;

-- With what its events are signed. Who makes them and takes them away cannot read them back.
create table eventi.segreto (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  abbonamento_id uuid not null,
  segreto bytea not null,
  chiave_id text not null,
  dal timestamptz not null,
  -- Until when it signs too, beside the one that took its place.
  fino timestamptz check (fino >= dal),
  primary key (ente_id, id),
  foreign key (ente_id, abbonamento_id) references eventi.abbonamento (ente_id, id)
);
create unique index segreto_corrente on eventi.segreto (ente_id, abbonamento_id) where fino is null;
create index segreto_di on eventi.segreto (ente_id, abbonamento_id);
call piattaforma.tabella_ente('eventi.segreto', 'secrets that sign the events of a subscription, sealed');
grant select (ente_id, id, abbonamento_id, dal, fino), insert, update (fino) on eventi.segreto to mypay_ufficio;
grant select, insert, update (fino, segreto, chiave_id), delete on eventi.segreto to mypay_worker;

-- What happened, written by one follower alone: so numbers grow in the order in which they can be read. No key leads to what it tells of:
-- it tells what was, for ninety days.
create table eventi.evento (
  ente_id uuid not null references enti.ente (id),
  numero bigint not null generated always as identity,
  id uuid not null default uuidv7(),
  genere text not null check (genere ~ '^[a-z]+\.[a-z]+$'),
  oggetto_id uuid not null,
  seq integer not null check (seq > 0),
  istante timestamptz not null,
  dati jsonb not null check (jsonb_typeof(dati) = 'object'),
  scritto_il timestamptz not null default now(),
  primary key (ente_id, numero)
);
create index evento_scritto on eventi.evento (scritto_il);
call piattaforma.tabella_ente('eventi.evento', 'what happened, for who is told of it; for ninety days');
grant select, insert, delete on eventi.evento to mypay_worker;
grant select on eventi.evento to mypay_ufficio, mypay_sil;

-- Events that a subscription has not taken yet, and when they are sent again. Null: nobody sends them any more.
create table eventi.ritardo (
  ente_id uuid not null,
  abbonamento_id uuid not null,
  numero bigint not null,
  tentativi integer not null check (tentativi >= 0),
  prossimo_il timestamptz,
  primary key (ente_id, abbonamento_id, numero),
  foreign key (ente_id, abbonamento_id) references eventi.abbonamento (ente_id, id),
  foreign key (ente_id, numero) references eventi.evento (ente_id, numero) on delete cascade
);
create index ritardo_prossimo on eventi.ritardo (ente_id, abbonamento_id, prossimo_il) where prossimo_il is not null;
create index ritardo_evento on eventi.ritardo (ente_id, numero);
call piattaforma.tabella_ente('eventi.ritardo', 'events to be sent again to a subscription');
grant select, insert, update, delete on eventi.ritardo to mypay_worker;
grant select, insert, update (tentativi, prossimo_il) on eventi.ritardo to mypay_ufficio;

-- Where the outcome of payments is pushed, the way MyPay did (webservices 1.24): for the whole ente, or for a kind of due, which wins.
create table eventi.spinta (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  tipo_dovuto_id uuid,
  url text not null check (length(url) between 1 and 2000 and url ~ '^https?://[^\s@]+$'),
  kid text check (length(kid) between 1 and 200),
  sub text check (length(sub) between 1 and 200),
  iss text check (length(iss) between 1 and 200),
  segreto bytea,
  chiave_id text,
  registrata_il timestamptz not null,
  prova_chiesta_il timestamptz,
  provata_il timestamptz,
  prova_esito text check (length(prova_esito) <= 40),
  tolta_il timestamptz,
  primary key (ente_id, id),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id),
  constraint spinta_jwt check (num_nulls(kid, sub, iss, segreto, chiave_id) in (0, 5))
);
create unique index spinta_una on eventi.spinta (ente_id, tipo_dovuto_id) nulls not distinct where tolta_il is null;
call piattaforma.tabella_ente('eventi.spinta', 'where the outcome of payments is pushed');
grant select (ente_id, id, tipo_dovuto_id, url, kid, sub, iss, registrata_il, prova_chiesta_il, provata_il, prova_esito, tolta_il),
  insert, update (tolta_il, prova_chiesta_il) on eventi.spinta to mypay_ufficio;
grant select, insert, update (prova_chiesta_il, provata_il, prova_esito, segreto, chiave_id) on eventi.spinta to mypay_worker;

-- Outcomes to be pushed: one a payment.
create table eventi.esito (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  iuv_id uuid not null,
  iuv text not null check (length(iuv) between 1 and 35),
  receipt_id text not null check (length(receipt_id) between 1 and 255),
  tipo_dovuto_id uuid not null,
  tentativi integer not null default 0 check (tentativi >= 0),
  tentativi_max integer not null check (tentativi_max between 1 and 100),
  -- Null: it was taken, or nobody tries any more.
  prossimo_il timestamptz,
  spinto_il timestamptz,
  lasciato_il timestamptz,
  perche text check (length(perche) <= 40),
  creato_il timestamptz not null default now(),
  primary key (ente_id, id),
  unique (ente_id, iuv_id, receipt_id),
  foreign key (ente_id, iuv_id) references posizioni.iuv (ente_id, id),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id),
  check (num_nonnulls(prossimo_il, spinto_il, lasciato_il) <= 1)
);
create index esito_prossimo on eventi.esito (ente_id, prossimo_il) where prossimo_il is not null;
create index esito_fermo on eventi.esito (ente_id, id) where prossimo_il is null and spinto_il is null and lasciato_il is null;
create index esito_creato on eventi.esito (creato_il);
call piattaforma.tabella_ente('eventi.esito', 'outcomes of payments to be pushed to the ente');
grant select, insert, update, delete on eventi.esito to mypay_worker;
grant select, update (tentativi, prossimo_il, lasciato_il) on eventi.esito to mypay_ufficio;

-- Each time that something was sent: an event (none: a test) to a subscription, or an outcome.
create table eventi.tentativo (
  ente_id uuid not null,
  id uuid not null default uuidv7(),
  abbonamento_id uuid,
  numero bigint,
  genere text check (length(genere) <= 40),
  esito_id uuid,
  quale integer not null check (quale > 0),
  istante timestamptz not null,
  durata_ms integer not null check (durata_ms >= 0),
  stato integer,
  -- `ok`, or in a word why not.
  come text not null check (length(come) between 1 and 40),
  risposta text not null check (length(risposta) <= 200),
  primary key (ente_id, id),
  foreign key (ente_id, abbonamento_id) references eventi.abbonamento (ente_id, id),
  foreign key (ente_id, esito_id) references eventi.esito (ente_id, id) on delete cascade,
  check (num_nonnulls(abbonamento_id, esito_id) = 1)
);
create index tentativo_abbonamento on eventi.tentativo (ente_id, abbonamento_id, id desc) where abbonamento_id is not null;
create index tentativo_esito on eventi.tentativo (ente_id, esito_id, id desc) where esito_id is not null;
create index tentativo_istante on eventi.tentativo (istante);
call piattaforma.tabella_ente('eventi.tentativo', 'each time that an event or an outcome was sent; for ninety days');
grant select, insert, delete on eventi.tentativo to mypay_worker;
grant select on eventi.tentativo to mypay_ufficio;

-- What is said of the push stands with it, and nobody ever called with what stood here.
delete from enti.credenziale where scopo = 'push_esiti';
alter table enti.credenziale drop constraint credenziale_scopo_check, add constraint credenziale_scopo_check
  check (scopo in ('attualizzazione_importi', 'attivazione_esterna', 'carrello_multiente', 'app_io', 'biz_events'));

-- From now on: what happened before was told to nobody.
insert into piattaforma.seguito (nome, cursore) values ('eventi.evento', pg_snapshot_xmin(pg_current_snapshot()));
