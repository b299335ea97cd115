import type { costo as italiano } from '../it/costo.ts';

/** How the amount of a dovuto is reached. */
export const costo = {
  titolo: 'So setzt sich dieser Betrag zusammen',
  siAggiorna:
    'Die Körperschaft aktualisiert diesen Betrag im Augenblick der Zahlung: Er kann von dem abweichen, was Sie hier lesen.',
  voce: 'Posten',
  importo: 'Betrag',
  righe: {
    importo: 'Anfangsbetrag',
    ente: 'Von der Körperschaft mitgeteilte Änderung',
    interessi: 'Zinsen',
    sanzione: 'Strafe',
    spese_notifica: 'Zustellungskosten',
    maggiorazione: 'Zuschlag',
  },
  dal: (giorno: string): string => `ab ${giorno}`,
} satisfies typeof italiano;
