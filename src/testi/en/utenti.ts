import type { MotivoNegato } from '#modules/utenti';
import { fra } from '../attesa.ts';
import type { utenti as italiano } from '../it/utenti.ts';

/** What fills a sentence: the parameters of a refusal. */
type Parametri = Readonly<Record<string, string | number>>;

/** What SPID asks to tell who could not sign in, by what happened. */
const NEGATA: Record<MotivoNegato, string> = {
  tentativi:
    'You entered the wrong credentials too many times. Wait, or recover your credentials from your identity provider.',
  livello: 'Your identity does not have credentials of the level needed here. Ask your identity provider for them.',
  tempo: 'Too much time passed before you finished signing in. Start again.',
  consenso:
    'You did not agree to send your details. You have to, in order to sign in: we need your first name, surname and tax code.',
  sospesa: 'Your identity is suspended or revoked, or its credentials are blocked. Ask your identity provider.',
  annullato: 'You cancelled the sign-in. Start again whenever you want.',
  tipo: 'You used an identity that is not valid here, for example that of a company. Sign in with your personal identity.',
  altro:
    'The identity provider did not complete the sign-in. Try again in a few minutes; if it happens again, ask for help.',
};

/** What people read when they are not let in, or asked to wait, by code. */
export const utenti = {
  rifiuti: {
    TROPPI_TENTATIVI: (p: Parametri): string =>
      `You have made too many attempts. Try again ${fra(Number(p['secondi'] ?? 0), 'en')}.`,
    ACCESSO_NEGATO: 'The username and password do not match. Check that you have written them correctly.',
    CODICE_RICHIESTO: 'Write the six digits that your authenticator app shows as well.',
    CODICE_ERRATO: 'The six digits do not match. Write those that your authenticator app shows now.',
    CODICE_GIA_USATO: 'These six digits have already been used. Wait for your authenticator app to show new ones.',
    PASSWORD_ERRATA: 'That is not your current password. Check that you typed it correctly.',
    SECONDO_FATTORE_PRESENTE: 'The second factor is already on.',
    SECONDO_FATTORE_ASSENTE: 'The second factor is not on: turn it on first.',
    SECONDO_FATTORE_OBBLIGATORIO: 'Whoever administers a public body needs the second factor.',
    PASSKEY_SCADUTA: 'More than five minutes have passed, or this request to the passkey was used already. Try again.',
    PASSKEY_NON_VALIDA: 'The passkey was not recognised. Try another one, the six digits or a recovery code.',
    PASSKEY_COPIATA:
      'This passkey answered as if there were a copy of it, and we did not let you in. Come in another way and remove it.',
    PASSKEY_PRESENTE: 'This passkey is registered already. Use another one.',
    PASSKEY_TROPPE: (p: Parametri): string =>
      `You have ${p['massimo'] ?? ''} passkeys already, as many as you may. Remove one first.`,
    PASSKEY_SCONOSCIUTA: 'This passkey is no longer there.',
    NOME_PASSKEY: 'Write a name for the passkey, at most 60 characters.',
    SESSIONE_SCADUTA: 'Your session has ended. Sign in again.',
    ENTE_NON_TUO:
      'You are not one of the operators of this public body. If you need it for your work, ask whoever manages its access.',
    ENTE_INSERITO:
      'This public body is still being set up: its software cannot come in until the intermediary activates it.',
    IDENTITA_NON_DISPONIBILE:
      'SPID and CIE are not responding at the moment. Try again in a few minutes: meanwhile you can pay without signing in.',
    ACCESSO_SCONOSCIUTO:
      'This sign-in is no longer valid: it has already been used, or it was started in another browser. Start again from here.',
    ACCESSO_SCADUTO: 'More than ten minutes have passed since you started. For your safety, start again.',
    IDENTITA_NEGATA: (p: Parametri): string => NEGATA[p['motivo'] as MotivoNegato],
    IDENTITA_NON_VERIFICATA:
      'The answer of the identity provider could not be verified, and we did not sign you in. Start again; if it happens again, ' +
      'ask for help.',
    IDENTITA_INCOMPLETA:
      'The identity provider did not tell us your first name, surname and a valid Italian tax code: without them we cannot know which ' +
      'payments are yours. You can pay without signing in, with the notice code.',
    IDENTITA_SENZA_ACCESSO:
      'Nobody works here with your tax code. Ask whoever manages the access of your public body to invite you, or to add your tax code.',
    IDENTITA_DA_COLLEGARE: 'This is the first time you sign in like this. Write your username and password once.',
    IDENTITA_NON_COLLEGABILE: 'The identity you signed in with is not the one set for this username.',
    FORNITORE_NON_DISPONIBILE:
      'Your ente’s sign-in is not answering right now. Try again in a few minutes, or sign in with username and password.',
    FORNITORE_SENZA_ACCESSO:
      'Your ente has recognised you, but you may not sign in this way now. Ask who manages its access.',
    FORNITORE_NON_COLLEGABILE: 'Your ente’s sign-in cannot be linked to this username. Ask who manages its access.',
    FORNITORE_ALTRO_INDIRIZZO:
      'This invitation cannot be accepted with your ente’s sign-in. Open its link again and choose a password.',
    FORNITORE_ASSENTE: 'The ente has not set its identity provider yet.',
    FORNITORE_CAMBIATO:
      'Someone else has changed the provider meanwhile. This is how it is now: look at it and try again.',
    FORNITORE_NON_VA:
      'The provider cannot be turned on yet: the test failed. See what is wrong, put it right and try again.',
    FORNITORE_NOME: (p: Parametri): string => `Write what operators call it, ${p['massimo'] ?? ''} characters at most.`,
    FORNITORE_EMITTENTE: 'The address is not written correctly. It is what the provider calls its issuer.',
    FORNITORE_EMITTENTE_IN_CHIARO: 'The address must begin with https://, because it says who signs in.',
    FORNITORE_CLIENT: 'Write the client ID as the provider gives it, without spaces.',
    FORNITORE_SEGRETO: (p: Parametri): string =>
      `Write the client secret as the provider gives it: ${p['min'] ?? ''} to ${p['max'] ?? ''} characters, without spaces.`,
    CODICE_FISCALE_NON_VALIDO: 'This tax code is not written correctly. It is that of a person: sixteen characters.',
    UTENTE_NON_VALIDO:
      'The username has 3 to 100 characters: lower-case letters, digits, full stop, hyphen, underscore and at sign.',
    NOME_NON_VALIDO: 'Write first name and surname, 140 characters at most.',
    EMAIL_NON_VALIDA: 'This email address is not written correctly. It must look like name@example.com.',
    PASSWORD_DEBOLE: (p: Parametri): string =>
      `Choose a password of at least ${p['minimo'] ?? ''} characters, different from the username and not made of a few ` +
      'characters repeated.',
    OPERATORE_SCONOSCIUTO: 'This operator is not registered, or does not belong to the public body.',
    OPERATORE_CAMBIATO:
      'Somebody else has changed this person meanwhile. See how they are now and, if it is still needed, make the change again.',
    ULTIMO_AMMINISTRATORE: 'They are the only one who administers this body: first give that role to somebody else.',
    ULTIMO_INTERMEDIARIO: 'They are the only one who runs the installation: appoint someone else first.',
    TIPO_DOVUTO_SCONOSCIUTO: 'One of the kinds of payment given does not belong to the public body.',
    PROVA_NON_VALIDA: 'This link is incomplete. Open it from the email, or copy all of it.',
    PROVA_SCADUTA: 'Too much time has passed. Ask for another email.',
    PROVA_USATA: 'This link, or its code, has already been used. Ask for another email.',
    CODICE_POSTA_ERRATO: (p: Parametri): string =>
      p['rimasti'] === 1
        ? 'The code does not match. You can try once more.'
        : `The code does not match. You can try ${p['rimasti'] ?? ''} more times.`,
    CODICE_POSTA_ESAURITO: 'You have tried the code too many times. Use the link in the email, or ask for another one.',
  },
} satisfies typeof italiano;
