-- Leftovers of the portale.

-- The posizioni of a debtor at one ente, the newest first: what is looked for of somebody is bounded, however much they owe.
drop index posizioni.posizione_debitore;
create index posizione_debitore on posizioni.posizione (debitore_codice, ente_id, id);

-- As before, by keys and by steps that the figures of the tables do not reorder (`limit`, `offset 0`): the notice, the other posizioni of
-- its debtor at that ente (the newest five hundred: a leasing company has the fines of all its cars), what they ask for, and only then
-- whether that is being paid.
create or replace function pagamenti.avvisi_ripetuti(p_enti uuid[], p_iuv uuid[], p_carrello uuid, p_dal timestamptz)
  returns table (ente_id uuid, iuv_id uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
  select distinct k.ente_id, k.iuv_id
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
           limit 1);
$$;

-- Planned once a connection: by keys it is the same plan for everybody, and planning it took ten times what reading takes.
alter function posizioni.aperte_del_cittadino(jsonb, date, boolean, integer) set plan_cache_mode = force_generic_plan;

-- As before, from the notice: whichever ente's it is (there are some hundreds of them), then whether that posizione is theirs.
create or replace function posizioni.avviso_del_cittadino(p_iuv uuid) returns table (ente_id uuid, come text, spontaneo boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
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
$$;

-- New notices and reminders by mail: only to who asks for them in their profile, in the language of then. `avvisi_dal`: what was asked for
-- before is no news.
alter table utenti.cittadino
  add column posta_avvisi boolean not null default false,
  add column posta_promemoria boolean not null default false,
  add column avvisi_dal timestamptz,
  add column lingua text not null default 'it' check (lingua in ('it', 'en', 'de')),
  add constraint cittadino_avvisi_dal_quando check (not posta_avvisi or avvisi_dal is not null);
create index cittadino_promemoria on utenti.cittadino (id) where email is not null and (posta_avvisi or posta_promemoria);
grant update (posta_avvisi, posta_promemoria, avvisi_dal, lingua) on utenti.cittadino to mypay_portale;

-- Who follows the link of such a mail wants no more of them, and need not sign in to say so. True: there were some to be ended.
create function utenti.disdici_promemoria(p_id uuid) returns boolean
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  with fatto as (
    update utenti.cittadino set posta_avvisi = false, posta_promemoria = false
     where id = p_id and (posta_avvisi or posta_promemoria) returning 1)
  select exists (select from fatto);
$$;
alter function utenti.disdici_promemoria owner to mypay_porta;
revoke all on function utenti.disdici_promemoria from public;
grant execute on function utenti.disdici_promemoria to mypay_portale;

-- What each person was told of, and why: of a dovuto that it is new once, and that it is about to be due once.
create table notifiche.avviso_detto (
  cittadino_id uuid not null references utenti.cittadino (id) on delete cascade,
  ente_id uuid not null references enti.ente (id),
  dovuto_id uuid not null,
  perche text not null check (perche in ('nuovo', 'scadenza')),
  messaggio_id uuid not null references notifiche.messaggio (id) on delete cascade,
  primary key (cittadino_id, ente_id, dovuto_id, perche)
);
create index avviso_detto_messaggio on notifiche.avviso_detto (messaggio_id);
call piattaforma.tabella_comune('notifiche.avviso_detto', 'which dovuti a person was mailed about, and why');
grant select, insert on notifiche.avviso_detto to mypay_worker;

-- The job that tells them reads what is asked of each as the person would.
grant execute on function posizioni.aperte_del_cittadino to mypay_worker;

-- As before, with what each mail about notices was to tell.
create or replace function notifiche.dati_del_cittadino() returns jsonb
  language sql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
  select jsonb_build_object('posta', (
    select jsonb_agg(jsonb_build_object('a', m.destinatario, 'modello', m.modello, 'chiesta_il', m.creato_il, 'inviata_il', m.inviato_il,
             'rifiutata_il', m.rifiutato_il,
             'avvisi', (select jsonb_agg(jsonb_build_object('dovuto', d.dovuto_id, 'perche', d.perche) order by d.dovuto_id, d.perche)
                          from notifiche.avviso_detto as d where d.messaggio_id = m.id)) order by m.creato_il)
      from notifiche.messaggio as m
     where m.destinatario in (select c.email from utenti.cittadino as c where c.codice_fiscale = piattaforma.cittadino_corrente()
                              union select s.email from utenti.sessione_cittadino as s join utenti.cittadino as c on c.id = s.cittadino_id
                                     where c.codice_fiscale = piattaforma.cittadino_corrente())));
$$;
