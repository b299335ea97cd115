import { setImmediate } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import type { Giorno } from '#kernel/giorno';
import type { TipoDovutoId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import { apriSigillo } from '#platform/crypto';
import { scorri } from '#platform/db/cursore';
import type { SoggettoRicevuta } from '../core/ricevuta.ts';
import { ricevutaXml, titolareDi } from '../ricevuta-xml.ts';

/** Payments made from a day to another (of Rome, both included); or those that became known from an instant to before another. */
export type Quando = { dal: Giorno; al: Giorno } | { da: Date; a: Date };

export type FiltroPagati = {
  quando: Quando;
  /** Blank: all. */
  tipoDovuto: string;
  tipiConsentiti: readonly TipoDovutoId[] | null;
  conRicevuta: boolean;
};

/** A paid dovuto, with what this ente got for it and the facts of its receipt (model 12). */
export type DovutoPagato = {
  iuf: string;
  riga: number | null;
  iud: string;
  iuv: string;
  numeroAvviso: string | null;
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

/** A digital stamp is the State's money and not the ente's (mypay-file-formats.md 4.2). */
const MARCA_DA_BOLLO = 'MARCA_BOLLO_DIGITALE';

/** Paid dovuti in order of payment, a page at a time, all of one instant. Inside a transaction. */
export async function* scorriPagati(t: Ctx, f: FiltroPagati): AsyncGenerator<DovutoPagato[]> {
  const corpo = f.conRicevuta
    ? sql`(select m.corpo from pagamenti.messaggio as m where m.id = v.messaggio_id)`
    : sql`null`;
  const righe = sql<DovutoPagato & { corpo: Buffer | null }>`
    select v.iuf, v.riga, v.iud, v.iuv, v.numero_avviso as "numeroAvviso", v.causale, v.dati_riscossione as "datiRiscossione", v.bilancio,
           v.tipo_dovuto as "tipoDovuto", v.stazione, v.receipt_id as "receiptId", v.pagata_il as "pagataIl",
           v.pagata_giorno as "pagataGiorno", v.totale_cents as "totaleCents", v.quota_cents as "quotaCents", v.indice,
           v.commissione_cents as "commissioneCents", v.psp, v.psp_denominazione as "pspDenominazione", v.pagatore,
           json_build_object('tipo', v.debitore_tipo, 'codice', v.debitore_codice, 'anagrafica', v.debitore_anagrafica,
             'indirizzo', v.indirizzo, 'civico', v.civico, 'cap', v.cap, 'localita', v.localita, 'provincia', v.provincia,
             'nazione', v.nazione, 'email', v.email) as debitore, '' as ricevuta, ${corpo} as corpo
      ${daPagati(t, f)} and v.quota_cents > 0
     order by v.pagata_il, v.dovuto_id`;
  for await (const pagina of scorri(t.db, righe)) {
    yield f.conRicevuta
      ? await aGruppi(pagina, ({ corpo: chiuso, ...riga }) => ({ ...riga, ricevuta: apri(t, chiuso) }))
      : pagina;
  }
}

/** How many they are, but for those that brought nothing to this ente: nearly none, and dear to tell apart. */
export async function contaPagati(t: Ctx, f: FiltroPagati): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n ${daPagati(t, f)}`.execute(t.db);
  return rows[0]?.n ?? 0;
}

function daPagati(t: Ctx, { quando, tipoDovuto, tipiConsentiti }: FiltroPagati): RawBuilder<unknown> {
  const vista = 'dal' in quando ? sql`pagamenti.v_pagato` : sql`pagamenti.v_pagato_dal`;
  const periodo =
    'dal' in quando ? fraGiorni(quando) : sql`v.divenuto_il >= ${quando.da} and v.divenuto_il < ${quando.a}`;
  return sql`
      from ${vista} as v
     where v.ente_id = ${t.enteId} and ${periodo} and v.tipo_dovuto <> ${MARCA_DA_BOLLO}
       and (${tipoDovuto} = '' or v.tipo_dovuto = ${tipoDovuto})
       and (${tipiConsentiti}::uuid[] is null or v.tipo_dovuto_id = any(${tipiConsentiti}::uuid[]))`;
}

function fraGiorni({ dal, al }: { dal: Giorno; al: Giorno }): RawBuilder<unknown> {
  return sql`v.pagata_il >= (${dal}::date)::timestamp at time zone 'Europe/Rome'
       and v.pagata_il < (${al}::date + 1)::timestamp at time zone 'Europe/Rome'`;
}

/** Messages opened in a row: they are opened on the thread that answers the Nodo, which is not kept for longer than a few milliseconds. */
const GRUPPO_MESSAGGI = 25;

async function aGruppi<A, B>(righe: readonly A[], fai: (riga: A) => B): Promise<B[]> {
  const fatte: B[] = [];
  for (const riga of righe) {
    fatte.push(fai(riga));
    if (fatte.length % GRUPPO_MESSAGGI === 0) await setImmediate();
  }
  return fatte;
}

function apri(t: Ctx, sigillato: Buffer | null): string {
  return sigillato === null ? '' : (ricevutaXml(t.config.chiaveCifra, sigillato) ?? '');
}

/** What this ente got by a receipt of another ente: one row a transfer. */
export type QuotaAltrui = {
  iuv: string;
  receiptId: string;
  idTrasferimento: number;
  pagataIl: Date;
  pagataGiorno: Giorno;
  importoCents: Cents;
  causale: string;
  tassonomia: string;
  /** Tax code of the ente whose notice it was. */
  titolare: string;
  psp: string | null;
  pspDenominazione: string | null;
  commissioneCents: Cents | null;
  debitore: SoggettoRicevuta | null;
  pagatore: SoggettoRicevuta | null;
  titolareDenominazione: string;
  titolareTassonomia: string;
  ricevuta: string;
};

/** Transfers that receipts of other enti gave to this one, in order of payment. Inside a transaction. */
export async function* scorriQuoteAltrui(t: Ctx, quando: Quando): AsyncGenerator<QuotaAltrui[]> {
  const periodo =
    'dal' in quando ? fraGiorni(quando) : sql`v.registrata_il >= ${quando.da} and v.registrata_il < ${quando.a}`;
  const righe = sql<Omit<QuotaAltrui, 'ricevuta' | 'titolareDenominazione' | 'titolareTassonomia'> & { corpo: Buffer }>`
    select v.iuv, v.receipt_id as "receiptId", v.id_trasferimento as "idTrasferimento", v.pagata_il as "pagataIl",
           v.pagata_giorno as "pagataGiorno", v.importo_cents as "importoCents", coalesce(v.quota_causale, v.causale, '') as causale,
           coalesce(v.tassonomia, '') as tassonomia, v.titolare_cf as titolare, v.psp, v.psp_denominazione as "pspDenominazione",
           v.commissione_cents as "commissioneCents", v.debitore, v.pagatore,
           (select m.corpo from pagamenti.messaggio as m where m.id = v.messaggio_id) as corpo
      from pagamenti.v_quota_altrui as v
     where v.ente_id = ${t.enteId} and ${periodo}
     order by v.pagata_il, v.receipt_id, v.id_trasferimento`;
  for await (const pagina of scorri(t.db, righe)) {
    yield await aGruppi(pagina, ({ corpo, ...riga }) => {
      const { ricevuta, denominazione, tassonomia } = titolareDi(t.config.chiaveCifra, corpo);
      return { ...riga, ricevuta, titolareDenominazione: denominazione, titolareTassonomia: tassonomia };
    });
  }
}

/** A receipt as it is kept for the law: the message as it came. */
export type RicevutaConservata = {
  receiptId: string;
  iuv: string;
  registrataIl: Date;
  causale: string;
  titolare: string;
  debitore: SoggettoRicevuta | null;
  pagatore: SoggettoRicevuta | null;
  negativa: boolean;
  messaggio: Buffer;
  /** SHA-256 of the message, written down when it came. */
  impronta: Buffer;
};

/** The receipts that came from a day to another (of Rome, both included), whatever they paid, in order of arrival. Inside a transaction. */
export async function* scorriRicevute(
  t: Ctx,
  { dal, al }: { dal: Giorno; al: Giorno },
): AsyncGenerator<RicevutaConservata[]> {
  const righe = sql<RicevutaConservata>`
    select r.receipt_id as "receiptId", r.iuv, r.registrata_il as "registrataIl", coalesce(r.causale, '') as causale,
           r.titolare_cf as titolare, r.debitore, r.pagatore, m.corpo as messaggio, m.impronta,
           r.genere = 'negativa' as negativa
      from pagamenti.ricevuta as r
      join pagamenti.messaggio as m on m.id = r.messaggio_id
     where r.ente_id = ${t.enteId} and r.origine <> 'manuale' and r.registrata_il >= (${dal}::date)::timestamp at time zone 'Europe/Rome'
       and r.registrata_il < (${al}::date + 1)::timestamp at time zone 'Europe/Rome'
     order by r.registrata_il, r.id`;
  for await (const pagina of scorri(t.db, righe)) {
    yield await aGruppi(pagina, (riga) => ({ ...riga, messaggio: apriSigillo(t.config.chiaveCifra, riga.messaggio) }));
  }
}
