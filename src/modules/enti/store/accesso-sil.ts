import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** From where the software of an ente may call; an empty list asks nothing. Networks in CIDR form, common names of client certificates. */
export type AccessoSil = { reti: string[]; certificatiCn: string[] };

/** Of an ente; where it has said nothing, everybody who knows the password. */
export async function leggiAccessoSil(ctx: Ctx, enteId: EnteId): Promise<AccessoSil> {
  const { rows } = await sql<AccessoSil>`
    select reti::text[] as reti, certificati_cn as "certificatiCn" from enti.accesso_sil where ente_id = ${enteId}`.execute(
    ctx.db,
  );
  return rows[0] ?? { reti: [], certificatiCn: [] };
}

/** Sets it; gives it as it was written, each once and in order. */
export async function scriviAccessoSil(
  ctx: Ctx,
  enteId: EnteId,
  { reti, certificatiCn }: { reti: readonly string[]; certificatiCn: readonly string[] },
): Promise<AccessoSil> {
  if (reti.length + certificatiCn.length === 0) {
    await sql`delete from enti.accesso_sil where ente_id = ${enteId}`.execute(ctx.db);
    return { reti: [], certificatiCn: [] };
  }
  const { rows } = await sql<AccessoSil>`
    insert into enti.accesso_sil as a (ente_id, reti, certificati_cn)
    values (${enteId}, array(select distinct network(v::inet)::cidr as r from unnest(${reti}::text[]) as v order by r),
            array(select distinct v from unnest(${certificatiCn}::text[]) as v order by v))
    on conflict (ente_id) do update set reti = excluded.reti, certificati_cn = excluded.certificati_cn
    returning reti::text[] as reti, certificati_cn as "certificatiCn"`.execute(ctx.db);
  return rows[0] ?? { reti: [], certificatiCn: [] };
}
