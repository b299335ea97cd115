import { esci } from '#modules/utenti';
import { vai } from '#platform/http/pagina';
import { VAI } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';

/** Ends the session, here and in the database. Asked twice, or by who never came in, it does the same. */
export const uscita: PaginaUfficio = {
  percorso: '/esci',
  chi: 'tutti',
  post: async ({ ctx }, { sessione }) => {
    if (sessione !== null) await esci(ctx, sessione.token);
    return vai(VAI.accedi, { sessione: null });
  },
};
