import { sql } from 'kysely';
import type { IuvId, RicevutaId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';

/** A payment by its receipt, for whoever owed what it paid. */
export type PagamentoDelDebitore = { iuvId: IuvId; ricevutaId: RicevutaId };

/** What somebody owed to the context's ente and was paid from `da` up to but not at `a`, the latest first. */
export async function pagamentiDelDebitore(
  t: Ctx,
  { tipo, codice, da, a, quanti }: { tipo: string; codice: string; da: Date; a: Date; quanti: number },
): Promise<PagamentoDelDebitore[]> {
  const { rows } = await sql<PagamentoDelDebitore>`
    select distinct r.iuv_id as "iuvId", r.id as "ricevutaId", r.pagata_il
      from pagamenti.v_pagato as v
      join pagamenti.ricevuta as r on r.ente_id = v.ente_id and r.id = v.ricevuta_id
     where v.ente_id = ${t.enteId} and v.debitore_codice = ${codice} and v.debitore_tipo = ${tipo}
       and v.pagata_il >= ${da} and v.pagata_il < ${a}
     order by r.pagata_il desc, r.id desc limit ${quanti}`.execute(t.db);
  return rows;
}
