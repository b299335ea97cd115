import type { ricerca as italiano } from '../it/portale-ricerca.ts';

/** What citizens read where they look for something, and where they say what is wrong. */
export const ricerca = {
  tipi: {
    etichetta: 'Was Sie bezahlen möchten',
    aiuto: 'Die ersten Buchstaben genügen, zum Beispiel „mensa“.',
    quanti: (n: number): string => (n === 1 ? '1 Eintrag' : `${n} Einträge`),
    nessuno: 'Nichts entspricht Ihrer Eingabe: Versuchen Sie es mit einem einzigen Wort oder löschen Sie die Suche.',
  },

  ente: {
    titolo: 'Welche Körperschaft?',
    perche:
      'Ihre Eingabe ist weder ein Zahlungsmitteilungskodex (18 Ziffern) noch ein IUV (17 oder 15). Wenn es ein „codice dovuto“ ' +
      'ist, können mehrere Körperschaften denselben verwenden: Sagen Sie uns, von welcher er stammt. Ist es ein Fehler, ' +
      'berichtigen Sie ihn unten.',
    etichetta: 'Körperschaft, von der Sie den Code haben',
    aiuto: 'Die ersten Buchstaben des Namens, der Gemeinde oder der Provinz genügen.',
    scegli: 'Wählen Sie die Körperschaft',
    manca: 'Wählen Sie die Körperschaft, von der Sie den Code haben.',
    nessuno: 'Keine Körperschaft heißt so: Versuchen Sie es mit einem einzigen Wort, zum Beispiel der Gemeinde.',
    troppi: (mostrati: number): string => `Sie sehen ${mostrati}: Fehlt Ihre, schreiben Sie noch einige Buchstaben.`,
    continua: 'Weiter',
  },

  qr: {
    inquadra: 'QR-Code scannen',
    foto: 'Foto des QR-Codes hochladen',
    chiudi: 'Kamera schließen',
    video: 'Was die Kamera sieht',
    avvio: 'Die Kamera wird gestartet. Der Browser kann Sie um Erlaubnis bitten.',
    cerca:
      'Richten Sie die Kamera auf den QR-Code der Zahlungsmitteilung: Er wird von selbst gelesen, ein Foto ist nicht nötig.',
    leggo: 'Wir suchen den QR-Code im Foto.',
    letto: 'Der Zahlungsmitteilungskodex ist gelesen. Schreiben Sie jetzt die Steuernummer.',
    altro: 'Dieser QR-Code gehört nicht zu einer pagoPA-Zahlungsmitteilung. Verwenden Sie den neben „Cod. Avviso“.',
    nessuno: 'Im Foto finden wir keinen QR-Code. Gehen Sie näher heran, mit mehr Licht, oder schreiben Sie die Nummer.',
    negata: 'Die Kamera kann nicht verwendet werden. Sie können ein Foto hochladen oder die Nummer schreiben.',
    tempo:
      'Der QR-Code konnte nicht gelesen werden. Versuchen Sie es mit mehr Licht, mit einem Foto, oder schreiben Sie die Nummer.',
  },

  accessibilita: {
    titolo: 'Erklärung zur Barrierefreiheit',
    impegno: (chi: string): string =>
      `${chi} ist bestrebt, diese Website nach dem italienischen Gesetz Nr. 4 vom 9. Jänner 2004 barrierefrei zu machen.`,
    riguarda: (sito: string): string => `Diese Erklärung gilt für die Website ${sito}.`,
    ufficiale: 'Die amtliche Erklärung auf der Website von AgID lesen',
    stato: 'Stand der Vereinbarkeit',
    stati: {
      conforme: 'Die Website entspricht den Anforderungen von Anhang A der UNI CEI EN 301549 (WCAG 2.1, Stufe AA).',
      parziale:
        'Die Website entspricht teilweise den Anforderungen von Anhang A der UNI CEI EN 301549 (WCAG 2.1, Stufe AA), wegen der unten ' +
        'genannten Fälle.',
      non_conforme:
        'Die Website entspricht nicht den Anforderungen von Anhang A der UNI CEI EN 301549 (WCAG 2.1, Stufe AA), wegen der unten ' +
        'genannten Fälle.',
    },
    come:
      'Jede Seite lässt sich nur mit der Tastatur, mit einem Vorleseprogramm, auf einem 320 Punkte breiten Bildschirm, auf 200 % ' +
      'vergrößert und auch ohne JavaScript bedienen. Keine Angabe erfolgt allein durch Farbe.',
    contenuti: 'Nicht barrierefreie Inhalte',
    noti: [
      'Dateien, die Körperschaften und Bürger anhängen und die mit anderen Programmen erstellt sind, haben vielleicht nicht die ' +
        'Struktur, die ein Vorleseprogramm braucht',
      'Texte der Körperschaften (Zahlungsgründe und Namen) können Abkürzungen enthalten und sind auch auf anderssprachigen Seiten ' +
        'italienisch',
      'das Lesen des QR-Codes mit der Kamera wird nicht vorgelesen: Die Nummer kann immer geschrieben werden',
    ],
    noCosti: 'Kein Inhalt ist wegen unverhältnismäßiger Belastung ausgenommen.',
    pagamento:
      'Die Seite, auf der die Zahlungsart gewählt wird, gehört zu pagoPA (Checkout), das eine eigene Erklärung zur Barrierefreiheit hat.',
    redazione: 'Erstellung dieser Erklärung',
    data: (giorno: string): string => `Diese Erklärung wurde am ${giorno} erstellt.`,
    metodo:
      'Es ist eine Selbstbewertung des Betreibers: Bei jeder Version werden alle Seiten automatisch geprüft und die Abläufe nur ' +
      'mit der Tastatur, auf schmalem Bildschirm und vergrößert erprobt.',
    segnala: 'Ein Problem melden',
    segnalaTesto:
      'Wenn sich eine Seite nicht benutzen lässt, sagen Sie uns welche und womit Sie surfen. Wer eine Adresse angibt, erhält ' +
      'innerhalb von 30 Tagen Antwort.',
    segnalaVai: 'Ein Problem der Barrierefreiheit melden',
    difensore: 'Wenn keine Antwort kommt oder sie Sie nicht zufriedenstellt',
    difensoreTesto:
      'Sie können sich mit dem Durchsetzungsverfahren an den digitalen Bürgerbeauftragten (Difensore civico per il digitale) bei ' +
      'der Agentur für das digitale Italien wenden.',
    difensoreVai: 'Durchsetzungsverfahren und digitaler Bürgerbeauftragter',
    sito: 'Über die Website',
    versione: (versione: string): string => `MyPay, Version ${versione}. Die Seiten sind mit Bootstrap Italia gemacht.`,
  },

  segnala: {
    titolo: 'Ein Problem melden',
    introduzione:
      'Sagen Sie uns, was auf dieser Website nicht geht oder was Sie verbessern würden. Zu einer Zahlungsmitteilung oder einer ' +
      'Zahlung schreiben Sie bitte der Körperschaft.',
    argomento: 'Was Sie melden möchten',
    argomenti: {
      accessibilita: 'Eine Seite, die sich nicht benutzen lässt (Barrierefreiheit)',
      altro: 'Ein anderes Problem oder ein Vorschlag',
    },
    testo: 'Was passiert',
    testoAiuto:
      'Was Sie gerade taten und was Sie aufgehalten hat. Schreiben Sie keine Steuernummern, Kartennummern oder Passwörter.',
    pagina: 'Auf welcher Seite',
    paginaAiuto: 'Titel oder Adresse.',
    strumenti: 'Womit Sie surfen',
    strumentiAiuto: 'Zum Beispiel Telefon oder Computer, Browser, Vorleseprogramm, Vergrößerung.',
    email: 'Ihre E-Mail-Adresse',
    emailAiuto: 'Nur wenn Sie eine Antwort möchten. Wir verwenden sie dafür und löschen nach sechs Monaten alles.',
    invia: 'Meldung senden',
    errori: {
      mancaArgomento: 'Wählen Sie, was Sie melden möchten.',
      mancaTesto: 'Sagen Sie uns, was passiert.',
      testoLungo: 'Der Text ist zu lang: höchstens 3.000 Zeichen.',
      paginaLunga: 'Schreiben Sie die Seite in weniger als 300 Zeichen.',
      strumentiLunghi: 'Schreiben Sie die Hilfsmittel in weniger als 300 Zeichen.',
      emailNonValida: 'Diese E-Mail-Adresse ist nicht richtig geschrieben. Sie muss wie name@beispiel.it aussehen.',
    },
    troppi: 'Zu viele Meldungen in kurzer Zeit',
    inviata: 'Danke, die Meldung ist abgeschickt',
    inviataTesto:
      'Wer sich um diese Website kümmert, wird sie lesen. Wenn Sie eine Adresse angegeben haben, antworten wir innerhalb von 30 Tagen.',
    altra: 'Eine weitere Meldung schreiben',
  },
} satisfies typeof italiano;
