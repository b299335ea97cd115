import { sql } from 'kysely';
import { fineGiorno, inizioGiorno, type Giorno } from '#kernel/giorno';
import type { RendicontazioneId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { leggiRendicontazione, type Rendicontazione } from './leggi.ts';

/** Which statements came to us in some days (of Rome, the last included), of one PSP or (null) of all. */
export type FiltroAcquisite = { psp: string | null; da: Giorno; a: Giorno };

/**
 * In the order in which they came, the revision in force of each. By when they came, not by when they were published: who asks for a day
 * each day would otherwise never hear of one that was published before and came late.
 */
export async function leggiAcquisite(
  ctx: Ctx,
  { psp, da, a, quante }: FiltroAcquisite & { quante: number },
): Promise<Pick<Rendicontazione, 'iuf' | 'prodottaIl'>[]> {
  const { rows } = await sql<Pick<Rendicontazione, 'iuf' | 'prodottaIl'>>`
    select r.iuf, r.prodotta_il as "prodottaIl" from rendicontazione.rendicontazione as r
     where r.ente_id = ${ctx.enteId} and r.corrente and (${psp}::text is null or r.psp = ${psp})
       and r.acquisita_il >= ${inizioGiorno(da)} and r.acquisita_il < ${fineGiorno(a)}
     order by r.acquisita_il, r.id limit ${quante}`.execute(ctx.db);
  return rows;
}

/** A statement by the names that the PSP gave it, to the second; of its revisions the one in force, else the last. Null: not there. */
export async function trovaRendicontazione(
  ctx: Ctx,
  { iuf, psp, prodottaIl }: { iuf: string; psp: string | null; prodottaIl: Date },
): Promise<Rendicontazione | null> {
  const { rows } = await sql<{ id: RendicontazioneId }>`
    select r.id from rendicontazione.rendicontazione as r
     where r.ente_id = ${ctx.enteId} and r.iuf = ${iuf} and (${psp}::text is null or r.psp = ${psp})
       and date_trunc('second', r.prodotta_il) = date_trunc('second', ${prodottaIl}::timestamptz)
     order by r.corrente desc, r.id desc limit 1`.execute(ctx.db);
  const [trovata] = rows;
  return trovata === undefined ? null : leggiRendicontazione(ctx, trovata.id);
}
