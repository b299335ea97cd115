/** What an operator does by themselves about how they come in: second factor, passkeys, recovery codes, password, sessions. */
export {
  attivaSecondoFattore,
  cambiaPasswordPropria,
  chiudiSessioni,
  leggiAccesso,
  nuovoSecondoFattore,
  rifaiRecupero,
  togliSecondoFattore,
  type AccessoProprio,
} from './acts/accesso-proprio.ts';
export { preparaPasskey, registraPasskey, rinominaPasskey, togliPasskey } from './acts/passkey-proprie.ts';
export type { OpzioniPasskey } from './acts/passkey.ts';
export type { Passkey, PasskeyId } from './store/passkey.ts';
