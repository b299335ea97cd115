import { sql } from 'kysely';
import type { DovutoId, OpzioneId, PosizioneId } from '#kernel/ids';
import { carica, type RichiestaProva } from './carico.ts';
import type { Ctx } from '#platform/contesto';

/** A dovuto with everything by which a test may name it. */
export type DovutoDiProva = {
  id: DovutoId;
  posizioneId: PosizioneId;
  opzioneId: OpzioneId;
  iud: string;
  iuv: string;
  numeroAvviso: string;
  versione: number;
};

/** New dovuti with a notice each, in the order asked for. */
export async function dovutiConAvviso(
  ctx: Ctx,
  richieste: readonly (RichiestaProva & { iud: string })[],
): Promise<DovutoDiProva[]> {
  const esiti = await carica(ctx, richieste);
  const respinto = esiti.find((e) => e.codice !== null);
  if (respinto !== undefined) throw new Error(`no dovuto: ${respinto.codice}`);
  const iud = richieste.map((r) => r.iud);
  const { rows } = await sql<DovutoDiProva>`
    select d.id, d.posizione_id as "posizioneId", d.opzione_id as "opzioneId", d.iud, i.iuv, i.numero_avviso as "numeroAvviso", d.versione
      from posizioni.dovuto as d join posizioni.iuv as i on i.ente_id = d.ente_id and i.id = d.iuv_id
     where d.ente_id = ${ctx.enteId} and d.iud = any(${iud}::text[]) order by array_position(${iud}::text[], d.iud)`.execute(
    ctx.db,
  );
  return rows;
}

/** Makes the second dovuto another way to pay the posizione of the first: the two notices of a fine. */
export async function dueModi(ctx: Ctx, [primo, altro]: readonly DovutoDiProva[]): Promise<void> {
  await sql`
    with o as (update posizioni.opzione set posizione_id = ${primo?.posizioneId}, ordine = 2
                where ente_id = ${ctx.enteId} and id = ${altro?.opzioneId})
    update posizioni.dovuto set posizione_id = ${primo?.posizioneId} where ente_id = ${ctx.enteId} and id = ${altro?.id}`.execute(
    ctx.db,
  );
}
