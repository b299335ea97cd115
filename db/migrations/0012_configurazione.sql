-- Least privilege, and what configuration may not be.

-- A message that its server will never take is not sent, and nobody tries again.
alter table notifiche.messaggio add column rifiutato_il timestamptz;
alter table notifiche.messaggio add constraint messaggio_un_esito check (num_nonnulls(inviato_il, rifiutato_il) <= 1);

-- Nothing is paid from the portale without a notice: it takes no IUV.
revoke execute on function posizioni.alloca_iuv(uuid, uuid, integer) from mypay_portale;

-- The portale asks for a proof, and reads the one whose id its visitor brings: never the address, and never those of others.
create function utenti.leggi_prova(p_prova uuid)
  returns table (id uuid, scopo text, ente_id uuid, oggetto_id uuid, chiesta_il timestamptz, usata_il timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.scopo, p.ente_id, p.oggetto_id, p.chiesta_il, p.usata_il from utenti.prova_posta as p where p.id = p_prova;
$$;
alter function utenti.leggi_prova owner to mypay_porta;
revoke all on function utenti.leggi_prova from public;
grant execute on function utenti.leggi_prova to mypay_portale, mypay_worker;
revoke select on utenti.prova_posta from mypay_portale;
grant select (id, tentativi_codice, usata_il) on utenti.prova_posta to mypay_portale;

-- A station at work that nothing proves would be an open door, or one that nobody passes.
alter table enti.stazione add constraint stazione_attiva_provata check (
  not attiva or cardinality(segreti_hmac) > 0 or cardinality(certificati_cn) > 0 or cardinality(indirizzi) > 0);
