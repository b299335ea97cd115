import { formatGiorno, giornoA } from '#kernel/giorno';
import { elencoLink, type LinkDellEnte } from '#modules/pagamenti';
import { annota } from '#modules/registro';
import { errore } from '#platform/http/pagina';
import { ufficioLink as testi } from '#testi/it/ufficio-link';
import { alLavoro, tipiVisibili, type PaginaUfficio } from '../lavoro.ts';
import { indirizzoPubblico, portaA, qualiLinkDi, statoLink, titoloDi, usiDetti } from '../link.tsx';
import { aPagine, isFormaElenco, scaricaElenco } from '../scarica-elenco.ts';

const { colonne } = testi;
const NOMI = [
  ...[colonne.titolo, colonne.porta, colonne.usi, colonne.scade, colonne.creato, colonne.stato, colonne.indirizzo],
];

const giorno = (istante: Date | null): string => (istante === null ? '' : formatGiorno(giornoA(istante)));

/** What the list shows, all of it, with the addresses, as a file for a spreadsheet. */
export const elencoLinkFile: PaginaUfficio = {
  percorso: '/link/elenco/:forma',
  chi: 'operatore',
  atto: { get: 'esporta' },
  get: alLavoro(async (l, r) => {
    const { forma } = r.parametri;
    if (!isFormaElenco(forma)) return errore('nonTrovata');
    const [quali, { ctx }] = [qualiLinkDi(r), l];
    const tipiConsentiti = await ctx.tx(async (t) => {
      await annota(t, { azione: 'link.scaricati', oggetto: 'ente', oggettoId: l.ente.enteId });
      return (await tipiVisibili(t, l)).ids;
    });
    const righe = aPagine<LinkDellEnte>(
      (dopo, quanti) => ctx.tx((t) => elencoLink(t, { quali, tipiConsentiti, dopo: dopo?.id ?? null, quanti })),
      (link) => [
        ...[titoloDi(link), portaA(link), usiDetti(link), giorno(link.scadeIl), giorno(link.creatoIl)],
        ...[testi.stati[statoLink(link, ctx)], indirizzoPubblico(ctx, link.id)],
      ],
    );
    const nome = `${l.ente.codIpa}_LINK_${ctx.oggi}`;
    return scaricaElenco(forma, { nome, titolo: testi.titolo, nomi: NOMI, data: ctx.now, righe });
  }),
};
