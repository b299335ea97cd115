-- A set of dovuti that comes from the ente's software is brought by one statement (decision 0042): what each row cost beside it.

-- Who acts is judged at every act of every dovuto. A repetition with a bound makes a regular expression six times as dear as the insert
-- of the row: its length is counted apart.
alter table registro.atto drop constraint atto_attore_check;
alter table registro.atto add constraint atto_attore_check check (
  attore in ('sistema', 'nodo')
  or (attore ~ '^(operatore|cittadino|sil|nodo|sistema)(:[0-9a-zA-Z_.-]+)?$' and length(attore) - strpos(attore, ':') <= 64));
