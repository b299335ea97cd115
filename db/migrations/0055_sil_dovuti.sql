-- dovuti, avvisi e posizioni dal SIL

-- Where a person owes or owed something: asked by the software of the ente that administers the installation (MYPAY_ENTE_AMMINISTRATORE),
-- which then reads each ente by itself. Who stays without a name is nobody.
create function posizioni.enti_del_debitore(p_codice text, p_ambiente text, p_massimo integer) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select e.id from enti.ente as e
   where e.stato = 'ESERCIZIO' and e.ambiente = p_ambiente and p_codice <> 'ANONIMO'
     and exists (select 1 from posizioni.posizione as p where p.ente_id = e.id and p.debitore_codice = p_codice)
   order by e.id limit p_massimo;
$$;
alter function posizioni.enti_del_debitore owner to mypay_porta;
revoke all on function posizioni.enti_del_debitore from public;
grant execute on function posizioni.enti_del_debitore to mypay_sil;

-- What the software of an ente says was paid, of which pagoPA has no receipt (paaSILRegistraPagamento): kept as it was said, and
-- registered by a job.
create table rendicontazione.pagamento_detto (
  ente_id uuid not null references enti.ente (id),
  id uuid not null default uuidv7(),
  detto_il timestamptz not null,
  iuv text not null check (length(iuv) between 1 and 35),
  iur text not null check (length(iur) between 1 and 35),
  indice smallint not null check (indice between 1 and 5),
  importo_cents bigint not null check (importo_cents between 1 and 99999999999),
  giorno date not null,
  psp text not null check (length(psp) between 1 and 35),
  psp_denominazione text not null check (length(psp_denominazione) between 1 and 70),
  primary key (ente_id, id),
  unique (ente_id, iur, iuv, indice)
);
call piattaforma.tabella_ente('rendicontazione.pagamento_detto', 'a payment without a receipt, as the ente''s software said it');
grant select, insert on rendicontazione.pagamento_detto to mypay_sil;
grant select on rendicontazione.pagamento_detto to mypay_worker;
