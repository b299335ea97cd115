-- utenti: what an operator does by themselves about how they come in.

-- For who has lost the telephone: each opens once. Kept as HMAC with a pepper from outside the database.
create table utenti.codice_recupero (
  operatore_id uuid not null references utenti.operatore (id),
  impronta bytea not null check (length(impronta) = 32),
  usato_il timestamptz,
  primary key (operatore_id, impronta)
);
call piattaforma.tabella_comune('utenti.codice_recupero', 'codes that stand once for the second factor of an operator');
grant select, insert, delete, update (usato_il) on utenti.codice_recupero to mypay_ufficio;
grant select, insert, delete on utenti.codice_recupero to mypay_worker;

-- An operator changes their own password and second factor from the ufficio.
grant update (password_argon2, totp_segreto) on utenti.operatore to mypay_ufficio;
