import { sql } from 'kysely';
import type { Db } from '#platform/db/pool';
import type { EnteDiProva } from './un-ente.ts';

/**
 * Puts `quanti` dovuti in the tables of an ente, by statements of sets: every stored state, dates past and to come, notices asked about a
 * moment ago. The n-th has IUD `G<n>`, tax code `CF<n>` and name `Cognome<n> Nome`. `tipi` are its kinds of due, in turns.
 */
export async function moltiDovuti(
  db: Db,
  ente: EnteDiProva,
  { quanti, tipi }: { quanti: number; tipi: readonly string[] },
): Promise<void> {
  const id = (genere: number) =>
    sql`(lpad(${`${genere}`}, 8, '0') || '-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid`;
  const [posizione, opzione, dovuto, iuv] = [id(1), id(2), id(3), id(4)];
  const serie = sql`generate_series(1, ${quanti}::integer) as n`;
  await sql`insert into posizioni.posizione (ente_id, id, iupd, debitore_tipo, debitore_codice, debitore_anagrafica)
            select ${ente.enteId}::uuid, ${posizione}, 'G' || n, 'F', 'CF' || n, 'Cognome' || n || ' Nome' from ${serie}`.execute(
    db,
  );
  await sql`insert into posizioni.opzione (ente_id, id, posizione_id)
            select ${ente.enteId}::uuid, ${opzione}, ${posizione} from ${serie}`.execute(db);
  // A dovuto that is paid has an iuv that something paid.
  await sql`insert into posizioni.iuv (ente_id, id, iuv, numero_avviso, stazione_id, origine, pagato_il, pagato_cents, receipt_id)
            select ${ente.enteId}::uuid, ${iuv}, substr(a, 2), a, ${ente.stazioneId}::uuid, 'generato', case n % 7 when 2 then now() end,
                   case n % 7 when 2 then 1000 end, case n % 7 when 2 then 'G' || n end
              from ${serie} cross join lateral posizioni.numero_avviso(${ente.segregazione}, n) as a`.execute(db);
  await sql`insert into posizioni.dovuto (ente_id, id, posizione_id, opzione_id, iuv_id, iud, tipo_dovuto_id, stato, importo_cents, causale,
                                          causale_pubblica, data_scadenza, dati_riscossione, iuf, pagato_il, pagato_cents)
            select ${ente.enteId}::uuid, ${dovuto}, ${posizione}, ${opzione}, ${iuv}, 'G' || n, (${tipi}::uuid[])[1 + n % ${tipi.length}],
                   s, 1000, 'x', 'x', current_date + (array[null, -400, -1, 0, 1, 400])[1 + n / 7 % 6], '9/0101101IM/', 'G',
                   case s when 'pagato' then now() end, case s when 'pagato' then 1000 end
              from ${serie}
             cross join lateral (select (array['da_pagare', 'da_pagare', 'pagato', 'bozza', 'da_pagare', 'annullato',
                                               'estinto'])[1 + n % 7] as s) as x`.execute(db);
  await sql`insert into posizioni.quota (ente_id, dovuto_id, indice, importo_cents, beneficiario_cf, beneficiario_denominazione, conto_id,
                                         tassonomia, causale)
            select ${ente.enteId}::uuid, ${dovuto}, 1, 1000, ${ente.codiceFiscale}, 'Ente', ${ente.contoId}::uuid, '9/0101101IM/', 'x'
              from ${serie}`.execute(db);
  await sql`insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore)
            select d.ente_id, d.id, 'inserito', 1, d.stato, d.importo_cents, d.data_scadenza, 'sistema'
              from posizioni.dovuto as d where d.ente_id = ${ente.enteId} and d.iuf = 'G'`.execute(db);
  await sql`select posizioni.alloca_iuv(${ente.enteId}, ${ente.stazioneId}, ${quanti})`.execute(db);
  // Asked about now, a while ago, or too long ago to count: of dovuti of every kind and date.
  await sql`insert into registro.attivazione (istante, dominio, numero_avviso)
            select clock_timestamp() - make_interval(mins => n / 5 % 3 * 20), ${ente.codiceFiscale},
                   posizioni.numero_avviso(${ente.segregazione}, n)
              from generate_series(5, ${quanti}::integer, 5) as n`.execute(db);
  // As an import does: without figures the planner reads whole tables for each row, until autovacuum comes by.
  await sql`analyze posizioni.posizione, posizioni.opzione, posizioni.iuv, posizioni.dovuto, posizioni.quota, posizioni.storia`.execute(
    db,
  );
}
