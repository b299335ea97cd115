import { ok, type Esito } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { IMPORTO_MAX_CENTS, type Cents } from '#kernel/importo';
import { LIMITI } from '#kernel/limiti';
import { rifiutoIncassi, type RifiutoIncassi } from './rifiuti.ts';

/** How an ente gets money outside pagoPA: a closed list, so that it can be counted. */
export const MEZZI = ['contanti', 'pos', 'bonifico', 'assegno', 'conto_postale', 'compensazione'] as const;
export type Mezzo = (typeof MEZZI)[number];

/** Characters of what finds the money again: the number of the desk's receipt, of the transfer, of the mandate. */
export const RIFERIMENTO_MAX = 140;

/** Nobody registers money of before this day: a year typed with a digit less. */
const DAL = '2000-01-01' as Giorno;

/** What a clerk says of money got outside pagoPA. */
export type Incasso = { giorno: Giorno; mezzo: string; riferimento: string; nota: string; importoCents: Cents };

/** The same, as it is kept. */
export type IncassoValido = Omit<Incasso, 'mezzo' | 'nota'> & { mezzo: Mezzo; nota: string | null };

/** Is it said well? The ente's money may have come today at the latest. */
export function leggiIncasso(i: Incasso, oggi: Giorno): Esito<IncassoValido, RifiutoIncassi> {
  const [riferimento, nota] = [i.riferimento.trim(), i.nota.trim()];
  const mezzo = MEZZI.find((m) => m === i.mezzo);
  if (i.giorno > oggi) return rifiutoIncassi('INCASSO_GIORNO_FUTURO');
  if (i.giorno < DAL) return rifiutoIncassi('INCASSO_GIORNO_TROPPO_VECCHIO');
  if (mezzo === undefined) return rifiutoIncassi('INCASSO_MEZZO_MANCANTE');
  if (!isBreve(riferimento, RIFERIMENTO_MAX)) return rifiutoIncassi('INCASSO_RIFERIMENTO_MANCANTE');
  if (nota !== '' && !isBreve(nota, LIMITI.motivoCaratteriMax)) return rifiutoIncassi('INCASSO_NOTA_TROPPO_LUNGA');
  if (i.importoCents < 1 || i.importoCents > IMPORTO_MAX_CENTS) return rifiutoIncassi('INCASSO_IMPORTO_NON_VALIDO');
  return ok({ ...i, mezzo, riferimento, nota: nota === '' ? null : nota });
}

/** Something is written, and not too much of it. */
export function isBreve(testo: string, caratteriMax: number): boolean {
  return testo !== '' && [...testo].length <= caratteriMax;
}
