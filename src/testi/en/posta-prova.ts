import type { postaProva as italiano } from '../it/posta-prova.ts';

type Dati = { ente: string; link: string; codice: string };

/** The mails with the link and the code of a proof, by what it opens. They name the ente, never the debtor (model 11). */
export const postaProva = {
  avviso: {
    oggetto: (ente: string): string => `Your payment notice: ${ente}`,
    testo: (dati: Dati): string =>
      [
        `You asked to read a payment notice of ${dati.ente}.`,
        '',
        'Open this page and press the button (valid for 60 minutes):',
        dati.link,
        '',
        `Or write this code in the page that you have already opened (valid for 15 minutes): ${dati.codice}`,
        '',
        'If it was not you, do nothing: without the link or the code nobody can read this notice.',
        'This address does not accept replies.',
      ].join('\n'),
  },
  carrello: {
    oggetto: (ente: string): string => `Confirm the address for the receipt: ${ente}`,
    testo: (dati: Dati): string =>
      [
        `You asked to have the receipts of a payment to ${dati.ente} at this address.`,
        '',
        'Open this page and press the button (valid for 60 minutes):',
        dati.link,
        '',
        `Or type this code in the page that you already have open (valid for 15 minutes): ${dati.codice}`,
        '',
        'If it was not you, do nothing: without the link or the code no receipt comes here.',
        'You cannot reply to this address.',
      ].join('\n'),
  },
  profilo: {
    oggetto: (ente: string): string => `Confirm your email: ${ente}`,
    testo: (dati: Dati): string =>
      [
        `You asked to save this address in your payments profile of ${dati.ente}.`,
        '',
        'Open this page and press the button (valid for 60 minutes):',
        dati.link,
        '',
        `Or write this code in the page that you have already opened (valid for 15 minutes): ${dati.codice}`,
        '',
        'If it was not you, do nothing: without the link or the code the address is not saved.',
        'This address does not accept replies.',
      ].join('\n'),
  },
  spontaneo: {
    oggetto: (ente: string): string => `Confirm your payment: ${ente}`,
    testo: (dati: Dati): string =>
      [
        `You have filled in a payment to ${dati.ente}. It only needs your confirmation.`,
        '',
        'Open this page and press the button (valid for 60 minutes):',
        dati.link,
        '',
        `Or write this code in the page that you have already opened (valid for 15 minutes): ${dati.codice}`,
        '',
        'If it was not you, do nothing: without a confirmation the public body receives nothing, and after a day everything is deleted.',
        'This address does not accept replies.',
      ].join('\n'),
  },
} satisfies typeof italiano;
