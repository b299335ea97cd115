import type { interfaccia as italiano } from '../it/interfaccia.ts';

/** What the frame and the shared components say. */
export const interfaccia = {
  prodotto: 'MyPay',
  motto: 'Zahlungen an öffentliche Körperschaften',
  salta: { contenuto: 'Zum Inhalt', menu: 'Zum Menü', piede: 'Zum Ende der Seite' },
  principale: 'Hauptmenü',
  menu: 'Menü',
  percorso: 'Pfad der Seite',
  lingua: 'Sprache',
  accedi: 'Anmelden',
  esci: 'Abmelden',
  persona: 'Angemeldet als',
  cerca: 'Suchen',
  cercaEtichetta: 'Zahlungsmitteilung, IUV, IUD, Steuernummer oder Name suchen',
  prova: 'TEST – nicht zahlbar',
  servizio: (intermediario: string): string => `Ein Dienst von ${intermediario}`,
  versione: (versione: string): string => `MyPay ${versione}`,
  collegamentiUtili: 'Nützliche Links',
  altraFinestra: 'öffnet eine andere Website',
  facoltativo: 'freiwillig',
  errore: 'Fehler',
  ciSonoErrori: (quanti: number): string =>
    quanti === 1 ? 'Eine Angabe ist zu berichtigen' : `${quanti} Angaben sind zu berichtigen`,
  totale: 'Summe',
  modulo: {
    riga: (numero: number): string => `Zeile ${numero}`,
    aggiungi: (gruppo: string): string => `Zeile zu „${gruppo}“ hinzufügen`,
    togli: (numero: number, gruppo: string): string => `Zeile ${numero} von „${gruppo}“ entfernen`,
    scegli: 'Wählen',
    senzaVoci: 'Die Auswahl erscheint, wenn Sie die Fragen oben beantwortet haben.',
    fileAmmesso: (tipi: string, quanto: string): string => `${tipi}: höchstens ${quanto}.`,
    fileInArrivo: 'Das Formular wird aktualisiert: Bei einer großen Datei kann das etwas dauern.',
    fileArrivato: (nome: string): string => `${nome} ist angekommen.`,
    togliFile: 'Entfernen',
    calcolo: 'So setzt sich der Betrag zusammen',
    voce: 'Posten',
    quantita: 'Menge',
    prezzo: 'Preis',
    importo: 'Betrag',
  },
  precedente: 'Zurück',
  successiva: 'Weiter',
  pagine: 'Seiten der Liste',
  aggiorna: 'Seite aktualisieren',
  fatte: (fatte: string, totale: string | null): string =>
    totale === null ? `Bisher ${fatte} erledigt` : `${fatte} von ${totale}`,
  stati: {
    bozza: 'Entwurf',
    da_pagare: 'Zu bezahlen',
    in_pagamento: 'Wird gerade bezahlt',
    in_attesa_di_ricevuta: 'Quittung steht noch aus',
    pagato: 'Bezahlt',
    scaduto: 'Abgelaufen',
    annullato: 'Annulliert',
    estinto: 'Auf andere Weise bezahlt',
  },
  errori: {
    richiesta: {
      titolo: 'Wir können die Anfrage nicht lesen',
      testo:
        'Was Ihr Browser uns geschickt hat, ist unvollständig oder hat nicht die richtige Form. Gehen Sie zurück und versuchen ' +
        'Sie es noch einmal.',
    },
    modulo: {
      titolo: 'Diese Seite gilt nicht mehr',
      testo:
        'Sie war zu lange geöffnet, oder Sie haben eine andere gleiche verwendet. Wir haben nichts gespeichert: Laden Sie sie neu ' +
        'und senden Sie die Angaben noch einmal.',
    },
    vietato: {
      titolo: 'Sie können diese Seite nicht öffnen',
      testo:
        'Ihr Profil umfasst sie nicht. Wenn Sie sie für Ihre Arbeit brauchen, wenden Sie sich an die Person, die bei Ihrer ' +
        'Körperschaft die Zugänge verwaltet.',
    },
    nonTrovata: {
      titolo: 'Diese Seite gibt es nicht',
      testo:
        'Vielleicht ist die Adresse falsch geschrieben, oder die Seite wurde entfernt. Prüfen Sie die Adresse oder beginnen Sie ' +
        'von vorne.',
    },
    conflitto: {
      titolo: 'Inzwischen hat sich etwas geändert',
      testo:
        'Was Sie tun wollten, gilt nicht mehr. Gehen Sie zurück, laden Sie die Seite neu und sehen Sie sich den aktuellen Stand an.',
    },
    troppoGrande: {
      titolo: 'Sie haben zu viele Daten auf einmal gesendet',
      testo:
        'Wir haben nichts gespeichert. Gehen Sie zurück und senden Sie einen kürzeren Text oder eine kleinere Datei.',
    },
    troppi: {
      titolo: 'Zu viele Versuche in kurzer Zeit',
      testo:
        'Warten Sie einige Minuten und versuchen Sie es noch einmal. Was Sie bisher gemacht haben, geht nicht verloren.',
    },
    guasto: {
      titolo: 'Bei uns funktioniert etwas nicht',
      testo:
        'Die Störung wurde aufgezeichnet. Versuchen Sie es in einigen Minuten wieder: Wenn Sie gerade beim Bezahlen waren, prüfen ' +
        'Sie das, bevor Sie noch einmal bezahlen.',
    },
    nonDisponibile: {
      titolo: 'Der Dienst antwortet nicht',
      testo:
        'Das ist eine kurze Unterbrechung. Versuchen Sie es in einigen Minuten wieder: Was Sie schon gesendet haben, ist in Sicherheit.',
    },
  },
  riferimento: (codice: string): string => `Wenn Sie um Hilfe bitten, geben Sie diesen Code an: ${codice}`,
  inizio: 'Zur Startseite',
  fileTroppoGrande: (megabyte: string | number): string =>
    `Die Datei ist zu groß: höchstens ${megabyte} MB. Wählen Sie eine kleinere Datei.`,
} satisfies typeof italiano;
