import type { Difetto, Errore } from '#modules/enti';

/** What is wrong with a definition, in words. */
export function fraseDifetto({ codice }: Difetto): string {
  return codice;
}

/** What is wrong with an answer, in words: those of the definition, where it has its own. */
export function fraseErrore({ codice, messaggio }: Errore): string {
  return messaggio ?? codice;
}
