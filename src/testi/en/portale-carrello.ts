import type { carrello as italiano } from '../it/portale-carrello.ts';

/** What citizens read of the carrello, and of how a payment by Checkout went. */
export const carrello = {
  voce: 'Cart',
  titolo: 'Your cart',

  paga: {
    titolo: 'Pay now',
    testo:
      'You pay on the pagoPA site, by card or with an app. You can put up to five notices together, even of different public bodies.',
    ora: 'Pay now',
    aggiungi: 'Add to cart',
    dentro: 'This notice is in the cart',
    vai: 'Go to the cart',
  },

  aggiunto: (quanti: number): string =>
    quanti === 1 ? 'There is one notice in the cart.' : `There are ${quanti} notices in the cart.`,
  elenco: 'What you are paying',
  colonne: { causale: 'What for', ente: 'Payee', importo: 'Amount', azione: 'Action' },
  togli: 'Remove',
  togliChe: (causale: string): string => `Remove “${causale}”`,
  altro: 'Add another notice',
  pieno: 'The cart holds five notices: pay these, then the others.',
  uniti: 'We joined your two carts',
  fuori: (quanti: number): string =>
    quanti === 1
      ? 'There was no room for one notice, because five is the most. Pay these, then pick it up again from the first page.'
      : `There was no room for ${quanti} notices, because five is the most. Pay these, then pick them up again from the first page.`,
  vuoto: 'The cart is empty',
  vuotoTesto: 'Find a notice, open it and press “Add to cart”.',
  cerca: 'Find a notice',
  email: (indirizzo: string): string => `When the payment arrives we write to you at ${indirizzo}.`,
  dove: 'You pay on the pagoPA site. If there is a fee, you are told before you pay. At the end you come back here.',
  bottone: (importo: string): string => `Pay ${importo}`,
  comunque: 'I understand, I want to pay anyway',
  nonPagabili: 'Remove what cannot be paid, then go on.',
  ultimo: 'How your last payment went',

  problemi: {
    sconosciuto: 'The public body has withdrawn this notice.',
    pagato: 'It has already been paid.',
    scaduto: 'It has expired: ask the public body for a new notice.',
    annullato: 'The public body has cancelled it: do not pay it.',
    estinto: 'It no longer has to be paid: the debt was paid in another way.',
  },
  dubbi: {
    in_pagamento: 'Somebody is paying it right now.',
    in_attesa_di_ricevuta: 'Somebody has just paid it, and we are waiting for the receipt.',
    ripetuto:
      'The public body asks you for the same thing with another notice, which is in this cart or was paid recently.',
  },
  dubbioTitolo: 'You may be paying twice',
  dubbioTesto:
    'Look at the notices that are marked. If you are sure that they must be paid, tick the box and press again.',

  rifiuti: {
    CARRELLO_SCONOSCIUTO: 'This cart no longer exists. Search again for the notices you want to pay.',
    CARRELLO_DI_PROVA: 'Test notices are paid by themselves, in the simulator. Pay what is in your cart first.',
    CARRELLO_PIENO: 'The cart holds five notices at most. Pay these, then the others.',
    CARRELLO_VUOTO: 'There is nothing to pay here.',
    CARRELLO_NON_APERTO: 'This cart has already been sent for payment: it can no longer be changed.',
    CARRELLO_CAMBIATO: 'The cart has changed in another window. Check what is in it now, then press “Pay” again.',
    AVVISO_NON_PAGABILE: 'A notice can no longer be paid here. See which one and why, and remove it from the cart.',
    IMPORTO_DA_RIVEDERE:
      'The amount has changed since you opened the page. This is the amount now: check it and press “Pay” again.',
    DOPPIO_DA_CONFERMARE: 'You may be paying twice: look at the notices that are marked before you go on.',
    PAGAMENTO_QUI_NON_ATTIVO: 'This notice cannot be paid from here. Its page says where and how to pay it.',
    CHECKOUT_RIFIUTA_AVVISI:
      'pagoPA does not accept this payment: perhaps somebody is paying one of the notices right now. You have not been charged. ' +
      'Try again in half an hour.',
    CHECKOUT_RIFIUTA_CHIAVE:
      'Payments cannot be made from here right now, and it is not your fault. You have not been charged. You can pay in the other ' +
      'ways that are on the page of the notice.',
    CHECKOUT_NON_RISPONDE:
      'The pagoPA site is not responding. You have not been charged and the cart is still here: try again shortly.',
    GESTIONALE_NON_RISPONDE:
      'The software of a public body is not responding, and only it knows what its notice costs. You have not been charged: ' +
      'try again shortly.',
  },

  esito: {
    titoli: {
      aperto: 'Payment not started yet',
      inviato: 'Payment not completed',
      in_attesa: 'We are waiting for the receipt',
      parziale: 'Some of the receipts have arrived',
      pagato: 'Payment received',
      abbandonato: 'Payment not received',
    },
    testi: {
      aperto: 'These notices are still in the cart.',
      inviato: 'We have not received a payment yet. If you have not finished, you can go on from where you were.',
      in_attesa:
        'The pagoPA site says that you have finished, and now we are waiting for the receipt, which is the only proof. It usually ' +
        'arrives in a few minutes, sometimes the next day. Do not pay again.',
      parziale:
        'Each notice has its own receipt, and they do not always arrive together. For those that are missing, wait: before you pay ' +
        'them again, check whether your account has been charged.',
      pagato: 'Everything has reached the public bodies: there is nothing else to do.',
      abbandonato: 'No receipt has arrived in a day. The notices are still to be paid: check your account first.',
    },
    annullato: {
      titolo: 'You interrupted the payment',
      testo: 'We have not received any payment. The notices are still to be paid, whenever you want.',
    },
    errore: {
      titolo: 'The payment did not go through',
      testo:
        'The pagoPA site did not complete the payment. If your account has been charged anyway, do not pay again: the receipt may ' +
        'arrive later, and this page will say so.',
    },
    puoiChiudere: (email: string | null): string =>
      email === null
        ? 'You can close this page.'
        : `You can close this page: when everything has arrived we write to you at ${email}.`,
    elenco: 'The notices',
    colonne: { causale: 'What for', ente: 'Payee', importo: 'Amount', stato: 'Status' },
    nonPiu: 'Notice withdrawn by the public body',
    ricevuta: 'Open the receipt',
    aggiorna: 'Check whether it has arrived',
    riprendi: 'Go on with the payment',
    riprova: 'Try to pay again',
    carrello: 'Back to the cart',
    cercaTitolo: 'We cannot find this payment',
    cercaTesto:
      'The address is incomplete, or more than a month has passed. Search for the notice: its page says whether it is paid.',
  },
} satisfies typeof italiano;
