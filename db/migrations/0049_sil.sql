-- The door of the enti's software (SIL).

-- An IPA code is one whatever its case: the platform before this one kept them in capitals, and software that was written for it sends
-- them so.
create unique index ente_ipa on enti.ente (lower(cod_ipa), ambiente);

-- From where the software of an ente may call: the networks, and the names of the client certificates, that it says. An empty list asks
-- nothing. Read as the password is, before it is known which ente enters.
create table enti.accesso_sil (
  ente_id uuid primary key references enti.ente (id),
  reti cidr[] not null default '{}' check (cardinality(reti) <= 50),
  certificati_cn text[] not null default '{}' check (cardinality(certificati_cn) <= 20),
  check (cardinality(reti) + cardinality(certificati_cn) > 0)
);
call piattaforma.tabella_comune('enti.accesso_sil', 'from where an ente''s software may call; read before it is known which ente enters');
grant select on enti.accesso_sil to mypay_sil;
grant select, insert, update, delete on enti.accesso_sil to mypay_ufficio, mypay_worker;
alter table enti.accesso_sil enable row level security;
create policy proprie on enti.accesso_sil to mypay_ufficio using (ente_id = (select piattaforma.ente_corrente()))
  with check (ente_id = (select piattaforma.ente_corrente()));
create policy tutte on enti.accesso_sil to mypay_worker, mypay_porta using (true) with check (true);
create policy legge on enti.accesso_sil for select to mypay_sil using (true);

-- What the software of the current ente has asked, and how it was answered: how many times, and the last. It looks into the newest
-- `p_max` lotti that hold something of the ente.
create function registro.riassumi_chiamate(p_dal timestamptz, p_al timestamptz, p_max integer)
  returns table (operazione text, codice text, quante bigint, ultima timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
  select e.tipo, e.parametri, count(*), max(e.istante)
    from (select x.eventi from registro.lotto as x
           where x.istante >= p_dal and x.dal < p_al and x.enti @> array[piattaforma.ente_corrente()]
           order by x.istante desc limit p_max) as l
   cross join lateral registro.apri_lotto(l.eventi) as e
   where e.ente_id = piattaforma.ente_corrente() and e.istante >= p_dal and e.istante < p_al
     and e.richiedente = 'SIL' and e.sottotipo = 'RESP'
   group by e.tipo, e.parametri
$$;
alter function registro.riassumi_chiamate owner to mypay_porta;
revoke all on function registro.riassumi_chiamate from public;
grant execute on function registro.riassumi_chiamate to mypay_ufficio, mypay_worker;
