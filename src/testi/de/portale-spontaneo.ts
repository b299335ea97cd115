import type { spontaneo as italiano } from '../it/portale-spontaneo.ts';

/** What citizens read when they pay without a notice. */
export const spontaneo = {
  qui: 'Wird hier bezahlt, ohne Zahlungsmitteilung',
  quiTesto:
    'Sie füllen ein Formular aus, sehen, wie viel Sie schulden, und bereiten die Zahlungsmitteilung vor, die Sie dann bezahlen.',
  altrove: 'Wird auf der Website der Körperschaft bezahlt',
  conAvviso: 'Wird mit der Zahlungsmitteilung bezahlt, die Ihnen die Körperschaft schickt',

  titoloDati: 'Wer bezahlen muss',
  tipo: 'Wer ist es?',
  tipi: {
    F: { testo: 'Eine Person', aiuto: 'Sie brauchen ihre Steuernummer (codice fiscale).' },
    G: {
      testo: 'Ein Unternehmen, ein Verein oder eine Körperschaft',
      aiuto: 'Sie brauchen die MwSt.-Nummer (partita IVA) oder die 11-stellige Steuernummer.',
    },
    A: { testo: 'Eine Person ohne italienische Steuernummer oder die sie nicht angeben will', aiuto: null },
  },
  codice: 'Steuernummer (codice fiscale) oder MwSt.-Nummer (partita IVA)',
  codiceAiuto: 'Die Steuernummer einer Person hat 16 Buchstaben und Ziffern; die MwSt.-Nummer hat 11 Ziffern.',
  codiceAnonimo: 'Lassen Sie das Feld leer, wenn Sie „ohne italienische Steuernummer“ gewählt haben.',
  nome: 'Vor- und Nachname oder Bezeichnung',
  email: 'Ihre E-Mail-Adresse',
  emailAiuto: 'Zum Beispiel name@beispiel.it. Wir schicken Ihnen einen Link und einen Code zur Bestätigung.',
  debitore: {
    tipoMancante: 'Wählen Sie, wer bezahlen muss.',
    codiceMancante: 'Schreiben Sie die Steuernummer oder die MwSt.-Nummer dessen, der bezahlen muss.',
    codiceFiscaleNonValido:
      'Diese Steuernummer ist nicht richtig geschrieben: Sie hat 16 Buchstaben und Ziffern. Prüfen Sie sie auf der Gesundheitskarte.',
    partitaIvaNonValida: 'Diese MwSt.-Nummer ist nicht richtig geschrieben: Sie hat 11 Ziffern.',
    anagraficaMancante: 'Schreiben Sie Vor- und Nachnamen oder die Bezeichnung dessen, der bezahlen muss.',
    anagraficaCaratteri:
      'Im Namen ist ein Zeichen, das nicht auf die Zahlungsmitteilung gedruckt werden kann, zum Beispiel ein Emoji. Schreiben Sie ' +
      'ihn mit lateinischen Buchstaben, auch mit Akzenten.',
    anagraficaLunga: 'Der Name darf höchstens 70 Zeichen haben: Kürzen Sie ihn.',
  },
  mancaEmail: 'Schreiben Sie Ihre E-Mail-Adresse.',
  emailNonValida: 'Diese E-Mail-Adresse ist nicht richtig geschrieben. Sie muss aussehen wie name@beispiel.it.',

  daPagare: 'Zu bezahlen',
  nonAncora: 'Füllen Sie das Formular aus: Der Betrag erscheint hier.',
  aggiorna: 'Betrag aktualisieren',
  continua: 'Weiter',
  cambiato: {
    titolo: 'Die Körperschaft hat dieses Formular geändert',
    testo:
      'Das ist das neue. Wir haben die Antworten behalten, die noch gelten: Prüfen Sie sie und drücken Sie „Weiter“.',
  },
  contatti: 'Kontakte der Körperschaft',

  riepilogo: {
    titolo: 'Prüfen und bestätigen',
    perche: 'Zahlungsgrund',
    risposte: 'Ihre Antworten',
    chi: 'Wer bezahlen muss',
    nome: 'Vor- und Nachname',
    codice: 'Steuernummer oder MwSt.-Nummer',
    senzaCodice: 'ohne italienische Steuernummer',
    email: 'Ihre E-Mail-Adresse',
    si: 'ja',
    no: 'nein',
    dopo:
      'Wenn Sie bestätigen, schicken wir Ihnen eine E-Mail, um sicher zu sein, dass die Adresse Ihre ist. Erst danach bereiten wir die ' +
      'Zahlungsmitteilung vor.',
    conferma: 'Bestätigen und E-Mail anfordern',
    correggi: 'Zurück und berichtigen',
    importoCambiato:
      'Der Betrag ist nicht mehr der, den Sie gesehen haben. Sehen Sie sich unten den neuen an und bestätigen Sie noch einmal.',
  },

  posta: {
    titolo: 'Wohin schicken wir die E-Mail?',
    testo:
      'Wenn die Adresse falsch geschrieben war, schreiben Sie sie noch einmal. Was Sie ausgefüllt haben, ist einen Tag lang in ' +
      'Sicherheit.',
    manda: 'E-Mail anfordern',
  },
  codicePosta: { apri: 'Bestätigen', altra: 'Neue E-Mail anfordern, auch an eine andere Adresse' },
  prova: {
    titolo: 'Bestätigen Sie Ihre Anfrage',
    testo: (ente: string): string =>
      `Sie haben eine Zahlung an ${ente} ausgefüllt. Drücken Sie die Schaltfläche, um sie zu bestätigen: Wir bereiten die ` +
      'Zahlungsmitteilung sofort vor.',
    seNonSei: 'Wenn Sie das nicht waren, schließen Sie diese Seite: Es passiert nichts.',
    apri: 'Bestätigen',
  },
  perduta: {
    titolo: 'Diese Anfrage gibt es nicht mehr',
    testo:
      'Eine Anfrage, die niemand bestätigt, wird nach einem Tag gelöscht. Füllen Sie das Formular noch einmal aus: Es dauert nur ' +
      'wenige Minuten.',
    ricomincia: 'Körperschaft wählen',
  },

  attesa: {
    titolo: 'Wir bereiten die Zahlungsmitteilung vor',
    testo: 'Meistens dauert es nur eine Sekunde. Die Seite aktualisiert sich von selbst.',
    aggiorna: 'Jetzt aktualisieren',
    no: 'Die Zahlungsmitteilung kann nicht vorbereitet werden',
  },
  rifiuti: {
    SPONTANEO_CHIUSO:
      'Die Körperschaft hat diese Zahlung inzwischen geschlossen. Sie schulden nichts: Wenn Sie glauben, trotzdem bezahlen zu ' +
      'müssen, fragen Sie bei der Körperschaft nach.',
    SPONTANEO_IMPORTO_CAMBIATO:
      'Der Betrag hat sich inzwischen geändert, und wir bereiten keine andere Zahlungsmitteilung vor als die, die Sie gesehen ' +
      'haben. Füllen Sie das Formular noch einmal aus.',
    SPONTANEO_NON_ACCETTATO:
      'Die Körperschaft kann diese Zahlung gerade nicht annehmen, so wie der Dienst eingestellt ist. Sie haben nichts falsch ' +
      'gemacht: Informieren Sie die Körperschaft.',
  },

  inRiga: (riga: number, domanda: string): string => `Zeile ${riga}, ${domanda}`,
  conDomanda: (domanda: string, errore: string): string => `${domanda} – ${errore}`,
} satisfies typeof italiano;
