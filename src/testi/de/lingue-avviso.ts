import { lingueAvviso as italiano } from '../it/lingue-avviso.ts';

/** The choice of the languages of a notice: the languages themselves are each said in its own. */
export const lingueAvviso = {
  ...italiano,
  titolo: 'In einer anderen Sprache',
  soloItaliano: 'Nur auf Italienisch (PDF)',
} satisfies typeof italiano;
