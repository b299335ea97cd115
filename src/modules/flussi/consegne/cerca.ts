import { sql } from 'kysely';
import type { FlussoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { selectFlusso, type Flusso } from '../store.ts';

/** The last file of this name, or with this IUF, that came in for the ente; null where there is none. */
export async function cercaFlusso(t: Ctx, nome: string): Promise<Flusso | null> {
  const { rows } = await sql<{ id: FlussoId }>`
    select id from flussi.flusso
     where ente_id = ${t.enteId} and verso = 'in' and (iuf = ${nome} or lower(nome_file) = lower(${nome}))
     order by id desc limit 1`.execute(t.db);
  const trovato = rows[0];
  return trovato === undefined ? null : selectFlusso(t, trovato.id);
}
