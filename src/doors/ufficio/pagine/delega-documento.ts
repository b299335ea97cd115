import { isUuid, type DelegaId } from '#kernel/ids';
import { scaricaDocumentoDelega } from '#modules/posizioni';
import { errore, scarica } from '#platform/http/pagina';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

/** The document of a delega: each download is a row of the registro. It is never shown, only given. */
export const delegaDocumento: PaginaUfficio = {
  percorso: '/deleghe/:id/documento',
  chi: 'operatore',
  atto: { get: 'vedeDeleghe' },
  get: alLavoro((l, { parametri: { id = '' } }) =>
    l.ctx.tx(async (t) => {
      const file = isUuid<DelegaId>(id) ? await scaricaDocumentoDelega(t, id) : null;
      if (file === null) return errore('nonTrovata');
      return scarica({ nome: file.nome, contentType: file.tipo, corpo: file.byte });
    }),
  ),
};
