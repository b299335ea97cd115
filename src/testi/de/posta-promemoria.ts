import { formatGiorno } from '#kernel/giorno';
import type { postaPromemoria as italiano } from '#testi/it/posta-promemoria';

/** The mail about notices in a person's name. What each is for, and whose it is, are in their area alone (model 11). */
export const postaPromemoria = {
  oggetto: ({ nuovi, scadenze }) => {
    const parti = [
      ...(nuovi === 0 ? [] : [nuovi === 1 ? 'eine neue Zahlungsmitteilung' : `${nuovi} neue Zahlungsmitteilungen`]),
      ...(scadenze === 0
        ? []
        : [scadenze === 1 ? 'eine bald fällige Zahlungsmitteilung' : `${scadenze} bald fällige Zahlungsmitteilungen`]),
    ];
    return `Zahlungen: ${parti.join(' und ')}`;
  },
  riga: ({ ente, importo, entro, prova }) =>
    `- ${prova ? 'TEST: ' : ''}${ente}: ${importo}${entro === null ? '' : `, bis ${formatGiorno(entro, 'de')}`}`,
  testo: ({ nuovi, altriNuovi, scadenze, altreScadenze, link, disdici }) =>
    [
      ...elenco('Neue Zahlungsmitteilungen auf Ihren Namen:', nuovi, altriNuovi),
      ...elenco('Zahlungsmitteilungen auf Ihren Namen, die bald fällig sind:', scadenze, altreScadenze),
      'Um zu sehen, worum es geht, und um zu bezahlen, melden Sie sich mit SPID oder CIE an:',
      link,
      '',
      'Wenn Sie schon bezahlt haben, kann die Quittung erst am nächsten Tag bei uns eintreffen: Bezahlen Sie nicht noch einmal.',
      '',
      'Wir schreiben Ihnen, weil Sie es in Ihrem Profil gewünscht haben. Um diese E-Mails ohne Anmeldung abzubestellen:',
      disdici,
      'Auf diese Adresse kann man nicht antworten.',
    ].join('\n'),
} satisfies typeof italiano;

function elenco(titolo: string, righe: readonly string[], altri: number): string[] {
  if (righe.length === 0) return [];
  return [titolo, ...righe, ...(altri === 0 ? [] : [`und ${altri} weitere`]), ''];
}
