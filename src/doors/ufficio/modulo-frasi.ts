import type { Difetto } from '#modules/enti';
import { modulo } from '#testi/it/modulo';
import { ufficioTipi } from '#testi/it/ufficio-tipi';

/** What is wrong with a definition, in words. */
export function fraseDifetto({ codice, parametri }: Difetto): string {
  if (codice === 'MODULO_STRUTTURA') return ufficioTipi.modulo.forma(parametri);
  const una = modulo.difetti[codice];
  return typeof una === 'string' ? una : una(parametri);
}
