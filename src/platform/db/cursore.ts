import { sql, type RawBuilder } from 'kysely';
import type { Db } from './pool.ts';

/** Rows asked for at a time: a few megabytes at most, whatever their width. */
const PAGINA_RIGHE = 1000;

/**
 * The rows of a query, a page at a time, whatever their number: they are all of one instant, and the server keeps them. Inside a
 * transaction, one at a time. While the reader works on a page the server makes the next one.
 */
export async function* scorri<Riga>(db: Db, interrogazione: RawBuilder<Riga>): AsyncGenerator<Riga[]> {
  // All of it will be read: the plan that gives the first row soonest is not the one that gives the last.
  await sql`set local cursor_tuple_fraction = 1`.execute(db);
  await sql`declare scorri no scroll cursor for ${interrogazione}`.execute(db);
  const chiedi = async (): Promise<Riga[]> => {
    const { rows } = await sql<Riga>`fetch forward ${sql.lit(PAGINA_RIGHE)} from scorri`.execute(db);
    return rows;
  };
  let prossima = chiedi();
  for (;;) {
    const pagina = await prossima;
    if (pagina.length < PAGINA_RIGHE) {
      yield pagina;
      break;
    }
    prossima = chiedi();
    // The reader may stop here, and then nobody waits for the next page: its failure would be nobody's.
    prossima.catch(() => undefined);
    yield pagina;
  }
  await sql`close scorri`.execute(db);
}
