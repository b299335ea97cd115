import { sql } from 'kysely';
import type { FlussoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** How many rows are written so far, of how many. False when somebody has cancelled it meanwhile. */
export async function avanzaOut(
  ctx: Ctx,
  flussoId: FlussoId,
  { righe, totale }: { righe: number; totale: number | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.flusso set righe_applicate = ${righe}, righe_totali = ${totale}
     where ente_id = ${ctx.enteId} and id = ${flussoId} and verso = 'out' and stato = 'in_corso'`.execute(ctx.db);
  return numAffectedRows === 1n;
}

/** Cancels a file that is not made yet. False when there is nothing to cancel. */
export async function annullaOut(ctx: Ctx, flussoId: FlussoId): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update flussi.flusso set stato = 'annullato', finito_il = clock_timestamp()
     where ente_id = ${ctx.enteId} and id = ${flussoId} and verso = 'out' and stato in ('ricevuto', 'in_corso')`.execute(
    ctx.db,
  );
  return numAffectedRows === 1n;
}

/** The rows of the last file made before this one by the same person with the same request; null: this is the first. */
export async function selectRighePrima(ctx: Ctx, flussoId: FlussoId): Promise<number | null> {
  const { rows } = await sql<{ righe: number }>`
    select p.righe_totali as righe
      from flussi.flusso as f
      join flussi.flusso as p on p.ente_id = f.ente_id and p.verso = 'out' and p.id < f.id and p.stato = 'eseguito'
       and p.genere = f.genere and p.versione = f.versione and p.richiesta = f.richiesta and p.richiesto_da = f.richiesto_da
     where f.ente_id = ${ctx.enteId} and f.id = ${flussoId}
     order by p.id desc limit 1`.execute(ctx.db);
  return rows[0]?.righe ?? null;
}

/** Strikes the clock of incremental files. Alone in its transaction. */
export async function rintocca(ctx: Ctx): Promise<void> {
  await sql`select flussi.rintocca()`.execute(ctx.db);
}

/** The instant before which nothing can appear any more; null: not known yet. */
export async function leggiOrizzonteIstante(ctx: Ctx): Promise<Date | null> {
  const { rows } = await sql<{ istante: Date | null }>`select flussi.orizzonte() as istante`.execute(ctx.db);
  return rows[0]?.istante ?? null;
}
