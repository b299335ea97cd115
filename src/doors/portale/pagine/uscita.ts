import { chiudiSessioneCittadino } from '#modules/utenti';
import { vai } from '#platform/http/pagina';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale } from '../visita.ts';

/** Ends the proof, here and in the database: nothing stays open. Asked twice, it does the same. */
export const uscita: PaginaPortale = {
  percorso: '/esci',
  chi: 'tutti',
  post: async ({ ctx }, { sessione }) => {
    if (sessione !== null) await chiudiSessioneCittadino(ctx, sessione.token);
    return vai(VAI.inizio, { sessione: null });
  },
};
