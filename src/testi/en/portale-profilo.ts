import type { profilo as italiano } from '../it/portale-profilo.ts';

/** What who signed in reads of their profile. */
export const profilo = {
  voce: 'My profile',
  titolo: 'My profile',
  chi: 'Who you are',
  chiTesto: 'Your identity provider tells us each time you sign in: it cannot be changed here.',
  nome: 'Name and surname',
  codiceFiscale: 'Tax code',
  email: 'Your email',
  emailTesto:
    'We write to you here when a payment you made has arrived. You no longer need to confirm it when you pay.',
  emailSalvata: 'Saved email',
  nessunaEmail: 'You have not saved an email yet.',
  nuovaEmail: 'Another email',
  primaEmail: 'Email',
  emailAiuto: 'We send you a link and a code to confirm that it is yours.',
  salva: 'Confirm the email',
  togli: 'Remove the email',
  mancaEmail: 'Write your email.',
  codice: {
    apri: 'Save the email',
    altra: 'Ask for another email',
  },
  prova: {
    titolo: 'Save your email',
    testo: (ente: string): string => `Press the button to save this email in your profile (${ente}).`,
    apri: 'Save the email',
    seNonSei: 'If you did not ask for it, close this page: nothing happens.',
  },
  diAltri: 'Another person asked for this email. They must sign in with SPID or CIE to confirm it.',
  preferenze: 'What you want to receive',
  preferenzeTesto: 'The emails you ask for, for example to confirm your address, are sent anyway.',
  ricevute: 'The receipts of payments in your name',
  ricevuteAiuto: 'Also when you pay at a bank, at the post office or with an app.',
  avvisi: 'New notices in your name',
  avvisiAiuto: 'An email, at most once a day, when a public body on this site asks you for a payment.',
  promemoria: 'A reminder before the due date',
  promemoriaAiuto: (giorni) => `One email only, about ${giorni} days before the date by which to pay.`,
  senzaEmail: 'To receive them, first confirm your email above.',
  disdetta: {
    titolo: 'Stop these emails',
    testo: 'Press the button to stop the emails about new notices and due dates. Those with receipts continue.',
    disdici: 'Do not write to me any more',
    fattoTitolo: 'We will not write to you any more',
    fatto:
      'You will get no more emails about new notices and due dates. If you change your mind, turn them on in your profile.',
    nonValida: 'This address is not complete: open it again from the email, or choose what to receive in your profile.',
    profilo: 'Go to your profile',
  },
  salvaPreferenze: 'Save your choices',
  fatto: {
    email: 'Your email is saved.',
    tolta: 'Your email has been removed.',
    preferenze: 'Your choices are saved.',
  },
} satisfies typeof italiano;
