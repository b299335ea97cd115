import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { Loghi, MisuraLogo } from '../core/logo.ts';

/** The logo of an ente, PNG as we drew it; null where it has none. */
export async function leggiLogo(ctx: Ctx, enteId: EnteId, misura: MisuraLogo): Promise<Buffer | null> {
  const { rows } = await sql<{ logo: Buffer | null }>`
    select ${sql.ref(`logo_${misura}`)} as logo from enti.ente where id = ${enteId}`.execute(ctx.db);
  return rows[0]?.logo ?? null;
}

/** False when there is no such ente, or when it already had this very logo. */
export async function updateLoghi(t: Ctx, enteId: EnteId, { piccolo, medio, grande }: Loghi): Promise<boolean> {
  const { rows } = await sql`
    update enti.ente set logo_piccolo = ${piccolo}, logo_medio = ${medio}, logo_grande = ${grande}
     where id = ${enteId}
       and (logo_piccolo, logo_medio, logo_grande) is distinct from (${piccolo}::bytea, ${medio}::bytea, ${grande}::bytea)
    returning id`.execute(t.db);
  return rows.length > 0;
}

/** The enti whose logo is still as it was once uploaded. */
export async function selectLoghiVecchi(t: Ctx): Promise<EnteId[]> {
  const { rows } = await sql<{ id: EnteId }>`select id from enti.ente where logo_png is not null order by id`.execute(
    t.db,
  );
  return rows.map(({ id }) => id);
}

/** Takes the old logo away, and gives it: nobody else will. */
export async function prendiLogoVecchio(t: Ctx, enteId: EnteId): Promise<Buffer | null> {
  const { rows } = await sql<{ png: Buffer | null }>`
    update enti.ente set logo_png = null where id = ${enteId} returning old.logo_png as png`.execute(t.db);
  return rows[0]?.png ?? null;
}
