/** The languages that citizens are spoken to in: Italian is the source, and what is spoken where nothing else was asked for. */
export const LINGUE = ['it', 'en', 'de'] as const;

export type Lingua = (typeof LINGUE)[number];

/** How days and amounts are written in each, by `Intl`: German as in Alto Adige. */
export const LOCALI: Readonly<Record<Lingua, string>> = { it: 'it-IT', en: 'en-GB', de: 'de-IT' };

/** Null when it is none of ours. */
export function parseLingua(testo: string | undefined): Lingua | null {
  return LINGUE.find((lingua) => lingua === testo) ?? null;
}
