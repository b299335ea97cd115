import { Readable } from 'node:stream';
import { formatGiorno, giornoA } from '#kernel/giorno';
import type { RicevutaId } from '#kernel/ids';
import { formatDecimale } from '#kernel/importo';
import { leggiDaRimborsare, type DenaroDaRimborsare, type FiltroRimborsi } from '#modules/pagamenti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { INIZIO_CSV, rigaCsv } from '#platform/csv';
import { scarica } from '#platform/http/pagina';
import { ufficioRimborsi as testi } from '#testi/it/ufficio-rimborsi';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { leggiFiltriRimborsi, segueDi } from '../rimborsi.tsx';

const PAGINA_RIGHE = 1000;

/** What the list shows, all of it, as a file for a spreadsheet. */
export const elencoRimborsi: PaginaUfficio = {
  percorso: '/incassi/da-rimborsare/elenco.csv',
  chi: 'operatore',
  get: alLavoro(async (l, r) => {
    const filtro = await l.ctx.tx(async (t) => {
      await annota(t, { azione: 'rimborsi.scaricati', oggetto: 'ente', oggettoId: l.ente.enteId });
      return { ...leggiFiltriRimborsi(r), ...(await segueDi(t, l)) };
    });
    const nome = `${l.ente.codIpa}_DA_RIMBORSARE_${l.ctx.oggi}.csv`;
    return scarica({ nome, contentType: 'text/csv; charset=utf-8', corpo: Readable.from(testo(l.ctx, filtro)) });
  }),
};

async function* testo(ctx: Ctx, filtro: FiltroRimborsi): AsyncGenerator<string> {
  yield `${INIZIO_CSV}${rigaCsv(Object.keys(CELLE).map((colonna) => testi.colonne[colonna as Colonna]))}`;
  for (let dopo: RicevutaId | null = null; ;) {
    const da: RicevutaId | null = dopo;
    const righe: DenaroDaRimborsare[] = await ctx.tx((t) =>
      leggiDaRimborsare(t, { ...filtro, dopo: da, prima: null, quanti: PAGINA_RIGHE }),
    );
    yield righe.map((d) => rigaCsv(Object.values(CELLE).map((cella) => cella(d)))).join('');
    const ultima = righe.at(-1);
    if (ultima === undefined || righe.length < PAGINA_RIGHE) return;
    dopo = ultima.id;
  }
}

type Colonna = keyof typeof testi.colonne;

const giorno = (istante: Date | null): string => (istante === null ? '' : formatGiorno(giornoA(istante)));

const CELLE = {
  perche: (d) => testi.generi[d.genere],
  // As amounts are written here: a comma, and no thousands.
  importo: (d) => formatDecimale(d.importoCents).replace('.', ','),
  pagatore: ({ pagatore, debitore }) => {
    const chi = pagatore ?? debitore;
    return [chi?.anagrafica, chi?.codice].filter(Boolean).join(' – ');
  },
  avviso: (d) => d.numeroAvviso ?? d.iuv,
  ricevuta: (d) => d.receiptId,
  pagata: (d) => giorno(d.pagataIl),
  da: (d) => giorno(d.registrataIl),
  esito: (d) => (d.esito === null ? '' : testi.esiti[d.esito]),
  deciso: (d) => giorno(d.registratoIl),
  dovuto: (d) => d.attribuitaIud ?? '',
  giorno: (d) => (d.rimborsataIl === null ? '' : formatGiorno(d.rimborsataIl)),
  mandato: (d) => d.mandato ?? '',
  motivo: (d) => d.motivo ?? '',
} satisfies Record<Colonna, (d: DenaroDaRimborsare) => string>;
