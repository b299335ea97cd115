import { formatGiorno } from '#kernel/giorno';
import type { postaPromemoria as italiano } from '#testi/it/posta-promemoria';

/** The mail about notices in a person's name. What each is for, and whose it is, are in their area alone (model 11). */
export const postaPromemoria = {
  oggetto: ({ nuovi, scadenze }) => {
    const parti = [
      ...(nuovi === 0 ? [] : [nuovi === 1 ? 'a new notice' : `${nuovi} new notices`]),
      ...(scadenze === 0 ? [] : [scadenze === 1 ? 'a notice due soon' : `${scadenze} notices due soon`]),
    ];
    return `Payments: ${parti.join(' and ')}`;
  },
  riga: ({ ente, importo, entro, prova }) =>
    `- ${prova ? 'TEST: ' : ''}${ente}: ${importo}${entro === null ? '' : `, by ${formatGiorno(entro, 'en')}`}`,
  testo: ({ nuovi, altriNuovi, scadenze, altreScadenze, link, disdici }) =>
    [
      ...elenco('New notices in your name:', nuovi, altriNuovi),
      ...elenco('Notices in your name that are due soon:', scadenze, altreScadenze),
      'To see what they are about, and to pay, sign in with SPID or CIE:',
      link,
      '',
      'If you have already paid, the receipt may reach us the day after: do not pay again.',
      '',
      'We write to you because you asked for it in your profile. To stop these emails, without signing in:',
      disdici,
      'You cannot reply to this address.',
    ].join('\n'),
} satisfies typeof italiano;

function elenco(titolo: string, righe: readonly string[], altri: number): string[] {
  if (righe.length === 0) return [];
  return [titolo, ...righe, ...(altri === 0 ? [] : [`and ${altri} more`]), ''];
}
