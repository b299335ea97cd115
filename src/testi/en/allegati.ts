import type { allegati as italiano } from '../it/allegati.ts';

/** What a citizen reads of a file that is not taken, by the question that asked for it. */
export const allegati = {
  rifiuti: {
    ALLEGATO_VUOTO: 'This file is empty. Choose another one, or save it again.',
    ALLEGATO_TROPPO_GRANDE: (p) =>
      `This file is too large: it can be at most ${p['quanto'] ?? ''}. Make it smaller, or choose another one.`,
    ALLEGATO_TIPO_NON_AMMESSO: (p) =>
      `Here you can attach ${p['tipi'] ?? ''}: this file is something else, whatever its name says. Save it in another format.`,
    ALLEGATO_ILLEGGIBILE:
      'This file is damaged or incomplete: it cannot be opened. Save it again, or choose another one.',
    ALLEGATO_DOPPIO:
      'This PDF also contains something else (a web page, an archive), and cannot be attached. Print it to PDF again.',
    ALLEGATO_TROPPI_PUNTI: 'This image is too wide or too tall. Make it smaller, or take another photo.',
    ALLEGATO_NON_CHIESTO: 'This form does not ask for a file here.',
    ALLEGATO_SCONOSCIUTO: 'This file is no longer here: we keep it for one day. Attach it again.',
    ALLEGATI_TROPPI: (p) =>
      `You have already attached ${p['massimo'] ?? ''} files to this form, the maximum. Remove one, or put several pages in one file.`,
    ALLEGATI_TROPPO_GRANDI: (p) =>
      `All the files of this form together can take up at most ${p['megabyteMax'] ?? ''} MB. Make them smaller, or remove one.`,
    ALLEGATI_SENZA_POSTO:
      'We cannot take any more files right now. Try again in a few hours: the rest of the form is fine.',
  },
} satisfies typeof italiano;
