import type { arrivo as italiano } from '../it/portale-arrivo.ts';

/** What is read by who comes from the site of an ente to pay, or by a payment link. */
export const arrivo = {
  titolo: 'Prüfen und bezahlen',
  daChi: (ente: string): string => `Sie kommen von der Website von ${ente}, die diese Zahlung für Sie vorbereitet hat.`,
  elenco: 'Was Sie bezahlen',
  colonne: { causale: 'Wofür', ente: 'An wen', debitore: 'Im Namen von', importo: 'Betrag' },
  fermo: 'Was Sie bezahlen, hat die Körperschaft festgelegt: Hier lässt sich nichts hinzufügen und nichts entfernen.',
  email: 'Ihre E-Mail-Adresse',
  emailAiuto: 'Wir schreiben Ihnen, sobald die Zahlung eingegangen ist.',
  emailFacoltativa: 'Ihre E-Mail-Adresse (freiwillig)',
  mancaEmail: 'Geben Sie Ihre E-Mail-Adresse ein.',
  emailNonValida: 'Geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@beispiel.it.',
  dove:
    'Sie bezahlen auf der Website von pagoPA; eine allfällige Gebühr wird Ihnen vorher angezeigt. Am Ende kehren Sie zur Website ' +
    'zurück, von der Sie kommen.',
  doveQui:
    'Sie bezahlen auf der Website von pagoPA; eine allfällige Gebühr wird Ihnen vorher angezeigt. Am Ende kehren Sie hierher zurück.',
  nonPagabile:
    'So ist diese Zahlung nicht möglich: Kehren Sie zur Website der Körperschaft zurück und beginnen Sie dort von vorn.',
  tornaSenza: (ente: string): string => `Zurück zur Website von ${ente}, ohne zu bezahlen`,
  torna: (ente: string): string => `Zurück zur Website von ${ente}`,
  comeAndato: 'Wie die Zahlung verlaufen ist',
  riprendi: 'Zahlung fortsetzen',
  riprova: 'Noch einmal versuchen',
  stati: {
    pronto: null,
    inviato: {
      titolo: 'Sie haben diese Zahlung bereits begonnen',
      testo:
        'Sie ist auf der Website von pagoPA offen, vielleicht in einem anderen Fenster. Sie können dort weitermachen.',
    },
    lasciato: {
      titolo: 'Die Zahlung wurde nicht ausgeführt',
      testo:
        'Sie sind von der Website von pagoPA zurückgekehrt, ohne zu bezahlen. Wir sehen keine Abbuchung. Sie können es noch einmal ' +
        'versuchen oder zur Website der Körperschaft zurückkehren.',
    },
    in_attesa: {
      titolo: 'Wir warten auf die Quittung',
      testo:
        'Die Website von pagoPA meldet, dass Sie fertig sind. Die Quittung kommt meist in wenigen Minuten. Bezahlen Sie nicht ' +
        'noch einmal.',
    },
    parziale: {
      titolo: 'Ein Teil der Quittungen ist angekommen',
      testo:
        'Jede Zahlung hat ihre eigene Quittung, und sie kommen nicht immer zusammen. Warten Sie auf die übrigen: Bezahlen Sie ' +
        'nicht noch einmal.',
    },
    pagato: { titolo: 'Es ist schon bezahlt', testo: 'Sie müssen nichts weiter tun.' },
    scaduto: {
      titolo: 'Es ist zu viel Zeit vergangen',
      testo:
        'Diese Zahlung musste innerhalb einer Stunde begonnen werden. Ihnen wurde nichts abgebucht: Kehren Sie zur Website der ' +
        'Körperschaft zurück und beginnen Sie dort von vorn.',
    },
    chiuso: {
      titolo: 'Diese Zahlung gilt nicht mehr',
      testo:
        'Die Körperschaft hat sie zurückgezogen oder eine neue vorbereitet. Bezahlen Sie nicht von hier aus: Kehren Sie zu ihrer ' +
        'Website zurück und sehen Sie nach, was zu bezahlen ist.',
    },
  },
  tardi:
    'Für einen neuen Versuch ist es zu spät: Kehren Sie zur Website der Körperschaft zurück und beginnen Sie dort von vorn.',
  sconosciuto: {
    titolo: 'Diese Adresse führt zu keiner Zahlung',
    testo:
      'Die Adresse ist unvollständig oder zu alt. Kehren Sie zur Website zurück, von der Sie kommen, und beginnen Sie dort von vorn. ' +
      'Wenn Sie eine Zahlungsmitteilung haben, können Sie sie hier suchen.',
  },
  rifiuti: {
    VOCI_FUORI_MISURA: 'Es werden eine bis fünf Zahlungen zusammen vorbereitet, jede mit etwas zu bezahlen.',
    AVVISO_SCONOSCIUTO: 'Einer der Kodexe gehört zu keiner Zahlungsmitteilung dieser Körperschaft.',
    AVVISO_SCADUTO: 'Eine der Zahlungsmitteilungen ist abgelaufen und kann nicht mehr bezahlt werden.',
    RITORNO_NON_VALIDO:
      'Die Rückkehradresse ist nicht verwendbar: Sie beginnt mit https://, ohne Benutzernamen, und hat höchstens 2048 Zeichen.',
    SITI_NON_VALIDI:
      'Eine der Websites kann nicht verwendet werden: Jede beginnt mit https://, ohne Benutzernamen. Höchstens 50.',
    RITORNO_NON_AMMESSO:
      'Die Rückkehradresse gehört zu keiner Website dieser Körperschaft. Fügen Sie sie hinzu und versuchen Sie es noch einmal.',
    EMAIL_MANCANTE: 'Wer die Seite von MyPay überspringt, muss die E-Mail-Adresse des Zahlers angeben.',
    ARRIVO_SCADUTO:
      'Es ist mehr als eine Stunde vergangen: Kehren Sie zur Website der Körperschaft zurück und beginnen Sie dort von vorn.',
    ARRIVO_CHIUSO:
      'Diese Zahlung gilt nicht mehr: Kehren Sie zur Website der Körperschaft zurück und sehen Sie nach, was zu bezahlen ist.',
  },
} satisfies typeof italiano;
