import type { RifiutoUtenti } from '#modules/utenti';
import { utenti } from '#testi/it/utenti';

/** What a person reads of a refusal of utenti. */
export function frase({ codice, parametri = {} }: RifiutoUtenti): string {
  const una = utenti.rifiuti[codice];
  return typeof una === 'string' ? una : una(parametri);
}
