-- What the ufficio does of deleghe and payment links.

-- Why, in the words of the ente: when it refuses, always; when it takes back what it approved, too (older ones have none, and who ends
-- their own delega says nothing).
alter table posizioni.delega drop constraint delega_check4;
alter table posizioni.delega add constraint delega_motivo_quando check (
  case stato when 'rifiutata' then motivo is not null when 'revocata' then true else motivo is null end);
create index delega_stato on posizioni.delega (ente_id, stato, id);

-- Published: of which kinds of due a notice is, and how the ente calls what it asks for.
create view posizioni.v_iuv_tipo with (security_invoker = true) as
  select i.ente_id, i.id as iuv_id, i.iuv, i.numero_avviso, d.id as dovuto_id, d.iud, d.ordine, d.tipo_dovuto_id, d.stato, d.causale_pubblica
    from posizioni.iuv as i join posizioni.dovuto as d on d.ente_id = i.ente_id and d.iuv_id = i.id;
grant select on posizioni.v_iuv_tipo to mypay_ufficio, mypay_sil, mypay_worker;

-- Why the ente took a link back; those that were taken back before have none.
alter table pagamenti.link add column motivo_revoca text check (length(motivo_revoca) between 1 and 500);
alter table pagamenti.link add constraint link_motivo_quando check (motivo_revoca is null or revocato_il is not null);
grant update (motivo_revoca) on pagamenti.link to mypay_ufficio, mypay_sil, mypay_worker;
