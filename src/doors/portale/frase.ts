import type { RifiutoUtenti } from '#modules/utenti';
import type { Testi } from '#testi/catalogo';

/** What a person reads of a refusal of utenti. */
export function frase({ utenti }: Testi, { codice, parametri = {} }: RifiutoUtenti): string {
  const una = utenti.rifiuti[codice];
  return typeof una === 'string' ? una : una(parametri);
}
