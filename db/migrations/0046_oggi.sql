-- The home of the ufficio and what is stuck.

-- How far each follower has read behind the horizon (model 9), and up to which instant what it keeps is whole. A transaction older than
-- `prossimo` may still be running: when none is, everything that was committed by `prossimo_il` has been read.
create table piattaforma.seguito (
  nome text primary key check (nome ~ '^[a-z_]+\.[a-z_]+$'),
  cursore xid8 not null default '0',
  fino timestamptz,
  prossimo xid8,
  prossimo_il timestamptz,
  check ((prossimo is null) = (prossimo_il is null))
);
call piattaforma.tabella_comune('piattaforma.seguito', 'how far each follower has read, and up to when what it keeps is whole');
grant select, update on piattaforma.seguito to mypay_worker;
grant select on piattaforma.seguito to mypay_ufficio;
insert into piattaforma.seguito (nome) values ('pagamenti.riassunto'), ('posizioni.conteggio'), ('posizioni.ricerca');

-- What came to each ente, day by day: the home asks a month of it, and never the receipts themselves.
create table pagamenti.riassunto (
  ente_id uuid not null references enti.ente (id),
  -- The day of the payment, in Rome.
  giorno date not null,
  -- All zeros: of no dovuto of ours.
  tipo_dovuto_id uuid not null,
  -- `portale`, `fuori_pagopa`, or by name the PSP that took the money.
  canale text not null check (length(canale) between 1 and 70),
  quanti integer not null,
  importo_cents bigint not null,
  primary key (ente_id, giorno, tipo_dovuto_id, canale)
);
call piattaforma.tabella_ente('pagamenti.riassunto', 'what came in, by day, kind of due and channel: kept by a follower');
grant select, insert, update on pagamenti.riassunto to mypay_worker;
grant select on pagamenti.riassunto to mypay_ufficio;
create index incasso_xid on pagamenti.incasso (xid);

-- Of which kind a dovuto is, and under which iuv: for who sums money by kind.
create view posizioni.v_dovuto_tipo with (security_invoker = true) as
  select d.ente_id, d.id as dovuto_id, d.iuv_id, d.tipo_dovuto_id from posizioni.dovuto as d;
grant select on posizioni.v_dovuto_tipo to mypay_ufficio, mypay_worker;

-- How many dovuti are in each state that is counted, and for how much; those to be paid by their date.
create table posizioni.conteggio (
  ente_id uuid not null,
  tipo_dovuto_id uuid not null,
  stato text not null check (stato in ('bozza', 'da_pagare', 'pagato', 'estinto')),
  -- Infinity: without a date, or of a state where the date counts no more.
  data_scadenza date not null,
  quanti integer not null,
  importo_cents bigint not null,
  primary key (ente_id, tipo_dovuto_id, stato, data_scadenza),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id)
);
call piattaforma.tabella_ente('posizioni.conteggio', 'how many dovuti are in each state, by kind and date: kept by a follower');
grant select, insert, update, delete on posizioni.conteggio to mypay_worker;
grant select on posizioni.conteggio to mypay_ufficio;

-- How many more (or fewer) of those to be paid the days of the ways to pay put past their term than their dates do. Terms begin, end and
-- move with the days and with the notifications, which no count by date can follow: they are few, and counted again by a job.
create table posizioni.oltre_termine (
  ente_id uuid not null,
  tipo_dovuto_id uuid not null,
  quanti integer not null,
  importo_cents bigint not null,
  primary key (ente_id, tipo_dovuto_id),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id)
);
call piattaforma.tabella_ente('posizioni.oltre_termine', 'dovuti past the term of their way to pay, beside those past their date');
grant select, insert, update, delete on posizioni.oltre_termine to mypay_worker;
grant select on posizioni.oltre_termine to mypay_ufficio;
create index opzione_a_termine on posizioni.opzione (ente_id, posizione_id)
  where valida_dal is not null or valida_al is not null or giorni_dalla_notifica is not null;

-- What is stuck. Each state that can last has a way out that a person finds in a page; what follows is what was missing for that.

-- A failure that somebody has looked at, and nobody has to look at any more.
alter table flussi.flusso add column archiviato_il timestamptz
  check (archiviato_il is null or stato = 'fallito');
create index flusso_da_guardare on flussi.flusso (ente_id, id) where archiviato_il is null and stato not in ('eseguito', 'annullato');
-- The clock has stopped it, for its kind of due is no more: until somebody says to go on, or to leave it.
alter table flussi.programmazione add column fermata boolean not null default false check (not fermata or sospesa_il is not null);
-- Nobody wants it there any more.
alter table flussi.consegna drop constraint consegna_stato_check,
  add constraint consegna_stato_check check (stato in ('da_consegnare', 'consegnata', 'fallita', 'lasciata'));
create index consegna_fallita on flussi.consegna (ente_id) where stato = 'fallita';

-- Does somebody work on it, or will they? A job that has failed as often as it may is nobody's work.
create function lavori.atteso(p_chiave text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select 1 from graphile_worker._private_jobs as j
                  where j.key = p_chiave and (j.attempts < j.max_attempts or j.locked_at is not null))
$$;
revoke all on function lavori.atteso from public;
grant execute on function lavori.atteso to mypay_ufficio, mypay_worker, mypay_porta;

-- The jobs of the current ente that nobody tries any more.
create function lavori.falliti(p_quanti integer) returns table (id bigint, nome text, dal timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select j.id, t.identifier, j.updated_at
    from graphile_worker._private_jobs as j join graphile_worker._private_tasks as t on t.id = j.task_id
   where j.attempts >= j.max_attempts and j.locked_at is null and j.payload ->> 'enteId' = piattaforma.ente_corrente()::text
     -- Those of a thing that says by itself that it is stuck.
     and coalesce(j.key, '') !~ '^(flusso|annullo|anteprima|richiesta|messaggio):'
   order by j.id limit p_quanti
$$;
revoke all on function lavori.falliti from public;
grant execute on function lavori.falliti to mypay_ufficio;

-- Such a job is tried again, from its first attempt, or left for ever. False: it is not one of them.
create function lavori.decidi_fallito(p_id bigint, p_riprova boolean) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;
revoke all on function lavori.decidi_fallito from public;
grant execute on function lavori.decidi_fallito to mypay_ufficio;

-- What citizens have confirmed and nobody has made a notice of: its job is gone.
create function posizioni.richieste_ferme(p_prima timestamptz, p_quante integer)
  returns table (id uuid, tipo_dovuto_id uuid, confermata_il timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select r.id, r.tipo_dovuto_id, r.confermata_il from posizioni.richiesta as r
   where r.ente_id = piattaforma.ente_corrente() and r.confermata_il < p_prima and r.conclusa_il is null
     and not lavori.atteso('richiesta:' || r.id)
   order by r.id limit p_quante
$$;
alter function posizioni.richieste_ferme owner to mypay_porta;
revoke all on function posizioni.richieste_ferme from public;
grant execute on function posizioni.richieste_ferme to mypay_ufficio;
create index richiesta_aperta on posizioni.richiesta (ente_id, id) where confermata_il is not null and conclusa_il is null;
-- Drafts, the oldest first: those of today may be all that a large file has prepared.
create index dovuto_bozza on posizioni.dovuto (ente_id, creato_il) where stato = 'bozza';

-- Amounts that an ente did not tell when it was asked.
create index storia_non_quotata on posizioni.storia (ente_id, istante) where azione = 'non_quotato';

-- Notices of the current ente that somebody has paid from the portale, who came back well, and whose receipt has not come.
create function pagamenti.avvisi_in_attesa(p_prima timestamptz, p_quanti integer)
  returns table (iuv_id uuid, numero_avviso text, dal timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select v.iuv_id, v.numero_avviso, c.rientrato_il
    from pagamenti.carrello as c join pagamenti.carrello_voce as v on v.carrello_id = c.id
   where c.stato = 'inviato' and c.rientro in ('ok', 'attesa') and c.rientrato_il < p_prima
     and v.ente_id = piattaforma.ente_corrente() and v.ricevuta_id is null
   order by c.rientrato_il limit p_quanti
$$;
alter function pagamenti.avvisi_in_attesa owner to mypay_porta;
revoke all on function pagamenti.avvisi_in_attesa from public;
grant execute on function pagamenti.avvisi_in_attesa to mypay_ufficio;

-- Receipts of the current ente that could not be worked on when they came.
create function pagamenti.ricevute_da_elaborare(p_quante integer) returns table (id uuid, ricevuto_il timestamptz, receipt_id text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select m.id, m.ricevuto_il, m.receipt_id from pagamenti.messaggio as m
   where m.ente_id = piattaforma.ente_corrente() and m.esito = 'DA_ELABORARE'
   order by m.ricevuto_il limit p_quante
$$;
alter function pagamenti.ricevute_da_elaborare owner to mypay_porta;
revoke all on function pagamenti.ricevute_da_elaborare from public;
grant execute on function pagamenti.ricevute_da_elaborare to mypay_ufficio;

-- Mails that have not left. One that is given up says since when, and is never tried again.
alter table notifiche.messaggio add column lasciato_il timestamptz check (lasciato_il is null or inviato_il is null);
create index messaggio_non_inviato on notifiche.messaggio (ente_id, id) where inviato_il is null and lasciato_il is null;
-- What had nothing left to say is not stuck.
update notifiche.messaggio set lasciato_il = now() where modello = 'prova' and inviato_il is null;
grant update (rifiutato_il, errore, lasciato_il) on notifiche.messaggio to mypay_ufficio;
