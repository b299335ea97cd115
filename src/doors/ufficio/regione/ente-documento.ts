import { isUuid } from '#kernel/ids';
import { apriDocumento } from '#modules/enti';
import { errore, scarica } from '#platform/http/pagina';
import type { PaginaUfficio } from '../lavoro.ts';
import { perEnte } from './lavoro.ts';

/** The document of a step. */
export const regioneDocumento: PaginaUfficio = {
  percorso: '/regione/enti/:id/documenti/:passo',
  chi: 'intermediario',
  get: perEnte(async ({ per }, { parametri }) => {
    const passo = parametri['passo'] ?? '';
    const esito = isUuid(passo) ? await apriDocumento(per, passo) : null;
    if (esito === null || !esito.ok) return errore('nonTrovata');
    // As bytes, whatever it is: the browser is not to open it as a page.
    return scarica({ ...esito.value, contentType: 'application/octet-stream' });
  }),
};
