-- nodo: what a verify and a receipt cost the database.

-- As in 0013, for lists whose eventi say their fields by place; those written until today say them by name. The order is that of
-- `listaDi` in modules/registro/core/eventi.ts.
create or replace function registro.apri_lotto(p_eventi json)
  returns table (istante timestamptz, id uuid, ente_id uuid, dominio text, iuv text, contesto text, numero_avviso text, psp text,
                 tipo_pagamento text, categoria text, tipo text, sottotipo text, richiedente text, rispondente text, stazione text,
                 canale text, parametri text, esito text, correlazione text, contenuto_da integer, contenuto_byte integer, troncato boolean)
  language sql immutable parallel safe
as $$
  select (e ->> 0)::timestamptz, (e ->> 1)::uuid, (e ->> 2)::uuid, e ->> 3, e ->> 16, e ->> 18, e ->> 4, e ->> 19, e ->> 21, e ->> 5,
         e ->> 6, e ->> 7, e ->> 8, e ->> 9, e ->> 10, e ->> 20, e ->> 17, e ->> 15, e ->> 11, (e ->> 13)::integer, (e ->> 14)::integer,
         (e ->> 12)::boolean
    from jsonb_array_elements(case when json_typeof(p_eventi -> 0) = 'array' then p_eventi::jsonb else '[]' end) as e
  union all
  select *
    from json_to_recordset(case when json_typeof(p_eventi -> 0) = 'array' then '[]' else p_eventi end)
      as e (istante timestamptz, id uuid, "enteId" uuid, dominio text, iuv text, contesto text,
    "numeroAvviso" text, psp text, "tipoPagamento" text, categoria text, tipo text, sottotipo text, richiedente text, rispondente text,
    stazione text, canale text, parametri text, esito text, correlazione text, da integer, byte integer, troncato boolean)
$$;

-- As in 0028, for the acts that each receipt writes.
alter table registro.atto drop constraint atto_azione_check, drop constraint atto_oggetto_check, drop constraint atto_attore_check;
alter table registro.atto
  add constraint atto_azione_check
    check (azione in ('dovuto.nuovo', 'dovuto.modificato', 'dovuto.annullato', 'dovuto.ripreso', 'dovuto.pagato', 'ricevuta.regolare')
           or azione ~ '^[a-z_]+\.[a-z_]+$'),
  add constraint atto_oggetto_check check (oggetto in ('dovuto', 'ricevuta') or oggetto ~ '^[a-z_]+$'),
  add constraint atto_attore_check
    check (attore in ('sistema', 'nodo') or attore ~ '^(operatore|cittadino|sil|nodo|sistema)(:[0-9a-zA-Z_.-]{1,64})?$');
