-- The read model by which dovuti are found: words of the debtors' names, of the causale and of the metadata, and amounts. Whoever writes
-- dovuti writes nothing here: a follower does, behind the horizon (model 9). Identifiers and tax codes have indexes of their own, which
-- are needed anyway, and are found at once.

-- As words are compared: without case, accents and signs. modules/posizioni/core/parole does the same to what is looked for. Each word and
-- amount begins with the end of the ente's id, so that a word of one ente is not gathered among those of the others; «D'Angelo» is also
-- «dangelo». Of a word the first 50 letters: a lexeme has a longest.
create function posizioni.parole(p_ente uuid, p_testo text, p_importi bigint[]) returns tsvector
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
  select array_to_tsvector(
           string_to_array(k.ente || replace(btrim(regexp_replace(regexp_replace(lower(regexp_replace(normalize(
             case when p_testo ~ '[[:alpha:]][''’][[:alpha:]]'
                  then p_testo || ' ' || regexp_replace(p_testo, '([[:alpha:]])[''’]([[:alpha:]])', '\1\2', 'g')
                  else p_testo end,
             NFD), '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', ' ', 'g'),
             '([a-z0-9]{50})[a-z0-9]+', '\1', 'g')), ' ', ' ' || k.ente), ' ')
           || array(select k.ente || '=' || i from unnest(p_importi) as i where i is not null))
    from (select right(p_ente::text, 4) as ente) as k
$$;
revoke all on function posizioni.parole from public;
grant execute on function posizioni.parole to mypay_porta, mypay_worker;

-- The truth, of which the read model is a copy: what there is to be found of each dovuto now.
create view posizioni.v_parole with (security_invoker = true) as
  select d.ente_id, d.id as dovuto_id, d.tipo_dovuto_id,
         posizioni.parole(d.ente_id,
           concat_ws(' ', p.debitore_anagrafica, d.causale,
             (select string_agg(b.anagrafica, ' ') from posizioni.debitore as b
               where b.ente_id = d.ente_id and b.posizione_id = d.posizione_id),
             (select string_agg(m.valore, ' ') from posizioni.metadato as m
               where m.ente_id = d.ente_id and m.posizione_id = d.posizione_id)),
           array[d.importo_cents, d.pagato_cents]) as parole
    from posizioni.dovuto as d
    join posizioni.posizione as p on p.ente_id = d.ente_id and p.id = d.posizione_id;
grant select on posizioni.v_parole to mypay_worker;

-- No key leads from here to dovuto: proving it would lock rows that a receipt waits for. What is there no more
-- goes away with a rebuild.
create table posizioni.ricerca (
  ente_id uuid not null references enti.ente (id),
  dovuto_id uuid not null,
  tipo_dovuto_id uuid not null,
  parole tsvector not null,
  primary key (ente_id, dovuto_id)
);
create index ricerca_parole on posizioni.ricerca using gin (parole) with (gin_pending_list_limit = 1024);
create index ricerca_tipo on posizioni.ricerca (ente_id, tipo_dovuto_id, dovuto_id);
call piattaforma.tabella_ente('posizioni.ricerca', 'words and amounts by which a dovuto is found, kept by a follower');
grant select, insert, update, delete, maintain on posizioni.ricerca to mypay_worker;
grant select (ente_id, dovuto_id, tipo_dovuto_id) on posizioni.ricerca to mypay_ufficio;

-- What only the search needed, and every import paid for.
drop index posizioni.posizione_anagrafica;
drop index posizioni.debitore_anagrafica;
drop index posizioni.metadato_valore;
-- To be checked are few, and a list of theirs must not look at all the others.
create index dovuto_da_verificare on posizioni.dovuto (ente_id, id) where da_verificare <> '{}';

-- The operator's search: the dovuti of the current ente with this IUV, notice number or tax code, or whose IUD begins so;
-- and those that answer to the words and amounts of a tsquery made by modules/posizioni/core/parole (null: no words). A branch for each,
-- because each has its index; a definer, because neither `like` nor `@@` is leakproof and under a policy would look at every row.
-- The newest 5,000: from the 501st on, whoever searches is asked to say more.
drop function posizioni.cerca_dovuti(text, text, text);
create function posizioni.cerca_dovuti(p_iud text, p_codice text, p_inizio text, p_parole text) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
  set enable_seqscan = off
as $$
  select d.id from posizioni.dovuto as d where d.ente_id = piattaforma.ente_corrente() and d.iud = p_iud
  union
  (select d.id from posizioni.dovuto as d where d.ente_id = piattaforma.ente_corrente() and d.iud like p_inizio limit 5000)
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
   where p.ente_id = piattaforma.ente_corrente() and p.debitore_codice = p_codice limit 5000)
  union
  select d.id
    from posizioni.debitore as b join posizioni.dovuto as d on d.ente_id = b.ente_id and d.posizione_id = b.posizione_id
   where b.ente_id = piattaforma.ente_corrente() and b.codice = p_codice
  union
  (select r.dovuto_id from posizioni.ricerca as r
    where r.ente_id = piattaforma.ente_corrente() and r.parole @@ p_parole::tsquery
    order by r.dovuto_id desc limit 5000)
  order by 1 desc limit 5000
$$;
alter function posizioni.cerca_dovuti owner to mypay_porta;
revoke all on function posizioni.cerca_dovuti from public;
grant execute on function posizioni.cerca_dovuti to mypay_ufficio, mypay_worker;

-- What an operator looks for may be a name: it is posted, and kept for some hours under an id that says nothing. Sealed.
create table posizioni.ricerca_salvata (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default gen_random_uuid(),
  operatore_id uuid not null,
  contenuto bytea not null check (octet_length(contenuto) <= 2000),
  creata_il timestamptz not null,
  primary key (ente_id, id)
);
create index ricerca_salvata_creata on posizioni.ricerca_salvata (creata_il);
call piattaforma.tabella_ente('posizioni.ricerca_salvata', 'what an operator looks for, for eight hours');
grant select, insert on posizioni.ricerca_salvata to mypay_ufficio;
grant select, delete on posizioni.ricerca_salvata to mypay_worker;
