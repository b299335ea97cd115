import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import type { DovutoId, TipoDovutoId } from '#kernel/ids';
import { somma, type Cents } from '#kernel/importo';
import { decidiChiusura, type Chiusura, type DovutoDiPosizione } from './chiusura.ts';
import { alPrezzoChiesto } from './quanto-pagato.ts';
import { quantoCosta, type FattiCosto } from './quanto.ts';
import { rifiutoPosizioni, type RifiutoPosizioni } from './rifiuti.ts';

/** A dovuto of the posizioni that the money touches, as it is found, locked. */
export type DovutoDaPagare = DovutoDiPosizione &
  FattiCosto & {
    versione: number;
    tipoDovutoId: TipoDovutoId;
    /** Somebody asked the Nodo to pay it, and the token still lives. */
    inPagamento: boolean;
  };

/** All that the money touches. */
export type DaPagare = {
  dovuti: readonly DovutoDaPagare[];
  /** A receipt has come for its iuv. */
  conRicevuta: boolean;
};

/** Money that somebody says has paid a dovuto, as they have seen it. */
export type Pagamento = {
  dovutoId: DovutoId;
  versione: number;
  importoCents: Cents;
  pagatoIl: Date;
  /** They know that it is not what was asked. */
  ancheDiverso: boolean;
  /** The kinds of due that whoever asks may work on; null: all. */
  tipiConsentiti: readonly TipoDovutoId[] | null;
};

const NESSUNO_SCADUTO: ReadonlySet<DovutoId> = new Set();

/**
 * What money that did not come by its own receipt does to a dovuto still asked for: what a receipt would (model 2 and 4), for whatever is
 * paid with it under one iuv. Past its date too: whoever registers it knows the day. Not while somebody is paying what it would close.
 */
export function decidiPagamento(presenti: DaPagare | null, p: Pagamento): Esito<Chiusura, RifiutoPosizioni> {
  const dovuto = presenti?.dovuti.find((d) => d.id === p.dovutoId);
  if (presenti === null || dovuto === undefined) return rifiutoPosizioni('DOVUTO_NON_TROVATO');
  const { tipiConsentiti } = p;
  const insieme = presenti.dovuti.filter((d) => d.sottoIuv);
  if (tipiConsentiti !== null && insieme.some((d) => !tipiConsentiti.includes(d.tipoDovutoId)))
    return rifiutoPosizioni('OPERATORE_NON_ABILITATO');
  if (dovuto.stato === 'pagato') return rifiutoPosizioni('DOVUTO_PAGATO');
  if (dovuto.stato !== 'da_pagare') return rifiutoPosizioni('DOVUTO_CHIUSO');
  if (presenti.conRicevuta) return rifiutoPosizioni('DOVUTO_CON_RICEVUTA');
  const prezzi = alPrezzoChiesto(presenti.dovuti, p.importoCents, p.pagatoIl);
  const chiusura = decidiChiusura(prezzi, p.importoCents, NESSUNO_SCADUTO);
  const toccati = new Set([...chiusura.pagati, ...chiusura.estinti].map((d) => d.id));
  if (presenti.dovuti.some((d) => toccati.has(d.id) && d.inPagamento)) return rifiutoPosizioni('DOVUTO_IN_PAGAMENTO');
  if (dovuto.versione !== p.versione) return rifiutoPosizioni('CONFLITTO');
  const diverso = chiusura.pagati.some((d) => d.daVerificare.includes('importo_diverso'));
  return diverso && !p.ancheDiverso ? rifiutoPosizioni('PAGATO_IMPORTO_DIVERSO') : ok(chiusura);
}

/** What is asked now by what is paid together. */
export function costoOggi(
  dovuti: readonly DovutoDaPagare[],
  adesso: { now: Date; oggi: Giorno },
): { importoCents: Cents; quanti: number } {
  const chiesti = dovuti.filter((d) => d.sottoIuv && d.stato === 'da_pagare');
  return {
    importoCents: somma(chiesti.map((d) => quantoCosta(d, [], adesso).importoCents)),
    quanti: chiesti.length,
  };
}
