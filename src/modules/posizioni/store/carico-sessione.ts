import type pg from 'pg';
import { CREA_TABELLE } from './carico-tabella.ts';

/** How often a connection has opened brief intakes on the tables that stay with it. */
const PRONTE = new WeakMap<pg.PoolClient, number>();
/** What is deleted one row at a time leaves its place taken: every so often the tables are made empty as new. */
const RIFATTE_OGNI = 200;

/**
 * Gives the connection the tables of an intake. Those of brief ones stay with it: making them, and dropping them, costs more than bringing
 * a dovuto, and makes every plan anew. Who fails gives its connection back to nobody: what stays is always empty.
 */
export async function apriTabelle(client: pg.PoolClient, breve: boolean): Promise<void> {
  const volte = PRONTE.get(client);
  if (breve && volte !== undefined) {
    PRONTE.set(client, volte + 1);
    if ((volte + 1) % RIFATTE_OGNI === 0) await client.query('truncate carico, fetta');
    return;
  }
  if (volte !== undefined) {
    PRONTE.delete(client);
    await client.query('drop table carico, fetta');
  }
  await client.query(breve ? CREA_TABELLE.replace(' on commit delete rows', '') : CREA_TABELLE);
  if (breve) PRONTE.set(client, 0);
}

/** The opposite of {@link apriTabelle}. */
export async function chiudiTabelle(client: pg.PoolClient, breve: boolean): Promise<void> {
  await client.query(breve ? 'delete from fetta; delete from carico' : 'drop table carico, fetta');
}
