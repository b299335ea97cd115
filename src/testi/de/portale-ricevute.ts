import type { ricevute as italiano } from '../it/portale-ricevute.ts';

/** What citizens read of a payment that they may show to others, and of pages that are no longer of their time. */
export const ricevute = {
  stato: {
    titolo: 'Stand der Zahlung',
    condividi: 'Jemandem zeigen',
    condividiTesto: (giorno: string): string =>
      `Wer diese Adresse öffnet, sieht, was bezahlt ist und was nicht, ohne Namen und ohne Steuernummern. Sie gilt bis zum ${giorno}.`,
    indirizzo: 'Adresse zum Kopieren',
    valeFino: (giorno: string): string =>
      `Diese Seite kann bis zum ${giorno} geöffnet werden und zeigt immer den aktuellen Stand.`,
    perRicevuta:
      'Um die Quittung zu öffnen, brauchen Sie den Zahlungsmitteilungskodex und die Steuernummer der Person, die zahlen musste.',
    cercaRicevuta: 'Zahlungsmitteilung suchen',
    pagatoIl: 'Bezahlt am',
    altrove: 'Diese Zahlungsmitteilung ist bereits bezahlt',
    altroveTesto:
      'Jemand anderes hat sie bezahlt, oder Sie selbst auf andere Weise: Von hier liegt keine Zahlung vor. Wenn der Betrag ' +
      'zweimal von Ihrem Konto abgebucht wurde, bitten Sie die Körperschaft um Rückerstattung.',
  },

  /** In the page of a notice that is paid another way, or is being paid. */
  guardie: {
    alPosto: 'An ihrer Stelle wurde bezahlt:',
    avviso: 'Zahlungsmitteilung',
    inCorso: 'Sie bezahlen diese Zahlungsmitteilung bereits',
    inCorsoTesto:
      'Sie haben sie vor Kurzem zur Zahlung geschickt. Sehen Sie nach, wie es ausgegangen ist: Von dort können Sie ' +
      'fortfahren oder es erneut versuchen.',
    inCorsoVai: 'Stand der Zahlung ansehen',
  },

  /** Another address for the receipts of a carrello. */
  email: {
    titolo: 'An welche Adresse senden wir die Quittungen?',
    testo: 'Wir senden dorthin einen Link und einen Code. Bis Sie ihn bestätigen, ändert sich nichts.',
    email: 'E-Mail-Adresse',
    emailAiuto: 'Zum Beispiel name@beispiel.it.',
    cambia: 'Adresse ändern',
    aggiungi: 'Quittungen per E-Mail erhalten',
    di: (iniziali: string): string => `Auf den Namen von ${iniziali}`,
    codice: { apri: 'Adresse bestätigen', altra: 'Noch eine E-Mail senden oder die Adresse berichtigen' },
    prova: {
      titolo: 'Adresse bestätigen',
      testo: (ente: string): string =>
        `Drücken Sie die Schaltfläche, um die Quittungen einer Zahlung an ${ente} an diese Adresse zu erhalten.`,
      apri: 'Adresse bestätigen',
      seNonSei: 'Wenn Sie das nicht angefordert haben, schließen Sie diese Seite: Es ändert sich nichts.',
    },
  },
} satisfies typeof italiano;
