import { leggiEnte } from '#modules/enti';
import { esci, uscitaIdentita } from '#modules/utenti';
import { vai } from '#platform/http/pagina';
import { nomeInIndirizzo } from '../accesso-ente/indirizzo.ts';
import { VAI } from '../indirizzi.ts';
import type { PaginaUfficio } from '../lavoro.ts';

/**
 * Ends the session, here and in the database. Asked twice, or by who never came in, it does the same. Who came in by SPID or CIE leaves the
 * provider too: the next person at this computer is asked who they are. Who came in by that of an ente is shown the way out of it.
 */
export const uscita: PaginaUfficio = {
  percorso: '/esci',
  chi: 'tutti',
  post: async ({ ctx }, { sessione }) => {
    const uscito = sessione === null ? null : await esci(ctx, sessione.token);
    const ente = uscito?.fornitoreDi ? await leggiEnte(ctx, uscito.fornitoreDi) : null;
    if (ente !== null) return vai(VAI.uscitaEnte(nomeInIndirizzo(ente)), { sessione: null });
    const altrove =
      uscito?.conIdentita === true ? await uscitaIdentita(ctx, ctx.config.urlPubblico + VAI.accedi) : null;
    return vai(altrove ?? VAI.accedi, { sessione: null });
  },
};
