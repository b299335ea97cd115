import type { avvisoStampato as italiano } from '../it/avviso-stampato.ts';

/**
 * The fixed strings of the printed notice in English, as pagoPA publishes them beside the notice guide: they may not be altered, except
 * for capitals, not even where one would translate otherwise. Ours are what it does not have: without a date, in prova, for who cannot see.
 */
export const avvisoStampato = {
  lingua: 'en-GB',
  titolo: 'Payment notice',
  enteCreditore: 'Payee',
  destinatario: 'Recipient',
  quantoEQuando: 'How much and when to pay?',
  quanto: 'How much to pay?',
  importo: 'Amount',
  euro: 'Euro',
  entroIl: 'by',
  variazioni:
    'During the payment the amount may increase (due to penalties, interest, notification costs or other factors) ' +
    'or be reduced (due to discounts or credit notes).',
  dove: 'Where to pay?',
  vaiSu: 'Go to pagopa.gov.it',
  canali: [
    {
      titolo: 'Pay with the IO app',
      descrizione: 'or with your Home Banking, payment app or the other affiliated channels.',
    },
    {
      titolo: 'Pay locally',
      descrizione:
        'at banks and ATMs, in post offices, cafés, news stands, betting and tobacco Shops, supermarkets and other affiliated merchants.',
    },
  ],
  datiPagamento: 'Payment details',
  rataUnica: 'Full amount',
  rataEntroIl: 'by',
  inquadra: 'Scan the QR Code with your payment app or use the data printed here.',
  oggetto: 'Payment description',
  codiceCbill: 'CBILL code',
  codiceAvviso: 'Notice code',
  codiceFiscaleEnte: 'Payee tax code',
  prova: 'TEST – cannot be paid',
  logoEnte: 'Logo of the payee',
  codiceQr:
    'QR code to pay with an app: it holds the notice code, the payee tax code and the amount, which are written beside it.',
} satisfies typeof italiano;
