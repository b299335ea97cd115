import { sql } from 'kysely';
import type { Ctx } from '../contesto.ts';

/** What is kept of a person, by name of the section: rows that a person may read. */
export type DatiPersona = Record<string, Record<string, unknown>[]>;

/**
 * What a module keeps of who is signed in: its schema has a function that tells (0033), by the tax code that the transaction names. A
 * section in which there is nothing is empty.
 */
export async function datiPersona(t: Ctx, schema: string): Promise<DatiPersona> {
  const { rows } = await sql<{ dati: Record<string, Record<string, unknown>[] | null> }>`
    select ${sql.id(schema, 'dati_del_cittadino')}() as dati`.execute(t.db);
  return Object.fromEntries(Object.entries(rows[0]?.dati ?? {}).map(([sezione, righe]) => [sezione, righe ?? []]));
}
