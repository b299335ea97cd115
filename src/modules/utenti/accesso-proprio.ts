/** What an operator does by themselves about how they come in: second factor, recovery codes, password, sessions. */
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
