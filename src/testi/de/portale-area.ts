import type { area as italiano } from '../it/portale-area.ts';

/** What who signed in reads of what is theirs. */
export const area = {
  voce: 'Forderungen',
  /** Who signed in, on a notice found by its pair. */
  apri: 'Zahlungsmitteilung öffnen',

  inizio: {
    titolo: 'Meine Forderungen',
    testo: (quante: number, totale: string): string =>
      quante === 0
        ? 'Heute haben Sie nichts zu bezahlen.'
        : `${quante === 1 ? '1 Zahlungsmitteilung' : `${quante} Zahlungsmitteilungen`} zu bezahlen, insgesamt ${totale}.`,
    oltre: (quante: number): string => `Mehr als ${quante} Zahlungsmitteilungen zu bezahlen.`,
  },

  posizioni: {
    titolo: 'Meine Forderungen',
    introduzione:
      'Hier finden Sie die Zahlungsmitteilungen auf Ihren Namen, die nicht als bezahlt verzeichnet sind, von allen ' +
      'Körperschaften, die MyPay nutzen.',
    riepilogo: (quante: number, totale: string): string =>
      quante === 0
        ? 'Heute ist nichts zu bezahlen.'
        : `${quante === 1 ? 'Zu bezahlen: 1 Zahlungsmitteilung' : `Zu bezahlen: ${quante} Zahlungsmitteilungen`}, insgesamt ` +
          `${totale}.`,
    unaVolta: 'In der Summe zählt die günstigste.',
    elenco: 'Unbezahlte Zahlungsmitteilungen',
    colonne: {
      causale: 'Wofür',
      ente: 'Körperschaft',
      scadenza: 'Bis',
      stato: 'Stand',
      importo: 'Betrag',
      scegli: 'Auswahl',
    },
    scegli: (causale: string, ente: string): string => `${causale}, ${ente} auswählen`,
    senzaScadenza: 'Ohne Fälligkeit',
    rata: (rata: number, rate: number): string => `Rate ${rata} von ${rate}`,
    unica: 'Auf einmal',
    modo: (n: number): string => `Möglichkeit ${n}`,
    piuModi: 'Manche können auf mehrere Arten bezahlt werden: mit der einen werden die anderen geschlossen.',
    come: {
      proprio: null,
      coobbligato: 'Sie schulden sie gemeinsam mit anderen',
      tutore: 'Sie haften dafür als Vormund',
      delega: 'In Vertretung der Person, die sie schuldet',
    },
    debitore: (nome: string): string => `Auf den Namen ${nome}`,
    nelCarrello: 'Im Warenkorb',
    metti: 'Ausgewählte in den Warenkorb legen',
    quanti: (massimo: number): string => `Höchstens ${massimo} werden zusammen bezahlt.`,
    nessunaScelta: 'Wählen Sie mindestens eine Zahlungsmitteilung aus.',
    dueModi:
      'Sie haben zwei Arten gewählt, dieselbe Forderung zu bezahlen: Sie würden zweimal zahlen. Behalten Sie nur eine, auch im ' +
      'Warenkorb.',
    messi: (n: number): string =>
      n === 1 ? '1 Zahlungsmitteilung ist im Warenkorb.' : `${n} Zahlungsmitteilungen sind im Warenkorb.`,
    pieno: (n: number, massimo: number): string =>
      `${n === 1 ? '1 Zahlungsmitteilung passt nicht hinein' : `${n} Zahlungsmitteilungen passen nicht hinein`}: ` +
      `der Warenkorb fasst ${massimo}. Bezahlen Sie zuerst diese und kommen Sie dann zurück.`,
    nonPagabili: (n: number): string =>
      n === 1
        ? '1 Zahlungsmitteilung kann jetzt nicht bezahlt werden.'
        : `${n} Zahlungsmitteilungen können jetzt nicht bezahlt werden.`,
    nonQui:
      'An eine gewählte Körperschaft kann von hier aus nicht gezahlt werden. Öffnen Sie die Zahlungsmitteilung: dort steht, wie.',
    vaiAlCarrello: 'Zum Warenkorb',
    altre: (mostrate: number): string =>
      `Es gibt weitere: wir zeigen die ersten ${mostrate}. Grenzen Sie die Suche ein.`,
    vuotoTitolo: 'Nichts zu bezahlen',
    vuoto:
      'Keine Körperschaft, die MyPay nutzt, hat Zahlungsmitteilungen auf Ihren Namen. Eine Zahlungsmitteilung auf Papier ' +
      'finden Sie mit ihrer Nummer.',
    vuotoFiltro: 'Nichts gefunden',
    vuotoFiltroTesto: 'Erweitern Sie die Suche oder sehen Sie alle Ihre Forderungen an.',
    tutte: 'Alle ansehen',
    cercaAvviso: 'Zahlungsmitteilung suchen',
    filtro: {
      titolo: 'Liste eingrenzen',
      ente: 'Körperschaft',
      tuttiGliEnti: 'Alle Körperschaften',
      tipo: 'Wofür',
      tuttiITipi: 'Alles',
      causale: 'Der Zahlungsgrund enthält',
      dal: 'Fällig ab',
      al: 'Fällig bis',
      pagabili: 'Nur was jetzt bezahlt werden kann',
      cerca: 'Suchen',
      dataNonValida: 'Schreiben Sie ein Datum, das es gibt.',
      dateInvertite: 'Das zweite Datum liegt vor dem ersten.',
    },
  },

  pagamenti: {
    titolo: 'Meine Zahlungen',
    introduzione:
      'Die Zahlungen auf Ihren Namen und jene, die Sie für andere geleistet haben, wenn die Quittung es so sagt.',
    elenco: 'Zahlungen',
    colonne: { causale: 'Wofür', ente: 'Körperschaft', quando: 'Bezahlt am', importo: 'Betrag', ricevuta: 'Quittung' },
    come: {
      proprio: null,
      coobbligato: 'Sie schuldeten sie gemeinsam mit anderen',
      tutore: 'Sie hafteten dafür als Vormund',
      delega: 'In Vertretung der Person, die sie schuldete',
      pagatore: 'Von Ihnen für eine andere Person bezahlt',
    },
    scarica: 'Herunterladen',
    scaricaChe: (causale: string): string => `Quittung herunterladen: ${causale}`,
    allEnte: 'Von der Körperschaft verzeichnet',
    filtro: {
      titolo: 'Zahlungen suchen',
      ente: 'Körperschaft',
      tuttiGliEnti: 'Alle Körperschaften',
      dal: 'Bezahlt ab',
      al: 'Bezahlt bis',
      cerca: 'Suchen',
    },
    vuotoTitolo: 'Keine Zahlungen in diesem Zeitraum',
    vuoto: 'Zahlungen erscheinen hier, sobald ihre Quittung eintrifft. Versuchen Sie es mit einem längeren Zeitraum.',
    altri: (mostrati: number): string =>
      `Es gibt weitere: wir zeigen die letzten ${mostrati}. Wählen Sie einen kürzeren Zeitraum.`,
  },

  ritira: {
    titolo: 'Diese Zahlungsmitteilung zurückziehen',
    testo:
      'Sie haben sie selbst vorbereitet. Wenn Sie sie zurückziehen, kann sie niemand mehr mit ihrer Nummer bezahlen: brauchen Sie ' +
      'sie doch, müssen Sie das Formular neu ausfüllen.',
    conferma: 'Zurückziehen: sie kann nicht mehr bezahlt werden',
    torna: 'Behalten',
    collegamento: 'Nicht mehr nötig? Zahlungsmitteilung zurückziehen',
    attesaTitolo: 'Die Zahlungsmitteilung wird zurückgezogen',
    attesa: 'Meist dauert es wenige Sekunden. Diese Seite aktualisiert sich von selbst.',
    aggiorna: 'Aktualisieren',
    fattoTitolo: 'Zahlungsmitteilung zurückgezogen',
    fatto:
      'Sie kann nicht mehr bezahlt werden. Würde sie trotzdem bezahlt, sähe es die Körperschaft und könnte das Geld zurückgeben.',
    rifiuti: {
      AVVISO_NON_TUO: 'Diese Zahlungsmitteilung lautet nicht auf Ihren Namen oder ist nicht mehr vorhanden.',
      AVVISO_DELL_ENTE:
        'Diese Zahlungsmitteilung stammt von der Körperschaft: nur sie kann sie annullieren. Wenn etwas nicht stimmt, schreiben ' +
        'Sie ihr.',
      AVVISO_NON_RITIRABILE:
        'Sie kann jetzt nicht zurückgezogen werden: jemand bezahlt sie gerade, oder sie ist schon bezahlt oder annulliert.',
    },
  },

  percorso: 'Meine Forderungen',
  altrePagine: 'Was Sie hier noch finden',
} satisfies typeof italiano;
