import type { deleghe as italiano } from '../it/portale-deleghe.ts';

/** What who signed in reads of the deleghe, and of the copy of their data. */
export const deleghe = {
  titolo: 'Vertretungen',
  introduzione:
    'Sie können eine Körperschaft bitten, die Forderungen einer minderjährigen oder einer anderen Person sehen und bezahlen ' +
    'zu dürfen. Es gilt nur für diese Körperschaft, und sie entscheidet.',
  elenco: 'Wen Sie vertreten',
  suDiMe: 'Wer Sie vertritt',
  colonne: { chi: 'Für wen', da: 'Wer', ente: 'Körperschaft', genere: 'Warum', stato: 'Stand', azione: 'Aktion' },
  generi: { minore: 'Ist minderjährig', tutela: 'Vormundschaft oder Sachwalterschaft', delega: 'Hat mich beauftragt' },
  stati: {
    richiesta: 'Wartet auf die Körperschaft',
    approvata: 'Genehmigt',
    rifiutata: 'Nicht genehmigt',
    revocata: 'Widerrufen',
    scaduta: 'Abgelaufen',
  },
  fino: 'bis',
  revoca: 'Widerrufen',
  revocaChe: (nome: string, ente: string): string => `Vertretung widerrufen: ${nome}, ${ente}`,
  revocata: 'Die Vertretung ist widerrufen: sie gilt ab sofort nicht mehr.',
  chiesta: 'Die Anfrage ist abgeschickt. Die Entscheidung finden Sie hier.',
  nessuna: 'Sie haben noch keine Vertretung beantragt',
  nessunaTesto: 'Dafür brauchen Sie die Steuernummer der anderen Person und ein Dokument, das es erlaubt.',
  nuova: 'Vertretung beantragen',
  modulo: {
    titolo: 'Vertretung beantragen',
    genere: 'Warum handeln Sie für eine andere Person?',
    aiutoGenere: {
      minore: 'Fügen Sie ein Dokument bei, das Sie als Elternteil ausweist, zum Beispiel den Familienbogen.',
      tutela: 'Fügen Sie die Entscheidung des Gerichts bei.',
      delega: 'Fügen Sie die unterschriebene Vollmacht und den Ausweis der Person bei, die sie unterschrieben hat.',
    },
    codice: 'Steuernummer der anderen Person',
    nome: 'Vor- und Nachname der anderen Person',
    ente: 'Körperschaft',
    scegliEnte: 'Körperschaft wählen',
    documento: 'Dokument',
    documentoAiuto: 'PDF, JPEG oder PNG, höchstens 10 MB. Wenn etwas nicht stimmt, müssen Sie es erneut wählen.',
    manca: 'Fügen Sie das Dokument bei.',
    mancaEnte: 'Wählen Sie die Körperschaft.',
    invia: 'Anfrage an die Körperschaft senden',
  },
  rifiuti: {
    DELEGA_CODICE_NON_VALIDO: 'Prüfen Sie die Steuernummer: sie gehört einer Person und hat 16 Zeichen.',
    DELEGA_A_SE_STESSI: 'Das ist Ihre eigene Steuernummer: für sich selbst brauchen Sie keine Vertretung.',
    DELEGA_NOME_MANCANTE: 'Schreiben Sie Vor- und Nachnamen der anderen Person.',
    DELEGA_GENERE_NON_VALIDO: 'Wählen Sie, warum Sie für diese Person handeln.',
    DELEGA_NON_MINORE: 'Laut Steuernummer ist diese Person volljährig: wählen Sie einen anderen Grund.',
    DELEGA_ENTE_NON_VALIDO: 'Wählen Sie eine Körperschaft aus der Liste.',
    DELEGA_GIA_CHIESTA:
      'Für diese Person und diese Körperschaft haben Sie schon eine Vertretung oder eine offene Anfrage.',
    DELEGHE_TROPPE:
      'Sie haben schon zehn offene Anfragen. Warten Sie die Entscheidungen ab oder ziehen Sie eine zurück.',
    DELEGA_SCONOSCIUTA: 'Diese Vertretung gibt es nicht oder nicht mehr.',
    DELEGA_GIA_DECISA: 'Darüber ist schon entschieden worden. Sehen Sie noch einmal nach.',
    DELEGA_GIORNO_NON_VALIDO:
      'Der Tag liegt zwischen heute und in fünf Jahren; bei Minderjährigen nicht nach dem Tag der Volljährigkeit.',
    DELEGA_MOTIVO_MANCANTE: 'Schreiben Sie in höchstens 500 Zeichen, warum: wer angefragt hat, liest es.',
  },

  dati: {
    titolo: 'Meine Daten',
    introduzione:
      'Sie können eine Kopie von allem herunterladen, was MyPay über Sie aufbewahrt, für alle Körperschaften.',
    dentro: [
      'Forderungen und Zahlungsmitteilungen auf Ihren Namen, mit ihrer Geschichte',
      'Zahlungen und Quittungen, auch die für andere geleisteten',
      'Warenkörbe, Anmeldungen, E-Mail-Adressen und Einstellungen',
      'E-Mails, die wir Ihnen geschickt haben, Vertretungen, Anfragen',
      'was im Verzeichnis der Handlungen steht',
    ],
    formati:
      'Es ist eine ZIP-Datei: eine Seite zum Lesen (dati.html), Tabellen (CSV) und die Daten für ein Programm (JSON). Die ' +
      'Beschriftungen sind italienisch.',
    attenzione: 'Sie enthält Ihre Daten im Klartext: bewahren Sie sie nur dort auf, wo Sie allein sie lesen können.',
    scarica: 'Meine Daten herunterladen',
    diritti:
      'Um Angaben einer Forderung zu berichtigen oder zu löschen, wenden Sie sich an die Körperschaft, die sie stellt; sonst ' +
      'an die Hilfe.',
    sezioni: {
      persona: 'Wer Sie sind',
      accessi: 'Offene Sitzungen',
      operatore: 'Ihr Zugang zum Amt',
      posizioni: 'Forderungen',
      storia: 'Geschichte der Forderungen',
      richieste: 'Anfragen ohne Zahlungsmitteilung',
      ricevute: 'Quittungen',
      carrelli: 'Warenkörbe',
      deleghe: 'Vertretungen',
      posta: 'E-Mails',
      registro: 'Verzeichnis der Handlungen',
    },
    niente: 'Es gibt nichts.',
    generato: (quando: string): string => `Kopie vom ${quando}.`,
  },
} satisfies typeof italiano;
