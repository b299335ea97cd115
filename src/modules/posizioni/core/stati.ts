import type { Giorno } from '#kernel/giorno';

/** States stored on a dovuto (model 2). Everything else that a person reads is derived. */
export const STATI = ['bozza', 'da_pagare', 'pagato', 'annullato', 'estinto'] as const;
export type Stato = (typeof STATI)[number];

/** The state table: what each act needs and leaves. `null` is a dovuto that is not there yet. */
export const TRANSIZIONI = {
  /** An annulled IUD that is prepared again is the same dovuto too. */
  prepara: { da: [null, 'annullato'], a: 'bozza' },
  inserisci: { da: [null], a: 'da_pagare' },
  pubblica: { da: ['bozza'], a: 'da_pagare' },
  modifica: { da: ['da_pagare'], a: 'da_pagare' },
  annulla: { da: ['bozza', 'da_pagare'], a: 'annullato' },
  /** An annulled IUD sent again is the same dovuto in a new version (model 5). */
  riprendi: { da: ['annullato'], a: 'da_pagare' },
  /** Another way to pay the same posizione was taken (model 4). */
  estingui: { da: ['bozza', 'da_pagare'], a: 'estinto' },
  /** Money has moved: a receipt is never refused for the state (model 2). A dovuto may be born paid, by a receipt that came before it. */
  paga: { da: [null, 'bozza', 'da_pagare', 'annullato', 'estinto'], a: 'pagato' },
} as const satisfies Record<string, { da: readonly (Stato | null)[]; a: Stato }>;

export type Transizione = keyof typeof TRANSIZIONI;

/** The state an act leaves, or null where the state table does not allow it. */
export function dopo(transizione: Transizione, stato: Stato | null): Stato | null {
  const { da, a } = TRANSIZIONI[transizione];
  return (da as readonly (Stato | null)[]).includes(stato) ? a : null;
}

/** What people read of a dovuto. */
export type StatoMostrato = Stato | 'scaduto' | 'in_pagamento' | 'in_attesa_di_ricevuta';

/** What is known beside the stored row. */
export type Fatti = {
  /** Last paGetPayment answered OK, if in the last 30 minutes: the life of a payment token (SANP). */
  attivatoIl: Date | null;
  /** The payer came back from Checkout and the receipt has not come. */
  attesaDal: Date | null;
};

/** How long a payment token lives: after it the notice is free again (pagoPA, SANP 3.12). */
export const VITA_TOKEN_MS = 30 * 60 * 1000;

type DovutoMostrato = { stato: Stato; dataScadenza: Giorno | null; pagaDopoScadenza: boolean };

/** The one function that says in which state a dovuto is shown. Pure: the day and the instant arrive as values. */
export function statoMostrato(
  dovuto: DovutoMostrato,
  fatti: Fatti,
  adesso: { oggi: Giorno; now: Date },
): StatoMostrato {
  if (dovuto.stato !== 'da_pagare') return dovuto.stato;
  if (fatti.attesaDal !== null) return 'in_attesa_di_ricevuta';
  if (fatti.attivatoIl !== null && adesso.now.getTime() - fatti.attivatoIl.getTime() < VITA_TOKEN_MS)
    return 'in_pagamento';
  return isScaduto(dovuto, adesso.oggi) ? 'scaduto' : 'da_pagare';
}

/** Past its date, and its kind of due is not paid late. The day of the due date is still good until 24:00 in Rome. */
export function isScaduto(dovuto: { dataScadenza: Giorno | null; pagaDopoScadenza: boolean }, oggi: Giorno): boolean {
  return dovuto.dataScadenza !== null && dovuto.dataScadenza < oggi && !dovuto.pagaDopoScadenza;
}

/** What a citizen may do about a notice: pay it, read its receipt, read what happened and whom to ask, take back what they asked for. */
export type CosaSiPuo = 'paga' | 'ricevuta' | 'spiega' | 'ritira';

/** The one table of what each state allows who reads a notice. A draft is nobody's yet. */
export const SI_PUO: Readonly<Record<StatoMostrato, readonly CosaSiPuo[]>> = {
  bozza: [],
  da_pagare: ['paga', 'ritira'],
  // Warned, and overridable: pagoPA lets a notice be paid once.
  in_pagamento: ['paga'],
  in_attesa_di_ricevuta: ['paga'],
  pagato: ['ricevuta'],
  // Nobody pays it, and it may go from sight.
  scaduto: ['spiega', 'ritira'],
  annullato: ['spiega'],
  estinto: ['spiega'],
};

/** May this be done of a notice, as it stands now? */
export function permette({ stato }: { stato: StatoMostrato }, cosa: CosaSiPuo): boolean {
  return SI_PUO[stato].includes(cosa);
}

/** The operator's two lists: each dovuto is in exactly one (model 2). A draft waits among those online. */
export function elencoDi(stato: StatoMostrato): 'online' | 'archivio' {
  switch (stato) {
    case 'bozza':
    case 'da_pagare':
    case 'in_pagamento':
    case 'in_attesa_di_ricevuta':
      return 'online';
    case 'pagato':
    case 'annullato':
    case 'estinto':
    case 'scaduto':
      return 'archivio';
  }
}
