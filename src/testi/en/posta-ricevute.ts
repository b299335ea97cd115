import type { ricevuta as italiano } from '../it/posta-ricevute.ts';

type DatiCarrello = { enti: readonly string[]; importo: string; allegate: number; mancano: number; link: string };
type DatiRicevuta = {
  ente: string;
  importo: string;
  allegata: boolean;
  perche: 'persona' | 'ente';
  link: string;
  prova: boolean;
};

const ELENCO = new Intl.ListFormat('en', { type: 'conjunction' });

/** The mails with receipts. Who owed, and what for, are in the attached receipts alone (model 11). */
export const ricevuta = {
  oggetto: (ente: string): string => `Payment receipt: ${ente}`,
  testo: ({ ente, importo, allegata, perche, link, prova }: DatiRicevuta): string =>
    [
      ...(prova ? ['TEST: this public body is being tried out, no money moved and the receipt is not valid.', ''] : []),
      `${ente} has received a payment of ${importo}.`,
      '',
      allegata
        ? 'The receipt is attached to this message: keep it.'
        : 'The receipt is too heavy for an email. You can download it from this page, with the notice code:',
      ...(allegata ? [] : [link]),
      '',
      perche === 'persona'
        ? 'We write to you because you asked to have receipts by email. You can change your mind in your personal area.'
        : 'We write to you because the public body gave us this address for you. If you do not know what it is about, ask the public body.',
      'This address does not accept replies.',
    ].join('\n'),

  carrello: {
    oggetto: 'Your payment has arrived',
    testo: ({ enti, importo, allegate, mancano, link }: DatiCarrello): string =>
      [
        `You paid ${importo} to ${ELENCO.format(enti)}. ${arrivate(mancano)}`,
        '',
        allegati(allegate),
        '',
        'This page shows what you paid and how it is going (valid for a month, and you can give its address to whoever you want):',
        link,
        '',
        ...(allegate > 0
          ? []
          : ['To download them you need the code of each notice and the tax code of the person who had to pay.']),
        'This address does not accept replies.',
      ].join('\n'),
  },
} satisfies typeof italiano;

function arrivate(mancano: number): string {
  if (mancano === 0) return 'All the receipts have arrived.';
  const quante = mancano === 1 ? 'One receipt is missing' : `${mancano} receipts are missing`;
  return `${quante}: before you pay again, check whether your account has been charged.`;
}

function allegati(allegate: number): string {
  if (allegate === 0) return 'The receipts are too heavy for an email: you can download them from the page below.';
  return allegate === 1 ? 'The receipt is attached to this message.' : 'The receipts are attached to this message.';
}
