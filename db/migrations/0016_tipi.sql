-- enti: the whole model of a kind of due, its forms and their versions.

-- An account is given when the kind of due is put to work; the digital stamp never has one (model 1).
alter table enti.tipo_dovuto alter column conto_id drop not null, alter column attivo set default false;

alter table enti.tipo_dovuto
  -- The category of the catalogue it comes from; null: from scratch.
  add column categoria text check (categoria ~ '^[A-Z][A-Z0-9_]{0,63}$'),
  -- How an ente works with it. Those that are here already had no such limit, and keep all the three.
  add column modalita text[] not null default '{base,iniziato_presso_ente,per_flussi}',
  -- A citizen may begin by themselves, from its form or at an address of the ente.
  add column spontaneo boolean not null default false,
  add column url_esterno text check (url_esterno ~ '^https://[^\s/@]+(/\S*)?$' and length(url_esterno) <= 2000),
  add column importo_fisso_cents bigint check (importo_fisso_cents between 1 and 99999999999),
  -- In place of the taxonomy code followed by our own: what goes to pagoPA as «dati specifici riscossione».
  add column dati_riscossione text check (dati_riscossione ~ '^9/[0-9]{7}[A-Z]{2}/\S*$' and length(dati_riscossione) <= 140),
  add column codice_contesto text check (codice_contesto ~ '^[A-Za-z0-9_-]{1,35}$'),
  add column intestatario_avviso text check (length(intestatario_avviso) between 1 and 50),
  add column settore_avviso text check (length(settore_avviso) between 1 and 50),
  add column bilancio jsonb check (jsonb_typeof(bilancio) = 'array' and jsonb_array_length(bilancio) between 1 and 50),
  add column notifica_io boolean not null default false,
  add column notifica_esito boolean not null default false,
  add column tentativi_esito_max smallint not null default 20 check (tentativi_esito_max between 1 and 100),
  add column attualizzazione boolean not null default false,
  -- Days before the due date.
  add column promemoria_giorni smallint[] not null default '{}';

alter table enti.tipo_dovuto
  add constraint tipo_modalita check (
    modalita <@ array['base', 'iniziato_presso_ente', 'per_flussi'] and array_position(modalita, null) is null
    and cardinality(modalita) = ('base' = any (modalita))::int + ('iniziato_presso_ente' = any (modalita))::int
                              + ('per_flussi' = any (modalita))::int),
  add constraint tipo_promemoria check (
    cardinality(promemoria_giorni) <= 5 and array_position(promemoria_giorni, null) is null
    and 0 <= all (promemoria_giorni) and 90 >= all (promemoria_giorni)),
  add constraint tipo_codice_riservato check (codice not in ('EXPORT_ENTE_SECONDARIO', 'DEFAULT')),
  -- Who begins by themselves has no date yet: none may be asked for, or printed.
  add constraint tipo_spontaneo_senza_scadenza check (not spontaneo or (not scadenza_obbligatoria and not scadenza_stampata)),
  add constraint tipo_spontaneo_base check (not spontaneo or 'base' = any (modalita)),
  add constraint tipo_attivo_completo check (not attivo or (conto_id is not null or codice = 'MARCA_BOLLO_DIGITALE')),
  add constraint tipo_attivo_modalita check (not attivo or modalita <> '{}'),
  add constraint tipo_attualizzazione check (not attualizzazione or importo_fisso_cents is null),
  -- The stamp is bought by the call of the ente's software only, for its fixed price, and is credited to nobody's account.
  add constraint tipo_marca_da_bollo check (
    codice <> 'MARCA_BOLLO_DIGITALE'
    or (conto_id is null and conto_postale_id is null and importo_fisso_cents is not null and not spontaneo
        and modalita = '{iniziato_presso_ente}'));

-- Published: old columns where they were, new ones after them.
create or replace view enti.v_tipo_dovuto with (security_invoker = true) as
  select ente_id, id, codice, denominazione, attivo, tassonomia, conto_id, conto_postale_id, scadenza_obbligatoria, scadenza_stampata,
         paga_dopo_scadenza, codice_fiscale_anonimo, avviso_stampabile,
         categoria, modalita, spontaneo, url_esterno, importo_fisso_cents,
         coalesce(dati_riscossione, left(tassonomia || codice, 140)) as dati_riscossione,
         codice_contesto, intestatario_avviso, settore_avviso, bilancio, notifica_io, notifica_esito, tentativi_esito_max,
         attualizzazione, promemoria_giorni
    from enti.tipo_dovuto;

create table enti.scelta_tipi (
  ente_id uuid not null primary key references enti.ente (id),
  -- A file for a kind of due that is not joined «per flussi»: refused, where the ente wants; else accepted, and said.
  rifiuta_fuori_modalita boolean not null default false
);
call piattaforma.tabella_ente('enti.scelta_tipi', 'what an ente chooses for all its kinds of due');
grant select, insert, update on enti.scelta_tipi to mypay_ufficio, mypay_worker;
grant select on enti.scelta_tipi to mypay_sil;

-- Kinds of due of a file that are not joined «per flussi», where it was accepted all the same.
alter table flussi.flusso add column tipi_fuori_modalita text[] not null default '{}'
  check (cardinality(tipi_fuori_modalita) <= 1000);

create table enti.modulo_versione (
  ente_id uuid not null,
  tipo_dovuto_id uuid not null,
  versione integer not null check (versione between 1 and 10000),
  -- json, not jsonb: whoever wrote it finds it in the order in which they wrote it.
  definizione json not null check (json_typeof(definizione) = 'object' and octet_length(definizione::text) <= 262144),
  -- sha256 of the definition in canonical form: what was seen can be proven.
  impronta bytea not null check (length(impronta) = 32),
  stato text not null default 'bozza' check (stato in ('bozza', 'pubblicata')),
  creata_il timestamptz not null,
  attore text not null,
  pubblicata_il timestamptz,
  primary key (ente_id, tipo_dovuto_id, versione),
  foreign key (ente_id, tipo_dovuto_id) references enti.tipo_dovuto (ente_id, id),
  check ((stato = 'pubblicata') = (pubblicata_il is not null))
);
-- One draft at a time: it is the next version.
create unique index modulo_bozza on enti.modulo_versione (ente_id, tipo_dovuto_id) where stato = 'bozza';
call piattaforma.tabella_ente('enti.modulo_versione', 'versions of the form of a kind of due; the last published is in force');
grant select, delete on enti.modulo_versione to mypay_ufficio, mypay_worker;
grant insert (ente_id, tipo_dovuto_id, versione, definizione, impronta, creata_il, attore) on enti.modulo_versione
  to mypay_ufficio, mypay_worker;
grant update (definizione, impronta, stato, creata_il, attore, pubblicata_il) on enti.modulo_versione to mypay_ufficio, mypay_worker;

-- What a citizen saw stays as it was, for the owner of the table too.
create function enti.vieta_pubblicata() returns trigger
  language plpgsql
as $$
begin
  if old.stato = 'pubblicata' then
    raise exception 'enti: a published version of a form is never altered';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end
$$;
create trigger immutabile before update or delete on enti.modulo_versione for each row execute function enti.vieta_pubblicata();
create function enti.vieta_svuotamento() returns trigger
  language plpgsql
as $$
begin
  raise exception 'enti: versions of forms are not truncated';
end
$$;
create trigger intero before truncate on enti.modulo_versione for each statement execute function enti.vieta_svuotamento();

-- The form as citizens may see it: published, of an active spontaneous kind of due of an ente that collects.
create function enti.leggi_modulo(p_ente uuid, p_tipo uuid, p_versione integer default null)
  returns table (ambiente text, tipo_dovuto text, denominazione text, versione integer, definizione json)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select e.ambiente, t.codice, t.denominazione, m.versione, m.definizione
    from enti.ente as e
    join enti.tipo_dovuto as t on t.ente_id = e.id
    join enti.modulo_versione as m on m.ente_id = t.ente_id and m.tipo_dovuto_id = t.id
   where e.id = p_ente and e.stato = 'ESERCIZIO' and e.funzioni @> '{pubblico,spontaneo}' and t.id = p_tipo and t.attivo
     and t.spontaneo and t.url_esterno is null and m.stato = 'pubblicata' and (p_versione is null or m.versione = p_versione)
   order by m.versione desc limit 1;
$$;
alter function enti.leggi_modulo owner to mypay_porta;
revoke all on function enti.leggi_modulo from public;
grant execute on function enti.leggi_modulo to mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;

-- Kinds of due that the ente of the context may copy: of its twin, or of enti of the same intermediario that collect. Only what
-- citizens see of them: no account, no address, no chapter, no code of the ente's own.
create function enti.tipi_copiabili(p_tipo uuid default null)
  returns table (ente_id uuid, ente text, id uuid, codice text, denominazione text, tassonomia text, categoria text, modalita text[],
                 spontaneo boolean, importo_fisso_cents bigint, scadenza_obbligatoria boolean, scadenza_stampata boolean,
                 paga_dopo_scadenza boolean, codice_fiscale_anonimo boolean, avviso_stampabile boolean, promemoria_giorni smallint[],
                 definizione json)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select e.id, e.denominazione, t.id, t.codice, t.denominazione, t.tassonomia, t.categoria, t.modalita, t.spontaneo,
         t.importo_fisso_cents, t.scadenza_obbligatoria, t.scadenza_stampata, t.paga_dopo_scadenza, t.codice_fiscale_anonimo,
         t.avviso_stampabile, t.promemoria_giorni, m.definizione
    from enti.ente as mio
    join enti.ente as e on e.intermediario_id = mio.intermediario_id and e.id <> mio.id
    join enti.tipo_dovuto as t on t.ente_id = e.id
    left join lateral (select v.definizione from enti.modulo_versione as v
                        where p_tipo is not null and v.ente_id = t.ente_id and v.tipo_dovuto_id = t.id and v.stato = 'pubblicata'
                        order by v.versione desc limit 1) as m on true
   where mio.id = piattaforma.ente_corrente() and t.attivo and t.codice <> 'MARCA_BOLLO_DIGITALE'
     and (e.codice_fiscale = mio.codice_fiscale or (e.stato = 'ESERCIZIO' and (e.ambiente = 'live' or mio.ambiente = 'prova')))
     and (p_tipo is null or t.id = p_tipo)
   order by e.denominazione, t.denominazione, t.id limit 500;
$$;
alter function enti.tipi_copiabili owner to mypay_porta;
revoke all on function enti.tipi_copiabili from public;
grant execute on function enti.tipi_copiabili to mypay_ufficio, mypay_worker;
