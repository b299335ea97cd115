import { sql, type RawBuilder } from 'kysely';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { Atto } from '../core/atti.ts';

/** One act. `returning` is avoided on purpose: the writers may insert, not read. */
export async function insertAtto(ctx: Ctx, { azione, oggetto, oggettoId = null, dettaglio }: Atto): Promise<void> {
  await sql`
    insert into registro.atto (ente_id, attore, azione, oggetto, oggetto_id, dettaglio)
    values (${ctx.enteId}, ${attoreTesto(ctx.attore)}, ${azione}, ${oggetto}, ${oggettoId},
            ${dettaglio === undefined ? null : JSON.stringify(dettaglio)}::jsonb)`.execute(ctx.db);
}

/** One act a row of `da`. */
export async function insertAtti(
  ctx: Ctx,
  { oggetto, da }: { oggetto: string; da: RawBuilder<unknown> },
): Promise<void> {
  await sql`
    insert into registro.atto (ente_id, attore, azione, oggetto, oggetto_id, dettaglio)
    select ${ctx.enteId}::uuid, ${attoreTesto(ctx.attore)}, f.azione, ${oggetto}, f.oggetto_id, f.dettaglio
      from (${da}) as f`.execute(ctx.db);
}
