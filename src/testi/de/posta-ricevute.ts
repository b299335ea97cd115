import type { ricevuta as italiano } from '../it/posta-ricevute.ts';

type DatiCarrello = { enti: readonly string[]; importo: string; allegate: number; mancano: number; link: string };
type DatiRicevuta = {
  ente: string;
  importo: string;
  allegata: boolean;
  perche: 'persona' | 'ente';
  link: string;
  prova: boolean;
};

const ELENCO = new Intl.ListFormat('de', { type: 'conjunction' });

/** The mails with receipts. Who owed, and what for, are in the attached receipts alone (model 11). */
export const ricevuta = {
  oggetto: (ente: string): string => `Zahlungsquittung: ${ente}`,
  testo: ({ ente, importo, allegata, perche, link, prova }: DatiRicevuta): string =>
    [
      ...(prova
        ? ['TEST: Diese Körperschaft wird erprobt, es wurde kein Geld bewegt, und die Quittung gilt nicht.', '']
        : []),
      `${ente} hat eine Zahlung von ${importo} erhalten.`,
      '',
      allegata
        ? 'Die Quittung liegt dieser Nachricht bei: Bewahren Sie sie auf.'
        : 'Die Quittung ist zu groß für eine E-Mail. Sie laden sie auf dieser Seite herunter, mit dem Zahlungsmitteilungskodex:',
      ...(allegata ? [] : [link]),
      '',
      perche === 'persona'
        ? 'Wir schreiben Ihnen, weil Sie die Quittungen per E-Mail haben möchten. Das ändern Sie in Ihrem persönlichen Bereich.'
        : 'Wir schreiben Ihnen, weil die Körperschaft uns diese Adresse für Sie gegeben hat. Wenn Sie nicht wissen, worum es geht, ' +
          'fragen Sie bei der Körperschaft nach.',
      'An diese Adresse können Sie nicht antworten.',
    ].join('\n'),

  carrello: {
    oggetto: 'Ihre Zahlung ist eingegangen',
    testo: ({ enti, importo, allegate, mancano, link }: DatiCarrello): string =>
      [
        `Sie haben ${importo} an ${ELENCO.format(enti)} bezahlt. ${arrivate(mancano)}`,
        '',
        allegati(allegate),
        '',
        'Diese Seite zeigt, was Sie bezahlt haben und wie es steht (sie gilt einen Monat, und Sie können die Adresse weitergeben):',
        link,
        '',
        ...(allegate > 0
          ? []
          : [
              'Zum Herunterladen brauchen Sie den Kodex jeder Zahlungsmitteilung und die Steuernummer der Person, die bezahlen musste.',
            ]),
        'An diese Adresse können Sie nicht antworten.',
      ].join('\n'),
  },
} satisfies typeof italiano;

function arrivate(mancano: number): string {
  if (mancano === 0) return 'Alle Quittungen sind da.';
  const quante = mancano === 1 ? 'Eine Quittung fehlt' : `${mancano} Quittungen fehlen`;
  return `${quante}: Bevor Sie noch einmal bezahlen, sehen Sie nach, ob der Betrag von Ihrem Konto abgebucht wurde.`;
}

function allegati(allegate: number): string {
  if (allegate === 0)
    return 'Die Quittungen sind zu groß für eine E-Mail: Sie laden sie auf der Seite hier unten herunter.';
  return allegate === 1 ? 'Die Quittung liegt dieser Nachricht bei.' : 'Die Quittungen liegen dieser Nachricht bei.';
}
