import type { Giorno } from '#kernel/giorno';
import type { IuvId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import { preparataIn, type Preparata } from '#platform/db/pool';
import type { SoggettoRicevuta } from '../core/ricevuta.ts';
import { ricevutaXml } from '../ricevuta-xml.ts';

/** One dovuto of a payment, and what the ente got for it. */
export type DovutoDelPagamento = {
  iud: string;
  causale: string;
  datiRiscossione: string;
  quotaCents: Cents;
  /** Null where no transfer of the receipt is of this ente. */
  indice: number | null;
};

/** What was paid under an iuv by its receipt: what the documents for the ente's software say (webservices 2.4). */
export type PagamentoDiIuv = {
  ente: { codiceFiscale: string; denominazione: string };
  iuv: string;
  stazione: string | null;
  receiptId: string;
  pagataIl: Date;
  pagataGiorno: Giorno;
  totaleCents: Cents;
  commissioneCents: Cents | null;
  psp: string | null;
  pspDenominazione: string | null;
  debitore: SoggettoRicevuta;
  dovuti: readonly DovutoDelPagamento[];
  /** Registered by the ente on the strength of a statement («codice 9»): nobody has sent a receipt. */
  aMano: boolean;
  /** The `receipt` element, its root in no namespace (2.6); null: there is none, or none that can be read. */
  ricevuta: string | null;
};

type Riga = Omit<PagamentoDiIuv, 'dovuti' | 'ricevuta'> & DovutoDelPagamento & { corpo: Buffer | null };

/** Software asks for it again and again: planning it costs ten times as much as reading it. */
const DEGLI_IUV: Preparata = {
  name: 'pagamenti_degli_iuv',
  text: `
    select v.iuv_id as "iuvId", json_build_object('codiceFiscale', e.codice_fiscale, 'denominazione', e.denominazione) as ente, v.iuv,
           v.stazione, v.receipt_id as "receiptId", v.pagata_il as "pagataIl", v.pagata_giorno as "pagataGiorno",
           v.totale_cents as "totaleCents", v.commissione_cents as "commissioneCents", v.psp, v.psp_denominazione as "pspDenominazione",
           json_build_object('tipo', v.debitore_tipo, 'codice', v.debitore_codice, 'anagrafica', v.debitore_anagrafica,
             'indirizzo', v.indirizzo, 'civico', v.civico, 'cap', v.cap, 'localita', v.localita, 'provincia', v.provincia,
             'nazione', v.nazione, 'email', v.email) as debitore,
           v.iud, v.causale, v.dati_riscossione as "datiRiscossione", v.quota_cents as "quotaCents", v.indice,
           v.origine = 'manuale' as "aMano", case when v.origine <> 'manuale' then pagamenti.corpo_ricevuta(v.ricevuta_id) end as corpo
      from pagamenti.v_pagato as v
      join enti.v_ente as e on e.id = v.ente_id
     where v.ente_id = $1 and v.iuv_id = any($2::uuid[])
     order by v.pagata_il, v.ricevuta_id, v.indice, v.dovuto_id`,
};

/** The payments of some iuv of the ente, by the receipt that closed each; those that nobody has paid are missing. In a transaction. */
export async function pagamentiDegliIuv(t: Ctx, iuvIds: readonly IuvId[]): Promise<Map<IuvId, PagamentoDiIuv>> {
  const rows = await preparataIn<Riga & { iuvId: IuvId }>(t.db, DEGLI_IUV, [t.enteId, iuvIds]);
  const trovati = new Map<IuvId, PagamentoDiIuv>();
  for (const { iuvId, corpo, iud, causale, datiRiscossione, quotaCents, indice, ...fatti } of rows) {
    const dovuto = { iud, causale, datiRiscossione, quotaCents, indice };
    const gia = trovati.get(iuvId);
    if (gia === undefined) {
      const ricevuta = corpo === null ? null : ricevutaXml(t.config.chiaveCifra, corpo);
      trovati.set(iuvId, { ...fatti, dovuti: [dovuto], ricevuta });
    } else if (gia.receiptId === fatti.receiptId) {
      trovati.set(iuvId, { ...gia, dovuti: [...gia.dovuti, dovuto] });
    }
  }
  return trovati;
}

/** The payment of one iuv; null: nobody has paid it by a receipt. In a transaction. */
export async function pagamentoDiIuv(t: Ctx, iuvId: IuvId): Promise<PagamentoDiIuv | null> {
  return (await pagamentiDegliIuv(t, [iuvId])).get(iuvId) ?? null;
}
