import { sql } from 'kysely';
import type { CarrelloId, EnteId, IuvId, RicevutaId } from '#kernel/ids';
import type { Ctx } from '#platform/contesto';
import { leggiOrizzonte, type Xid } from '#platform/db/orizzonte';
import type { StatoCarrello } from '../core/carrello.ts';
import type { RicevutaMostrata } from './mostrate.ts';

/** A receipt of ours that has just come and has paid something: who owed it, as the ente knows them, and the carrelli that it was in. */
export type RicevutaNuova = {
  enteId: EnteId;
  ricevutaId: RicevutaId;
  debitore: { codice: string; email: string | null } | null;
  carrelli: { id: CarrelloId; stato: StatoCarrello; email: string | null }[];
};

/**
 * The receipts written since a cursor, behind the horizon (model 9), and the next cursor: about `quante` of them, those of one transaction
 * together. Second payments are not among them, nor copies for other beneficiaries.
 */
export async function ricevuteNuove(
  t: Ctx,
  { cursore, quante }: { cursore: Xid; quante: number },
): Promise<{ nuove: RicevutaNuova[]; cursore: Xid }> {
  const orizzonte = await leggiOrizzonte(t.db);
  const { rows: fini } = await sql<{ fine: Xid | null }>`
    select min(r.xid)::text as fine from pagamenti.ricevuta as r
     where r.xid < ${orizzonte}::xid8
       and r.xid > (select x.xid from pagamenti.ricevuta as x where x.xid >= ${cursore}::xid8
                     order by x.xid offset ${quante - 1} limit 1)`.execute(t.db);
  const fine = fini[0]?.fine ?? orizzonte;
  const { rows } = await sql<RicevutaNuova>`
    select r.ente_id as "enteId", r.id as "ricevutaId", d.debitore,
           coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'stato', c.stato, 'email', c.email))
              from pagamenti.carrello_voce as v join pagamenti.carrello as c on c.id = v.carrello_id
             where v.ricevuta_id = r.id and v.ente_id = r.ente_id), '[]') as carrelli
      from pagamenti.ricevuta as r
      left join lateral (select jsonb_build_object('codice', p.debitore_codice, 'email', p.email) as debitore
                           from pagamenti.v_pagato as p where p.ente_id = r.ente_id and p.ricevuta_id = r.id limit 1) as d on true
     where r.xid >= ${cursore}::xid8 and r.xid < ${fine}::xid8 and r.genere = 'regolare' and not r.copia and r.origine <> 'manuale'
     order by r.xid, r.id`.execute(t.db);
  return { nuove: rows, cursore: fine };
}

/** One receipt and the notice that it paid, whatever the kind: for who works behind the pages. */
export async function selectRicevuta(
  t: Ctx,
  { enteId, ricevutaId }: { enteId: EnteId; ricevutaId: RicevutaId },
): Promise<(RicevutaMostrata & { iuvId: IuvId | null }) | null> {
  const { rows } = await sql<RicevutaMostrata & { iuvId: IuvId | null }>`
    select id, iuv_id as "iuvId", receipt_id as "receiptId", iuv, numero_avviso as "numeroAvviso", importo_cents as "importoCents",
           causale, pagata_il as "pagataIl", applicata_il as "applicataIl", psp, psp_denominazione as "pspDenominazione",
           commissione_cents as "commissioneCents", debitore, pagatore
      from pagamenti.ricevuta where ente_id = ${enteId} and id = ${ricevutaId}`.execute(t.db);
  return rows[0] ?? null;
}
