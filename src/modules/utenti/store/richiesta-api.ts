import { sql } from 'kysely';
import type { EnteId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { ChiaveApiId } from './chiave-api.ts';

/** Whose request it is, by the hash of what its caller calls it. */
export type RichiestaApi = { enteId: EnteId; chiaveId: ChiaveApiId; impronta: Uint8Array };

type Presente = { richiesta: Buffer; chiestaIl: Date; stato: number | null; risposta: Buffer | null };

/**
 * Takes the request for whoever asks first: null. Else what is there of it. One asked for before `finoA`, or begun before `mortaDa` and
 * never answered, is as if it were not.
 */
export async function prendiRichiestaApi(
  t: Ctx,
  { enteId, chiaveId, impronta }: RichiestaApi,
  { richiesta, finoA, mortaDa }: { richiesta: Uint8Array; finoA: Date; mortaDa: Date },
): Promise<Presente | null> {
  const { rows } = await sql`
    insert into utenti.richiesta_api as r (ente_id, chiave_id, impronta, richiesta, chiesta_il)
    values (${enteId}, ${chiaveId}, ${impronta}, ${richiesta}, ${t.now})
    on conflict (ente_id, chiave_id, impronta) do update
       set richiesta = excluded.richiesta, chiesta_il = excluded.chiesta_il, stato = null, risposta = null
     where r.chiesta_il <= ${finoA} or (r.stato is null and r.chiesta_il <= ${mortaDa})
    returning 1`.execute(t.db);
  if (rows.length > 0) return null;
  const { rows: presenti } = await sql<Presente>`
    select richiesta, chiesta_il as "chiestaIl", stato, risposta from utenti.richiesta_api
     where ente_id = ${enteId} and chiave_id = ${chiaveId} and impronta = ${impronta}`.execute(t.db);
  return presenti[0] ?? null;
}

/** Its answer, from now on. */
export async function rispondiRichiestaApi(
  t: Ctx,
  { enteId, chiaveId, impronta }: RichiestaApi,
  { stato, risposta }: { stato: number; risposta: Uint8Array },
): Promise<void> {
  await sql`
    update utenti.richiesta_api set stato = ${stato}, risposta = ${risposta}
     where ente_id = ${enteId} and chiave_id = ${chiaveId} and impronta = ${impronta}`.execute(t.db);
}

/** It came to nothing: it may be asked for again. */
export async function deleteRichiestaApi(t: Ctx, { enteId, chiaveId, impronta }: RichiestaApi): Promise<void> {
  await sql`
    delete from utenti.richiesta_api
     where ente_id = ${enteId} and chiave_id = ${chiaveId} and impronta = ${impronta}`.execute(t.db);
}

/** Of every ente: those that nobody gets the answer of any more. */
export async function deleteRichiesteApi(t: Ctx, finoA: Date): Promise<void> {
  await sql`delete from utenti.richiesta_api where chiesta_il <= ${finoA}`.execute(t.db);
}
