import { sql } from 'kysely';
import type { EnteId, StazioneId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/**
 * Gives a dovuto a second way to be paid, with a notice of its own and a higher amount (model 3: a fine, reduced and ordinary). No act of
 * the product makes two ways yet, so the demo writes what that act will write; when one is paid, the product closes the other.
 */
export async function aggiungiSecondoModo(
  ctx: Ctx,
  {
    enteId,
    stazioneId,
    segregazione,
    iud,
    nuovoIud,
  }: { enteId: EnteId; stazioneId: StazioneId; segregazione: string; iud: string; nuovoIud: string },
): Promise<void> {
  await ctx.tx((t) =>
    sql`
      with primo as (
        select d.*, uuidv7() as opzione_nuova, uuidv7() as iuv_nuovo, uuidv7() as dovuto_nuovo,
               posizioni.numero_avviso(${segregazione}, posizioni.alloca_iuv(${enteId}, ${stazioneId}, 1)) as avviso_nuovo
          from posizioni.dovuto as d
         where d.ente_id = ${enteId} and d.iud = ${iud} and d.stato = 'da_pagare'),
      opzione as (
        insert into posizioni.opzione (ente_id, id, posizione_id, ordine)
        select ente_id, opzione_nuova, posizione_id, 2 from primo),
      iuv as (
        insert into posizioni.iuv (ente_id, id, iuv, numero_avviso, stazione_id, origine)
        select ente_id, iuv_nuovo, substr(avviso_nuovo, 2), avviso_nuovo, ${stazioneId}, 'generato' from primo),
      dovuto as (
        insert into posizioni.dovuto (ente_id, id, posizione_id, opzione_id, iuv_id, iud, tipo_dovuto_id, stato, importo_cents, causale,
                                      causale_pubblica, data_scadenza, dati_riscossione, canali, genera_iuv, iuf)
        select ente_id, dovuto_nuovo, posizione_id, opzione_nuova, iuv_nuovo, ${nuovoIud}, tipo_dovuto_id, 'da_pagare',
               importo_cents + 2000, causale, causale_pubblica, data_scadenza + 55, dati_riscossione, canali, genera_iuv, iuf from primo),
      quota as (
        insert into posizioni.quota (ente_id, dovuto_id, indice, importo_cents, beneficiario_cf, beneficiario_denominazione, conto_id,
                                     conto_postale_id, iban, bollo, tassonomia, causale)
        select q.ente_id, p.dovuto_nuovo, q.indice, q.importo_cents + 2000, q.beneficiario_cf, q.beneficiario_denominazione, q.conto_id,
               q.conto_postale_id, q.iban, q.bollo, q.tassonomia, q.causale
          from posizioni.quota as q join primo as p on p.ente_id = q.ente_id and p.id = q.dovuto_id)
      insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore)
      select ente_id, dovuto_nuovo, 'inserito', 1, 'da_pagare', importo_cents + 2000, data_scadenza + 55, 'sistema:demo'
        from primo`.execute(t.db),
  );
}
