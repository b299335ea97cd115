import type { portale as italiano } from '../it/portale.ts';

/** What citizens read in the portale. */
export const portale = {
  navigazione: { paga: 'Pay', enti: 'Public bodies', assistenza: 'Help' },
  piede: {
    accessibilita: 'Accessibility statement',
    privacy: 'Privacy notice',
    assistenza: 'Help and contacts',
    ufficio: 'Staff area for public bodies',
    sviluppatori: 'For developers',
    orari: 'Need help? Call 800 000 000 (free of charge), Monday to Friday, 9am to 5pm.',
  },
  intermediario: 'Intermediary not registered yet',

  inizio: {
    titolo: 'What do you want to pay?',
    avviso: 'I have a payment notice',
    avvisoTesto:
      'You have received a letter or a message with a number of 18 digits. See how much you owe and download the notice.',
    senza: 'I do not have a notice',
    senzaTesto: 'Find the public body you must pay and choose what for: you fill in a form and prepare the notice.',
    dove: 'Where do I find the notice code?',
    enti: 'Public bodies that collect payments here',
    tuttiGliEnti: 'See all public bodies',
    nessunEnte: 'No public body collects payments here yet',
    nessunEnteTesto: 'Public bodies appear here when they start using the service. Come back in a few days.',
    aperti: (quanti: number): string => (quanti === 1 ? 'You have one open notice' : `You have ${quanti} open notices`),
    apertiTesto: 'You can go back and read it without searching again.',
    torna: 'Back to the notice',
    tornaN: (n: number): string => `Back to notice ${n}`,
  },

  disegno: {
    descrizione:
      'Drawing of a paper payment notice. The code, called Cod. Avviso in Italian, is at the bottom, in the box of the payment ' +
      'details, to the right of the QR code: 18 digits in groups of four. The tax code to use is at the top right, in the box of ' +
      'the recipient (Destinatario).',
    avviso: 'AVVISO DI PAGAMENTO',
    destinatario: 'DESTINATARIO',
    codiceFiscale: 'Cod. Fiscale',
    dati: 'DATI PER IL PAGAMENTO',
    codice: 'Cod. Avviso',
    qui: 'Here',
    didascalia:
      'The code is near the QR code: 18 digits in groups of four. The tax code is next to the name of the recipient.',
  },

  avviso: {
    titolo: 'Find your payment notice',
    numero: 'Notice code (Codice Avviso)',
    numeroAiuto: 'It has 18 digits and usually starts with 3. On paper it is called “Cod. Avviso”. The IUV works too.',
    codiceFiscale: 'Tax code (codice fiscale) written on the notice',
    codiceFiscaleAiuto: 'That of the person it is made out to (16 letters and digits), or of the company (11 digits).',
    cerca: 'Find the notice',
    attesa: 'One moment, we are checking.',
    errori: {
      mancaNumero: 'Write the notice code: it has 18 digits and you find it near the QR code.',
      numeroLungo: 'The notice code is too long: it has 18 digits. Check that you have written it only once.',
      mancaCodiceFiscale: 'Write the tax code that is printed on the notice.',
      codiceFiscaleForma:
        'The tax code has 16 letters and digits (or 11 digits, if it is that of a company). Check that you have written all of it.',
    },
    nonTrovato:
      'We cannot find a notice with this code and this tax code. Check both of them on the paper: the notice code has 18 digits ' +
      'and usually starts with 3.',
    troppi: 'Too many attempts in a short time',
    troppiPerche: 'This limit protects everybody’s data. What you have written is still here below.',
    troppiPronta: 'You can try again now: press “Find the notice”.',
    perche: {
      tempo: {
        titolo: 'Too much time has passed',
        testo: 'You searched for a notice more than an hour ago. For your safety, search for it again.',
      },
      chiuso: {
        titolo: 'The notice is no longer open',
        testo:
          'For your safety a notice stays open for two hours at most, or until you press “Close”. Search for it again.',
      },
    },
    scegli: 'Which one of these?',
    scegliTesto: 'With this code and this tax code we find more than one notice.',
    scegliVoce: (ente: string, causale: string): string => `${ente}: ${causale}`,
  },

  dati: {
    ente: 'Payee',
    causale: 'What for',
    entro: 'by',
    scadenza: 'To be paid by',
    debitore: 'Who must pay',
    intestatario: 'Made out to',
    indirizzo: 'Address',
    codiceFiscale: 'Tax code',
    numero: 'Notice code (Codice Avviso)',
    iuv: 'IUV',
    codiceFiscaleEnte: 'Tax code of the payee',
    cbill: 'CBILL code',
    importo: 'Amount',
    commissione: 'Fee',
    commissioneTesto: 'on top of the amount, for the payment service',
    quando: 'When',
    pagatoDa: 'Paid by',
    tramite: 'Paid through',
    ricevuta: 'Receipt identifier',
    dettaglio: 'What it includes',
  },

  stati: {
    da_pagare: null,
    scadutoMaPagabile: {
      titolo: 'The due date has passed, but you can still pay',
      testo: 'Pay as soon as you can. The public body may add interest: the amount you see is that of today.',
    },
    in_pagamento: {
      titolo: 'Somebody is paying this notice right now',
      testo:
        'If it is you, wait for the confirmation of your bank or app: do not pay twice. If in half an hour it still says “To be ' +
        'paid” here, the payment did not go through and you can try again.',
    },
    in_attesa_di_ricevuta: {
      titolo: 'The payment has been made, we are waiting for the receipt',
      testo: 'It usually arrives in a few minutes, sometimes the next day. Do not pay again: reload the page later.',
    },
    pagato: {
      titolo: 'It has already been paid',
      testo:
        'There is nothing else to do. The receipt is the proof of payment: to download it, write your email address below.',
    },
    scaduto: {
      titolo: 'This notice has expired and can no longer be paid',
      testo: 'You may still owe the money: ask the public body for a new notice with the updated amount.',
    },
    annullato: {
      titolo: 'The public body has cancelled this notice: do not pay it',
      testo: 'If you think this is a mistake, or if you have already paid it, write to the public body or call it.',
    },
    estinto: {
      titolo: 'This notice no longer has to be paid',
      testo:
        'The same debt was paid in another way, for example with another notice or in instalments. If it was not you, ask the ' +
        'public body.',
    },
    bozza: null,
    contatti: 'Contacts of the public body',
  },

  altroAvviso: {
    ordinario: 'You can still pay the full amount with the other notice that you have received.',
    altro: 'You can still pay in another way, with the other notice that you have received.',
  },

  trovato: {
    tutto: 'To see everything and download the notice',
    tuttoPagato: 'To download the receipt',
    perche:
      'We only show a part of it here, because the code of a notice may end up in other hands. Write your email address: we send ' +
      'you a link and a code straight away.',
    email: 'Your email address',
    emailAiuto: 'For example name@example.com. If you then pay, the receipt is sent here too.',
    manda: 'Send me the email',
    mancaEmail: 'Write your email address.',
    altro: 'This is not it: search for another notice',
  },

  codice: {
    titolo: 'Check your email',
    testo: 'We have sent an email to the address you wrote. It arrives within a few minutes. You can:',
    modi: [
      'press the link that is in the email (valid for 60 minutes)',
      'or copy the six-digit code here (valid for 15 minutes)',
    ],
    codice: 'Six-digit code',
    apri: 'Open the notice',
    mancaCodice: 'Write the six digits that are in the email.',
    nonArriva: 'Has the email not arrived?',
    nonArrivaTesto: 'Look in your spam folder too. If the address was misspelt, ask for another email.',
    altra: 'Ask for another email',
  },

  prova: {
    titolo: 'Open your payment notice',
    testo: (ente: string): string => `You asked to read a notice of ${ente}. Press the button to open it.`,
    seNonSei: 'If it was not you who asked, close this page: nothing happens.',
    apri: 'Open the notice',
    nonValido: 'This link no longer works',
    cerca: 'Search for the notice again',
    giaAperto: 'Back to the notice you have opened',
  },

  intero: {
    ricevuta: 'Payment received',
    pagatoTesto:
      'The public body has received the payment: there is nothing else to do. Keep the receipt, it is the proof that you have paid.',
    senzaRicevuta:
      'The public body has recorded the payment. The receipt is not here: if you paid the public body directly, ask it for the ' +
      'receipt; if you paid with pagoPA, try again tomorrow.',
    scaricaAvviso: 'Download the notice',
    scaricaRicevuta: 'Download the receipt',
    pdf: 'It is a PDF file to print or to keep.',
    nonStampabile: 'This notice is not printed: the details below are enough to pay it.',
    comeSiPaga: 'How to pay',
    modi: [
      {
        titolo: 'With your phone or computer',
        testo:
          'With the IO app, with the app or the site of your bank (CBILL or pagoPA service), or with another payment app: scan the ' +
          'QR code of the notice, or write the notice code and the tax code of the payee.',
      },
      {
        titolo: 'At the bank or at a cash machine',
        testo:
          'At the counter, or at the cash machines that have the pagoPA service, even those of a bank that is not yours. Take the ' +
          'printed notice with you.',
      },
      {
        titolo: 'At the post office',
        testo: 'At a post office or a Punto Poste, in cash or by card. Take the printed notice with you.',
      },
      {
        titolo: 'At a tobacconist, newsagent or supermarket',
        testo: 'Wherever you see the pagoPA logo. Take the printed notice with you.',
      },
    ],
    costo: 'Whoever takes the payment may charge a fee: they tell you before you pay.',
    servono: 'The details you may be asked for',
    esciTitolo: 'Have you finished?',
    esciTesto: 'If this is not your phone or computer, close the notice: whoever comes after you will not see it.',
    esci: 'Close',
  },

  enti: {
    titolo: 'Public bodies',
    cercaEtichetta: 'Name of the public body, municipality or province',
    cercaAiuto: 'The first letters are enough, for example “valle” or “treviso”.',
    cerca: 'Search',
    quanti: (n: number): string => (n === 1 ? '1 public body' : `${n} public bodies`),
    troppi: (mostrati: number, trovati: number): string =>
      `There are more than ${trovati}, here you see ${mostrati}: write a few more letters to shorten the list.`,
    nessuno: 'No public body has this name',
    nessunoTesto:
      'Try with a single word, for example the municipality. The public body may not collect payments here yet.',
    tutti: 'See all public bodies',
  },

  ente: {
    contatti: 'Contacts',
    indirizzo: 'Address',
    telefono: 'Telephone',
    email: 'Email',
    pec: 'Certified email (PEC)',
    sito: 'Website',
    codiceFiscale: 'Tax code',
    tipi: 'What it collects',
    nessunTipo: 'This public body has not published yet what it collects.',
    haiAvviso: 'Do you already have a notice from this public body?',
    haiAvvisoTesto: 'Find it with the 18-digit code and your tax code.',
    trova: 'Find the notice',
  },
} satisfies typeof italiano;
