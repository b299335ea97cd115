-- enti: who is paid. Intermediario, ente (live and prova are two rows), stazioni, conti, tipi dovuto, tassonomia.

create schema enti;
grant usage on schema enti to mypay_porta, mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker;
grant create on schema enti to mypay_porta;

create domain enti.codice_fiscale_ente as text check (value ~ '^[0-9]{11}$');

create table enti.intermediario (
  id uuid primary key default uuidv7(),
  codice_fiscale enti.codice_fiscale_ente not null unique,
  denominazione text not null check (length(denominazione) between 1 and 140)
);
call piattaforma.tabella_comune('enti.intermediario', 'the broker of pagoPA that runs this platform (the Region)');
grant select on enti.intermediario to mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil;
grant select, insert, update on enti.intermediario to mypay_worker;

create table enti.ente (
  id uuid primary key default uuidv7(),
  ambiente text not null check (ambiente in ('live', 'prova')),
  intermediario_id uuid not null references enti.intermediario (id),
  codice_fiscale enti.codice_fiscale_ente not null,
  cod_ipa text not null check (cod_ipa ~ '^[A-Za-z0-9_]{1,35}$'),
  denominazione text not null check (length(denominazione) between 1 and 140),
  tipo text not null default 'comune',
  stato text not null check (stato in ('INSERITO', 'PRE-ESERCIZIO', 'ESERCIZIO')),
  settore text check (length(settore) <= 50),
  info text check (length(info) <= 100),
  indirizzo text,
  email text,
  telefono text,
  pec text,
  sito text,
  cbill text check (cbill ~ '^[A-Z0-9]{1,5}$'),
  logo_png bytea check (octet_length(logo_png) <= 262144),
  password_sil_hmac bytea check (length(password_sil_hmac) = 32),
  creato_il timestamptz not null default now(),
  unique (codice_fiscale, ambiente),
  unique (cod_ipa, ambiente)
);
call piattaforma.tabella_comune('enti.ente',
  'creditor body; live and prova are two rows, so that everything hanging from them is apart by construction');
-- The SIL password's HMAC is read by the role that checks it, and by nobody else.
grant select (id, ambiente, intermediario_id, codice_fiscale, cod_ipa, denominazione, tipo, stato, settore, info, indirizzo, email,
              telefono, pec, sito, cbill, logo_png, creato_il)
  on enti.ente to mypay_nodo, mypay_portale, mypay_ufficio;
grant select on enti.ente to mypay_sil;
grant select, insert, update on enti.ente to mypay_worker;

-- Published: what the other modules say of an ente.
create view enti.v_ente with (security_invoker = true) as
  select id, ambiente, codice_fiscale, cod_ipa, denominazione, stato from enti.ente;
grant select on enti.v_ente to mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil, mypay_worker, mypay_porta;

create table enti.stazione (
  id uuid primary key default uuidv7(),
  intermediario_id uuid not null references enti.intermediario (id),
  codice text not null unique check (length(codice) between 1 and 35),
  versione_primitive smallint not null default 2 check (versione_primitive in (1, 2)),
  attiva boolean not null default false,
  -- How the Nodo proves it is the Nodo. Every kind that is filled in must be satisfied.
  segreti_hmac bytea[] not null default '{}',
  certificati_cn text[] not null default '{}',
  indirizzi cidr[] not null default '{}'
);
call piattaforma.tabella_comune('enti.stazione', 'connection point of the intermediary with the Nodo');
-- What opens the door of the Nodo is read by the role that opens it, and by nobody else.
grant select on enti.stazione to mypay_nodo;
grant select (id, intermediario_id, codice, versione_primitive, attiva) on enti.stazione to mypay_portale, mypay_ufficio, mypay_sil;
grant select, insert, update on enti.stazione to mypay_worker;

create table enti.stazione_ente (
  ente_id uuid not null references enti.ente (id),
  stazione_id uuid not null references enti.stazione (id),
  codice_segregazione text not null check (codice_segregazione ~ '^[0-9]{2}$'),
  predefinita boolean not null default false,
  valida_dal date not null default '2020-01-01',
  valida_al date,
  primary key (ente_id, stazione_id),
  unique (ente_id, codice_segregazione)
);
create unique index stazione_ente_predefinita on enti.stazione_ente (ente_id) where predefinita;
call piattaforma.tabella_ente('enti.stazione_ente', 'association of an ente with a station, with its segregation code');
grant select on enti.stazione_ente to mypay_portale, mypay_ufficio, mypay_sil;
grant select, insert, update on enti.stazione_ente to mypay_worker;

create table enti.conto (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  nome text not null,
  tipo text not null check (tipo in ('bancario', 'postale')),
  intestatario text not null,
  autorizzazione_stampa text,
  primary key (ente_id, id),
  unique (ente_id, nome)
);
call piattaforma.tabella_ente('enti.conto', 'account that is credited; its IBAN may change over time');
grant select, insert, update on enti.conto to mypay_ufficio, mypay_worker;
grant select on enti.conto to mypay_sil, mypay_portale;

create table enti.conto_iban (
  ente_id uuid not null,
  conto_id uuid not null,
  valido_dal date not null,
  valido_al date check (valido_al > valido_dal),
  iban text not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,31}$'),
  stato text not null default 'attivo' check (stato in ('censito', 'attivo')),
  primary key (ente_id, conto_id, valido_dal),
  foreign key (ente_id, conto_id) references enti.conto (ente_id, id)
);
call piattaforma.tabella_ente('enti.conto_iban', 'IBAN of an account, by date');
grant select, insert, update on enti.conto_iban to mypay_ufficio, mypay_worker;
grant select on enti.conto_iban to mypay_sil, mypay_portale;

create table enti.tassonomia (
  codice text primary key check (codice ~ '^[6-9]/[0-9]{7}(IM|TS|SP|SA|AP)/$'),
  tipo_ente text not null,
  macro_area text not null,
  tipo_servizio text not null,
  descrizione text not null,
  valida_dal date not null,
  valida_al date
);
call piattaforma.tabella_comune('enti.tassonomia', 'taxonomy of collection services published by pagoPA');
grant select on enti.tassonomia to mypay_nodo, mypay_portale, mypay_ufficio, mypay_sil;
grant select, insert, update on enti.tassonomia to mypay_worker;

create table enti.tipo_dovuto (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  codice text not null check (length(codice) between 1 and 64),
  denominazione text not null check (length(denominazione) between 1 and 140),
  attivo boolean not null default true,
  tassonomia text not null references enti.tassonomia (codice),
  conto_id uuid not null,
  conto_postale_id uuid,
  -- flg_scadenza_obbligatoria: the due date must be there and may not be in the past when loaded.
  scadenza_obbligatoria boolean not null default false,
  -- flg_stampa_data_scadenza: the notice prints a date, so there must be one.
  scadenza_stampata boolean not null default false,
  paga_dopo_scadenza boolean not null default true,
  codice_fiscale_anonimo boolean not null default false,
  avviso_stampabile boolean not null default true,
  primary key (ente_id, id),
  unique (ente_id, codice),
  foreign key (ente_id, conto_id) references enti.conto (ente_id, id),
  foreign key (ente_id, conto_postale_id) references enti.conto (ente_id, id)
);
call piattaforma.tabella_ente('enti.tipo_dovuto', 'kind of due of an ente, with the rules its dovuti follow');
grant select, insert, update on enti.tipo_dovuto to mypay_ufficio, mypay_worker;
grant select on enti.tipo_dovuto to mypay_sil, mypay_portale;

-- Published: what validation and answers need of a kind of due.
create view enti.v_tipo_dovuto with (security_invoker = true) as
  select ente_id, id, codice, denominazione, attivo, tassonomia, conto_id, conto_postale_id, scadenza_obbligatoria, scadenza_stampata,
         paga_dopo_scadenza, codice_fiscale_anonimo, avviso_stampabile
    from enti.tipo_dovuto;
grant select on enti.v_tipo_dovuto to mypay_ufficio, mypay_sil, mypay_worker, mypay_portale, mypay_porta;

-- Published: the IBAN in force today (Rome), one row an account.
create view enti.v_iban_vigente with (security_invoker = true) as
  select distinct on (i.ente_id, i.conto_id) i.ente_id, i.conto_id, c.tipo, c.intestatario, c.autorizzazione_stampa, i.iban
    from enti.conto_iban as i
    join enti.conto as c on c.ente_id = i.ente_id and c.id = i.conto_id
   where i.stato = 'attivo'
     and i.valido_dal <= (now() at time zone 'Europe/Rome')::date
     and (i.valido_al is null or i.valido_al > (now() at time zone 'Europe/Rome')::date)
   order by i.ente_id, i.conto_id, i.valido_dal desc;
grant select on enti.v_iban_vigente to mypay_ufficio, mypay_sil, mypay_worker, mypay_portale, mypay_porta;

-- Published to the Nodo's door: which enti a station serves.
create view enti.v_stazione_ente as
  select s.id as stazione_id, s.codice, s.attiva, s.versione_primitive, m.codice_fiscale as intermediario,
         e.id as ente_id, e.codice_fiscale, e.ambiente, e.cod_ipa, e.denominazione, e.settore, e.stato as ente_stato,
         se.codice_segregazione, se.predefinita, se.valida_dal, se.valida_al
    from enti.stazione as s
    join enti.intermediario as m on m.id = s.intermediario_id
    join enti.stazione_ente as se on se.stazione_id = s.id
    join enti.ente as e on e.id = se.ente_id;
alter view enti.v_stazione_ente owner to mypay_porta;
grant select on enti.v_stazione_ente to mypay_nodo, mypay_ufficio, mypay_sil, mypay_worker, mypay_portale;
