import { sql } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { TipoDovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import type { SoggettoRicevuta } from '../core/ricevuta.ts';
import { ricevutaXml } from '../ricevuta-xml.ts';

/** Paid dovuti from `dal` to `al` (Rome days of the payment, both included), after the row `dopo` (keyset), in order of payment. */
export type FiltroPagati = {
  dal: Giorno;
  al: Giorno;
  /** Blank: all. */
  tipoDovuto: string;
  tipiConsentiti: readonly TipoDovutoId[] | null;
  conRicevuta: boolean;
  dopo: string | null;
  quanti: number;
};

/** A paid dovuto, with what this ente got for it and the facts of its receipt (model 12). */
export type DovutoPagato = {
  /** Where the next page begins. */
  chiave: string;
  iuf: string;
  riga: number | null;
  iud: string;
  iuv: string;
  causale: string;
  datiRiscossione: string;
  bilancio: string | null;
  tipoDovuto: string;
  stazione: string | null;
  receiptId: string;
  pagataIl: Date;
  pagataGiorno: Giorno;
  totaleCents: Cents;
  quotaCents: Cents;
  /** Null where no transfer of the receipt is of this ente. */
  indice: number | null;
  commissioneCents: Cents | null;
  psp: string | null;
  pspDenominazione: string | null;
  debitore: SoggettoRicevuta;
  pagatore: SoggettoRicevuta | null;
  ricevuta: string;
};

type Riga = Omit<DovutoPagato, 'ricevuta'> & { corpo: Buffer | null };

/** A page of paid dovuti. A page and not a stream, so that the reader holds no transaction while it writes. */
export async function leggiPagati(ctx: Ctx, f: FiltroPagati): Promise<DovutoPagato[]> {
  const [dopoIl, dopoId] = f.dopo?.split('|') ?? [null, null];
  const { rows } = await sql<Riga>`
    select v.pagata_il::text || '|' || v.dovuto_id as chiave, v.iuf, v.riga, v.iud, v.iuv, v.causale,
      v.dati_riscossione as "datiRiscossione", v.bilancio,
           v.tipo_dovuto as "tipoDovuto", v.stazione, v.receipt_id as "receiptId", v.pagata_il as "pagataIl",
             v.pagata_giorno as "pagataGiorno",
           v.totale_cents as "totaleCents", v.quota_cents as "quotaCents", v.indice, v.commissione_cents as "commissioneCents", v.psp,
           v.psp_denominazione as "pspDenominazione", v.pagatore,
           jsonb_build_object('tipo', v.debitore_tipo, 'codice', v.debitore_codice, 'anagrafica', v.debitore_anagrafica, 'indirizzo',
             v.indirizzo,
             'civico', v.civico, 'cap', v.cap, 'localita', v.localita, 'provincia', v.provincia, 'nazione', v.nazione, 'email',
               v.email) as debitore,
           m.corpo
      from pagamenti.v_pagato as v
      left join pagamenti.messaggio as m on ${f.conRicevuta} and m.id = v.messaggio_id
     where v.ente_id = ${ctx.enteId}
       and v.pagata_il >= (${f.dal}::date)::timestamp at time zone 'Europe/Rome'
       and v.pagata_il < (${f.al}::date + 1)::timestamp at time zone 'Europe/Rome'
       and (${f.tipoDovuto} = '' or v.tipo_dovuto = ${f.tipoDovuto})
       and (${f.tipiConsentiti}::uuid[] is null or v.tipo_dovuto_id = any(${f.tipiConsentiti}::uuid[]))
       and (${dopoIl}::timestamptz is null or (v.pagata_il, v.dovuto_id) > (${dopoIl}::timestamptz, ${dopoId}::uuid))
     order by v.pagata_il, v.dovuto_id
     limit ${f.quanti}`.execute(ctx.db);
  return rows.map(({ corpo, ...riga }) => ({
    ...riga,
    ricevuta: corpo === null ? '' : (ricevutaXml(ctx.config.chiaveCifra, corpo) ?? ''),
  }));
}
