import { chiudiSessioneCittadino, uscitaIdentita } from '#modules/utenti';
import { vai } from '#platform/http/pagina';
import { VAI } from '../indirizzi.ts';
import type { PaginaPortale } from '../visita.ts';

/** Ends the session, here and in the database: nothing stays open. Asked twice, it does the same. */
export const uscita: PaginaPortale = {
  percorso: '/esci',
  chi: 'tutti',
  post: async ({ ctx }, { sessione }) => {
    if (sessione !== null) await chiudiSessioneCittadino(ctx, sessione.token);
    // Who signed in leaves the provider too: the next person at this computer is asked who they are.
    const altrove = sessione?.cittadino ? await uscitaIdentita(ctx, ctx.config.urlPubblico + VAI.inizio) : null;
    return vai(altrove ?? VAI.inizio, { sessione: null });
  },
};
