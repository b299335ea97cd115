import { parseLingua } from '#kernel/lingua';
import { destinazioneInterna, vai } from '#platform/http/pagina';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale } from '../visita.ts';

/** The language that somebody chooses in the header: from here on, in this browser. It leads back to the page they were on. */
export const lingua: PaginaPortale = {
  percorso: VAI.lingua,
  chi: 'tutti',
  post: (_u, { modulo }) => {
    const torna = destinazioneInterna(modulo['torna'], '', VAI.inizio);
    const scelta = parseLingua(modulo['lingua']);
    return vai(torna === VAI.lingua ? VAI.inizio : torna, scelta === null ? {} : { lingua: scelta });
  },
};
