import type { accesso as italiano } from '../it/portale-accesso.ts';

/** What citizens read when they sign in with SPID or CIE, and of who signed in. */
export const accesso = {
  titolo: 'Mit SPID oder CIE anmelden',
  perche: 'Wenn Sie sich anmelden, können Sie:',
  vantaggi: [
    'sehen, was Sie allen Körperschaften schulden, und die Quittungen Ihrer Zahlungen finden',
    'Ihre Zahlungsmitteilungen lesen und bezahlen, ohne jedes Mal Ihre E-Mail zu bestätigen',
    'Ihren Warenkorb auch auf einem anderen Gerät wiederfinden',
    'Ihre E-Mail speichern und wählen, was wir Ihnen schreiben',
  ],
  entra: 'Mit SPID oder CIE anmelden',
  dove:
    'Wir leiten Sie zur Seite des Identitätsanbieters weiter, der Sie erkennt und uns Vorname, Nachname, Steuernummer und E-Mail ' +
    'mitteilt. Dann kommen Sie hierher zurück.',
  senza: 'Zum Bezahlen müssen Sie sich nicht anmelden',
  senzaTesto: 'Mit dem Zahlungsmitteilungskodex und der Steuernummer bezahlen Sie auch ohne SPID und CIE.',
  cerca: 'Zahlungsmitteilung suchen',
  spento: 'Hier ist keine Anmeldung mit SPID oder CIE möglich. Sie können mit dem Zahlungsmitteilungskodex bezahlen.',
  nonEntrato: 'Sie sind nicht angemeldet',
  riprova: 'Von vorn beginnen',
  giaUsato: 'Sie sind bereits angemeldet',
  giaUsatoTesto: (nome: string): string =>
    `Diese Anmeldung wurde bereits verwendet, und Sie sind als ${nome} angemeldet. Sie müssen nichts weiter tun.`,
  continua: 'Weiter',
} satisfies typeof italiano;
