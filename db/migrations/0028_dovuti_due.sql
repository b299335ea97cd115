-- flussi: the file of dovuti 2_0. The names of its columns have a number where there are several of a kind.
alter table flussi.correzione drop constraint correzione_campo_check;
alter table flussi.correzione add constraint correzione_campo_check check (campo ~ '^[A-Za-z][A-Za-z0-9]{0,59}$');
