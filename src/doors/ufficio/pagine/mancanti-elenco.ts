import { Readable } from 'node:stream';
import { formatGiorno, giornoA } from '#kernel/giorno';
import type { MancanteId } from '#kernel/ids';
import { formatDecimale } from '#kernel/importo';
import { leggiMancanti, type FiltroMancanti, type Mancante } from '#modules/rendicontazione';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { INIZIO_CSV, rigaCsv } from '#platform/csv';
import { scarica } from '#platform/http/pagina';
import { ufficioMancanti as testi } from '#testi/it/ufficio-mancanti';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { leggiFiltriMancanti, segueMancanti, statoDetto } from '../mancanti.tsx';

const PAGINA_RIGHE = 1000;

/** What the list shows, all of it, as a file for a spreadsheet. */
export const elencoMancanti: PaginaUfficio = {
  percorso: '/rendicontazione/mancanti/elenco.csv',
  chi: 'operatore',
  get: alLavoro(async (l, r) => {
    const { stato, giorno } = leggiFiltriMancanti(r.query);
    const filtro = await l.ctx.tx(async (t) => {
      await annota(t, { azione: 'mancanti.scaricate', oggetto: 'ente', oggettoId: l.ente.enteId });
      return { stato, giorno, ...(await segueMancanti(t, l)) };
    });
    const nome = `${l.ente.codIpa}_RICEVUTE_MANCANTI_${l.ctx.oggi}.csv`;
    return scarica({ nome, contentType: 'text/csv; charset=utf-8', corpo: Readable.from(testo(l.ctx, filtro)) });
  }),
};

async function* testo(ctx: Ctx, filtro: FiltroMancanti): AsyncGenerator<string> {
  yield `${INIZIO_CSV}${rigaCsv(COLONNE.map(([titolo]) => titolo))}`;
  for (let dopo: MancanteId | null = null; ;) {
    const da: MancanteId | null = dopo;
    const righe: Mancante[] = await ctx.tx((t) =>
      leggiMancanti(t, { ...filtro, dopo: da, prima: null, quanti: PAGINA_RIGHE }),
    );
    yield righe.map((m) => rigaCsv(COLONNE.map(([, cella]) => cella(m)))).join('');
    const ultima = righe.at(-1);
    if (ultima === undefined || righe.length < PAGINA_RIGHE) return;
    dopo = ultima.id;
  }
}

const giornoDi = (istante: Date | null): string => (istante === null ? '' : formatGiorno(giornoA(istante)));

const COLONNE: readonly (readonly [titolo: string, cella: (m: Mancante) => string])[] = [
  [testi.colonne.avviso, (m) => m.numeroAvviso ?? ''],
  [testi.csv.iuv, (m) => m.iuv],
  [testi.colonne.iur, (m) => m.iur ?? ''],
  [testi.colonne.stato, statoDetto],
  [testi.colonne.giorno, (m) => formatGiorno(m.giorno)],
  // As amounts are written here: a comma, and no thousands.
  [testi.colonne.importo, (m) => formatDecimale(m.importoCents).replace('.', ',')],
  [testi.colonne.psp, (m) => m.psp ?? ''],
  [testi.csv.rendicontazione, (m) => m.iuf ?? ''],
  [testi.colonne.tentativi, (m) => String(m.tentativi)],
  [testi.csv.conclusa, (m) => giornoDi(m.conclusaIl)],
  [testi.csv.motivo, (m) => m.motivo ?? ''],
];
