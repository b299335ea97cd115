-- flussi: the file of dovuti 2_0. The names of its columns have a number where there are several of a kind.
alter table flussi.correzione drop constraint correzione_campo_check;
alter table flussi.correzione add constraint correzione_campo_check check (campo ~ '^[A-Za-z][A-Za-z0-9]{0,59}$');

-- A file that came in another form is turned into ours once, and kept beside the original: everything after reads that.
alter table flussi.allegato drop constraint allegato_genere_check;
alter table flussi.allegato add constraint allegato_genere_check check (genere in ('scarti', 'iuv', 'esito', 'convertito'));
