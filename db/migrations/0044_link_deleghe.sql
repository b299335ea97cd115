-- What the ufficio does of deleghe and payment links.

-- Why, in the words of the ente: when it refuses, always; when it takes back what it approved, too (older ones have none, and who ends
-- their own delega says nothing).
alter table posizioni.delega drop constraint delega_check4;
alter table posizioni.delega add constraint delega_motivo_quando check (
  case stato when 'rifiutata' then motivo is not null when 'revocata' then true else motivo is null end);
create index delega_stato on posizioni.delega (ente_id, stato, id);
