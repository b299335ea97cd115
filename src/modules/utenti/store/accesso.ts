import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';

/** A sign-in with SPID or CIE that has begun: hashes of its state and of what only that browser knows, and where the person was. */
export type AccessoIniziato = { impronta: Buffer; browser: Buffer; dopo: string };

export async function insertAccesso(ctx: Ctx, { impronta, browser, dopo }: AccessoIniziato): Promise<void> {
  await sql`
    insert into utenti.accesso_iniziato (impronta, browser, dopo, iniziato_il)
    values (${impronta}, ${browser}, ${dopo}, ${ctx.now})`.execute(ctx.db);
}

/** Takes it: whoever asks again, and whoever asks from another browser, finds nothing. */
export async function prendiAccesso(
  ctx: Ctx,
  { impronta, browser }: Omit<AccessoIniziato, 'dopo'>,
): Promise<{ dopo: string; iniziatoIl: Date } | null> {
  const { rows } = await sql<{ dopo: string; iniziatoIl: Date }>`
    delete from utenti.accesso_iniziato where impronta = ${impronta} and browser = ${browser}
    returning dopo, iniziato_il as "iniziatoIl"`.execute(ctx.db);
  return rows[0] ?? null;
}
