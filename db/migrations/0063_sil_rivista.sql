-- A software that does not answer is left alone for a while: until then nobody takes up a worker to find that out again, nor reads what
-- waits for it.
alter table eventi.abbonamento add column riposa_fino timestamptz;
grant update (riposa_fino) on eventi.abbonamento to mypay_worker;
