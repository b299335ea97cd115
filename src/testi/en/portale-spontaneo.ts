import type { spontaneo as italiano } from '../it/portale-spontaneo.ts';

/** What citizens read when they pay without a notice. */
export const spontaneo = {
  qui: 'Paid here, without a notice',
  quiTesto: 'You fill in a form, see how much you owe and prepare the notice to be paid.',
  altrove: 'Paid on the website of the public body',
  conAvviso: 'Paid with the notice that the public body sends you',

  titoloDati: 'Who must pay',
  tipo: 'Who it is',
  tipi: {
    F: { testo: 'A person', aiuto: 'You need their Italian tax code (codice fiscale).' },
    G: {
      testo: 'A company, an association or a public body',
      aiuto: 'You need the VAT number (partita IVA), or the tax code of 11 digits.',
    },
    A: { testo: 'A person without an Italian tax code, or who does not want to give it', aiuto: null },
  },
  codice: 'Tax code (codice fiscale) or VAT number (partita IVA)',
  codiceAiuto: 'The tax code of a person has 16 letters and digits; the VAT number has 11 digits.',
  codiceAnonimo: 'Leave it empty if you have chosen “without an Italian tax code”.',
  nome: 'First name and surname, or name of the company',
  email: 'Your email address',
  emailAiuto: 'For example name@example.com. We send you a link and a code to confirm.',
  debitore: {
    tipoMancante: 'Choose who must pay.',
    codiceMancante: 'Write the tax code or the VAT number of who must pay.',
    codiceFiscaleNonValido:
      'This tax code is not written correctly: it has 16 letters and digits. Check it on the health insurance card (tessera sanitaria).',
    partitaIvaNonValida: 'This VAT number is not written correctly: it has 11 digits.',
    anagraficaMancante: 'Write the first name and surname, or the name of the company, of who must pay.',
    anagraficaCaratteri:
      'The name contains a sign that cannot be printed on the notice, such as an emoji. Write it in Latin letters; accents are fine.',
    anagraficaLunga: 'The name can have 70 characters at most: shorten it.',
  },
  mancaEmail: 'Write your email address.',
  emailNonValida: 'This email address is not written correctly. It must look like name@example.com.',

  daPagare: 'To be paid',
  nonAncora: 'Fill in the form: the amount appears here.',
  aggiorna: 'Update the amount',
  continua: 'Continue',
  cambiato: {
    titolo: 'The public body has changed this form',
    testo: 'This is the new one. We have kept the answers that are still valid: check them and press “Continue”.',
  },
  contatti: 'Contacts of the public body',

  riepilogo: {
    titolo: 'Check and confirm',
    perche: 'What for',
    risposte: 'Your answers',
    chi: 'Who must pay',
    nome: 'Name',
    codice: 'Tax code or VAT number',
    senzaCodice: 'without an Italian tax code',
    email: 'Your email',
    si: 'yes',
    no: 'no',
    dopo: 'When you confirm we send you an email, to be sure that the address is yours. Only then do we prepare the notice to be paid.',
    conferma: 'Confirm and send me the email',
    correggi: 'Go back and correct',
    importoCambiato: 'The amount is no longer the one you saw. Look at the new one below and confirm again.',
  },

  posta: {
    titolo: 'Where do we send the email?',
    testo: 'If the address was misspelt, write it again. What you have filled in is safe for one day.',
    manda: 'Send me the email',
  },
  codicePosta: { apri: 'Confirm', altra: 'Ask for another email, also to another address' },
  prova: {
    titolo: 'Confirm your request',
    testo: (ente: string): string =>
      `You have filled in a payment to ${ente}. Press the button to confirm it: we prepare the notice to be paid straight away.`,
    seNonSei: 'If it was not you, close this page: nothing happens.',
    apri: 'Confirm',
  },
  perduta: {
    titolo: 'This request no longer exists',
    testo: 'A request that nobody confirms is deleted after a day. Fill in the form again: it takes a few minutes.',
    ricomincia: 'Choose the public body',
  },

  attesa: {
    titolo: 'We are preparing the notice',
    testo: 'It usually takes a second. The page updates by itself.',
    aggiorna: 'Update now',
    no: 'The notice cannot be prepared',
  },
  rifiuti: {
    SPONTANEO_CHIUSO:
      'In the meantime the public body has closed this payment. You owe nothing: if you think you have to pay anyway, ask the ' +
      'public body.',
    SPONTANEO_IMPORTO_CAMBIATO:
      'In the meantime the amount has changed, and we do not prepare a notice that differs from what you saw. Fill in the form again.',
    SPONTANEO_NON_ACCETTATO:
      'The public body cannot receive this payment right now, because of how the service is set up. You have done nothing wrong: ' +
      'let the public body know.',
  },

  inRiga: (riga: number, domanda: string): string => `Row ${riga}, ${domanda}`,
  conDomanda: (domanda: string, errore: string): string => `${domanda} – ${errore}`,
} satisfies typeof italiano;
