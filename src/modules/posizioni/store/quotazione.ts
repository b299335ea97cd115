import { sql } from 'kysely';
import type { DovutoId, EnteId, TipoDovutoId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import type { QuotaCosto } from '../core/quanto.ts';

/** A dovuto whose ente says what it costs. */
export type DaQuotare = {
  enteId: EnteId;
  codiceFiscaleEnte: string;
  dovutoId: DovutoId;
  tipoDovutoId: TipoDovutoId;
  versione: number;
  numeroAvviso: string;
};

/** The shares of a dovuto, as far as their amounts go: role nodo. */
export async function selectQuoteCosto(ctx: Ctx, { enteId, dovutoId }: DaQuotare): Promise<QuotaCosto[]> {
  const { rows } = await sql<QuotaCosto>`
    select q.importo_cents as "importoCents", q.bollo
      from posizioni.v_iuv_quota as q where q.ente_id = ${enteId} and q.dovuto_id = ${dovutoId} order by q.indice`.execute(
    ctx.db,
  );
  return rows;
}

/** What is written of an answer: an amount, or why there is none. */
export type DettoDallEnte = {
  chiestaIl: Date;
  validaFino: Date;
  importoCents: number | null;
  bilancio: readonly unknown[] | null;
  perche: string | null;
  attore: string;
};

/** Appends the quotation and its line of the history. False: the same had just been said. */
export async function insertQuotazione(
  ctx: Ctx,
  { enteId, dovutoId, versione }: DaQuotare,
  detto: DettoDallEnte,
): Promise<boolean> {
  const { rows } = await sql<{ scritta: boolean }>`
    select posizioni.scrivi_quotazione(${enteId}, ${dovutoId}, ${JSON.stringify({ ...detto, versione })}::jsonb) as scritta`.execute(
    ctx.db,
  );
  return rows[0]?.scritta ?? false;
}
