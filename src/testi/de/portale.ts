import type { portale as italiano } from '../it/portale.ts';

/** What citizens read in the portale. */
export const portale = {
  navigazione: { paga: 'Bezahlen', enti: 'Körperschaften', assistenza: 'Hilfe' },
  piede: {
    accessibilita: 'Erklärung zur Barrierefreiheit',
    privacy: 'Datenschutz',
    assistenza: 'Hilfe und Kontakte',
    ufficio: 'Bereich für die Körperschaften',
    sviluppatori: 'Für Entwickler',
    orari: 'Brauchen Sie Hilfe? Rufen Sie 800 000 000 an (kostenlos), Montag bis Freitag von 9 bis 17\u00a0Uhr.',
  },
  intermediario: 'Vermittler noch nicht eingetragen',

  inizio: {
    titolo: 'Was möchten Sie bezahlen?',
    avviso: 'Ich habe eine Zahlungsmitteilung',
    avvisoTesto:
      'Sie haben ein Schreiben oder eine Nachricht mit einer 18-stelligen Nummer erhalten. Sehen Sie nach, wie viel Sie schulden, ' +
      'und laden Sie die Zahlungsmitteilung herunter.',
    senza: 'Ich habe keine Zahlungsmitteilung',
    senzaTesto:
      'Suchen Sie die Körperschaft, an die Sie bezahlen müssen, und wählen Sie, wofür: Sie füllen ein Formular aus und bereiten die ' +
      'Zahlungsmitteilung vor.',
    dove: 'Wo finde ich den Zahlungsmitteilungskodex?',
    enti: 'Körperschaften, die hier einheben',
    tuttiGliEnti: 'Alle Körperschaften ansehen',
    nessunEnte: 'Noch hebt hier keine Körperschaft ein',
    nessunEnteTesto:
      'Die Körperschaften erscheinen hier, sobald sie den Dienst nutzen. Schauen Sie in einigen Tagen wieder vorbei.',
    aperti: (quanti: number): string =>
      quanti === 1 ? 'Sie haben eine offene Zahlungsmitteilung' : `Sie haben ${quanti} offene Zahlungsmitteilungen`,
    apertiTesto: 'Sie können sie wieder lesen, ohne noch einmal zu suchen.',
    torna: 'Zurück zur Zahlungsmitteilung',
    tornaN: (n: number): string => `Zurück zur Zahlungsmitteilung ${n}`,
  },

  disegno: {
    descrizione:
      'Zeichnung einer Zahlungsmitteilung auf Papier. Der Zahlungsmitteilungskodex, auf Italienisch Cod. Avviso, steht unten im ' +
      'Feld der Zahlungsinformationen rechts vom QR-Code: 18 Ziffern in Vierergruppen. Die Steuernummer, die Sie brauchen, steht ' +
      'oben rechts im Feld des Empfängers (Destinatario).',
    avviso: 'AVVISO DI PAGAMENTO',
    destinatario: 'DESTINATARIO',
    codiceFiscale: 'Cod. Fiscale',
    dati: 'DATI PER IL PAGAMENTO',
    codice: 'Cod. Avviso',
    qui: 'Hier',
    didascalia:
      'Der Kodex steht neben dem QR-Code: 18 Ziffern in Vierergruppen. Die Steuernummer steht neben dem Namen des Empfängers.',
  },

  avviso: {
    titolo: 'Finden Sie Ihre Zahlungsmitteilung',
    numero: 'Zahlungsmitteilungskodex (Codice Avviso)',
    numeroAiuto:
      'Er hat 18 Ziffern und beginnt meistens mit 3. Auf dem Papier heißt er „Cod. Avviso“. Es geht auch mit dem IUV.',
    codiceFiscale: 'Steuernummer auf der Zahlungsmitteilung',
    codiceFiscaleAiuto:
      'Die der Person, auf die sie ausgestellt ist (16 Buchstaben und Ziffern), oder die des Unternehmens (11 Ziffern).',
    cerca: 'Zahlungsmitteilung suchen',
    attesa: 'Einen Augenblick, wir prüfen.',
    errori: {
      mancaNumero:
        'Schreiben Sie den Zahlungsmitteilungskodex: Er hat 18 Ziffern, und Sie finden ihn neben dem QR-Code.',
      numeroLungo:
        'Der Zahlungsmitteilungskodex ist zu lang: Er hat 18 Ziffern. Prüfen Sie, ob Sie ihn nur einmal geschrieben haben.',
      mancaCodiceFiscale: 'Schreiben Sie die Steuernummer, die auf der Zahlungsmitteilung steht.',
      codiceFiscaleForma:
        'Die Steuernummer hat 16 Buchstaben und Ziffern (oder 11 Ziffern bei einem Unternehmen). Prüfen Sie, ob sie vollständig ist.',
    },
    nonTrovato:
      'Wir finden keine Zahlungsmitteilung mit diesem Kodex und dieser Steuernummer. Prüfen Sie beide auf dem Papier: Der Kodex hat ' +
      '18 Ziffern und beginnt meistens mit 3.',
    troppi: 'Zu viele Versuche in kurzer Zeit',
    troppiPerche: 'Diese Grenze schützt die Daten aller. Was Sie geschrieben haben, steht noch hier unten.',
    troppiPronta: 'Sie können es jetzt wieder versuchen: Drücken Sie „Zahlungsmitteilung suchen“.',
    perche: {
      tempo: {
        titolo: 'Es ist zu viel Zeit vergangen',
        testo:
          'Sie haben vor mehr als einer Stunde eine Zahlungsmitteilung gesucht. Suchen Sie sie zu Ihrer Sicherheit noch einmal.',
      },
      chiuso: {
        titolo: 'Die Zahlungsmitteilung ist nicht mehr geöffnet',
        testo:
          'Zu Ihrer Sicherheit bleibt eine Zahlungsmitteilung höchstens zwei Stunden geöffnet, oder bis Sie „Schließen“ drücken. ' +
          'Suchen Sie sie noch einmal.',
      },
    },
    scegli: 'Welche davon?',
    scegliTesto: 'Mit diesem Kodex und dieser Steuernummer finden wir mehr als eine Zahlungsmitteilung.',
    scegliVoce: (ente: string, causale: string): string => `${ente}: ${causale}`,
  },

  dati: {
    ente: 'An wen bezahlt wird',
    causale: 'Zahlungsgrund',
    entro: 'bis zum',
    scadenza: 'Zu bezahlen bis',
    debitore: 'Wer bezahlen muss',
    intestatario: 'Ausgestellt auf',
    indirizzo: 'Adresse',
    codiceFiscale: 'Steuernummer',
    numero: 'Zahlungsmitteilungskodex (Codice Avviso)',
    iuv: 'IUV',
    codiceFiscaleEnte: 'Steuernummer der Körperschaft',
    cbill: 'CBILL-Kodex',
    importo: 'Betrag',
    commissione: 'Gebühr',
    commissioneTesto: 'zusätzlich zum Betrag, für den Zahlungsdienst',
    quando: 'Wann',
    pagatoDa: 'Bezahlt von',
    tramite: 'Bezahlt über',
    ricevuta: 'Kennung der Quittung',
    dettaglio: 'Was darin enthalten ist',
  },

  stati: {
    da_pagare: null,
    scadutoMaPagabile: {
      titolo: 'Die Frist ist abgelaufen, aber Sie können noch bezahlen',
      testo:
        'Bezahlen Sie, sobald Sie können. Die Körperschaft kann Zinsen verlangen: Der Betrag, den Sie sehen, ist der von heute.',
    },
    in_pagamento: {
      titolo: 'Diese Zahlungsmitteilung wird gerade bezahlt',
      testo:
        'Wenn Sie es sind, warten Sie auf die Bestätigung Ihrer Bank oder App: Bezahlen Sie nicht zweimal. Wenn hier in einer ' +
        'halben Stunde noch „Zu bezahlen“ steht, hat die Zahlung nicht geklappt, und Sie können es noch einmal versuchen.',
    },
    in_attesa_di_ricevuta: {
      titolo: 'Die Zahlung ist unterwegs, wir warten auf die Quittung',
      testo:
        'Meistens kommt sie in wenigen Minuten, manchmal erst am nächsten Tag. Bezahlen Sie nicht noch einmal: Laden Sie die ' +
        'Seite später neu.',
    },
    pagato: {
      titolo: 'Ist schon bezahlt',
      testo:
        'Sie müssen nichts mehr tun. Die Quittung ist der Zahlungsnachweis: Um sie herunterzuladen, schreiben Sie unten Ihre ' +
        'E-Mail-Adresse.',
    },
    scaduto: {
      titolo: 'Diese Zahlungsmitteilung ist abgelaufen und kann nicht mehr bezahlt werden',
      testo:
        'Die Schuld kann noch bestehen: Verlangen Sie von der Körperschaft eine neue Zahlungsmitteilung mit dem aktuellen Betrag.',
    },
    annullato: {
      titolo: 'Die Körperschaft hat diese Zahlungsmitteilung annulliert: Bezahlen Sie sie nicht',
      testo:
        'Wenn Sie das für einen Irrtum halten oder schon bezahlt haben, schreiben Sie der Körperschaft oder rufen Sie sie an.',
    },
    estinto: {
      titolo: 'Diese Zahlungsmitteilung muss nicht mehr bezahlt werden',
      testo:
        'Dieselbe Schuld wurde auf andere Weise bezahlt, zum Beispiel mit einer anderen Zahlungsmitteilung oder in Raten. Wenn Sie ' +
        'es nicht waren, fragen Sie bei der Körperschaft nach.',
    },
    bozza: null,
    contatti: 'Kontakte der Körperschaft',
  },

  altroAvviso: {
    ordinario:
      'Sie können noch mit der anderen Zahlungsmitteilung, die Sie erhalten haben, den vollen Betrag bezahlen.',
    altro: 'Sie können noch auf andere Weise bezahlen, mit der anderen Zahlungsmitteilung, die Sie erhalten haben.',
  },

  trovato: {
    tutto: 'Um alles zu sehen und die Zahlungsmitteilung herunterzuladen',
    tuttoPagato: 'Um die Quittung herunterzuladen',
    perche:
      'Hier zeigen wir nur einen Teil, denn der Kodex einer Zahlungsmitteilung kann in andere Hände geraten. Schreiben Sie Ihre ' +
      'E-Mail-Adresse: Wir schicken Ihnen sofort einen Link und einen Code.',
    email: 'Ihre E-Mail-Adresse',
    emailAiuto: 'Zum Beispiel name@beispiel.it. Wenn Sie dann bezahlen, kommt auch die Quittung dorthin.',
    manda: 'E-Mail anfordern',
    mancaEmail: 'Schreiben Sie Ihre E-Mail-Adresse.',
    altro: 'Das ist sie nicht: andere Zahlungsmitteilung suchen',
  },

  codice: {
    titolo: 'Sehen Sie in Ihr E-Mail-Postfach',
    testo:
      'Wir haben eine E-Mail an die Adresse geschickt, die Sie geschrieben haben. Sie kommt in wenigen Minuten an. Sie können:',
    modi: [
      'den Link in der E-Mail anklicken (gilt 60 Minuten)',
      'oder den sechsstelligen Code hier eintragen (gilt 15 Minuten)',
    ],
    codice: 'Sechsstelliger Code',
    apri: 'Zahlungsmitteilung öffnen',
    mancaCodice: 'Schreiben Sie die sechs Ziffern, die in der E-Mail stehen.',
    nonArriva: 'Kommt die E-Mail nicht an?',
    nonArrivaTesto:
      'Sehen Sie auch im Spam-Ordner nach. Wenn die Adresse falsch geschrieben war, fordern Sie eine neue E-Mail an.',
    altra: 'Neue E-Mail anfordern',
  },

  prova: {
    titolo: 'Öffnen Sie Ihre Zahlungsmitteilung',
    testo: (ente: string): string =>
      `Sie möchten eine Zahlungsmitteilung von ${ente} lesen. Drücken Sie die Schaltfläche, um sie zu öffnen.`,
    seNonSei: 'Wenn Sie das nicht waren, schließen Sie diese Seite: Es passiert nichts.',
    apri: 'Zahlungsmitteilung öffnen',
    nonValido: 'Dieser Link funktioniert nicht mehr',
    cerca: 'Zahlungsmitteilung noch einmal suchen',
    giaAperto: 'Zurück zur geöffneten Zahlungsmitteilung',
  },

  intero: {
    ricevuta: 'Zahlung eingegangen',
    pagatoTesto:
      'Die Zahlung ist bei der Körperschaft eingegangen: Sie müssen nichts mehr tun. Bewahren Sie die Quittung auf, sie beweist, ' +
      'dass Sie bezahlt haben.',
    senzaRicevuta:
      'Die Körperschaft hat die Zahlung verbucht. Die Quittung ist nicht hier: Wenn Sie direkt bei der Körperschaft bezahlt haben, ' +
      'verlangen Sie sie dort; wenn Sie mit pagoPA bezahlt haben, versuchen Sie es morgen wieder.',
    scaricaAvviso: 'Zahlungsmitteilung herunterladen',
    scaricaRicevuta: 'Quittung herunterladen',
    pdf: 'Es ist eine PDF-Datei zum Ausdrucken oder Aufbewahren.',
    nonStampabile: 'Diese Zahlungsmitteilung wird nicht gedruckt: Zum Bezahlen genügen die Angaben hier unten.',
    comeSiPaga: 'So bezahlen Sie',
    modi: [
      {
        titolo: 'Mit dem Handy oder am Computer',
        testo:
          'Mit der App IO, mit der App oder der Website Ihrer Bank (Dienst CBILL oder pagoPA) oder mit einer anderen Zahlungs-App: ' +
          'Scannen Sie den QR-Code der Zahlungsmitteilung oder schreiben Sie den Zahlungsmitteilungskodex und die Steuernummer der ' +
          'Körperschaft.',
      },
      {
        titolo: 'In der Bank oder am Bankomaten',
        testo:
          'Am Schalter oder an den Bankomaten mit dem Dienst pagoPA, auch bei einer anderen Bank als Ihrer. Nehmen Sie die gedruckte ' +
          'Zahlungsmitteilung mit.',
      },
      {
        titolo: 'Bei der Post',
        testo:
          'In einem Postamt oder an einem Punto Poste, bar oder mit Karte. Nehmen Sie die gedruckte Zahlungsmitteilung mit.',
      },
      {
        titolo: 'In der Tabaktrafik, am Zeitungsstand, im Supermarkt',
        testo: 'Wo Sie das Logo von pagoPA sehen. Nehmen Sie die gedruckte Zahlungsmitteilung mit.',
      },
    ],
    costo: 'Wer die Zahlung annimmt, kann eine Gebühr verlangen: Man sagt Ihnen das, bevor Sie bezahlen.',
    servono: 'Angaben, nach denen man Sie fragen kann',
    esciTitolo: 'Sind Sie fertig?',
    esciTesto:
      'Wenn das nicht Ihr Handy oder Ihr Computer ist, schließen Sie die Zahlungsmitteilung: Wer nach Ihnen kommt, sieht sie dann nicht.',
    esci: 'Schließen',
  },

  enti: {
    titolo: 'Körperschaften',
    cercaEtichetta: 'Name der Körperschaft, Gemeinde oder Provinz',
    cercaAiuto: 'Die ersten Buchstaben genügen, zum Beispiel „valle“ oder „treviso“.',
    cerca: 'Suchen',
    quanti: (n: number): string => (n === 1 ? '1 Körperschaft' : `${n} Körperschaften`),
    troppi: (mostrati: number, trovati: number): string =>
      `Es sind mehr als ${trovati}, hier sehen Sie ${mostrati}: Schreiben Sie noch ein paar Buchstaben, um die Liste zu verkürzen.`,
    nessuno: 'Keine Körperschaft heißt so',
    nessunoTesto:
      'Versuchen Sie es mit einem einzigen Wort, zum Beispiel mit der Gemeinde. Vielleicht hebt die Körperschaft hier noch nicht ein.',
    tutti: 'Alle Körperschaften ansehen',
  },

  ente: {
    contatti: 'Kontakte',
    indirizzo: 'Adresse',
    telefono: 'Telefon',
    email: 'E-Mail',
    pec: 'Zertifizierte E-Mail (PEC)',
    sito: 'Website',
    codiceFiscale: 'Steuernummer',
    tipi: 'Was sie einhebt',
    nessunTipo: 'Die Körperschaft hat noch nicht veröffentlicht, was sie einhebt.',
    haiAvviso: 'Haben Sie schon eine Zahlungsmitteilung dieser Körperschaft?',
    haiAvvisoTesto: 'Finden Sie sie mit dem 18-stelligen Kodex und Ihrer Steuernummer.',
    trova: 'Zahlungsmitteilung suchen',
  },
} satisfies typeof italiano;
