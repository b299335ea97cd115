import { sql } from 'kysely';
import type { DovutoId, EnteId, IuvId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import { datiPersona, type DatiPersona } from '#platform/db/dati-persona';

/** What was paid is looked for by ente and between two instants, the second left out. */
export type FiltroPagamenti = { enteId: EnteId | null; da: Date; a: Date };

/** A dovuto that was paid: of who signed in, of whom they act for, or by them for another. */
export type Pagamento = {
  enteId: EnteId;
  ente: string;
  /** Of an ente that is only tried out. */
  prova: boolean;
  /** Null: it was paid at the ente, and never had a notice. */
  iuvId: IuvId | null;
  dovutoId: DovutoId;
  causale: string;
  tipo: string;
  pagatoIl: Date;
  pagatoCents: Cents;
  come: 'proprio' | 'coobbligato' | 'tutore' | 'delega' | 'pagatore';
  /** There is a receipt of pagoPA. */
  ricevuta: boolean;
};

/** The last first: `quanti` at most, and whether there are others. In the transaction that names the person. */
export async function pagamentiDelCittadino(
  t: Ctx,
  { enteId, da, a }: FiltroPagamenti,
  quanti: number,
): Promise<{ pagamenti: Pagamento[]; altri: boolean }> {
  const filtro = JSON.stringify({ enteId, da: da.toISOString(), a: a.toISOString() });
  const { rows } = await sql<Pagamento>`
    select v.ente_id as "enteId", v.ente, v.iuv_id as "iuvId", v.dovuto_id as "dovutoId", v.causale, v.tipo, v.pagato_il as "pagatoIl",
           v.pagato_cents as "pagatoCents", v.come, v.ricevuta, v.prova
      from pagamenti.pagati_del_cittadino(${filtro}::jsonb, ${t.config.modo === 'demo'}, ${quanti + 1}) as v`.execute(
    t.db,
  );
  return { pagamenti: rows.slice(0, quanti), altri: rows.length > quanti };
}

/** The ente of a notice that a receipt says was paid by who signed in; null: none says so. In the transaction that names the person. */
export async function pagatoDalCittadino(t: Ctx, iuvId: IuvId): Promise<EnteId | null> {
  const { rows } = await sql<{ enteId: EnteId | null }>`
    select pagamenti.pagato_dal_cittadino(${iuvId}) as "enteId"`.execute(t.db);
  return rows[0]?.enteId ?? null;
}

/** What this module keeps of who signed in. In the transaction that names the person. */
export function datiPagamenti(t: Ctx): Promise<DatiPersona> {
  return datiPersona(t, 'pagamenti');
}
