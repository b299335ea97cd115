import type { Giorno } from '#kernel/giorno';
import type { EnteId } from '#kernel/ids';
import type { Cents } from '#kernel/importo';
import type { Ctx } from '#platform/contesto';
import { preparataIn, type Preparata } from '#platform/db/pool';
import type { Rientro, StatoCarrello } from '../core/carrello.ts';
import type { PercheChiuso } from '../core/arrivo.ts';
import type { SoggettoRicevuta } from '../core/ricevuta.ts';
import { ricevutaXml } from '../ricevuta-xml.ts';
import type { DovutoDelPagamento, PagamentoDiIuv } from './pagamento-di-iuv.ts';

/** A session, for the ente that prepared it. `ente`: as who asks has just read it. */
export type SessioneChiesta = { enteId: EnteId; idSession: string; ente: PagamentoDiIuv['ente'] };

/** What there is of it: how it stands, the payment of the first notice of that ente that is paid, and how the ente is answered. */
export type EsitoSessione = {
  scadeIl: Date;
  perche: PercheChiuso | null;
  carrello: { stato: StatoCarrello; rientro: Rientro | null; pagate: number; voci: number } | null;
  pagatiUnaVolta: boolean;
  pagamento: PagamentoDiIuv | null;
};

type Riga = {
  n: number;
  scadeIl: Date;
  perche: PercheChiuso | null;
  stato: StatoCarrello | null;
  rientro: Rientro | null;
  pagate: number;
  voci: number;
  pagatiUnaVolta: boolean;
  corpo: Buffer | null;
} & Omit<PagamentoDiIuv, 'ente' | 'debitore' | 'dovuti' | 'ricevuta' | 'receiptId'> &
  SoggettoRicevuta &
  DovutoDelPagamento & { receiptId: string | null; pagataGiorno: Giorno; totaleCents: Cents };

const ESITI: Preparata = {
  name: 'pagamenti_esiti_sessioni',
  text: `
    select n, scade_il as "scadeIl", perche, stato, rientro, pagate, voci, una_volta as "pagatiUnaVolta", iuv, stazione,
           receipt_id as "receiptId", pagata_il as "pagataIl", pagata_giorno as "pagataGiorno", totale_cents as "totaleCents",
           commissione_cents as "commissioneCents", psp, psp_denominazione as "pspDenominazione",
           debitore_tipo as tipo, debitore_codice as codice, debitore_anagrafica as anagrafica, indirizzo, civico, cap, localita,
           provincia, nazione, email, iud, causale, dati_riscossione as "datiRiscossione", quota_cents as "quotaCents", indice,
           a_mano as "aMano", corpo
      from pagamenti.esiti_sessioni($1::uuid[], $2::text[], $3)`,
};

/**
 * Of each session, in the order in which they are asked for; null: that ente has prepared no such thing. One read for all, of whichever
 * enti, and no transaction: the function looks at each pair by itself.
 */
export async function selectEsitiSessioni(
  ctx: Ctx,
  chieste: readonly SessioneChiesta[],
  { conRicevuta }: { conRicevuta: boolean },
): Promise<(EsitoSessione | null)[]> {
  const valori = [chieste.map((una) => una.enteId), chieste.map((una) => una.idSession), conRicevuta];
  const righe = await preparataIn<Riga>(ctx.db, ESITI, valori);
  const esiti = chieste.map((): EsitoSessione | null => null);
  for (const riga of righe) {
    const gia = esiti[riga.n - 1] ?? null;
    const pagamento = (): PagamentoDiIuv | null => pagamentoDi(ctx, chieste[riga.n - 1], riga);
    if (gia === null) esiti[riga.n - 1] = esitoDi(riga, pagamento());
    // The other dovuti of the same notice.
    else if (gia.pagamento !== null && gia.pagamento.receiptId === riga.receiptId && gia.pagamento.iuv === riga.iuv)
      gia.pagamento = { ...gia.pagamento, dovuti: [...gia.pagamento.dovuti, dovutoDi(riga)] };
    else gia.pagamento ??= pagamento();
  }
  return esiti;
}

function esitoDi(riga: Riga, pagamento: PagamentoDiIuv | null): EsitoSessione {
  const { scadeIl, perche, stato, rientro, pagate, voci, pagatiUnaVolta } = riga;
  const carrello = stato === null ? null : { stato, rientro, pagate, voci };
  return { scadeIl, perche, carrello, pagatiUnaVolta, pagamento };
}

function pagamentoDi({ config }: Ctx, chiesta: SessioneChiesta | undefined, riga: Riga): PagamentoDiIuv | null {
  const { receiptId, corpo } = riga;
  if (receiptId === null || chiesta === undefined) return null;
  const { codiceFiscale, denominazione } = chiesta.ente;
  return {
    ente: { codiceFiscale, denominazione },
    iuv: riga.iuv,
    stazione: riga.stazione,
    receiptId,
    pagataIl: riga.pagataIl,
    pagataGiorno: riga.pagataGiorno,
    totaleCents: riga.totaleCents,
    commissioneCents: riga.commissioneCents,
    psp: riga.psp,
    pspDenominazione: riga.pspDenominazione,
    debitore: debitoreDi(riga),
    aMano: riga.aMano,
    dovuti: [dovutoDi(riga)],
    ricevuta: corpo === null ? null : ricevutaXml(config.chiaveCifra, corpo),
  };
}

function debitoreDi(riga: Riga): SoggettoRicevuta {
  const { tipo, codice, anagrafica, indirizzo, civico, cap, localita, provincia, nazione, email } = riga;
  return { tipo, codice, anagrafica, indirizzo, civico, cap, localita, provincia, nazione, email };
}

function dovutoDi({ iud, causale, datiRiscossione, quotaCents, indice }: Riga): DovutoDelPagamento {
  return { iud, causale, datiRiscossione, quotaCents, indice };
}
