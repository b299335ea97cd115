import { sql } from 'kysely';
import type { CarrelloId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** False: it is over. */
export async function updateEmail(t: Ctx, id: CarrelloId, email: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update pagamenti.carrello set email = ${email} where id = ${id} and stato in ('aperto', 'inviato')`.execute(t.db);
  return numAffectedRows === 1n;
}
