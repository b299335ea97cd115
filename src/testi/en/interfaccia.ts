import type { interfaccia as italiano } from '../it/interfaccia.ts';

/** What the frame and the shared components say. */
export const interfaccia = {
  prodotto: 'MyPay',
  motto: 'Payments to public bodies',
  salta: { contenuto: 'Skip to content', menu: 'Skip to menu', piede: 'Skip to the end of the page' },
  principale: 'Main',
  menu: 'Menu',
  percorso: 'Breadcrumb',
  lingua: 'Language',
  accedi: 'Sign in',
  esci: 'Sign out',
  persona: 'Signed in as',
  cerca: 'Search',
  cercaEtichetta: 'Search for a notice, IUV, IUD, tax code or name',
  prova: 'TEST – cannot be paid',
  servizio: (intermediario: string): string => `A service of ${intermediario}`,
  versione: (versione: string): string => `MyPay ${versione}`,
  collegamentiUtili: 'Useful links',
  altraFinestra: 'opens another site',
  facoltativo: 'optional',
  errore: 'Error',
  ciSonoErrori: (quanti: number): string =>
    quanti === 1 ? 'There is one thing to correct' : `There are ${quanti} things to correct`,
  totale: 'Total',
  modulo: {
    riga: (numero: number): string => `Row ${numero}`,
    aggiungi: (gruppo: string): string => `Add a row to “${gruppo}”`,
    togli: (numero: number, gruppo: string): string => `Remove row ${numero} from “${gruppo}”`,
    scegli: 'Choose',
    senzaVoci: 'The choices appear once you have answered the questions above.',
    fileAmmesso: (tipi: string, quanto: string): string => `${tipi}: at most ${quanto}.`,
    fileInArrivo: 'The form is being updated: a large file may take a moment.',
    fileArrivato: (nome: string): string => `${nome} has arrived.`,
    togliFile: 'Remove',
    calcolo: 'How the amount is reached',
    voce: 'Item',
    quantita: 'Quantity',
    prezzo: 'Price',
    importo: 'Amount',
  },
  precedente: 'Previous',
  successiva: 'Next',
  pagine: 'Pages of the list',
  aggiorna: 'Refresh the page',
  fatte: (fatte: string, totale: string | null): string =>
    totale === null ? `${fatte} done so far` : `${fatte} of ${totale}`,
  stati: {
    bozza: 'Draft',
    da_pagare: 'To be paid',
    in_pagamento: 'Being paid',
    in_attesa_di_ricevuta: 'Waiting for the receipt',
    pagato: 'Paid',
    scaduto: 'Expired',
    annullato: 'Cancelled',
    estinto: 'Paid in another way',
  },
  errori: {
    richiesta: {
      titolo: 'We cannot read the request',
      testo: 'What your browser sent us is incomplete or not in the right form. Go back and try again.',
    },
    modulo: {
      titolo: 'This page is no longer valid',
      testo:
        'It had been open for too long, or you used another one like it. We have not recorded anything: reload it and send your ' +
        'details again.',
    },
    vietato: {
      titolo: 'You cannot open this page',
      testo:
        'Your profile does not include it. If you need it for your work, ask whoever manages access at your organisation.',
    },
    nonTrovata: {
      titolo: 'This page does not exist',
      testo: 'The address may be misspelt, or the page may have been removed. Check the address or start again.',
    },
    conflitto: {
      titolo: 'Something has changed in the meantime',
      testo: 'What you wanted to do no longer applies. Go back, reload the page and look at how things stand now.',
    },
    troppoGrande: {
      titolo: 'You sent too much at once',
      testo: 'We have not recorded anything. Go back and send a shorter text or a smaller file.',
    },
    troppi: {
      titolo: 'Too many attempts in a short time',
      testo: 'Wait a few minutes and try again. What you have done so far is not lost.',
    },
    guasto: {
      titolo: 'Something on our side is not working',
      testo: 'The fault has been recorded. Try again in a few minutes: if you were paying, check before you pay again.',
    },
    nonDisponibile: {
      titolo: 'The service is not responding',
      testo: 'This is a brief interruption. Try again in a few minutes: what you had already sent is safe.',
    },
  },
  riferimento: (codice: string): string => `If you ask for help, give this code: ${codice}`,
  inizio: 'Go to the home page',
  fileTroppoGrande: (megabyte: string | number): string =>
    `The file is too large: at most ${megabyte} MB. Choose a smaller file.`,
} satisfies typeof italiano;
