import type { profilo as italiano } from '../it/portale-profilo.ts';

/** What who signed in reads of their profile. */
export const profilo = {
  voce: 'Mein Profil',
  titolo: 'Mein Profil',
  chi: 'Wer Sie sind',
  chiTesto: 'Das teilt uns Ihr Identitätsanbieter bei jeder Anmeldung mit: Hier kann es nicht geändert werden.',
  nome: 'Vor- und Nachname',
  codiceFiscale: 'Steuernummer',
  email: 'Ihre E-Mail',
  emailTesto:
    'Hier schreiben wir Ihnen, wenn eine Zahlung von Ihnen angekommen ist. Beim Bezahlen müssen Sie sie nicht mehr bestätigen.',
  emailSalvata: 'Gespeicherte E-Mail',
  nessunaEmail: 'Sie haben noch keine E-Mail gespeichert.',
  nuovaEmail: 'Eine andere E-Mail',
  primaEmail: 'E-Mail',
  emailAiuto: 'Wir senden Ihnen einen Link und einen Code, um zu bestätigen, dass sie Ihnen gehört.',
  salva: 'E-Mail bestätigen',
  togli: 'E-Mail entfernen',
  mancaEmail: 'Geben Sie Ihre E-Mail ein.',
  codice: {
    apri: 'E-Mail speichern',
    altra: 'Eine weitere Nachricht anfordern',
  },
  prova: {
    titolo: 'Ihre E-Mail speichern',
    testo: (ente: string): string =>
      `Drücken Sie die Schaltfläche, um diese E-Mail in Ihrem Profil zu speichern (${ente}).`,
    apri: 'E-Mail speichern',
    seNonSei: 'Wenn Sie das nicht angefordert haben, schließen Sie diese Seite: Es passiert nichts.',
  },
  diAltri:
    'Diese E-Mail hat eine andere Person angefordert. Um sie zu bestätigen, muss sie sich mit SPID oder CIE anmelden.',
  preferenze: 'Was Sie erhalten möchten',
  preferenzeTesto:
    'Nachrichten, die Sie selbst anfordern, zum Beispiel zur Bestätigung der E-Mail, kommen in jedem Fall.',
  ricevute: 'Die Quittungen der Zahlungen auf Ihren Namen',
  ricevuteAiuto: 'Auch wenn Sie bei einer Bank, bei der Post oder mit einer App bezahlen.',
  avvisi: 'Neue Zahlungsmitteilungen auf Ihren Namen',
  avvisiAiuto:
    'Eine E-Mail, höchstens einmal am Tag, wenn eine Körperschaft dieser Website eine Zahlung von Ihnen verlangt.',
  promemoria: 'Eine Erinnerung vor der Fälligkeit',
  promemoriaAiuto: (giorni) => `Eine einzige E-Mail, etwa ${giorni} Tage vor dem Datum, bis zu dem zu bezahlen ist.`,
  senzaEmail: 'Um sie zu erhalten, bestätigen Sie zuerst oben Ihre E-Mail.',
  disdetta: {
    titolo: 'Diese E-Mails abbestellen',
    testo:
      'Drücken Sie die Schaltfläche, um keine E-Mails über neue Zahlungsmitteilungen und Fälligkeiten mehr zu erhalten. Die mit den ' +
      'Quittungen kommen weiterhin.',
    disdici: 'Nicht mehr schreiben',
    fattoTitolo: 'Wir schreiben Ihnen nicht mehr',
    fatto:
      'Sie erhalten keine E-Mails über neue Zahlungsmitteilungen und Fälligkeiten mehr. Wenn Sie es sich anders überlegen, schalten Sie ' +
      'sie in Ihrem Profil wieder ein.',
    nonValida:
      'Diese Adresse ist nicht vollständig: Öffnen Sie sie noch einmal aus der E-Mail, oder wählen Sie in Ihrem Profil, was Sie ' +
      'erhalten möchten.',
    profilo: 'Zu Ihrem Profil',
  },
  salvaPreferenze: 'Auswahl speichern',
  fatto: {
    email: 'Ihre E-Mail ist gespeichert.',
    tolta: 'Ihre E-Mail wurde entfernt.',
    preferenze: 'Ihre Auswahl ist gespeichert.',
  },
} satisfies typeof italiano;
