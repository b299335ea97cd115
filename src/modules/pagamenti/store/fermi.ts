import { sql } from 'kysely';
import { isUuid, type RicevutaId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { ChiGuarda, CosaFerma } from '#platform/fermo';
import { leggiDaRimborsare, leggiDenaro, type DenaroDaRimborsare } from './rimborsi.ts';

type Quali = { quanti: number; id?: string };

/** A receipt comes within minutes: after so long its payment is looked for. */
const ATTESA_MS = 60 * 60_000;

/** Money that nobody asked for, and of which nobody has decided. */
export async function selectDenaroFermo(t: Ctx, chi: ChiGuarda, q: Quali): Promise<CosaFerma[]> {
  const segue = { tipiConsentiti: chi.tipiConsentiti, tutti: chi.tutti };
  if (q.id !== undefined) {
    const uno = isUuid<RicevutaId>(q.id) ? await leggiDenaro(t, { ...segue, ricevutaId: q.id }) : null;
    return uno === null || uno.esito !== null ? [] : [cosa(uno)];
  }
  const filtro = { ...segue, stato: 'da_trattare', genere: null, dopo: null, prima: null, quanti: q.quanti } as const;
  return (await leggiDaRimborsare(t, filtro)).map(cosa);
}

function cosa({ id, numeroAvviso, iuv, registrataIl, genere }: DenaroDaRimborsare): CosaFerma {
  return { id, nome: numeroAvviso ?? iuv, dal: registrataIl, perche: genere };
}

/** Notices paid from the portale whose receipt has not come; the page is that of the first dovuto under them. */
export async function selectInAttesa(t: Ctx, chi: ChiGuarda, q: Quali): Promise<CosaFerma[]> {
  const { rows } = await sql<CosaFerma>`
    select a.iuv_id as id, a.numero_avviso as nome, a.dal, null as perche, d.id as pagina
      from pagamenti.avvisi_in_attesa(${new Date(t.now.getTime() - ATTESA_MS)}, ${q.quanti}) as a
     cross join lateral (
       select x.dovuto_id as id from posizioni.v_dovuto_tipo as x
        where x.ente_id = ${t.enteId} and x.iuv_id = a.iuv_id
          and (${chi.tipiConsentiti === null} or x.tipo_dovuto_id = any(${chi.tipiConsentiti ?? []}::uuid[]))
        order by x.dovuto_id limit 1) as d
     where ${q.id ?? null}::text is null or a.iuv_id::text = ${q.id ?? null}`.execute(t.db);
  return rows;
}

/** Receipts that could not be worked on: of which kind they are is not known, so they are of who follows all. */
export async function selectDaElaborare(t: Ctx, { tutti }: ChiGuarda, q: Quali): Promise<CosaFerma[]> {
  if (!tutti) return [];
  const { rows } = await sql<CosaFerma>`
    select m.id, coalesce(m.receipt_id, '') as nome, m.ricevuto_il as dal, null as perche
      from pagamenti.ricevute_da_elaborare(${q.quanti}) as m
     where ${q.id ?? null}::text is null or m.id::text = ${q.id ?? null}`.execute(t.db);
  return rows;
}
