import { leggiLogo } from '#modules/enti';
import { errore, scarica } from '#platform/http/pagina';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

/** The arms of the session's ente: for the header, and larger where they are changed. */
export const logo: PaginaUfficio = {
  percorso: '/logo',
  chi: 'operatore',
  get: alLavoro(async ({ ctx, ente }, { query }) => {
    const png = await leggiLogo(ctx, ente.enteId, query['misura'] === 'medio' ? 'medio' : 'piccolo');
    return png === null
      ? errore('nonTrovata')
      : scarica({ nome: `${ente.codIpa}.png`, contentType: 'image/png', corpo: png });
  }),
};
