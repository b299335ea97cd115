-- posizioni, pagamenti: what a person who signed in has, told by their tax code (piattaforma.cittadino_corrente).

-- Who acts for a person before one ente: for a minor, under a guardianship, or because they were asked to. The ente approves it, having
-- read the document; the days on which it holds are the ente's too.
create table posizioni.delega (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  -- The act of one hand at a time: what was looked at is what is changed.
  versione integer not null default 1 check (versione > 0),
  genere text not null check (genere in ('minore', 'tutela', 'delega')),
  delegato_codice text not null check (delegato_codice ~ '^[A-Z0-9]{16}$'),
  delegato_nome text not null check (length(delegato_nome) between 1 and 281),
  delegante_codice text not null check (delegante_codice ~ '^[A-Z0-9]{16}$' and delegante_codice <> delegato_codice),
  delegante_nome text not null check (length(delegante_nome) between 1 and 140),
  stato text not null default 'richiesta' check (stato in ('richiesta', 'approvata', 'rifiutata', 'revocata', 'scaduta')),
  chiesta_il timestamptz not null,
  decisa_il timestamptz check (decisa_il >= chiesta_il),
  decisa_da text,
  -- Why not, in the words of the ente.
  motivo text check (length(motivo) between 1 and 500),
  valida_al date,
  revocata_il timestamptz check (revocata_il >= decisa_il),
  -- The document that proves it: judged, drawn anew and sealed as the files of a form (0031).
  documento_nome text not null check (length(documento_nome) between 5 and 100 and documento_nome !~ '[[:cntrl:]/\\]'),
  documento_tipo text not null check (documento_tipo in ('application/pdf', 'image/jpeg', 'image/png')),
  documento_bytes integer not null check (documento_bytes between 1 and 10485760),
  documento_sha256 bytea not null check (length(documento_sha256) = 32),
  documento bytea not null,
  primary key (ente_id, id),
  check ((decisa_il is null) = (stato = 'richiesta') and (decisa_il is null) = (decisa_da is null)),
  check ((motivo is not null) = (stato = 'rifiutata')),
  check ((revocata_il is not null) = (stato = 'revocata')),
  check ((valida_al is not null) = (stato in ('approvata', 'revocata', 'scaduta')))
);
alter table posizioni.delega alter column documento set storage external;
-- One that waits or holds is enough: asked twice, the second is refused.
create unique index delega_una on posizioni.delega (ente_id, delegato_codice, delegante_codice) where stato in ('richiesta', 'approvata');
create index delega_delegato on posizioni.delega (delegato_codice);
create index delega_delegante on posizioni.delega (delegante_codice);
call piattaforma.tabella_ente('posizioni.delega', 'who acts for a person before an ente');
grant select, update (versione, stato, decisa_il, decisa_da, motivo, valida_al, revocata_il) on posizioni.delega
  to mypay_ufficio, mypay_worker;

-- The posizioni that who is signed in may see: theirs, those in which they owe beside another, those of whom they act for. Granted to
-- nobody: the functions below read it.
create view posizioni.v_del_cittadino as
  select p.ente_id, p.id, 'proprio' as come
    from posizioni.posizione as p where p.debitore_codice = (select piattaforma.cittadino_corrente())
  union all
  select b.ente_id, b.posizione_id, b.ruolo
    from posizioni.debitore as b where b.codice = (select piattaforma.cittadino_corrente())
  union all
  select p.ente_id, p.id, 'delega'
    from posizioni.delega as g
    join posizioni.posizione as p on p.ente_id = g.ente_id and p.debitore_codice = g.delegante_codice
   where g.delegato_codice = (select piattaforma.cittadino_corrente()) and g.stato = 'approvata'
     and g.valida_al >= (now() at time zone 'Europe/Rome')::date
  union all
  select b.ente_id, b.posizione_id, 'delega'
    from posizioni.delega as g
    join posizioni.debitore as b on b.ente_id = g.ente_id and b.codice = g.delegante_codice
   where g.delegato_codice = (select piattaforma.cittadino_corrente()) and g.stato = 'approvata'
     and g.valida_al >= (now() at time zone 'Europe/Rome')::date;
alter view posizioni.v_del_cittadino owner to mypay_porta;

-- What is still asked of them, the latest date first; without an iuv, what waits for a carrello to have a notice (model 1).
-- What the days change (variabile) is judged by whoever asks: here only what surely does not match is left out. `p_prova`: also of enti
-- that are only tried out.
create function posizioni.aperte_del_cittadino(p_filtro jsonb, p_oggi date, p_prova boolean, p_limite integer)
  returns table (
    ente_id uuid, ente text, iuv_id uuid, iuv text, numero_avviso text, posizione_id uuid, come text, opzione smallint, forma text,
    rata smallint, rate bigint, dovuto_id uuid, stato text, importo_cents bigint, data_scadenza date, causale text, causale_pubblica text,
    tipo text, tipo_codice text, paga_dopo_scadenza boolean, stampabile boolean, termini jsonb, quotazioni jsonb, debitore jsonb,
    spontaneo boolean, fatti jsonb, prova boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_custom_plan
as $$
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
$$;

-- Is this notice one of theirs? Its ente, and whether they asked for it themselves; nothing where it is another's, or still prepared.
create function posizioni.avviso_del_cittadino(p_iuv uuid) returns table (ente_id uuid, come text, spontaneo boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_custom_plan
as $$
  select d.ente_id, max(m.come), bool_or(m.come = 'proprio' and p.iupd ~ '^S-[0-9a-f]{32}$')
    from posizioni.v_del_cittadino as m
    join posizioni.posizione as p on p.ente_id = m.ente_id and p.id = m.id
    join posizioni.dovuto as d on d.ente_id = m.ente_id and d.posizione_id = m.id and d.iuv_id = p_iuv and d.stato <> 'bozza'
    join enti.ente as e on e.id = d.ente_id and e.stato = 'ESERCIZIO'
   group by d.ente_id;
$$;

-- What they have paid, or was paid of theirs, since a day: by who owes it, and where a receipt says so by who paid it for another.
create index ricevuta_pagatore on pagamenti.ricevuta ((pagatore ->> 'codice')) where pagatore is not null;
create function pagamenti.pagati_del_cittadino(p_filtro jsonb, p_prova boolean, p_limite integer)
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
                    and r.genere in ('regolare', 'orfana') and not r.copia), e.ambiente = 'prova'
    from (select * from miei union all select * from per_altri) as x
    join enti.ente as e on e.id = x.ente_id and (e.ambiente = 'live' or p_prova)
   where x.pagato_il >= (p_filtro ->> 'da')::timestamptz and x.pagato_il < (p_filtro ->> 'a')::timestamptz
     and (p_filtro ->> 'enteId' is null or x.ente_id = (p_filtro ->> 'enteId')::uuid)
   order by x.pagato_il desc, x.ente_id, x.id
   limit p_limite;
$$;

-- Does a receipt of this notice say that they paid it? Its ente.
create function pagamenti.pagato_dal_cittadino(p_iuv uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
  select r.ente_id from pagamenti.ricevuta as r
   where r.pagatore is not null and r.pagatore ->> 'codice' = (select piattaforma.cittadino_corrente()) and r.iuv_id = p_iuv
     and r.genere in ('regolare', 'orfana') and not r.copia
   limit 1;
$$;

-- Who is signed in asks to act for another before an ente. `esito`: `chiesta`; `ente`, it takes none; `gia`, one waits or
-- holds; `troppe`, of all the requests of theirs that wait: at most 10.
create function posizioni.chiedi_delega(p_ente uuid, p jsonb, p_sha256 bytea, p_documento bytea, p_adesso timestamptz)
  returns table (esito text, id uuid)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
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
$$;

-- The deleghe in which who is signed in has a part, by which of the two; nothing of what is in the document.
create function posizioni.deleghe_del_cittadino()
  returns table (id uuid, ente_id uuid, ente text, genere text, mia boolean, delegato_codice text, delegato_nome text,
                 delegante_codice text, delegante_nome text, stato text, chiesta_il timestamptz, decisa_il timestamptz, motivo text,
                 valida_al date, revocata_il timestamptz, documento_nome text)
  language sql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
  select d.id, d.ente_id, e.denominazione, d.genere, d.delegato_codice = piattaforma.cittadino_corrente(), d.delegato_codice,
         d.delegato_nome, d.delegante_codice, d.delegante_nome, d.stato, d.chiesta_il, d.decisa_il, d.motivo, d.valida_al, d.revocata_il,
         d.documento_nome
    from posizioni.delega as d join enti.ente as e on e.id = d.ente_id
   where d.delegato_codice = (select piattaforma.cittadino_corrente()) or d.delegante_codice = (select piattaforma.cittadino_corrente())
   order by d.chiesta_il desc limit 200;
$$;

-- Either of the two ends it: who acts gives it back, and takes back a request that waits; who is acted for takes it away. Its ente, or
-- nothing where there is none of theirs that can be ended.
create function posizioni.revoca_delega(p_id uuid, p_adesso timestamptz) returns uuid
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update posizioni.delega as d
     set stato = 'revocata', revocata_il = p_adesso, versione = d.versione + 1, decisa_il = coalesce(d.decisa_il, p_adesso),
         decisa_da = coalesce(d.decisa_da, 'cittadino'),
         valida_al = coalesce(d.valida_al, (p_adesso at time zone 'Europe/Rome')::date)
   where d.id = p_id and d.stato in ('richiesta', 'approvata')
     and piattaforma.cittadino_corrente() in (d.delegato_codice, d.delegante_codice)
  returning d.ente_id;
$$;

-- A copy of all that is kept of who is signed in (GDPR 15 and 20): each module says what it holds, by name of the section. What they see
-- because they act for another is not theirs. Bounded: whoever has more than this is answered by a person.
create index richiesta_debitore on posizioni.richiesta (debitore_codice);
grant create on schema notifiche to mypay_porta;
create index messaggio_destinatario on notifiche.messaggio (destinatario);

create function utenti.dati_del_cittadino() returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
  select jsonb_build_object(
    'persona', (select jsonb_agg(to_jsonb(c) - 'id' - 'carrello_id') from utenti.cittadino as c
                 where c.codice_fiscale = piattaforma.cittadino_corrente()),
    'accessi', (select jsonb_agg(jsonb_build_object('iniziata_il', s.creata_il, 'ultima_volta', s.vista_il, 'scade_il', s.scade_il,
                         'email', s.email, 'avvisi_aperti', (select count(*) from utenti.apertura as a where a.impronta = s.impronta))
                         order by s.creata_il)
                  from utenti.sessione_cittadino as s join utenti.cittadino as c on c.id = s.cittadino_id
                 where c.codice_fiscale = piattaforma.cittadino_corrente()));
$$;

create function posizioni.dati_del_cittadino() returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_custom_plan
as $$
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
$$;

create function pagamenti.dati_del_cittadino() returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_custom_plan
as $$
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
$$;

-- Mails to the addresses that they have proved: what they held is not kept with them.
create function notifiche.dati_del_cittadino() returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
  select jsonb_build_object('posta', (
    select jsonb_agg(jsonb_build_object('a', m.destinatario, 'modello', m.modello, 'chiesta_il', m.creato_il, 'inviata_il', m.inviato_il,
             'rifiutata_il', m.rifiutato_il) order by m.creato_il)
      from notifiche.messaggio as m
     where m.destinatario in (select c.email from utenti.cittadino as c where c.codice_fiscale = piattaforma.cittadino_corrente()
                              union select s.email from utenti.sessione_cittadino as s join utenti.cittadino as c on c.id = s.cittadino_id
                                     where c.codice_fiscale = piattaforma.cittadino_corrente())));
$$;

-- Acts on what is theirs: by whom only in kind, for an operator is another person.
create function registro.dati_del_cittadino() returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
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
$$;

-- Gives a notice to what is asked of them without one, so that it can be paid, by the default station of the ente. The number is taken
-- here, last of all: who may not pay takes none, and the transaction is short. Its iuv; that which it had, where somebody was
-- quicker. Nothing: it is not theirs, or is not asked for any more.
create function posizioni.dai_avviso(p_ente uuid, p_dovuto uuid, p_attore text) returns uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
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
$$;

-- They read everything, and are for the portale alone.
do $$
declare
  nome text;
begin
  foreach nome in array array[
    'posizioni.aperte_del_cittadino', 'posizioni.avviso_del_cittadino', 'pagamenti.pagati_del_cittadino',
    'pagamenti.pagato_dal_cittadino', 'posizioni.chiedi_delega', 'posizioni.deleghe_del_cittadino', 'posizioni.revoca_delega',
    'utenti.dati_del_cittadino', 'posizioni.dati_del_cittadino', 'pagamenti.dati_del_cittadino', 'notifiche.dati_del_cittadino',
    'registro.dati_del_cittadino', 'posizioni.dai_avviso']
  loop
    execute format('alter function %s owner to mypay_porta', nome);
    execute format('revoke all on function %s from public', nome);
    execute format('grant execute on function %s to mypay_portale', nome);
  end loop;
end
$$;
