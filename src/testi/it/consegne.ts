import type { SenzaAvviso } from '#modules/flussi';

/** What is written in the files that a loaded file gives back for people. */
export const consegne = {
  /** The index of the ZIP of the notices. */
  indice: {
    colonne: ['Riga', 'IUD', 'IUV', 'File', 'Perché manca l’avviso'],
    perche: {
      senza_avviso: 'Il dovuto non ha un numero di avviso',
      pagato: 'È già stato pagato',
      annullato: 'È stato annullato',
      estinto: 'È stato pagato in un altro modo',
      scaduto: 'È scaduto e non si può più pagare',
      non_stampabile: 'L’ente non fa stampare gli avvisi di questo tipo dovuto',
      bozza: 'Non è ancora stato emesso',
      doppio: 'Ha lo stesso avviso di una riga precedente',
    } satisfies Record<SenzaAvviso, string>,
  },
};
