import { sommaDovuti, trovaDovuti } from '#modules/posizioni';
import { vai } from '#platform/http/pagina';
import { conCercato, filtriDelModulo, filtrato, indirizzoDovuti, type Filtri } from '../filtri.ts';
import { alLavoro, tipiVisibili, type Lavoro, type PaginaUfficio } from '../lavoro.ts';

/**
 * Searches, from the box of every page and from the list itself. It is a POST, for what is typed may be a tax code, and changes nothing: so
 * who may only look searches too, and the door leaves it open. Nobody finds anything without being at work.
 */
export const cerca: PaginaUfficio = {
  percorso: '/cerca',
  chi: 'tutti',
  post: alLavoro(async (l, r) => {
    const filtri = filtriDelModulo(r);
    const elenco = r.modulo['elenco'] === undefined ? await doveSono(l, filtri) : filtri.elenco;
    const cercato = await l.ctx.tx((t) => conCercato(t, l, filtri.testo));
    return vai(indirizzoDovuti({ ...filtri, elenco, ...cercato }));
  }),
};

/** The box of every page does not know the lists: the one that has what is looked for is shown, the online one first. */
async function doveSono(l: Lavoro, filtri: Filtri): Promise<Filtri['elenco']> {
  if (!filtrato(filtri)) return 'online';
  return l.ctx.tx(async (t) => {
    const { ids: tipiConsentiti } = await tipiVisibili(t, l);
    const trovati = await trovaDovuti(t, filtri.testo);
    const quanti = async (elenco: Filtri['elenco']): Promise<number> =>
      (await sommaDovuti(t, { ...filtri, elenco, tipiConsentiti, trovati }, 1)).quanti;
    return (await quanti('online')) === 0 && (await quanti('archivio')) > 0 ? 'archivio' : 'online';
  });
}
