import type { postaProva as italiano } from '../it/posta-prova.ts';

type Dati = { ente: string; link: string; codice: string };

/** The mails with the link and the code of a proof, by what it opens. They name the ente, never the debtor (model 11). */
export const postaProva = {
  avviso: {
    oggetto: (ente: string): string => `Ihre Zahlungsmitteilung: ${ente}`,
    testo: (dati: Dati): string =>
      [
        `Sie möchten eine Zahlungsmitteilung von ${dati.ente} lesen.`,
        '',
        'Öffnen Sie diese Seite und drücken Sie die Schaltfläche (gilt 60 Minuten):',
        dati.link,
        '',
        `Oder schreiben Sie diesen Code auf die Seite, die Sie schon geöffnet haben (gilt 15 Minuten): ${dati.codice}`,
        '',
        'Wenn Sie das nicht waren, tun Sie nichts: Ohne den Link oder den Code kann niemand diese Zahlungsmitteilung lesen.',
        'An diese Adresse können Sie nicht antworten.',
      ].join('\n'),
  },
  carrello: {
    oggetto: (ente: string): string => `Bestätigen Sie die Adresse für die Quittung: ${ente}`,
    testo: (dati: Dati): string =>
      [
        `Sie möchten die Quittungen einer Zahlung an ${dati.ente} an diese Adresse erhalten.`,
        '',
        'Öffnen Sie diese Seite und drücken Sie die Schaltfläche (gilt 60 Minuten):',
        dati.link,
        '',
        `Oder schreiben Sie diesen Code auf die Seite, die Sie schon geöffnet haben (gilt 15 Minuten): ${dati.codice}`,
        '',
        'Wenn Sie das nicht waren, tun Sie nichts: Ohne den Link oder den Code kommt hier keine Quittung an.',
        'An diese Adresse können Sie nicht antworten.',
      ].join('\n'),
  },
  profilo: {
    oggetto: (ente: string): string => `Bestätigen Sie Ihre E-Mail-Adresse: ${ente}`,
    testo: (dati: Dati): string =>
      [
        `Sie möchten diese Adresse in Ihrem Zahlungsprofil von ${dati.ente} speichern.`,
        '',
        'Öffnen Sie diese Seite und drücken Sie die Schaltfläche (gilt 60 Minuten):',
        dati.link,
        '',
        `Oder schreiben Sie diesen Code auf die Seite, die Sie schon geöffnet haben (gilt 15 Minuten): ${dati.codice}`,
        '',
        'Wenn Sie das nicht waren, tun Sie nichts: Ohne den Link oder den Code wird die Adresse nicht gespeichert.',
        'An diese Adresse können Sie nicht antworten.',
      ].join('\n'),
  },
  spontaneo: {
    oggetto: (ente: string): string => `Bestätigen Sie Ihre Zahlung: ${ente}`,
    testo: (dati: Dati): string =>
      [
        `Sie haben eine Zahlung an ${dati.ente} ausgefüllt. Es fehlt nur noch Ihre Bestätigung.`,
        '',
        'Öffnen Sie diese Seite und drücken Sie die Schaltfläche (gilt 60 Minuten):',
        dati.link,
        '',
        `Oder schreiben Sie diesen Code auf die Seite, die Sie schon geöffnet haben (gilt 15 Minuten): ${dati.codice}`,
        '',
        'Wenn Sie das nicht waren, tun Sie nichts: Ohne Bestätigung bekommt die Körperschaft nichts, und nach einem Tag wird ' +
          'alles gelöscht.',
        'An diese Adresse können Sie nicht antworten.',
      ].join('\n'),
  },
} satisfies typeof italiano;
