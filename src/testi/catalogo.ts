import type { Lingua } from '#kernel/lingua';
import { catalogo as de } from './de/catalogo.ts';
import { catalogo as en } from './en/catalogo.ts';
import { catalogo as it } from './it/catalogo.ts';

/** What citizens read, in one language: the shape is that of the Italian, so that what is missing does not compile. */
export type Testi = typeof it;

const CATALOGHI: Readonly<Record<Lingua, Testi>> = { it, en, de };

/** The sentences of a language. */
export function testiDi(lingua: Lingua): Testi {
  return CATALOGHI[lingua];
}
