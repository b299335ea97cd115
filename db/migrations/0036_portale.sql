-- portale

-- Whom to pay: enti are found by words of their name, of their comune and of their provincia.
create table enti.provincia (
  sigla text primary key check (sigla ~ '^[A-Z]{2}$'),
  denominazione text not null check (length(denominazione) between 1 and 60),
  -- In the other languages of the place.
  altre text check (length(altre) between 1 and 60)
);
call piattaforma.tabella_comune('enti.provincia', 'names of the provinces in force, by which people look for an ente');
grant select on enti.provincia to mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;
insert into enti.provincia (sigla, denominazione, altre) values
  ('AG', 'Agrigento', null), ('AL', 'Alessandria', null), ('AN', 'Ancona', null), ('AO', 'Aosta', 'Aoste'), ('AP', 'Ascoli Piceno', null),
  ('AQ', 'L’Aquila', null), ('AR', 'Arezzo', null), ('AT', 'Asti', null), ('AV', 'Avellino', null), ('BA', 'Bari', null),
  ('BG', 'Bergamo', null), ('BI', 'Biella', null), ('BL', 'Belluno', null), ('BN', 'Benevento', null), ('BO', 'Bologna', null),
  ('BR', 'Brindisi', null), ('BS', 'Brescia', null), ('BT', 'Barletta-Andria-Trani', null), ('BZ', 'Bolzano', 'Bozen'),
  ('CA', 'Cagliari', null), ('CB', 'Campobasso', null), ('CE', 'Caserta', null), ('CH', 'Chieti', null), ('CL', 'Caltanissetta', null),
  ('CN', 'Cuneo', null), ('CO', 'Como', null), ('CR', 'Cremona', null), ('CS', 'Cosenza', null), ('CT', 'Catania', null),
  ('CZ', 'Catanzaro', null), ('EN', 'Enna', null), ('FC', 'Forlì-Cesena', null), ('FE', 'Ferrara', null), ('FG', 'Foggia', null),
  ('FI', 'Firenze', null), ('FM', 'Fermo', null), ('FR', 'Frosinone', null), ('GE', 'Genova', null), ('GO', 'Gorizia', 'Gorica Gurize'),
  ('GR', 'Grosseto', null), ('IM', 'Imperia', null), ('IS', 'Isernia', null), ('KR', 'Crotone', null), ('LC', 'Lecco', null),
  ('LE', 'Lecce', null), ('LI', 'Livorno', null), ('LO', 'Lodi', null), ('LT', 'Latina', null), ('LU', 'Lucca', null),
  ('MB', 'Monza e Brianza', null), ('MC', 'Macerata', null), ('ME', 'Messina', null), ('MI', 'Milano', null), ('MN', 'Mantova', null),
  ('MO', 'Modena', null), ('MS', 'Massa-Carrara', null), ('MT', 'Matera', null), ('NA', 'Napoli', null), ('NO', 'Novara', null),
  ('NU', 'Nuoro', null), ('OR', 'Oristano', null), ('PA', 'Palermo', null), ('PC', 'Piacenza', null), ('PD', 'Padova', null),
  ('PE', 'Pescara', null), ('PG', 'Perugia', null), ('PI', 'Pisa', null), ('PN', 'Pordenone', null), ('PO', 'Prato', null),
  ('PR', 'Parma', null), ('PT', 'Pistoia', null), ('PU', 'Pesaro e Urbino', null), ('PV', 'Pavia', null), ('PZ', 'Potenza', null),
  ('RA', 'Ravenna', null), ('RC', 'Reggio Calabria', null), ('RE', 'Reggio Emilia', null), ('RG', 'Ragusa', null), ('RI', 'Rieti', null),
  ('RM', 'Roma', null), ('RN', 'Rimini', null), ('RO', 'Rovigo', null), ('SA', 'Salerno', null), ('SI', 'Siena', null),
  ('SO', 'Sondrio', null), ('SP', 'La Spezia', null), ('SR', 'Siracusa', null), ('SS', 'Sassari', null), ('SU', 'Sud Sardegna', null),
  ('SV', 'Savona', null), ('TA', 'Taranto', null), ('TE', 'Teramo', null), ('TN', 'Trento', null), ('TO', 'Torino', null),
  ('TP', 'Trapani', null), ('TR', 'Terni', null), ('TS', 'Trieste', 'Trst'), ('TV', 'Treviso', null), ('UD', 'Udine', 'Udin Videm'),
  ('VA', 'Varese', null), ('VB', 'Verbano-Cusio-Ossola', null), ('VC', 'Vercelli', null), ('VE', 'Venezia', null), ('VI', 'Vicenza', null),
  ('VR', 'Verona', null), ('VT', 'Viterbo', null), ('VV', 'Vibo Valentia', null);

alter table enti.ente
  add column provincia text references enti.provincia (sigla),
  -- Words of the name (A), of the comune (B) and of the provincia (C).
  add column ricerca tsvector;
grant select (provincia, ricerca) on enti.ente to mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil;
-- What is found of a word is gathered by all the words that begin so: few changes, many searches.
create index ente_ricerca on enti.ente using gin (ricerca) with (fastupdate = off);
create index ente_pubblico on enti.ente (denominazione, id) where stato = 'ESERCIZIO' and 'pubblico' = any (funzioni);

-- As words are compared: without case, accents and signs. modules/enti/core/ricerca does the same to what is looked for.
create function enti.parole(testo text) returns text language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select btrim(regexp_replace(lower(regexp_replace(normalize(testo, NFD), '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+', ' ', 'g'))
$$;
revoke all on function enti.parole from public;
grant execute on function enti.parole to mypay_porta;

-- «Sant’Angelo» is also looked for as «santangelo».
create function enti.vettore(testo text, peso "char") returns tsvector language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select setweight(to_tsvector('pg_catalog.simple',
    enti.parole(testo) || ' ' || enti.parole(regexp_replace(testo, '([[:alpha:]])[''’]([[:alpha:]])', '\1\2', 'g'))), peso)
$$;
revoke all on function enti.vettore from public;
grant execute on function enti.vettore to mypay_porta;

-- Where an ente is: the comune of its IPA code (c_h501), or the one after the postal code of its address; its provincia where known.
create function enti.segna_ricerca() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  indirizzo text[] := regexp_match(coalesce(new.indirizzo, ''), '\y\d{5}[ ,-]+(.+?)(?:[ ,-]+\(?([A-Za-z]{2})\)?)?\s*$');
  chiave_comune text := upper(replace(enti.parole(coalesce(indirizzo[1], '')), ' ', ''));
  suo enti.comune;
begin
  select c.* into suo from enti.comune as c
   where new.cod_ipa ~* '^c_[a-z][0-9]{3}$' and c.codice = upper(substr(new.cod_ipa, 3))
   order by c.valido_al nulls first limit 1;
  if suo.codice is null and chiave_comune <> '' then
    select c.* into suo from enti.comune as c
     where (c.chiave = chiave_comune or c.altra_chiave = chiave_comune) and c.valido_al is null
       and (c.provincia = upper(indirizzo[2])
            -- Without its provincia, only a name that no other comune has.
            or indirizzo[2] is null and not exists (
                 select from enti.comune as a
                  where (a.chiave = chiave_comune or a.altra_chiave = chiave_comune) and a.valido_al is null and a.codice <> c.codice))
     limit 1;
  end if;
  new.provincia := (select p.sigla from enti.provincia as p where p.sigla = coalesce(suo.provincia, upper(indirizzo[2])));
  new.ricerca := enti.vettore(new.denominazione, 'A')
    || enti.vettore(concat_ws(' ', suo.denominazione, suo.altra_denominazione, indirizzo[1]), 'B')
    || enti.vettore(coalesce((select concat_ws(' ', p.sigla, p.denominazione, p.altre) from enti.provincia as p
                               where p.sigla = new.provincia), ''), 'C');
  return new;
end
$$;
alter function enti.segna_ricerca owner to mypay_porta;
revoke all on function enti.segna_ricerca from public;
create trigger ente_ricerca before insert or update of denominazione, cod_ipa, indirizzo on enti.ente
  for each row execute function enti.segna_ricerca();
update enti.ente set denominazione = denominazione;
alter table enti.ente alter column ricerca set not null;

-- What citizens say of these pages: a barrier they met, a suggestion.
create table notifiche.segnalazione (
  id uuid primary key default uuidv7(),
  creata_il timestamptz not null,
  argomento text not null check (argomento in ('accessibilita', 'altro')),
  testo text not null check (length(testo) between 1 and 3000),
  pagina text check (length(pagina) between 1 and 300),
  strumenti text check (length(strumenti) between 1 and 300),
  -- To be answered, if they wish.
  email text check (length(email) between 3 and 256)
);
call piattaforma.tabella_comune('notifiche.segnalazione', 'what people say of the pages, until the help desk has surely read it');
grant select, insert on notifiche.segnalazione to mypay_portale;
grant select, delete on notifiche.segnalazione to mypay_worker;
create index segnalazione_creata on notifiche.segnalazione (creata_il);

-- The mail of a proof is written in the language of who asked for it.
alter table utenti.prova_posta add column lingua text not null default 'it' check (lingua in ('it', 'en', 'de'));

-- So is the mail that says how a payment went.
alter table pagamenti.carrello add column lingua text not null default 'it' check (lingua in ('it', 'en', 'de'));
