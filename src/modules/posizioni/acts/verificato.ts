import { sql } from 'kysely';
import { ok, type Esito } from '#kernel/esito';
import type { DovutoId } from '#kernel/ids';
import { annota } from '#modules/registro';
import { attoreTesto, type Ctx } from '#platform/contesto';
import { rifiutoPosizioni, type RifiutoPosizioni } from '../core/rifiuti.ts';

/** Somebody has looked at a dovuto that was paid and did not add up: it is not to be checked any more. Its history keeps what was odd. */
export async function segnaVerificato(ctx: Ctx, dovutoId: DovutoId): Promise<Esito<undefined, RifiutoPosizioni>> {
  return ctx.tx(async (t): Promise<Esito<undefined, RifiutoPosizioni>> => {
    const { rows } = await sql`
      with visto as (
        update posizioni.dovuto as d set da_verificare = '{}', versione = d.versione + 1
         where d.ente_id = ${t.enteId} and d.id = ${dovutoId} and d.da_verificare <> '{}'
        returning d.ente_id, d.id, d.versione, d.stato, d.importo_cents, d.data_scadenza, old.da_verificare as segni)
      insert into posizioni.storia (ente_id, dovuto_id, azione, versione, stato, importo_cents, data_scadenza, attore, dettaglio)
      select v.ente_id, v.id, 'verificato', v.versione, v.stato, v.importo_cents, v.data_scadenza, ${attoreTesto(t.attore)},
             jsonb_build_object('segni', v.segni)
        from visto as v returning dovuto_id`.execute(t.db);
    if (rows.length === 0) return rifiutoPosizioni('DOVUTO_GIA_VERIFICATO');
    await annota(t, { azione: 'dovuto.verificato', oggetto: 'dovuto', oggettoId: dovutoId });
    return ok();
  });
}
