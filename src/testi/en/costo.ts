import type { costo as italiano } from '../it/costo.ts';

/** How the amount of a dovuto is reached. */
export const costo = {
  titolo: 'How this amount is reached',
  siAggiorna: 'The public body updates this amount at the moment of payment: it may differ from what you read here.',
  voce: 'Item',
  importo: 'Amount',
  righe: {
    importo: 'Initial amount',
    ente: 'Update notified by the public body',
    interessi: 'Interest',
    sanzione: 'Penalty',
    spese_notifica: 'Cost of serving the notice',
    maggiorazione: 'Surcharge',
  },
  dal: (giorno: string): string => `from ${giorno}`,
} satisfies typeof italiano;
