-- Roles of who works for an ente, and their invitations.

-- «sola lettura» is from now on called lettore; ragioneria reads everything, and writes only what accounting does.
alter table utenti.operatore_ente drop constraint operatore_ente_ruolo_check;
update utenti.operatore_ente set ruolo = 'lettore' where ruolo = 'sola_lettura';
alter table utenti.operatore_ente
  add constraint operatore_ente_ruolo_check check (ruolo in ('lettore', 'operatore', 'ragioneria', 'amministratore'));

-- Who administers the installation: a role of the person, not of one ente. Given by the command line, never by a page.
alter table utenti.operatore add column intermediario boolean not null default false;
