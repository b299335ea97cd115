import { isUuid, type DovutoId } from '#kernel/ids';
import { leggiDovuto, scaricaAllegato } from '#modules/posizioni';
import { errore, scarica } from '#platform/http/pagina';
import { alLavoro, tipiVisibili, type PaginaUfficio } from '../lavoro.ts';

/** A file that a citizen attached, for who may see its dovuto: each download is a row of the registro. It is never shown, only given. */
export const dovutoAllegato: PaginaUfficio = {
  percorso: '/dovuti/:id/allegati/:allegato',
  chi: 'operatore',
  get: alLavoro(async (l, { parametri }) => {
    const { id = '', allegato = '' } = parametri;
    if (!isUuid<DovutoId>(id) || !isUuid(allegato)) return errore('nonTrovata');
    const file = await l.ctx.tx(async (t) => {
      const { ids: tipiConsentiti } = await tipiVisibili(t, l);
      const dovuto = await leggiDovuto(t, { dovutoId: id, tipiConsentiti });
      return dovuto === null ? null : scaricaAllegato(t, id, allegato);
    });
    if (file === null) return errore('nonTrovata');
    return scarica({ nome: file.nome, contentType: file.tipo, corpo: file.byte });
  }),
};
