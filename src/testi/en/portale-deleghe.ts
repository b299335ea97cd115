import type { deleghe as italiano } from '../it/portale-deleghe.ts';

/** What who signed in reads of the deleghe, and of the copy of their data. */
export const deleghe = {
  titolo: 'Acting for others',
  introduzione:
    'You can ask a public body to let you see and pay what a minor or another person owes. It holds for that body only, and ' +
    'the body decides.',
  elenco: 'For whom you act',
  suDiMe: 'Who acts for you',
  colonne: { chi: 'For whom', da: 'Who', ente: 'Public body', genere: 'Why', stato: 'State', azione: 'Action' },
  generi: { minore: 'Is a minor', tutela: 'Guardianship', delega: 'Asked me to' },
  stati: {
    richiesta: 'Waiting for the public body',
    approvata: 'Approved',
    rifiutata: 'Not approved',
    revocata: 'Ended',
    scaduta: 'Expired',
  },
  fino: 'until',
  revoca: 'End it',
  revocaChe: (nome: string, ente: string): string => `End the permission: ${nome}, ${ente}`,
  revocata: 'The permission has ended: it no longer holds.',
  chiesta: 'The request has been sent. You will find the decision here.',
  nessuna: 'You have not asked for any permission yet',
  nessunaTesto: 'To ask for one you need the tax code of the other person and a document that allows it.',
  nuova: 'Ask for a permission',
  modulo: {
    titolo: 'Ask for a permission',
    genere: 'Why do you act for another person?',
    aiutoGenere: {
      minore: 'Attach a document that shows you are a parent, such as a family certificate.',
      tutela: 'Attach the decision of the judge.',
      delega: 'Attach the signed authorisation and the identity document of who signed it.',
    },
    codice: 'Tax code of the other person',
    nome: 'Name and surname of the other person',
    ente: 'Public body',
    scegliEnte: 'Choose the public body',
    documento: 'Document',
    documentoAiuto: 'PDF, JPEG or PNG, at most 10 MB. If something is wrong you will have to choose it again.',
    manca: 'Attach the document.',
    mancaEnte: 'Choose the public body.',
    invia: 'Send the request to the public body',
  },
  rifiuti: {
    DELEGA_CODICE_NON_VALIDO: 'Check the tax code: it is that of a person, and has 16 characters.',
    DELEGA_A_SE_STESSI: 'This is your own tax code: you need no permission for yourself.',
    DELEGA_NOME_MANCANTE: 'Write the name and surname of the other person.',
    DELEGA_GENERE_NON_VALIDO: 'Choose why you act for this person.',
    DELEGA_NON_MINORE: 'By the tax code this person is of age: choose another reason.',
    DELEGA_ENTE_NON_VALIDO: 'Choose a public body from the list.',
    DELEGA_GIA_CHIESTA: 'You already have a permission, or a request that waits, for this person and this public body.',
    DELEGHE_TROPPE: 'You already have ten requests waiting. Wait for the decisions, or take one back.',
    DELEGA_SCONOSCIUTA: 'This permission is not there, or has already ended.',
    DELEGA_GIA_DECISA: 'Somebody has already decided on this. Look again at how it stands.',
    DELEGA_GIORNO_NON_VALIDO:
      'The day is between today and five years from now; for a minor, not beyond the day they come of age.',
    DELEGA_MOTIVO_MANCANTE: 'Write why, in at most 500 characters: who asked reads it.',
  },

  dati: {
    titolo: 'My data',
    introduzione: 'You can download a copy of all that MyPay keeps about you, for all public bodies.',
    dentro: [
      'dues and notices in your name, with their history',
      'payments and receipts, also those you made for others',
      'carts, sign-ins, e-mail addresses and preferences',
      'e-mails we sent you, permissions, requests',
      'what the record of acts says',
    ],
    formati:
      'It is a ZIP file: a page to read (dati.html), sheets for a spreadsheet (CSV), and the data for a program (JSON). Its ' +
      'labels are in Italian.',
    attenzione: 'It holds your data in clear: keep it only where you alone can read it.',
    scarica: 'Download my data',
    diritti:
      'To correct or delete something about a due, ask the public body that claims it; for the rest, ask support.',
    sezioni: {
      persona: 'Who you are',
      accessi: 'Open sessions',
      operatore: 'Your access to the office',
      posizioni: 'Dues',
      storia: 'History of the dues',
      richieste: 'Requests to pay without a notice',
      ricevute: 'Receipts',
      carrelli: 'Carts',
      deleghe: 'Permissions',
      posta: 'E-mails',
      registro: 'Record of acts',
    },
    niente: 'There is nothing.',
    generato: (quando: string): string => `Copy made on ${quando}.`,
  },
} satisfies typeof italiano;
