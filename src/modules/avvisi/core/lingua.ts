/** The languages in which a notice may be said a second time: those of the minorities, and one for all. */
export const LINGUE_AVVISO = ['de', 'sl', 'fr', 'en'] as const;
export type LinguaAvviso = (typeof LINGUE_AVVISO)[number];

/**
 * The second language of a notice that somebody downloads: the one that they ask for, `it` for Italian alone; else the one that the ente
 * has chosen for all of its notices.
 */
export function linguaAvviso(chiesta: string | undefined, dellEnte: LinguaAvviso | null): LinguaAvviso | null {
  if (chiesta === 'it') return null;
  return LINGUE_AVVISO.find((lingua) => lingua === chiesta) ?? dellEnte;
}
