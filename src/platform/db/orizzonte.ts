import { sql } from 'kysely';
import type { Db } from './pool.ts';

/** A transaction's number (xid8) as text: it grows past what a JavaScript number holds. */
export type Xid = string & { readonly __tipo: 'Xid' };

/** The cursor of a follower that has read nothing yet. */
export const XID_INIZIO = '0' as Xid;

/** The rows that a follower may read now: `xid >= da and xid < a`. */
export type Finestra = { da: Xid; a: Xid };

/** Takes a cursor as it is stored. Throws on anything else than a number. */
export function parseXid(testo: string): Xid {
  if (!/^\d{1,20}$/.test(testo)) throw new Error('not an xid8');
  return testo as Xid;
}

/**
 * The horizon (model 9): every transaction before it has ended, so no row with a smaller xid can appear any more. A
 * row stamped 10:00:00 may commit at 10:00:05: who reads by time or by sequence skips it, who reads behind the
 * horizon does not.
 */
export async function leggiOrizzonte(db: Db): Promise<Xid> {
  const { rows } = await sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(db);
  return parseXid(rows[0]?.xid ?? '');
}

/**
 * Reads what was written since a cursor, behind the horizon, and gives the cursor for the next time: store it in the
 * same transaction as what was done with the rows. `leggi` receives the window and must bind both its ends:
 *
 *     dietroOrizzonte(ctx.db, cursore, ({ da, a }) => sql<Riga>`… where xid >= ${da}::xid8 and xid < ${a}::xid8`.execute(ctx.db))
 *
 * The horizon is read first, so the rows' snapshot is never older than it. The window cannot be cut by a `limit`: the
 * rows of one transaction go together.
 */
export async function dietroOrizzonte<T>(
  db: Db,
  cursore: Xid,
  leggi: (finestra: Finestra) => Promise<T>,
): Promise<{ letto: T; cursore: Xid }> {
  const orizzonte = await leggiOrizzonte(db);
  return { letto: await leggi({ da: cursore, a: orizzonte }), cursore: orizzonte };
}
