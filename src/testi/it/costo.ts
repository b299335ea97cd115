import type { RigaCosto } from '#modules/posizioni';

/** How the amount of a dovuto is reached. */
export const costo = {
  titolo: 'Come si arriva a questo importo',
  siAggiorna: 'L’ente aggiorna questo importo nel momento in cui si paga: può essere diverso da quello che leggi qui.',
  voce: 'Voce',
  importo: 'Importo',
  righe: {
    importo: 'Importo iniziale',
    ente: 'Aggiornamento comunicato dall’ente',
    interessi: 'Interessi',
    sanzione: 'Sanzione',
    spese_notifica: 'Spese di notifica',
    maggiorazione: 'Maggiorazione',
  } satisfies Record<RigaCosto['genere'], string>,
  dal: (giorno: string): string => `dal ${giorno}`,
};
