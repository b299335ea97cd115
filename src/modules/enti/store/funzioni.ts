import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { Funzione } from '../core/funzioni.ts';

/** Does MyPay do this for the ente? False for an ente that is not there. */
export async function funzioneAttiva(ctx: Ctx, enteId: EnteId, funzione: Funzione): Promise<boolean> {
  const { rows } = await sql<{ attiva: boolean }>`
    select ${funzione} = any (funzioni) as attiva from enti.ente where id = ${enteId}`.execute(ctx.db);
  return rows[0]?.attiva ?? false;
}

/** The functions that are on, the ente's row locked until the transaction ends; null where there is no such ente. */
export async function lockFunzioni(t: Ctx, enteId: EnteId): Promise<Funzione[] | null> {
  const { rows } = await sql<{ funzioni: Funzione[] }>`
    select funzioni from enti.ente where id = ${enteId} for update`.execute(t.db);
  return rows[0]?.funzioni ?? null;
}

type Cambio = { funzione: Funzione; attiva: boolean; motivo: string };

/** Turns a function on or off and writes why: the database refuses the one without the other. */
export async function updateFunzione(t: Ctx, enteId: EnteId, { funzione, attiva, motivo }: Cambio): Promise<void> {
  await sql`
    insert into enti.ente_funzione (ente_id, funzione, attiva, motivo, attore, istante)
    values (${enteId}, ${funzione}, ${attiva}, ${motivo}, ${attoreTesto(t.attore)}, ${t.now})`.execute(t.db);
  await sql`
    update enti.ente
       set funzioni = case when ${attiva} then array_append(funzioni, ${funzione}) else array_remove(funzioni, ${funzione}) end
     where id = ${enteId}`.execute(t.db);
}

/** A change of a function, as it is told. */
export type PassoFunzione = Cambio & { attore: string; istante: Date };

const STORIA_MAX = 100;

/** What was turned on and off, from the latest. To be read for the context's ente, inside its transaction. */
export async function leggiStoriaFunzioni(t: Ctx, enteId: EnteId): Promise<PassoFunzione[]> {
  const { rows } = await sql<PassoFunzione>`
    select funzione, attiva, motivo, attore, istante from enti.ente_funzione
     where ente_id = ${enteId} order by id desc limit ${STORIA_MAX}`.execute(t.db);
  return rows;
}
