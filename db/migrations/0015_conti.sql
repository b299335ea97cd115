-- enti: accounts, stations, taxonomy.

-- Check digits of an IBAN (ISO 13616): the first four characters go last, letters are numbers from 10, and the rest of 97 is 1.
create function enti.iban_valido(p_iban text) returns boolean
  language sql immutable strict parallel safe
  return (select string_agg(case when c.c ~ '[0-9]' then c.c else (ascii(c.c) - 55)::text end, '' order by c.n)::numeric % 97 = 1
            from regexp_split_to_table(substr(p_iban, 5) || substr(p_iban, 1, 4), '') with ordinality as c (c, n));
alter table enti.conto_iban add constraint conto_iban_cifre check (enti.iban_valido(iban));

update enti.conto set autorizzazione_stampa = null where tipo <> 'postale';
alter table enti.conto
  add constraint conto_nome check (nome = trim(nome) and length(nome) between 1 and 100),
  add constraint conto_intestatario check (length(intestatario) between 1 and 50),
  -- The slip is postal, and so is what Poste authorises to print on it.
  add constraint conto_autorizzazione check (
    autorizzazione_stampa is null or tipo = 'postale' and length(autorizzazione_stampa) between 1 and 100);

-- What was not yet in force may be taken back; conto_iban_custode keeps the rest.
grant delete on enti.conto_iban to mypay_ufficio, mypay_worker;

-- Whose an IBAN is, in each ambiente: what is credited to one ente is never declared by another. Live and prova do not meet: a trial never
-- stands in the way of money.
create table enti.iban_titolare (
  ambiente text not null check (ambiente in ('live', 'prova')),
  iban text not null,
  ente_id uuid not null references enti.ente (id),
  primary key (ambiente, iban)
);
call piattaforma.tabella_comune('enti.iban_titolare', 'which ente declared an IBAN, kept by the trigger of conto_iban');
insert into enti.iban_titolare (ambiente, iban, ente_id)
select distinct on (e.ambiente, i.iban) e.ambiente, i.iban, i.ente_id
  from enti.conto_iban as i join enti.ente as e on e.id = i.ente_id
 order by e.ambiente, i.iban, i.valido_dal;

create function enti.oggi_roma() returns date
  language sql stable parallel safe
  return (now() at time zone 'Europe/Rome')::date;

-- Is the IBAN declared by another ente of the same ambiente, which has not ended it? What no longer credits it may be declared again.
create function enti.iban_di_altri(p_ente uuid, p_iban text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from enti.iban_titolare as t
      join enti.ente as e on e.ambiente = t.ambiente and e.id = p_ente
      join enti.conto_iban as i on i.ente_id = t.ente_id and i.iban = t.iban and (i.valido_al is null or i.valido_al > enti.oggi_roma())
     where t.iban = p_iban and t.ente_id <> p_ente);
$$;
alter function enti.iban_di_altri owner to mypay_porta;
revoke all on function enti.iban_di_altri from public;
grant execute on function enti.iban_di_altri to mypay_ufficio, mypay_worker;

-- What was answered to the Nodo is not rewritten: an IBAN that has begun neither goes nor changes (but on its first day, for whoever
-- mistyped it), and one that has others before it begins today or later. A postal account has an IBAN of Poste. The row of
-- iban_titolare, locked here, makes two enti that declare the same IBAN at once wait for each other.
create function enti.custodisci_iban() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_oggi date := enti.oggi_roma();
  v_tipo text;
  v_ambiente text;
  v_titolare uuid;
begin
  if tg_op <> 'INSERT' and old.stato = 'attivo' and old.valido_dal <= v_oggi then
    if tg_op = 'DELETE' then
      raise exception 'conto_iban: in force since %', old.valido_dal using errcode = 'check_violation', constraint = 'iban_iniziato';
    end if;
    if old.valido_dal < v_oggi and (new.iban, new.stato, new.valido_dal) is distinct from (old.iban, old.stato, old.valido_dal)
       or old.valido_al <= v_oggi and new.valido_al is distinct from old.valido_al or new.valido_al < v_oggi then
      raise exception 'conto_iban: in force since %', old.valido_dal using errcode = 'check_violation', constraint = 'iban_iniziato';
    end if;
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if new.stato = 'attivo' and new.valido_dal < v_oggi and (tg_op = 'INSERT' or new.valido_dal <> old.valido_dal) and exists (
       select from enti.conto_iban as i
        where i.ente_id = new.ente_id and i.conto_id = new.conto_id and i.valido_dal <> new.valido_dal and i.stato = 'attivo') then
    raise exception 'conto_iban: a change begins today or later' using errcode = 'check_violation', constraint = 'iban_decorrenza';
  end if;
  select c.tipo, e.ambiente into v_tipo, v_ambiente
    from enti.conto as c join enti.ente as e on e.id = c.ente_id where c.ente_id = new.ente_id and c.id = new.conto_id;
  if v_tipo = 'postale' and new.iban !~ '^IT[0-9]{2}[A-Z]07601[0-9]{17}$' then
    raise exception 'conto_iban: not of Poste' using errcode = 'check_violation', constraint = 'iban_postale';
  end if;
  if v_ambiente is null or tg_op = 'UPDATE' and new.iban = old.iban then
    return new;
  end if;
  insert into enti.iban_titolare as t (ambiente, iban, ente_id) values (v_ambiente, new.iban, new.ente_id)
    on conflict (ambiente, iban) do update set ente_id = t.ente_id
    returning t.ente_id into v_titolare;
  if v_titolare <> new.ente_id then
    if enti.iban_di_altri(new.ente_id, new.iban) then
      raise exception 'conto_iban: declared by another ente' using errcode = 'unique_violation', constraint = 'iban_di_altri';
    end if;
    update enti.iban_titolare as t set ente_id = new.ente_id where t.ambiente = v_ambiente and t.iban = new.iban;
  end if;
  return new;
end
$$;
alter function enti.custodisci_iban owner to mypay_porta;
create trigger conto_iban_custode before insert or update or delete on enti.conto_iban
  for each row execute function enti.custodisci_iban();

-- An account stays what it was declared: a postal one is printed on slips.
create function enti.conto_resta() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'conto: its kind does not change' using errcode = 'check_violation', constraint = 'conto_tipo_fisso';
end
$$;
create trigger conto_tipo_fisso before update of tipo on enti.conto
  for each row when (old.tipo <> new.tipo) execute function enti.conto_resta();

-- Stations. Up to 45 are an ente's own; beyond lie the codes of the central services (47 canone unico, 81, 85 TARI and TEFA, 96 to 99 …).
-- What was there before is left alone: its notices carry the code.
alter table enti.stazione_ente
  add constraint stazione_ente_segregazione_propria check (codice_segregazione <= '45') not valid,
  add constraint stazione_ente_periodo check (valida_al > valida_dal),
  -- The IUV that we generate carry the code of the default station: it must stay open.
  add constraint stazione_ente_predefinita_aperta check (not predefinita or valida_al is null);

-- Taxonomy: when it was loaded, and how it went. A list that was refused leaves its reason and nothing else.
alter table enti.tassonomia add constraint tassonomia_periodo check (valida_al > valida_dal);
create table enti.tassonomia_caricamento (
  id uuid not null default uuidv7() primary key,
  istante timestamptz not null default now(),
  origine text not null check (origine in ('rete', 'file')),
  voci integer not null check (voci >= 0),
  cambiate integer not null check (cambiate >= 0),
  -- Code of the refusal, with its parameters; a list that was not even got is not one.
  rifiuto text,
  parametri jsonb,
  check (rifiuto is null or cambiate = 0)
);
call piattaforma.tabella_comune('enti.tassonomia_caricamento', 'each time the taxonomy of pagoPA was loaded, or refused');
grant select on enti.tassonomia_caricamento to mypay_ufficio;
grant select, insert on enti.tassonomia_caricamento to mypay_worker;
