import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** The enti whose statements are fetched: those that the Nodo answers to. Those in prova where the simulatore is. */
export async function selectEntiRendicontati(ctx: Ctx): Promise<EnteId[]> {
  const { fdr, fdrProva } = ctx.wires;
  const demo = ctx.config.modo === 'demo';
  const ambienti = [...(fdr === null ? [] : ['live']), ...((demo ? fdr : fdrProva) === null ? [] : ['prova'])];
  const { rows } = await sql<{ enteId: EnteId }>`
    select distinct s.ente_id as "enteId" from enti.v_stazione_ente as s
     where s.ente_stato <> 'INSERITO' and s.ambiente = any(${ambienti}::text[]) order by 1`.execute(ctx.db);
  return rows.map(({ enteId }) => enteId);
}
