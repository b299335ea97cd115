import { domandeFoglio } from '#modules/flussi';
import { errore } from '#platform/http/pagina';
import { ufficioLink } from '#testi/it/ufficio-link';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { trovaModulo } from '../link.tsx';
import { isFormaElenco, scaricaElenco } from '../scarica-elenco.ts';

const testi = ufficioLink.foglio;

/** The sheet to be filled in: the names of its columns, which are the questions of the form, and a note of the ente's own. */
export const linkModello: PaginaUfficio = {
  percorso: '/link/nuovo/:id/modello/:forma',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri: { id = '', forma } }) => {
    const scelto = await trovaModulo(l, id);
    if (scelto === null || !isFormaElenco(forma)) return errore('nonTrovata');
    const nomi = [testi.nota, testi.colonnaTitolo, ...domandeFoglio(l.ctx, scelto).map(({ domanda }) => domanda)];
    const nome = `${l.ente.codIpa}_LINK_${scelto.tipoDovuto}`;
    return scaricaElenco(forma, { nome, titolo: testi.modello, nomi, data: l.ctx.now, righe: nessuna() });
  }),
};

async function* nessuna(): AsyncGenerator<string[][]> {
  // A template has no rows.
}
