import type { link as italiano } from '../it/portale-link.ts';

/** What is read by who opens a payment link, and who makes one. */
export const link = {
  manda: (ente: string): string => `${ente} sendet Ihnen diese Adresse zum Bezahlen.`,
  avviso: 'Es ist eine Zahlungsmitteilung: Sie können sie lesen, herunterladen und bezahlen.',
  modulo: 'Es ist eine Zahlung zum Ausfüllen: Einige Antworten stehen schon da, die übrigen schreiben Sie.',
  apri: 'Zahlungsmitteilung öffnen',
  continua: 'Weiter',
  finoAl: (giorno: string): string => `Die Adresse gilt bis ${giorno}.`,
  stampa: 'QR-Code zum Ausdrucken herunterladen',
  nonPiu: 'Diese Adresse ist nicht verwendbar',
  contatti: (ente: string): string => `Zahlungen und Kontakte von ${ente}`,
  cerca: 'Zahlungsmitteilung suchen',
  foglio: { inquadra: 'Scannen Sie den Code mit dem Telefon', oppure: 'oder öffnen Sie diese Adresse' },
  rifiuti: {
    LINK_SCONOSCIUTO:
      'Die Adresse ist unvollständig oder falsch. Kopieren Sie sie vollständig, oder fragen Sie noch einmal bei der Person ' +
      'nach, von der Sie sie haben.',
    LINK_REVOCATO: 'Die Körperschaft hat sie zurückgezogen. Fragen Sie die Körperschaft, wie Sie bezahlen können.',
    LINK_SCADUTO: 'Sie ist abgelaufen. Fragen Sie die Körperschaft, wie Sie bezahlen können.',
    LINK_ESAURITO:
      'Sie wurde schon so oft verwendet, wie es möglich war. Fragen Sie die Körperschaft, wie Sie bezahlen können.',
    LINK_AVVISO_SCONOSCIUTO: 'Keine Zahlungsmitteilung dieser Körperschaft hat diesen Kodex.',
    LINK_AVVISO_CHIUSO:
      'Von diesem Zahlungsbescheid ist nichts mehr zu bezahlen: Er ist bezahlt, annulliert oder anders abgeschlossen.',
    LINK_MOTIVO_MANCANTE: 'Geben Sie den Grund an, höchstens 500 Zeichen.',
    LINK_SENZA_MODULO:
      'Diese Art von Forderung kann nicht ohne Zahlungsmitteilung bezahlt werden: Es gibt sie nicht, oder sie hat kein ' +
      'veröffentlichtes Formular.',
    LINK_VALORI_NON_VALIDI:
      'Eine der Antworten gehört nicht zum Formular, oder das Formular nimmt sie nicht an; oder sie ist fest und fehlt. ' +
      'Prüfen Sie Namen und Werte.',
    LINK_MISURA_NON_VALIDA:
      'Der Ablauf liegt in der Zukunft, die Verwendungen sind 1 bis 1.000.000, und der Titel hat höchstens 140 Zeichen.',
  },
} satisfies typeof italiano;
