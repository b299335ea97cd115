import { sql } from 'kysely';
import type { IuvId, RicevutaId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** The receipt that paid what an iuv of the ente asks for; null: none has come. */
export async function selectRicevutaDi(t: Ctx, iuvId: IuvId): Promise<RicevutaId | null> {
  const { rows } = await sql<{ id: RicevutaId }>`
    select r.id from pagamenti.ricevuta as r
     where r.ente_id = ${t.enteId} and r.iuv_id = ${iuvId} and r.genere in ('regolare', 'orfana') and not r.copia
       and r.origine <> 'manuale'
     order by r.id limit 1`.execute(t.db);
  return rows[0]?.id ?? null;
}
