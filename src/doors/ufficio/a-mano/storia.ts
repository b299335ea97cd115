import type { PassoStoria } from '#modules/posizioni';
import { ufficioAMano } from '#testi/it/ufficio-a-mano';

const { storia, storiaCampi, campi, tipi, vuoto } = ufficioAMano.modifica;

/** What a step of the history says of the words that somebody changed by hand. */
export function frasiCambiati(dettaglio: PassoStoria['dettaglio']): string[] {
  return Object.entries(dettaglio?.cambiati ?? {}).map(([campo, { da, a }]) => {
    const detto = (valore: string | null): string =>
      valore === null ? vuoto : `«${campo === 'tipo' ? (tipi[valore] ?? valore) : valore}»`;
    return storia(storiaCampi[campo] ?? campi[campo] ?? campo, detto(da), detto(a));
  });
}
