import { AMBITI, type Ambito } from '#modules/utenti';
import { ufficioChiavi as testi } from '#testi/it/ufficio-chiavi';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { VAI } from '../indirizzi.ts';

/** Where who writes the ente's software reads what it may ask. */
export const SVILUPPATORI = '/sviluppatori';

/** Where the pages of one key hang from. */
export const SOPRA_CHIAVI = [
  { testo: ufficioEnte.indice.titolo, a: VAI.configurazione },
  { testo: testi.titolo, a: VAI.chiavi },
];

/** Scopes, in words. */
export function ambitiDetti(ambiti: readonly Ambito[]): string {
  return AMBITI.filter((uno) => ambiti.includes(uno))
    .map((uno) => testi.ambiti[uno].testo)
    .join(', ');
}

/** The field of each refusal. */
export const CAMPO_DEL_RIFIUTO: Readonly<Record<string, string>> = {
  CHIAVE_SENZA_AMBITI: 'ambiti',
  CHIAVE_INDIRIZZO_NON_VALIDO: 'indirizzi',
  CHIAVE_GIORNI_NON_VALIDI: 'giorni',
};
