import { sql } from 'kysely';
import type { Ctx } from '#platform/contesto';
import type { ChiGuarda, CosaFerma } from '#platform/fermo';

type Quali = { quanti: number; id?: string };

/** Subscriptions to which nothing has come through for days. */
export async function selectSospesi(t: Ctx, { quanti, id }: Quali): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select id, nome, stato_dal as dal, null as perche from eventi.abbonamento
     where ente_id = ${t.enteId} and stato = 'sospeso' and tolto_il is null and (${id ?? null}::uuid is null or id = ${id ?? null}::uuid)
     order by stato_dal limit ${quanti}`.execute(t.db);
  return rows;
}

/** Outcomes that nobody tries to push any more. */
export async function selectEsitiFermi(
  t: Ctx,
  { tipiConsentiti }: ChiGuarda,
  { quanti, id }: Quali,
): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select id, iuv as nome, creato_il as dal, perche from eventi.esito
     where ente_id = ${t.enteId} and prossimo_il is null and spinto_il is null and lasciato_il is null
       and (${id ?? null}::uuid is null or id = ${id ?? null}::uuid)
       and (${tipiConsentiti}::uuid[] is null or tipo_dovuto_id = any(${tipiConsentiti}::uuid[]))
     order by id limit ${quanti}`.execute(t.db);
  return rows;
}
