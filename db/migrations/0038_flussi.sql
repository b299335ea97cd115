-- flussi: the speed of files.

-- Its readers asked it in a way or in another; each now says by which key, as the notices of a file do (0024).
drop view posizioni.v_riga_flusso;
