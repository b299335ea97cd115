import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';
import type { SegretoChiuso } from '#platform/segreti';

/** Whose secret it is. */
type Di = 'abbonamento' | 'spinta';

/** Secrets of every ente that another key closed. */
export async function lockDaRicifrare(t: Ctx, chiaveId: string): Promise<(SegretoChiuso & { di: Di })[]> {
  const { rows: firme } = await sql<SegretoChiuso>`
    select id, segreto, chiave_id as "chiaveId" from eventi.segreto where chiave_id <> ${chiaveId} order by id for update`.execute(
    t.db,
  );
  const { rows: chiavi } = await sql<SegretoChiuso>`
    select id, segreto, chiave_id as "chiaveId" from eventi.spinta
     where segreto is not null and chiave_id <> ${chiaveId} order by id for update`.execute(t.db);
  return [
    ...firme.map((una) => ({ ...una, di: 'abbonamento' as const })),
    ...chiavi.map((una) => ({ ...una, di: 'spinta' as const })),
  ];
}

export async function updateSigillo(t: Ctx, di: Di, { id, segreto, chiaveId }: SegretoChiuso): Promise<void> {
  const tabella = di === 'abbonamento' ? sql`eventi.segreto` : sql`eventi.spinta`;
  await sql`update ${tabella} set segreto = ${segreto}, chiave_id = ${chiaveId} where id = ${id}`.execute(t.db);
}
