import type { Esito, Rifiuto } from '#kernel/esito';
import type { TipoDovutoId } from '#kernel/ids';
import type { Ctx } from './contesto.ts';

/** Something that does not go on by itself. Never a person's name or code: a list of it is downloaded. */
export type CosaFerma = {
  /** What its acts are told; unique in its kind. */
  id: string;
  /** As a clerk calls it: a file, an IUD, a notice number. Blank: its kind says all. */
  nome: string;
  dal: Date;
  /** Why, in a word of ours that testi turns into a sentence: a refusal of the module, or one of the kind's own. */
  perche: string | null;
  parametri?: Record<string, string | number>;
  /** The id of the page where it is seen whole, where that is not `id`. */
  pagina?: string;
};

/** Whose list it is: the kinds of due that they follow (null: all of them, also those to come); `tutti`: there is no other kind. */
export type ChiGuarda = { tipiConsentiti: readonly TipoDovutoId[] | null; tutti: boolean; attore: string };

/** What may be done from the list: again, or never again, or another word of the kind. */
export type AttoFermo = 'riprova' | 'lascia' | 'ferma' | 'butta';

/**
 * A kind of thing that gets stuck (model 2: no state ever needs SQL to be mended), declared by the module whose table it is: who lists them
 * all knows of none. Each has acts, or a page of its own where its act is.
 */
export type Fermo = {
  genere: string;
  /** The oldest first, `quanti` at most; only the one called `id`, if so asked. */
  elenca(t: Ctx, chi: ChiGuarda, quali: { quanti: number; id?: string }): Promise<CosaFerma[]>;
  atti: Partial<Record<AttoFermo, (ctx: Ctx, id: string) => Promise<Esito<unknown, Rifiuto>>>>;
};

/** Declares one. */
export function fermo(definizione: Fermo): Fermo {
  return definizione;
}
