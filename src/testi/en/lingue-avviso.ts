import type { lingueAvviso as italiano } from '../it/lingue-avviso.ts';

/** The choice of the languages of a notice. */
export const lingueAvviso = {
  titolo: 'In another language',
  soloItaliano: 'In Italian only (PDF)',
} satisfies typeof italiano;
