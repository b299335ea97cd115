import { piuGiorni, type Giorno } from '#kernel/giorno';
import { LIMITI } from '#kernel/limiti';

/** Why a person is told of a notice. */
export type PercheDetto = 'nuovo' | 'scadenza';

/** A notice that is still to be paid, as far as telling of it goes. */
export type DaDire = {
  /** Every dovuto under it. */
  dovuti: readonly string[];
  scadenza: Giorno | null;
  /** Since when it is asked for; null: nobody knows, and it is no news. */
  dal: Date | null;
};

/** What the person wants to be told, and what they were told already (`<dovuto> <perche>`). */
export type Voluto = {
  avvisiDal: Date | null;
  promemoria: boolean;
  detti: ReadonlySet<string>;
  oggi: Giorno;
};

export const chiaveDetto = (dovuto: string, perche: PercheDetto): string => `${dovuto} ${perche}`;

/**
 * Why a person is told of this notice today; null: they are not. What is new is told as new, also where it is about to be due, and is not
 * told again for that; a notice that is past its day, and is paid all the same, was told of before.
 */
export function percheDirlo(avviso: DaDire, voluto: Voluto): PercheDetto | null {
  const { avvisiDal, promemoria, detti, oggi } = voluto;
  const detto = (perche: PercheDetto): boolean => avviso.dovuti.some((id) => detti.has(chiaveDetto(id, perche)));
  if (avvisiDal !== null && avviso.dal !== null && avviso.dal >= avvisiDal && !detto('nuovo')) return 'nuovo';
  return promemoria && vicina(avviso.scadenza, oggi) && !detto('scadenza') ? 'scadenza' : null;
}

/** Of a notice told as new, its day is told too: a reminder of it would say the same again. */
export function dicono(perche: PercheDetto, { scadenza }: DaDire, oggi: Giorno): readonly PercheDetto[] {
  return perche === 'nuovo' && vicina(scadenza, oggi) ? ['nuovo', 'scadenza'] : [perche];
}

function vicina(scadenza: Giorno | null, oggi: Giorno): boolean {
  return scadenza !== null && scadenza >= oggi && scadenza <= piuGiorni(oggi, LIMITI.promemoriaGiorni);
}
