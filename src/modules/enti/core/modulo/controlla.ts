import type { Esito } from '#kernel/esito';
import type { DefinizioneModulo } from './definizione.ts';
import type { RifiutoModulo } from './difetti.ts';

/** A definition found sound, with its expressions already parsed. Made once a version and kept by whoever needs it. */
export type Modulo = { readonly definizione: DefinizioneModulo };

/** Is it a definition, and a sound one? Everything that is wrong with it, at once, each with its place. */
export function controllaDefinizione(_json: unknown): Esito<Modulo, RifiutoModulo> {
  return { ok: false, refusal: { codice: 'MODULO_NON_VALIDO', genere: 'non_valido', difetti: [] } };
}
