import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { EnteId, IuvId, RicevutaId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import type { SoggettoRicevuta } from '../core/ricevuta.ts';

/** A receipt as its payer may read it. */
export type RicevutaMostrata = {
  id: RicevutaId;
  receiptId: string;
  iuv: string;
  numeroAvviso: string | null;
  importoCents: Cents;
  causale: string | null;
  pagataIl: Date | null;
  applicataIl: Giorno | null;
  psp: string | null;
  pspDenominazione: string | null;
  commissioneCents: Cents | null;
  debitore: SoggettoRicevuta | null;
  pagatore: SoggettoRicevuta | null;
};

/** The receipts of one notice, first the one that paid it. To be called only for who has proved that they may read it. */
export async function leggiRicevute(
  ctx: Ctx,
  { enteId, iuvId }: { enteId: EnteId; iuvId: IuvId },
): Promise<RicevutaMostrata[]> {
  const { rows } = await sql<RicevutaMostrata>`
    select id, receipt_id as "receiptId", iuv, numero_avviso as "numeroAvviso", importo_cents as "importoCents", causale,
      pagata_il as "pagataIl",
           applicata_il as "applicataIl", psp, psp_denominazione as "pspDenominazione", commissione_cents as "commissioneCents", debitore,
             pagatore
      from pagamenti.leggi_ricevute(${enteId}, ${iuvId})`.execute(ctx.db);
  return rows;
}

/** A receipt of a notice, as whoever works for its ente reads it: also those that paid nothing. */
export type RicevutaDellEnte = RicevutaMostrata & { registrataIl: Date };

/** The receipts of a notice of the ente, from the first that came. To be called after the dovuto was found to be visible. */
export async function ricevuteDellEnte(t: Ctx, iuvId: IuvId): Promise<RicevutaDellEnte[]> {
  const { rows } = await sql<RicevutaDellEnte>`
    select id, receipt_id as "receiptId", iuv, numero_avviso as "numeroAvviso", importo_cents as "importoCents", causale,
           pagata_il as "pagataIl", applicata_il as "applicataIl", psp, psp_denominazione as "pspDenominazione",
           commissione_cents as "commissioneCents", debitore, pagatore, registrata_il as "registrataIl"
      from pagamenti.ricevuta
     where ente_id = ${t.enteId} and iuv_id = ${iuvId} and genere in ('regolare', 'seconda') and not copia
       and origine <> 'manuale'
     order by registrata_il, id limit 20`.execute(t.db);
  return rows;
}
