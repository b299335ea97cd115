import type { Difetto } from '#modules/enti';
import { moduli } from '#testi/it/moduli';

/** What is wrong with a definition, in words. */
export function fraseDifetto({ codice, parametri }: Difetto): string {
  const una = moduli.difetti[codice];
  return typeof una === 'string' ? una : una(parametri);
}
