import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { EnteId } from '#kernel/ids';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { ComeSta, PassoAdesione, PassoDeciso, StatoPasso } from '../core/adesione.ts';

/** What was said of a step, as it is told. */
export type PassoLetto = {
  id: string;
  passo: PassoAdesione;
  stato: StatoPasso;
  giorno: Giorno;
  nota: string | null;
  documentoNome: string | null;
  attore: string;
  istante: Date;
};

/** More than an ente ever says of its steps. */
const PASSI_MAX = 200;

/** All that was said of the steps of an ente, from the latest. Inside a transaction that acts for it. */
export async function selectPassi(t: Ctx, enteId: EnteId): Promise<PassoLetto[]> {
  const { rows } = await sql<PassoLetto>`
    select id, passo, stato, giorno, nota, documento_nome as "documentoNome", attore, istante
      from enti.ente_passo where ente_id = ${enteId} order by id desc limit ${PASSI_MAX}`.execute(t.db);
  return rows;
}

/** How a step stands; the row of the ente is locked, so that nobody else says something of it meanwhile. Null: no such ente. */
export async function lockPasso(t: Ctx, enteId: EnteId, passo: string): Promise<ComeSta | null> {
  const { rows } = await sql`select from enti.ente where id = ${enteId} for no key update`.execute(t.db);
  if (rows.length === 0) return null;
  const letto = await sql<ComeSta>`
    select id, stato from enti.ente_passo where ente_id = ${enteId} and passo = ${passo} order by id desc limit 1`.execute(
    t.db,
  );
  return letto.rows[0] ?? { id: null, stato: 'da_fare' };
}

export async function insertPasso(
  t: Ctx,
  enteId: EnteId,
  { passo, stato, giorno, nota, documento }: PassoDeciso & { documento: { id: string; nome: string } | null },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into enti.ente_passo (ente_id, passo, stato, giorno, nota, documento_id, documento_nome, attore, istante)
    values (${enteId}, ${passo}, ${stato}, ${giorno}, ${nota}, ${documento?.id ?? null}, ${documento?.nome ?? null},
            ${attoreTesto(t.attore)}, ${t.now})
    returning id`.execute(t.db);
  return rows[0]?.id ?? '';
}

/** The document that came with what was said of a step. */
export async function selectDocumento(
  t: Ctx,
  enteId: EnteId,
  id: string,
): Promise<{ documentoId: string; nome: string } | null> {
  const { rows } = await sql<{ documentoId: string; nome: string }>`
    select documento_id as "documentoId", documento_nome as nome from enti.ente_passo
     where ente_id = ${enteId} and id = ${id} and documento_id is not null`.execute(t.db);
  return rows[0] ?? null;
}
