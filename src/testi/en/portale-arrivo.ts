import type { arrivo as italiano } from '../it/portale-arrivo.ts';

/** What is read by who comes from the site of an ente to pay, or by a payment link. */
export const arrivo = {
  titolo: 'Check and pay',
  daChi: (ente: string): string => `You come from the website of ${ente}, which has prepared this payment for you.`,
  elenco: 'What you are paying',
  colonne: { causale: 'What for', ente: 'To whom', debitore: 'On behalf of', importo: 'Amount' },
  fermo: 'What you pay was decided by the public body: nothing can be added or removed here.',
  email: 'Your email address',
  emailAiuto: 'We write to you when the payment arrives.',
  emailFacoltativa: 'Your email address (optional)',
  mancaEmail: 'Enter your email address.',
  emailNonValida: 'Enter a complete email address, for example name@example.com.',
  dove: 'You pay on the pagoPA website, which shows any fee before you pay. At the end you go back to the website you came from.',
  doveQui: 'You pay on the pagoPA website, which shows any fee before you pay. At the end you come back here.',
  nonPagabile:
    'This payment cannot be made as it is: go back to the website of the public body and start again from there.',
  tornaSenza: (ente: string): string => `Back to the website of ${ente} without paying`,
  torna: (ente: string): string => `Back to the website of ${ente}`,
  comeAndato: 'How the payment went',
  riprendi: 'Resume the payment',
  riprova: 'Try to pay again',
  stati: {
    pronto: null,
    inviato: {
      titolo: 'You have already started this payment',
      testo: 'It is open on the pagoPA website, perhaps in another window. You can resume where you left off.',
    },
    lasciato: {
      titolo: 'The payment was not made',
      testo:
        'You came back from the pagoPA website without paying. We see no charge. You can try again, or go back to the website of ' +
        'the public body.',
    },
    in_attesa: {
      titolo: 'We are waiting for the receipt',
      testo:
        'The pagoPA website says that you have finished. The receipt usually arrives in a few minutes. Do not pay again.',
    },
    parziale: {
      titolo: 'Some of the receipts have arrived',
      testo:
        'Each payment has its own receipt, and they do not always arrive together. Wait for the others: do not pay again.',
    },
    pagato: { titolo: 'It is already paid', testo: 'There is nothing else to do.' },
    scaduto: {
      titolo: 'Too much time has passed',
      testo:
        'This payment had to be started within an hour of being prepared. You have not been charged: go back to the website of the ' +
        'public body and start again from there.',
    },
    chiuso: {
      titolo: 'This payment is no longer valid',
      testo:
        'The public body has withdrawn it, or has prepared a new one. Do not pay from here: go back to its website and see what ' +
        'there is to pay.',
    },
  },
  tardi: 'It is too late to try again: go back to the website of the public body and start again from there.',
  sconosciuto: {
    titolo: 'This address leads to no payment',
    testo:
      'The address is incomplete, or too old. Go back to the website you came from and start again from there. If you have a ' +
      'notice, you can look it up here.',
  },
  rifiuti: {
    VOCI_FUORI_MISURA: 'From one to five payments are prepared together, each with something to pay.',
    AVVISO_SCONOSCIUTO: 'One of the numbers is not of a notice of this public body.',
    AVVISO_SCADUTO: 'One of the notices has expired, and can no longer be paid.',
    RITORNO_NON_VALIDO:
      'The return address cannot be used: it starts with https://, has no user name, and is at most 2048 characters long.',
    SITI_NON_VALIDI: 'One of the sites cannot be used: each begins with https://, without a user name. At most 50.',
    RITORNO_NON_AMMESSO:
      'The return address is not of a website of this public body. Add it to its websites, then try again.',
    EMAIL_MANCANTE: 'Whoever skips the MyPay page must give the email address of the payer.',
    ARRIVO_SCADUTO:
      'More than an hour has passed: go back to the website of the public body and start again from there.',
    ARRIVO_CHIUSO:
      'This payment is no longer valid: go back to the website of the public body and see what there is to pay.',
  },
} satisfies typeof italiano;
