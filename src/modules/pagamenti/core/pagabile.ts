import { causaleInsieme } from '#kernel/causale';
import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { somma, type Cents } from '#kernel/importo';
import { rifiutoNodo, type RifiutoNodo } from './rifiuti.ts';

/** A dovuto under the iuv that the Nodo asks about. */
export type DovutoAvviso = {
  stato: 'bozza' | 'da_pagare' | 'pagato' | 'annullato' | 'estinto';
  /** What it costs at this instant, and why it cannot be paid (posizioni works it out). */
  costo: { importoCents: Cents; scadenza: Giorno | null; perche: 'scaduto' | 'non_ancora' | null };
  causalePubblica: string;
  /** Its posizione has been paid in full, by this or by another way. */
  saldata: boolean;
};

/** What the notice costs now. */
export type Prezzo = { importoCents: Cents; scadenza: Giorno | null; causale: string };

/**
 * Is this notice payable today, and for how much? (SANP checks 6-9; model 2 and 4.) A draft is unknown; paid comes before annulled, and
 * annulled before expired, because the payer must hear first that nothing more is due. What is not payable yet is not known yet.
 */
export function decidiPagabile(dovuti: readonly DovutoAvviso[]): Esito<Prezzo, RifiutoNodo> {
  const noti = dovuti.filter((d) => d.stato !== 'bozza');
  if (noti.length === 0) return rifiutoNodo('PAGAMENTO_SCONOSCIUTO');
  if (noti.some((d) => d.stato === 'pagato')) return rifiutoNodo('PAGAMENTO_DUPLICATO');
  const vivi = noti.filter((d) => d.stato === 'da_pagare');
  if (vivi.length === 0) {
    const saldata = noti.some((d) => d.stato === 'estinto' && d.saldata);
    return rifiutoNodo(saldata ? 'PAGAMENTO_DUPLICATO' : 'PAGAMENTO_ANNULLATO');
  }
  if (vivi.some((d) => d.costo.perche === 'non_ancora')) return rifiutoNodo('PAGAMENTO_SCONOSCIUTO');
  if (vivi.some((d) => d.costo.perche === 'scaduto')) return rifiutoNodo('PAGAMENTO_SCADUTO');
  const scadenze = vivi.flatMap((d) => d.costo.scadenza ?? []).toSorted();
  const causale = causaleInsieme(vivi.map((d) => d.causalePubblica));
  return ok({ importoCents: somma(vivi.map((d) => d.costo.importoCents)), scadenza: scadenze[0] ?? null, causale });
}
