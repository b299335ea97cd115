import { sql } from 'kysely';
import type { CittadinoId, DovutoId, EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { chiaveDetto, type PercheDetto } from './core/promemoria.ts';

/** That a person was told of a dovuto, and why. */
export type Detto = { enteId: EnteId; dovutoId: DovutoId; perche: PercheDetto };

type Riga = Pick<Detto, 'dovutoId' | 'perche'>;
const chiavi = (righe: readonly Riga[]): Set<string> =>
  new Set(righe.map(({ dovutoId, perche }) => chiaveDetto(dovutoId, perche)));

/** What a person was told, ever. */
export async function selectDetti(t: Ctx, cittadinoId: CittadinoId): Promise<Set<string>> {
  const { rows } = await sql<Riga>`
    select dovuto_id as "dovutoId", perche from notifiche.avviso_detto where cittadino_id = ${cittadinoId}`.execute(
    t.db,
  );
  return chiavi(rows);
}

/** What one mail was to tell. */
export async function selectDettiNel(t: Ctx, messaggioId: string): Promise<Set<string>> {
  const { rows } = await sql<Riga>`
    select dovuto_id as "dovutoId", perche from notifiche.avviso_detto where messaggio_id = ${messaggioId}`.execute(
    t.db,
  );
  return chiavi(rows);
}

export async function insertDetti(
  t: Ctx,
  { cittadinoId, messaggioId }: { cittadinoId: CittadinoId; messaggioId: string },
  detti: readonly Detto[],
): Promise<void> {
  await sql`
    insert into notifiche.avviso_detto (cittadino_id, messaggio_id, ente_id, dovuto_id, perche)
    select ${cittadinoId}, ${messaggioId}, x."enteId", x."dovutoId", x.perche
      from jsonb_to_recordset(${JSON.stringify(detti)}::jsonb) as x ("enteId" uuid, "dovutoId" uuid, perche text)
    on conflict do nothing`.execute(t.db);
}
