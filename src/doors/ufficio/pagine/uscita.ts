import { esci, uscitaIdentita } from '#modules/utenti';
import { vai } from '#platform/http/pagina';
import { VAI } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';

/**
 * Ends the session, here and in the database. Asked twice, or by who never came in, it does the same. Who came in by SPID or CIE leaves the
 * provider too: the next person at this computer is asked who they are.
 */
export const uscita: PaginaUfficio = {
  percorso: '/esci',
  chi: 'tutti',
  post: async ({ ctx }, { sessione }) => {
    const { conIdentita } = sessione === null ? { conIdentita: false } : await esci(ctx, sessione.token);
    const altrove = conIdentita ? await uscitaIdentita(ctx, ctx.config.urlPubblico + VAI.accedi) : null;
    return vai(altrove ?? VAI.accedi, { sessione: null });
  },
};
