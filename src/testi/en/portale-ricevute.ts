import type { ricevute as italiano } from '../it/portale-ricevute.ts';

/** What citizens read of a payment that they may show to others, and of pages that are no longer of their time. */
export const ricevute = {
  stato: {
    titolo: 'Payment status',
    condividi: 'Show it to someone',
    condividiTesto: (giorno: string): string =>
      `Whoever opens this address sees what is paid and what is not, without names and without tax codes. It is valid until ${giorno}.`,
    indirizzo: 'Address to copy',
    valeFino: (giorno: string): string => `This page can be opened until ${giorno}, and always shows how things stand.`,
    perRicevuta: 'To open the receipt you need the notice code and the tax code of the person who had to pay.',
    cercaRicevuta: 'Find the notice',
    pagatoIl: 'Paid on',
    altrove: 'This notice is already paid',
    altroveTesto:
      'Somebody else paid it, or you did in another way: no payment was made from here. If the expense is in your account ' +
      'twice, ask the public body to give the extra one back.',
  },

  /** In the page of a notice that is paid another way, or is being paid. */
  guardie: {
    alPosto: 'Paid in its place:',
    avviso: 'notice',
    inCorso: 'You are already paying this notice',
    inCorsoTesto: 'You sent it to be paid a short while ago. See how it went: from there you can go on, or try again.',
    inCorsoVai: 'See how it went',
  },

  /** Another address for the receipts of a carrello. */
  email: {
    titolo: 'To which address do we send the receipts?',
    testo: 'We send a link and a code there. Until you confirm it, nothing changes.',
    email: 'Email address',
    emailAiuto: 'For example name@example.org.',
    cambia: 'Change address',
    aggiungi: 'Get the receipts by email',
    di: (iniziali: string): string => `In the name of ${iniziali}`,
    codice: { apri: 'Confirm the address', altra: 'Send another mail, or correct the address' },
    prova: {
      titolo: 'Confirm the address',
      testo: (ente: string): string => `Press the button to have the receipts of a payment to ${ente} at this address.`,
      apri: 'Confirm the address',
      seNonSei: 'If you did not ask for it, close this page: nothing changes.',
    },
  },
} satisfies typeof italiano;
