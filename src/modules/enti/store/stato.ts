import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { Prerequisiti, StatoEnte } from '../core/stato.ts';

/** What an ente has of what its states need; its row is locked until the transaction ends. */
export async function selectPrerequisiti(t: Ctx, enteId: EnteId): Promise<Prerequisiti | null> {
  const { rows } = await sql<Prerequisiti>`
    select e.stato,
           exists (select from enti.v_stazione_ente as s where s.ente_id = e.id and s.predefinita and s.attiva) as stazione,
           exists (select from enti.v_iban_vigente as i where i.ente_id = e.id) as iban,
           exists (select from enti.tipo_dovuto as d where d.ente_id = e.id and d.attivo) as tipi
      from enti.ente as e where e.id = ${enteId} for update of e`.execute(t.db);
  return rows[0] ?? null;
}

/** Changes the state and writes why: the database refuses the one without the other. */
export async function updateStato(
  t: Ctx,
  enteId: EnteId,
  { da, a, motivo }: { da: StatoEnte; a: StatoEnte; motivo: string },
): Promise<void> {
  await sql`
    insert into enti.ente_stato (ente_id, da, a, motivo, attore, istante)
    values (${enteId}, ${da}, ${a}, ${motivo}, ${attoreTesto(t.attore)}, ${t.now})`.execute(t.db);
  await sql`update enti.ente set stato = ${a} where id = ${enteId} and stato = ${da}`.execute(t.db);
}

/** A change of state, as it is told. */
export type PassoStato = { da: StatoEnte; a: StatoEnte; motivo: string; attore: string; istante: Date };

/** More than an ente ever sees. */
const STORIA_MAX = 100;

/** How the ente came to its state, from the latest. To be read for the context's ente, inside its transaction. */
export async function leggiStoriaStato(t: Ctx, enteId: EnteId): Promise<PassoStato[]> {
  const { rows } = await sql<PassoStato>`
    select da, a, motivo, attore, istante from enti.ente_stato
     where ente_id = ${enteId} order by id desc limit ${STORIA_MAX}`.execute(t.db);
  return rows;
}
