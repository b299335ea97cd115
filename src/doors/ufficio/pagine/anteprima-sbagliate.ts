import { righeSbagliate } from '#modules/flussi';
import { errore, scarica } from '#platform/http/pagina';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { trovaFlusso } from '../vede-flusso.ts';

/** Only the wrong rows of a file in preview, with why, to be put right where they come from. */
export const sbagliate: PaginaUfficio = {
  percorso: '/flussi/:id/anteprima/sbagliate',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri }) => {
    const flusso = await trovaFlusso(l, parametri['id'] ?? '');
    if ('tipo' in flusso) return flusso;
    const file = await righeSbagliate(l.ctx, flusso.id);
    return file === null ? errore('nonTrovata') : scarica({ ...file, contentType: 'text/csv; charset=utf-8' });
  }),
};
