import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { FornitoreId } from '../core/fornitore.ts';
import type { InvitoId } from './invito.ts';

/** The provider of an ente at which a sign-in has begun, and the invitation that led there. */
type DiEnte = { enteId: EnteId; fornitoreId: FornitoreId; invitoId: InvitoId | null };

/**
 * A sign-in that has begun: hashes of its state and of what only that browser knows, and where the person was. `di`: at the provider of an
 * ente; else it is by SPID or CIE.
 */
export type AccessoIniziato = { impronta: Buffer; browser: Buffer; dopo: string; di?: DiEnte };

export async function insertAccesso(ctx: Ctx, { impronta, browser, dopo, di }: AccessoIniziato): Promise<void> {
  await sql`
    insert into utenti.accesso_iniziato (impronta, browser, dopo, iniziato_il, ente_id, fornitore_id, invito_id)
    values (${impronta}, ${browser}, ${dopo}, ${ctx.now}, ${di?.enteId ?? null}, ${di?.fornitoreId ?? null},
            ${di?.invitoId ?? null})`.execute(ctx.db);
}

type Preso = { dopo: string; iniziatoIl: Date; fornitoreId: FornitoreId | null; invitoId: InvitoId | null };

/** Takes it: whoever asks again, from another browser, or where another provider sends back to, finds nothing. */
export async function prendiAccesso(
  ctx: Ctx,
  { impronta, browser, enteId = null }: { impronta: Buffer; browser: Buffer; enteId?: EnteId | null },
): Promise<Preso | null> {
  const { rows } = await sql<Preso>`
    delete from utenti.accesso_iniziato
     where impronta = ${impronta} and browser = ${browser} and ente_id is not distinct from ${enteId}::uuid
    returning dopo, iniziato_il as "iniziatoIl", fornitore_id as "fornitoreId", invito_id as "invitoId"`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}
