import type { accesso as italiano } from '../it/portale-accesso.ts';

/** What citizens read when they sign in with SPID or CIE, and of who signed in. */
export const accesso = {
  titolo: 'Sign in with SPID or CIE',
  perche: 'If you sign in, you can:',
  vantaggi: [
    'see what you have to pay to all public bodies, and the receipts of what you have paid',
    'read and pay your notices without confirming your email each time',
    'find your cart again on another device',
    'save your email and choose what we write to you',
  ],
  entra: 'Sign in with SPID or CIE',
  dove:
    'We send you to the page of the identity provider, which recognises you and tells us your name, surname, Italian tax code and ' +
    'email. Then you come back here.',
  senza: 'You do not need to sign in to pay',
  senzaTesto: 'With the notice code and the tax code you can pay without SPID and CIE too.',
  cerca: 'Find a notice',
  spento: 'Here you cannot sign in with SPID or CIE. You can pay with the notice code.',
  nonEntrato: 'You are not signed in',
  riprova: 'Begin again',
  giaUsato: 'You are already signed in',
  giaUsatoTesto: (nome: string): string =>
    `This sign-in has already been used, and you are signed in as ${nome}. There is nothing else to do.`,
  continua: 'Go on',
} satisfies typeof italiano;
