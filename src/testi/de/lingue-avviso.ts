import type { lingueAvviso as italiano } from '../it/lingue-avviso.ts';

/** The choice of the languages of a notice. */
export const lingueAvviso = {
  titolo: 'In einer anderen Sprache',
  soloItaliano: 'Nur auf Italienisch (PDF)',
} satisfies typeof italiano;
