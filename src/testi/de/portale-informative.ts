import type { informative as italiano } from '../it/portale-informative.ts';

/** Help and privacy of the demo's Region, which does not exist: whoever installs MyPay puts their own. */
export const informative = {
  assistenza: {
    titolo: 'Hilfe',
    introduzione: 'Wie Sie um Hilfe bitten, und die Antworten auf die häufigsten Fragen.',
    parti: [
      {
        titolo: 'Rufen Sie an oder schreiben Sie',
        testi: [
          'Zur Verwendung dieser Website: Grüne Nummer 800 000 000, kostenlos, Montag bis Freitag von 9 bis 17 Uhr.',
          { testo: 'Schreiben Sie an aiuto@mypay.example', a: 'mailto:aiuto@mypay.example' },
          'Wir antworten innerhalb von zwei Arbeitstagen. Wir fragen Sie nie nach Passwörtern, Codes oder Kartennummern.',
        ],
      },
      {
        titolo: 'Was Sie die Körperschaft fragen',
        testi: [
          'Warum Sie die Zahlungsmitteilung erhalten haben, ob der Betrag stimmt, wie Sie eine neue bekommen oder sie ' +
            'annullieren lassen: Das weiß nur die Körperschaft, die sie Ihnen geschickt hat.',
          { testo: 'Kontakte der Körperschaft suchen', a: '/enti' },
        ],
      },
      {
        titolo: 'Ich finde meine Zahlungsmitteilung nicht',
        testi: [
          'Prüfen Sie beide Angaben auf dem Papier:',
          [
            'der Zahlungsmitteilungskodex (Codice Avviso) hat 18 Ziffern und steht neben dem QR-Code',
            'die Steuernummer ist die der Person oder des Unternehmens, auf die die Zahlungsmitteilung ausgestellt ist: Das ' +
              'müssen nicht Sie sein',
          ],
          'Wenn beide stimmen, nutzt die Körperschaft vielleicht diesen Dienst nicht oder hat die Zahlungsmitteilung noch nicht ' +
            'geladen: Versuchen Sie es in einigen Tagen wieder.',
        ],
      },
      {
        titolo: 'Die E-Mail kommt nicht an',
        testi: [
          'Sehen Sie im Spam-Ordner nach. Für dieselbe Adresse können Sie höchstens drei E-Mails in der Stunde anfordern.',
          'Der Link gilt 60 Minuten, der Code 15. Danach suchen Sie einfach die Zahlungsmitteilung noch einmal und fordern eine ' +
            'neue E-Mail an.',
        ],
      },
      {
        titolo: 'Ich habe bezahlt, aber hier steht noch „Zu bezahlen“',
        testi: [
          'Meistens kommt die Bestätigung in wenigen Minuten, manchmal erst am nächsten Tag. Bezahlen Sie nicht noch einmal.',
          'Wenn es nach zwei Tagen noch so ist, rufen Sie an und halten Sie die Quittung der Stelle bereit, bei der Sie bezahlt haben.',
        ],
      },
    ],
  },
  privacy: {
    titolo: 'Datenschutz',
    introduzione:
      'Welche Daten wir verwenden, wenn Sie hier bezahlen, wozu und wie lange (europäische Verordnung 2016/679).',
    parti: [
      {
        titolo: 'Wer für Ihre Daten verantwortlich ist',
        testi: [
          'Verantwortlich ist die Körperschaft, die Ihnen die Zahlungsmitteilung geschickt hat. Die Region betreibt diese ' +
            'Website in ihrem Auftrag, als Auftragsverarbeiter.',
          {
            testo: 'Schreiben Sie an die Datenschutzbeauftragte: rpd@mypay.example',
            a: 'mailto:rpd@mypay.example',
          },
        ],
      },
      {
        titolo: 'Was wir verwenden, und wozu',
        testi: [
          [
            'den Zahlungsmitteilungskodex und die Steuernummer, die Sie schreiben: nur um die Zahlungsmitteilung zu finden; wir ' +
              'behalten sie nicht',
            'Ihre E-Mail-Adresse: um Ihnen den Link und den Code zu schicken, die Quittungen Ihrer Zahlungen und, wenn Sie sie ' +
              'wünschen, neue Zahlungsmitteilungen und Erinnerungen; die Adresse von Personen, die ohne Anmeldung zahlen, ' +
              'vergessen wir nach 30 Tagen',
            'die Zahlungsmitteilung und die Quittung: Wir bekommen sie von der Körperschaft und von pagoPA, damit Sie bezahlen ' +
              'können und die Körperschaft einheben kann',
            'Tag und Uhrzeit, zu denen eine Zahlungsmitteilung geöffnet oder heruntergeladen wurde: um sagen zu können, wer was ' +
              'gesehen hat',
          ],
          'Rechtsgrundlage ist die Wahrnehmung einer Aufgabe im öffentlichen Interesse und die Erfüllung rechtlicher Verpflichtungen.',
        ],
      },
      {
        titolo: 'Wenn Sie sich mit SPID oder CIE anmelden',
        testi: [
          'Ihr Passwort sehen wir nicht. Von Ihrem Identitätsanbieter bekommen und behalten wir:',
          [
            'Ihre Steuernummer: um Ihnen die Zahlungsmitteilungen und Zahlungen auf Ihren Namen zu zeigen, und keine anderen',
            'Vor- und Nachname: um Sie anzusprechen und das, was Sie beantragen, auf Ihren Namen auszustellen',
            'die E-Mail-Adresse, die Sie dort angegeben haben, falls man sie uns mitteilt: Wir schlagen sie Ihnen vor und schreiben ' +
              'erst dorthin, wenn Sie sie bestätigt haben',
          ],
          'Wir behalten auch, was Sie hier wählen: die bestätigte E-Mail-Adresse, was Sie erhalten möchten, den Warenkorb (bis zu 30 ' +
            'Tage), Ihre Vollmachten mit dem Dokument, das sie belegt, und wann Sie sich angemeldet haben.',
          'Sie bleiben höchstens zehn Stunden angemeldet, und eine halbe Stunde, wenn Sie nichts tun: Dann löschen wir diesen Besuch. ' +
            'Der Rest bleibt, bis Sie seine Löschung verlangen. Die Einträge des Registers (wer was gesehen oder geändert hat) ' +
            'werden nicht gelöscht.',
          { testo: 'Wenn Sie angemeldet sind: eine Kopie aller Ihrer Daten herunterladen', a: '/i-miei-dati' },
        ],
      },
      {
        titolo: 'Wie lange',
        testi: [
          'Die Quittungen werden zehn Jahre aufbewahrt, wie es das Gesetz verlangt. Die anderen Daten so lange, wie die ' +
            'Körperschaft sie braucht.',
        ],
      },
      {
        titolo: 'Cookies',
        testi: [
          'Wir verwenden nur technische Cookies: Eines schützt die Formulare, die Sie senden, und eines hält die ' +
            'Zahlungsmitteilung geöffnet, bis Sie sie schließen; beide verschwinden, wenn Sie den Browser schließen. Eines merkt ' +
            'sich die Sprache ein Jahr lang, wenn Sie sie wählen. Es gibt keine Cookies von Dritten, und niemand verfolgt Sie.',
        ],
      },
      {
        titolo: 'Ihre Rechte',
        testi: [
          'Sie können von der Körperschaft verlangen, Ihre Daten zu sehen, sie zu berichtigen oder zu löschen, wo das Gesetz es ' +
            'erlaubt, und ihrer Verwendung widersprechen. Sie können beim Garante per la protezione dei dati personali ' +
            '(italienische Datenschutzbehörde) Beschwerde einlegen.',
        ],
      },
    ],
  },
} satisfies typeof italiano;
