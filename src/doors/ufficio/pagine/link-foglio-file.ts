import { leggiRigheFoglioLink, type FoglioLink, type RigaFoglioLink } from '#modules/flussi';
import { annota } from '#modules/registro';
import { errore } from '#platform/http/pagina';
import { ufficioLink } from '#testi/it/ufficio-link';
import { percheDi, trovaFoglio } from '../fogli-link.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { indirizzoPubblico } from '../link.tsx';
import { aPagine, isFormaElenco, scaricaElenco } from '../scarica-elenco.ts';

const testi = ufficioLink.foglio;

/** The rows of a sheet as they were written, with the address of the link of each; or, of those left out, what is wrong. */
export const linkFoglioFile: PaginaUfficio = {
  percorso: '/link/fogli/:id/:quale/:forma',
  chi: 'operatore',
  atto: { get: 'esporta' },
  get: alLavoro(async (l, { parametri }) => {
    const { quale, forma } = parametri;
    if (!isFormaElenco(forma) || (quale !== 'indirizzi' && quale !== 'sbagliate')) return errore('nonTrovata');
    const { ctx } = l;
    const foglio = await ctx.tx(async (t) => {
      const suo = await trovaFoglio(t, l, parametri);
      if (suo !== null) await annota(t, { azione: 'foglio_link.scaricato', oggetto: 'foglio_link', oggettoId: suo.id });
      return suo;
    });
    const sbagliate = quale === 'sbagliate';
    // Before it is confirmed there are no links, and so no addresses.
    if (foglio === null || (!sbagliate && foglio.stato !== 'confermato')) return errore('nonTrovata');
    const righe = aPagine<RigaFoglioLink>(
      (dopo, quante) =>
        ctx.tx((t) => leggiRigheFoglioLink(t, { foglioId: foglio.id, sbagliate, dopo: dopo?.riga ?? 0, quante })),
      ({ celle, difetti, linkId }) => {
        if (linkId === null) return [...celle, percheDi(difetti ?? [])];
        const indirizzo = indirizzoPubblico(ctx, linkId);
        return [...celle, indirizzo, `${indirizzo}/qr.svg`];
      },
    );
    const nomi = [...foglio.nomi, ...(sbagliate ? [testi.notaPerche] : [testi.indirizzo, testi.stampa])];
    return scaricaElenco(forma, { nome: nomeDi(foglio, quale), titolo: testi.fatto, nomi, data: ctx.now, righe });
  }),
};

/** As the file that came was called. */
function nomeDi({ nomeFile }: FoglioLink, quale: string): string {
  return `${nomeFile.replace(/\.\w+$/, '').replaceAll(/[^\w.-]+/g, '_')}_${quale}`;
}
