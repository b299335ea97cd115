import { sql } from 'kysely';
import type { EnteId, IuvId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';

/** A notice that was paid in the place of another. */
export type ViaPresa = {
  numeroAvviso: string | null;
  causalePubblica: string;
  pagatoIl: Date | null;
  pagatoCents: Cents | null;
};

/** By which other notices the debt of this one was paid, or is being paid. For who reads it whole: the pair alone does not tell. */
export async function viaPresa(ctx: Ctx, { enteId, iuvId }: { enteId: EnteId; iuvId: IuvId }): Promise<ViaPresa[]> {
  const { rows } = await sql<ViaPresa>`
    select numero_avviso as "numeroAvviso", causale_pubblica as "causalePubblica", pagato_il as "pagatoIl", pagato_cents as "pagatoCents"
      from posizioni.via_presa(${enteId}, ${iuvId})`.execute(ctx.db);
  return rows;
}
