-- 0031_consegna
select 1;
