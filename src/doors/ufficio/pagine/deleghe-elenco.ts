import { formatGiorno, giornoA } from '#kernel/giorno';
import { elencoDeleghe, statoDelega, type DelegaDellEnte } from '#modules/posizioni';
import { annota } from '#modules/registro';
import { errore } from '#platform/http/pagina';
import { ufficioDeleghe as testi } from '#testi/it/ufficio-deleghe';
import { qualiDi } from '../deleghe.tsx';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { aPagine, isFormaElenco, scaricaElenco } from '../scarica-elenco.ts';

const { colonne, codici } = testi;
const NOMI = [
  ...[colonne.chi, codici.chi, colonne.per, codici.per, colonne.genere],
  ...[colonne.chiesta, colonne.stato, colonne.fino, colonne.motivo],
];

/** What the list shows, all of it, as a file for a spreadsheet. */
export const elencoDelegheFile: PaginaUfficio = {
  percorso: '/deleghe/elenco/:forma',
  chi: 'operatore',
  atto: { get: 'vedeDeleghe' },
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const { forma } = r.parametri;
      if (!isFormaElenco(forma)) return errore('nonTrovata');
      const [quali, { ctx }] = [qualiDi(r), l];
      await annota(t, { azione: 'deleghe.scaricate', oggetto: 'ente', oggettoId: l.ente.enteId });
      const righe = aPagine<DelegaDellEnte>(
        (dopo, quante) => elencoDeleghe(ctx, { quali, dopo: dopo?.id ?? null, quante }),
        (d) => [
          ...[d.delegatoNome, d.delegatoCodice, d.deleganteNome, d.deleganteCodice, testi.generi[d.genere]],
          ...[formatGiorno(giornoA(d.chiestaIl)), testi.stati[statoDelega(d, ctx.oggi)]],
          ...[d.validaAl === null ? '' : formatGiorno(d.validaAl), d.motivo ?? ''],
        ],
      );
      const nome = `${l.ente.codIpa}_DELEGHE_${ctx.oggi}`;
      return scaricaElenco(forma, { nome, titolo: testi.titolo, nomi: NOMI, data: ctx.now, righe });
    }),
  ),
};
