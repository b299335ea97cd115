import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** The HMAC of a password in force; `corrente`: the one without an end. */
export type PasswordSil = { enteId: EnteId; hmac: Buffer; corrente: boolean };

/** The passwords in force of the ente's rows, live and prova: two each at the most. Only the roles that check them may read them. */
export async function selectPasswordSil(ctx: Ctx, codIpa: string): Promise<PasswordSil[]> {
  const { rows } = await sql<PasswordSil>`
    select p.ente_id as "enteId", p.hmac, p.valida_al is null as corrente
      from enti.password_sil as p join enti.ente as e on e.id = p.ente_id
     where lower(e.cod_ipa) = lower(${codIpa}) and p.valida_dal <= ${ctx.now}
       and (p.valida_al is null or p.valida_al > ${ctx.now})`.execute(ctx.db);
  return rows;
}

/** Writes the new password; the one before it ends at `fineDiPrima`, and any other that was still good, now. */
export async function insertPasswordSil(
  t: Ctx,
  { enteId, hmac, fineDiPrima }: { enteId: EnteId; hmac: Uint8Array; fineDiPrima: Date },
): Promise<void> {
  await sql`
    update enti.password_sil
       set valida_al = greatest(valida_dal,
             case when valida_al is null then ${fineDiPrima}::timestamptz else ${t.now}::timestamptz end)
     where ente_id = ${enteId} and (valida_al is null or valida_al > ${t.now})`.execute(t.db);
  await sql`
    insert into enti.password_sil (ente_id, hmac, valida_dal) values (${enteId}, ${hmac}, ${t.now})`.execute(t.db);
}
