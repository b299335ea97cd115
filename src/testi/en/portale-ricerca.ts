import type { ricerca as italiano } from '../it/portale-ricerca.ts';

/** What citizens read where they look for something, and where they say what is wrong. */
export const ricerca = {
  tipi: {
    etichetta: 'What you want to pay',
    aiuto: 'The first letters are enough, for example “mensa”.',
    quanti: (n: number): string => (n === 1 ? '1 item' : `${n} items`),
    nessuno: 'Nothing matches what you wrote: try a single word, or clear the search.',
  },

  ente: {
    titolo: 'Which public body?',
    perche:
      'What you wrote is neither a notice code (18 digits) nor an IUV (17 or 15). If it is a “codice dovuto”, different bodies may ' +
      'use the same one: tell us whose it is. If it is a mistake, correct it below.',
    etichetta: 'Public body that gave you the code',
    aiuto: 'The first letters of its name, town or province are enough.',
    scegli: 'Choose the public body',
    manca: 'Choose the public body that gave you the code.',
    nessuno: 'No public body has this name: try a single word, for example the town.',
    troppi: (mostrati: number): string => `You see ${mostrati}: if yours is not there, write a few more letters.`,
    continua: 'Continue',
  },

  qr: {
    inquadra: 'Scan the QR code',
    foto: 'Upload a picture of the QR code',
    chiudi: 'Close the camera',
    video: 'What the camera sees',
    avvio: 'We are starting the camera. Your browser may ask for permission.',
    cerca: 'Point the camera at the QR code of the notice: we read it by ourselves, no picture is needed.',
    leggo: 'We are looking for the QR code in the picture.',
    letto: 'We have read the notice code. Now write the tax code.',
    altro: 'This QR code is not that of a pagoPA notice. Use the one beside “Cod. Avviso”.',
    nessuno: 'We find no QR code in the picture. Come closer, with more light, or write the number.',
    negata: 'The camera cannot be used. You can upload a picture, or write the number.',
    tempo: 'We could not read the QR code. Try with more light, with a picture, or write the number.',
  },

  accessibilita: {
    titolo: 'Accessibility statement',
    impegno: (chi: string): string =>
      `${chi} is committed to making this site accessible, according to Italian law no. 4 of 9 January 2004.`,
    riguarda: (sito: string): string => `This statement is about the site ${sito}.`,
    ufficiale: 'Read the official statement on the site of AgID',
    stato: 'Compliance status',
    stati: {
      conforme: 'The site complies with appendix A of UNI CEI EN 301549 (WCAG 2.1, level AA).',
      parziale:
        'The site partially complies with appendix A of UNI CEI EN 301549 (WCAG 2.1, level AA), because of the cases listed below.',
      non_conforme:
        'The site does not comply with appendix A of UNI CEI EN 301549 (WCAG 2.1, level AA), because of the cases listed below.',
    },
    come:
      'Every page can be used with the keyboard alone, with a screen reader, on a screen 320 points wide, magnified to 200%, and also ' +
      'without JavaScript. No information is given by colour alone.',
    contenuti: 'Content that is not accessible',
    noti: [
      'files attached by public bodies and by citizens, made with other programs, may lack the structure that a screen reader needs',
      'texts written by public bodies (reasons for payment and names) may hold abbreviations, and are in Italian on pages in ' +
        'other languages too',
      'reading the QR code with the camera is not described aloud: the number can always be typed',
    ],
    noCosti: 'No content is left out because making it accessible would cost too much (disproportionate burden).',
    pagamento:
      'The page where one chooses how to pay belongs to pagoPA (Checkout), which has its own accessibility statement.',
    redazione: 'How this statement was prepared',
    data: (giorno: string): string => `This statement was prepared on ${giorno}.`,
    metodo:
      'It is a self-assessment by who runs the site: at each version all pages are checked automatically, and the journeys are ' +
      'tried with the keyboard alone, on a narrow screen and magnified.',
    segnala: 'Report a problem',
    segnalaTesto:
      'If a page cannot be used, tell us which one and what you browse with. We answer within 30 days to who leaves an address.',
    segnalaVai: 'Report an accessibility problem',
    difensore: 'If no answer comes, or it does not satisfy you',
    difensoreTesto:
      'You may turn to the Digital Ombudsman (Difensore civico per il digitale), at the Agency for Digital Italy, with the ' +
      'enforcement procedure.',
    difensoreVai: 'Enforcement procedure and Digital Ombudsman',
    sito: 'About the site',
    versione: (versione: string): string => `MyPay, version ${versione}. The pages are made with Bootstrap Italia.`,
  },

  segnala: {
    titolo: 'Report a problem',
    introduzione:
      'Tell us what is wrong with this site, or what you would improve. About a notice or a payment, write to the public body instead.',
    argomento: 'What you want to report',
    argomenti: {
      accessibilita: 'A page that cannot be used (accessibility)',
      altro: 'Another problem, or a suggestion',
    },
    testo: 'What happens',
    testoAiuto: 'What you were doing and what stopped you. Do not write tax codes, card numbers or passwords.',
    pagina: 'On which page',
    paginaAiuto: 'Its title or address.',
    strumenti: 'What you browse with',
    strumentiAiuto: 'For example phone or computer, browser, screen reader, magnifier.',
    email: 'Your email address',
    emailAiuto: 'Only if you want an answer. We use it for that, and after six months we delete everything.',
    invia: 'Send the report',
    errori: {
      mancaArgomento: 'Choose what you want to report.',
      mancaTesto: 'Tell us what happens.',
      testoLungo: 'The text is too long: 3,000 characters at most.',
      paginaLunga: 'Write the page in less than 300 characters.',
      strumentiLunghi: 'Write the tools in less than 300 characters.',
      emailNonValida: 'This email address is not right. It must be like name@example.com.',
    },
    troppi: 'Too many reports in a short time',
    inviata: 'Thank you, the report has been sent',
    inviataTesto: 'Who looks after this site will read it. If you left an address, we answer within 30 days.',
    altra: 'Write another report',
  },
} satisfies typeof italiano;
