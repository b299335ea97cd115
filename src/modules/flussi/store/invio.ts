import { sql } from 'kysely';
import type { FlussoId, InvioId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { RifiutoFlusso } from '../core/rifiuti.ts';

/** Leave to send a file, and what became of it: the flusso that it brought, or why the last file was not taken. */
export type Invio = {
  id: InvioId;
  scadeIl: Date;
  flussoId: FlussoId | null;
  codiceErrore: string | null;
  parametriErrore: Record<string, string | number> | null;
};

export async function insertInvio(ctx: Ctx, { id, scadeIl }: Pick<Invio, 'id' | 'scadeIl'>): Promise<void> {
  await sql`
    insert into flussi.invio (ente_id, id, autorizzato_il, scade_il)
    values (${ctx.enteId}, ${id}, ${ctx.now}, ${scadeIl})`.execute(ctx.db);
}

export async function selectInvio(ctx: Ctx, id: InvioId): Promise<Invio | null> {
  const { rows } = await sql<Invio>`
    select i.id, i.scade_il as "scadeIl", i.flusso_id as "flussoId", i.codice_errore as "codiceErrore",
           i.parametri_errore as "parametriErrore"
      from flussi.invio as i where i.ente_id = ${ctx.enteId} and i.id = ${id}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** False: it has served already. */
export async function usaInvio(ctx: Ctx, id: InvioId, flussoId: FlussoId): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.invio set flusso_id = ${flussoId}, codice_errore = null, parametri_errore = null
     where ente_id = ${ctx.enteId} and id = ${id} and flusso_id is null`.execute(ctx.db);
  return numAffectedRows === 1n;
}

/** Of one that has served nothing is written any more. */
export async function segnaRifiutato(
  ctx: Ctx,
  id: InvioId,
  { codice, parametri }: Pick<RifiutoFlusso, 'codice' | 'parametri'>,
): Promise<void> {
  const scritti = parametri === undefined ? null : JSON.stringify(parametri);
  await sql`
    update flussi.invio set codice_errore = ${codice}, parametri_errore = ${scritti}::jsonb
     where ente_id = ${ctx.enteId} and id = ${id} and flusso_id is null`.execute(ctx.db);
}

/** Of every ente, those that brought nothing and are long over. */
export async function deleteInviiInutili(ctx: Ctx, scadutiPrimaDi: Date): Promise<void> {
  await sql`delete from flussi.invio where flusso_id is null and scade_il < ${scadutiPrimaDi}`.execute(ctx.db);
}
