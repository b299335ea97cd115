-- pagamenti: payments that the ente's software begins, and hears of, by SOAP.

-- How an ente wants its software answered, and where browsers go back to.
create table pagamenti.porta_sil (
  ente_id uuid not null references enti.ente (id),
  -- `pagati` in base64 once, for software written for a later platform; else twice, as MyPay always did (mypay-webservices 8, row 1).
  pagati_una_volta boolean not null default false,
  -- Back only to the sites of the list; else one that is new is remembered, and told to who administers the ente.
  ritorni_elenco boolean not null default false,
  -- Where browsers go back to when the request does not say.
  ritorno text check (length(ritorno) between 1 and 2048),
  primary key (ente_id)
);
call piattaforma.tabella_ente('pagamenti.porta_sil', 'how the software of an ente is answered, and where browsers go back to');
grant select on pagamenti.porta_sil to mypay_sil, mypay_worker;
grant select, insert, update on pagamenti.porta_sil to mypay_ufficio;

-- When a request was the first to name it; null: the ente has said it.
alter table pagamenti.origine_ritorno add column vista_il timestamptz;
grant insert on pagamenti.origine_ritorno to mypay_sil;
grant select, insert, update (vista_il), delete on pagamenti.origine_ritorno to mypay_ufficio;
grant update (vista_il) on pagamenti.origine_ritorno to mypay_worker;
