import { ok, type Esito } from '#kernel/esito';
import { confronta, somma, type Cents } from '#kernel/importo';
import { rifiutoCarrello, type RifiutoCarrello } from './rifiuti.ts';

/** States stored on a carrello: being filled, sent to Checkout, paid whole, left. A receipt that comes late pays one that was left. */
export type StatoCarrello = 'aperto' | 'inviato' | 'pagato' | 'abbandonato';

/** What people read of it: `parziale` when some of its notices are paid and some are not. */
export type StatoCarrelloMostrato = StatoCarrello | 'in_attesa' | 'parziale';

export type Rientro = 'ok' | 'annullato' | 'errore' | 'attesa';

/** The one function that says in which state a carrello is shown. What the browser came back with is a hint, and only receipts pay. */
export function statoCarrello(
  { stato, rientro }: { stato: StatoCarrello; rientro: Rientro | null },
  voci: readonly { pagata: boolean }[],
): StatoCarrelloMostrato {
  const pagate = voci.filter(({ pagata }) => pagata).length;
  if (stato === 'aperto') return 'aperto';
  if (stato === 'pagato' || (pagate > 0 && pagate === voci.length)) return 'pagato';
  if (pagate > 0) return 'parziale';
  return stato === 'inviato' && (rientro === 'ok' || rientro === 'attesa') ? 'in_attesa' : stato;
}

/** The shown states of a notice (posizioni works them out). */
type StatoAvviso = 'bozza' | 'da_pagare' | 'in_pagamento' | 'in_attesa_di_ricevuta' | Exclude<Problema, 'sconosciuto'>;

/** Why a notice cannot be paid; null: it can. */
export type Problema = 'sconosciuto' | 'pagato' | 'scaduto' | 'annullato' | 'estinto';
/** Why it may be paid twice: a word to the person, who may know better. */
export type Dubbio = 'in_pagamento' | 'in_attesa_di_ricevuta' | 'ripetuto';

export type Giudizio = { problema: Problema | null; dubbio: Dubbio | null };

/**
 * May this notice be paid, as far as its state tells? `ripetuto`: the same is asked by another one, which is here or was paid lately;
 * `lasciato`: it was this very person who began to pay it, and came back without having done so.
 */
export function giudicaVoce(
  stato: StatoAvviso | null,
  { ripetuto, lasciato }: { ripetuto: boolean; lasciato: boolean },
): Giudizio {
  const dubbioDi = (dubbio: Dubbio | null): Giudizio => ({ problema: null, dubbio: ripetuto ? 'ripetuto' : dubbio });
  switch (stato) {
    case null:
    case 'bozza':
      return { problema: 'sconosciuto', dubbio: null };
    case 'da_pagare':
      return dubbioDi(null);
    case 'in_pagamento':
      return dubbioDi(lasciato ? null : stato);
    case 'in_attesa_di_ricevuta':
      return dubbioDi(stato);
    case 'pagato':
    case 'scaduto':
    case 'annullato':
    case 'estinto':
      return { problema: stato, dubbio: null };
  }
}

/** What the person has seen and wants: `comunque`, also where a notice may be being paid already. */
export type Volonta = { vistoCents: Cents | null; comunque: boolean };

/** May a carrello go to Checkout as it stands now? Its total, or the first thing to be said to who wants to pay it. */
export function decidiInvio(
  voci: readonly (Giudizio & { importoCents: Cents })[],
  { vistoCents, comunque }: Volonta,
): Esito<Cents, RifiutoCarrello> {
  if (voci.length === 0) return rifiutoCarrello('CARRELLO_VUOTO');
  if (voci.some(({ problema }) => problema !== null)) return rifiutoCarrello('AVVISO_NON_PAGABILE');
  const totale = somma(voci.map(({ importoCents }) => importoCents));
  if (vistoCents === null || confronta(totale, vistoCents) !== 0) return rifiutoCarrello('IMPORTO_DA_RIVEDERE');
  if (!comunque && voci.some(({ dubbio }) => dubbio !== null)) return rifiutoCarrello('DOPPIO_DA_CONFERMARE');
  return ok(totale);
}
