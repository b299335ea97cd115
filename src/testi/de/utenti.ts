import type { MotivoNegato } from '#modules/utenti';
import { fra } from '../attesa.ts';
import type { utenti as italiano } from '../it/utenti.ts';

/** What fills a sentence: the parameters of a refusal. */
type Parametri = Readonly<Record<string, string | number>>;

/** What SPID asks to tell who could not sign in, by what happened. */
const NEGATA: Record<MotivoNegato, string> = {
  tentativi:
    'Sie haben die Zugangsdaten zu oft falsch eingegeben. Warten Sie, oder lassen Sie sich die Zugangsdaten von Ihrem ' +
    'Identitätsanbieter geben.',
  livello:
    'Ihre Identität hat keine Zugangsdaten der Stufe, die hier nötig ist. Verlangen Sie sie bei Ihrem Identitätsanbieter.',
  tempo: 'Es ist zu viel Zeit vergangen, bevor Sie mit der Anmeldung fertig waren. Beginnen Sie noch einmal.',
  consenso:
    'Sie haben der Übermittlung Ihrer Daten nicht zugestimmt. Für die Anmeldung brauchen wir Vornamen, Nachnamen und Steuernummer.',
  sospesa:
    'Ihre Identität ist ausgesetzt oder widerrufen, oder die Zugangsdaten sind gesperrt. Fragen Sie Ihren Identitätsanbieter.',
  annullato: 'Sie haben die Anmeldung abgebrochen. Sie können jederzeit wieder beginnen.',
  tipo:
    'Sie haben eine Identität verwendet, die hier nicht gilt, zum Beispiel die einer juristischen Person. Melden Sie sich mit Ihrer ' +
    'persönlichen Identität an.',
  altro:
    'Der Identitätsanbieter hat die Anmeldung nicht abgeschlossen. Versuchen Sie es in einigen Minuten wieder; wenn es noch einmal ' +
    'passiert, bitten Sie um Hilfe.',
};

/** What people read when they are not let in, or asked to wait, by code. */
export const utenti = {
  rifiuti: {
    TROPPI_TENTATIVI: (p: Parametri): string =>
      `Sie haben es zu oft versucht. Versuchen Sie es ${fra(Number(p['secondi'] ?? 0), 'de')} wieder.`,
    ACCESSO_NEGATO:
      'Benutzername und Passwort stimmen nicht überein. Prüfen Sie, ob Sie sie richtig geschrieben haben.',
    CODICE_RICHIESTO: 'Schreiben Sie auch die sechs Ziffern, die Ihre Authentifizierungs-App zeigt.',
    CODICE_ERRATO: 'Die sechs Ziffern stimmen nicht. Schreiben Sie die, die Ihre Authentifizierungs-App jetzt zeigt.',
    CODICE_GIA_USATO:
      'Diese sechs Ziffern wurden schon verwendet. Warten Sie, bis Ihre Authentifizierungs-App neue zeigt.',
    PASSWORD_ERRATA: 'Das ist nicht Ihr aktuelles Passwort. Prüfen Sie, ob Sie es richtig geschrieben haben.',
    SECONDO_FATTORE_PRESENTE: 'Der zweite Faktor ist bereits aktiv.',
    SECONDO_FATTORE_ASSENTE: 'Der zweite Faktor ist nicht aktiv: Aktivieren Sie ihn zuerst.',
    SECONDO_FATTORE_OBBLIGATORIO: 'Wer eine Körperschaft verwaltet, braucht den zweiten Faktor.',
    PASSKEY_SCADUTA:
      'Es sind mehr als fünf Minuten vergangen, oder diese Anfrage wurde schon verwendet. Versuchen Sie es noch einmal.',
    PASSKEY_NON_VALIDA:
      'Der Passkey wurde nicht erkannt. Versuchen Sie es mit einem anderen, mit den sechs Ziffern oder mit einem Ersatzcode.',
    PASSKEY_COPIATA:
      'Dieser Passkey hat geantwortet, als gäbe es eine Kopie davon. Melden Sie sich anders an und entfernen Sie ihn.',
    PASSKEY_PRESENTE: 'Dieser Passkey ist schon eingetragen. Verwenden Sie einen anderen.',
    PASSKEY_TROPPE: (p: Parametri): string =>
      `Sie haben schon ${p['massimo'] ?? ''} Passkeys, mehr sind nicht möglich. Entfernen Sie zuerst einen.`,
    PASSKEY_SCONOSCIUTA: 'Diesen Passkey gibt es nicht mehr.',
    NOME_PASSKEY: 'Schreiben Sie einen Namen für den Passkey, höchstens 60 Zeichen.',
    SESSIONE_SCADUTA: 'Ihre Sitzung ist zu Ende. Melden Sie sich noch einmal an.',
    ENTE_NON_TUO:
      'Sie gehören nicht zum Personal dieser Körperschaft. Wenn Sie den Zugang für Ihre Arbeit brauchen, wenden Sie sich an die ' +
      'Person, die dort die Zugänge verwaltet.',
    ENTE_INSERITO:
      'Die Körperschaft wird noch eingerichtet: Ihre Software hat erst Zugang, wenn der Vermittler sie freischaltet.',
    IDENTITA_NON_DISPONIBILE:
      'SPID und CIE antworten gerade nicht. Versuchen Sie es in einigen Minuten wieder: Inzwischen können Sie auch ohne Anmeldung ' +
      'bezahlen.',
    ACCESSO_SCONOSCIUTO:
      'Diese Anmeldung gilt nicht mehr: Sie wurde schon verwendet oder in einem anderen Browser begonnen. Beginnen Sie hier noch einmal.',
    ACCESSO_SCADUTO:
      'Seit Sie begonnen haben, sind mehr als zehn Minuten vergangen. Beginnen Sie zu Ihrer Sicherheit noch einmal.',
    IDENTITA_NEGATA: (p: Parametri): string => NEGATA[p['motivo'] as MotivoNegato],
    IDENTITA_NON_VERIFICATA:
      'Die Antwort des Identitätsanbieters konnte nicht überprüft werden, und wir haben Sie nicht angemeldet. Beginnen Sie noch ' +
      'einmal; wenn es wieder passiert, bitten Sie um Hilfe.',
    IDENTITA_INCOMPLETA:
      'Der Identitätsanbieter hat uns Vornamen, Nachnamen und eine gültige italienische Steuernummer nicht mitgeteilt: Ohne sie ' +
      'wissen wir nicht, welche Zahlungen Ihre sind. Sie können ohne Anmeldung bezahlen, mit dem Zahlungsmitteilungskodex.',
    IDENTITA_SENZA_ACCESSO:
      'Mit Ihrer Steuernummer arbeitet hier niemand. Bitten Sie die Person, die die Zugänge Ihrer Körperschaft verwaltet, Sie einzuladen.',
    IDENTITA_DA_COLLEGARE: 'Sie melden sich zum ersten Mal so an. Schreiben Sie einmal Benutzername und Passwort.',
    IDENTITA_NON_COLLEGABILE: 'Die Identität, mit der Sie sich angemeldet haben, gehört nicht zu diesem Benutzernamen.',
    FORNITORE_NON_DISPONIBILE:
      'Der Zugang Ihrer Körperschaft antwortet gerade nicht. Versuchen Sie es in einigen Minuten erneut, oder melden Sie sich mit ' +
      'Benutzername und Passwort an.',
    FORNITORE_SENZA_ACCESSO:
      'Ihre Körperschaft hat Sie erkannt, aber so können Sie sich jetzt nicht anmelden. Wenden Sie sich an die Zugangsverwaltung.',
    FORNITORE_NON_COLLEGABILE:
      'Der Zugang Ihrer Körperschaft lässt sich nicht mit diesem Benutzernamen verbinden. Wenden Sie sich an die Zugangsverwaltung.',
    FORNITORE_ALTRO_INDIRIZZO:
      'Diese Einladung lässt sich nicht mit dem Zugang Ihrer Körperschaft annehmen. Öffnen Sie den Link erneut und ' +
      'wählen Sie ein Passwort.',
    FORNITORE_ASSENTE: 'Die Körperschaft hat ihren Identitätsanbieter noch nicht angegeben.',
    FORNITORE_CAMBIATO:
      'Inzwischen hat jemand anderes den Anbieter geändert. So ist er jetzt: prüfen Sie ihn und versuchen Sie es erneut.',
    FORNITORE_NON_VA:
      'Der Anbieter kann noch nicht eingeschaltet werden: die Prüfung ist fehlgeschlagen. Beheben Sie den Fehler.',
    FORNITORE_NOME: (p: Parametri): string =>
      `Schreiben Sie, wie er genannt wird, höchstens ${p['massimo'] ?? ''} Zeichen.`,
    FORNITORE_EMITTENTE: 'Die Adresse ist nicht richtig geschrieben. Der Anbieter nennt sie «issuer».',
    FORNITORE_EMITTENTE_IN_CHIARO: 'Die Adresse muss mit https:// beginnen, denn sie sagt, wer sich anmeldet.',
    FORNITORE_CLIENT: 'Schreiben Sie die Client-ID, wie der Anbieter sie angibt, ohne Leerzeichen.',
    FORNITORE_SEGRETO: (p: Parametri): string =>
      `Schreiben Sie das Client-Geheimnis, wie der Anbieter es angibt: ${p['min'] ?? ''} bis ${p['max'] ?? ''} Zeichen, ohne Leerzeichen.`,
    CODICE_FISCALE_NON_VALIDO: 'Diese Steuernummer ist nicht richtig geschrieben. Sie hat sechzehn Zeichen.',
    UTENTE_NON_VALIDO:
      'Der Benutzername hat 3 bis 100 Zeichen: Kleinbuchstaben, Ziffern, Punkt, Bindestrich, Unterstrich und @.',
    NOME_NON_VALIDO: 'Schreiben Sie Vor- und Nachnamen, höchstens 140 Zeichen.',
    EMAIL_NON_VALIDA: 'Diese E-Mail-Adresse ist nicht richtig geschrieben. Sie muss aussehen wie name@beispiel.it.',
    PASSWORD_DEBOLE: (p: Parametri): string =>
      `Wählen Sie ein Passwort mit mindestens ${p['minimo'] ?? ''} Zeichen, das nicht der Benutzername ist und nicht aus wenigen ` +
      'wiederholten Zeichen besteht.',
    OPERATORE_SCONOSCIUTO: 'Diese Person ist nicht eingetragen oder gehört nicht zur Körperschaft.',
    OPERATORE_CAMBIATO:
      'Inzwischen hat jemand anders diese Person geändert. Sehen Sie nach, was jetzt gilt, und wiederholen Sie die Änderung bei Bedarf.',
    ULTIMO_AMMINISTRATORE:
      'Das ist die einzige Person, die diese Körperschaft verwaltet: Geben Sie zuerst jemand anderem diese Rolle.',
    ULTIMO_INTERMEDIARIO:
      'Dies ist die einzige Person, die die Installation verwaltet: Ernennen Sie zuerst jemand anderen.',
    TIPO_DOVUTO_SCONOSCIUTO: 'Eine der angegebenen Zahlungsarten gehört nicht zur Körperschaft.',
    PROVA_NON_VALIDA: 'Dieser Link ist unvollständig. Öffnen Sie ihn aus der E-Mail oder kopieren Sie ihn ganz.',
    PROVA_SCADUTA: 'Es ist zu viel Zeit vergangen. Fordern Sie eine neue E-Mail an.',
    PROVA_USATA: 'Dieser Link oder sein Code wurde schon verwendet. Fordern Sie eine neue E-Mail an.',
    CODICE_POSTA_ERRATO: (p: Parametri): string =>
      p['rimasti'] === 1
        ? 'Der Code stimmt nicht. Sie können es noch einmal versuchen.'
        : `Der Code stimmt nicht. Sie können es noch ${p['rimasti'] ?? ''} Mal versuchen.`,
    CODICE_POSTA_ESAURITO:
      'Sie haben den Code zu oft versucht. Verwenden Sie den Link in der E-Mail oder fordern Sie eine neue an.',
  },
} satisfies typeof italiano;
