import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';

/** A payment that an ente's software says was made, and of which pagoPA has sent no receipt. */
export type PagamentoDetto = {
  iuv: string;
  iur: string;
  /** Which of the transfers under that IUV. */
  indice: number;
  importoCents: Cents;
  giorno: Giorno;
  psp: string;
  pspDenominazione: string;
};

export type PagamentoDettoId = string & { readonly __tipo: 'PagamentoDettoId' };

/** Null: it was said already. */
export async function insertDetto(t: Ctx, p: PagamentoDetto): Promise<PagamentoDettoId | null> {
  const { rows } = await sql<{ id: PagamentoDettoId }>`
    insert into rendicontazione.pagamento_detto (ente_id, detto_il, iuv, iur, indice, importo_cents, giorno, psp, psp_denominazione)
    values (${t.enteId}, ${t.now}, ${p.iuv}, ${p.iur}, ${p.indice}, ${p.importoCents}, ${p.giorno}, ${p.psp}, ${p.pspDenominazione})
    on conflict (ente_id, iur, iuv, indice) do nothing
    returning id`.execute(t.db);
  return rows[0]?.id ?? null;
}

/** It, and whatever else was said of the same payment, by transfer. */
export async function selectDetti(t: Ctx, id: PagamentoDettoId): Promise<PagamentoDetto[]> {
  const { rows } = await sql<PagamentoDetto>`
    select x.iuv, x.iur, x.indice, x.importo_cents as "importoCents", x.giorno, x.psp, x.psp_denominazione as "pspDenominazione"
      from rendicontazione.pagamento_detto as p
      join rendicontazione.pagamento_detto as x on x.ente_id = p.ente_id and x.iur = p.iur and x.iuv = p.iuv
     where p.ente_id = ${t.enteId} and p.id = ${id}
     order by x.indice`.execute(t.db);
  return rows;
}
