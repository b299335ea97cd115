/**
 * How an operator comes in: by who they are (SPID, CIE, the provider of their ente), by which second step; and what they do about it by
 * themselves: app, passkeys, recovery codes, password, sessions.
 */
export { accediConIdentita, preparaSecondoPasso, type PrimoPasso, type Secondi } from './acts/accesso-identita.ts';
export type { Entrato, IdentitaProvata, Mostrata } from './acts/accesso.ts';
export { assegnaIdentita } from './acts/operatore.ts';
export type { SecondoPasso } from './acts/secondo-passo.ts';
export * from './fornitore.ts';
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
