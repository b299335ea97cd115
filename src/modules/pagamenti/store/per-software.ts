import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { RicevutaId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import { leggiOrizzonte } from '#platform/db/orizzonte';
import type { SoggettoRicevuta } from '../core/ricevuta.ts';
import { ricevutaXml } from '../ricevuta-xml.ts';

/** A receipt, as the ente's software reads it. */
export type RicevutaPerSoftware = {
  id: RicevutaId;
  xid: string;
  receiptId: string;
  iuv: string;
  numeroAvviso: string | null;
  /** `orfana`: of no dovuto of ours; `seconda`: of what was paid already. */
  genere: 'regolare' | 'orfana' | 'seconda';
  importoCents: Cents;
  causale: string | null;
  pagataIl: Date | null;
  applicataIl: Giorno | null;
  registrataIl: Date;
  psp: string | null;
  pspDenominazione: string | null;
  commissioneCents: Cents | null;
  debitore: SoggettoRicevuta | null;
  pagatore: SoggettoRicevuta | null;
  /** The dovuti that it has paid. */
  dovuti: { iud: string; tipoDovuto: string; quotaCents: Cents }[];
};

const CAMPI = sql`
  r.id, r.xid::text as xid, r.receipt_id as "receiptId", r.iuv, r.numero_avviso as "numeroAvviso", r.genere,
  r.importo_cents as "importoCents", r.causale, r.pagata_il as "pagataIl", r.applicata_il as "applicataIl",
  r.registrata_il as "registrataIl", r.psp, r.psp_denominazione as "pspDenominazione", r.commissione_cents as "commissioneCents",
  r.debitore, r.pagatore,
  coalesce((select jsonb_agg(jsonb_build_object('iud', v.iud, 'tipoDovuto', v.tipo_dovuto, 'quotaCents', v.quota_cents) order by v.iud)
     from pagamenti.v_pagato as v where v.ente_id = r.ente_id and v.ricevuta_id = r.id), '[]') as dovuti`;

/** What nobody has sent, or says that nothing was paid, is no receipt of a payment. */
const SUE = sql`r.genere in ('regolare', 'orfana', 'seconda') and not r.copia and r.origine <> 'manuale'`;

/**
 * The receipts of the ente after one of them, in the order in which they can be seen: behind the horizon (model 9), so that nothing
 * written later comes before what was read. Null: from the first.
 */
export async function selectRicevuteDopo(
  t: Ctx,
  { dopo, quante }: { dopo: { xid: string; id: RicevutaId } | null; quante: number },
): Promise<RicevutaPerSoftware[]> {
  const orizzonte = await leggiOrizzonte(t.db);
  const oltre = dopo === null ? sql`true` : sql`(r.xid, r.id) > (${dopo.xid}::xid8, ${dopo.id}::uuid)`;
  const { rows } = await sql<RicevutaPerSoftware>`
    select ${CAMPI} from pagamenti.ricevuta as r
     where r.ente_id = ${t.enteId} and r.xid < ${orizzonte}::xid8 and ${oltre} and ${SUE}
     order by r.xid, r.id limit ${quante}`.execute(t.db);
  return rows;
}

/** One of them, by the identifier that pagoPA gave it. Null: the ente has none. */
export async function selectRicevutaPerSoftware(t: Ctx, receiptId: string): Promise<RicevutaPerSoftware | null> {
  const { rows } = await sql<RicevutaPerSoftware>`
    select ${CAMPI} from pagamenti.ricevuta as r
     where r.ente_id = ${t.enteId} and r.receipt_id = ${receiptId} and ${SUE}`.execute(t.db);
  return rows[0] ?? null;
}

/** Its XML, the `receipt` element with its root in no namespace; null: none that can be read has come. */
export async function selectXmlRicevuta(t: Ctx, id: RicevutaId): Promise<string | null> {
  const { rows } = await sql<{ corpo: Buffer | null }>`select pagamenti.corpo_ricevuta(${id}) as corpo`.execute(t.db);
  const corpo = rows[0]?.corpo ?? null;
  return corpo === null ? null : ricevutaXml(t.config.chiaveCifra, corpo);
}
