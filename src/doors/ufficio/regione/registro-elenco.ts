import { Readable } from 'node:stream';
import { isoRoma } from '#kernel/giorno';
import { nomiEnti } from '#modules/enti';
import { annota, cercaAtti, type AttoOvunque, type FiltroAtti } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { INIZIO_CSV, rigaCsv } from '#platform/csv';
import { scarica } from '#platform/http/pagina';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { ufficioRegistro } from '#testi/it/ufficio-registro';
import { nomiAttori } from '../attori.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { inRegione } from './lavoro.ts';
import { dettoDi } from './registro-atti.tsx';
import { leggiFiltroAtti } from './registro.tsx';

const testi = ufficioImpianto.registro;
const PAGINA_RIGHE = 1000;
/** What a spreadsheet opens without effort: who needs more asks for fewer days. */
const RIGHE_MAX = 100_000;

/** The acts that the list shows, as a file for a spreadsheet. */
export const regioneElencoRegistro: PaginaUfficio = {
  percorso: '/regione/registro/elenco.csv',
  chi: 'intermediario',
  get: inRegione(async (l, r) => {
    await l.ctx.tx((t) => annota(t, { azione: 'registro.scaricato', oggetto: 'registro' }));
    const corpo = Readable.from(testo(l.ctx, leggiFiltroAtti(r, l.ctx.oggi).filtro));
    return scarica({ nome: `REGISTRO_${l.ctx.oggi}.csv`, contentType: 'text/csv; charset=utf-8', corpo });
  }),
};

async function* testo(ctx: Ctx, filtro: FiltroAtti): AsyncGenerator<string> {
  const { colonne } = ufficioRegistro;
  yield `${INIZIO_CSV}${rigaCsv([colonne.quando, colonne.atto, testi.ente, colonne.chi, testi.dettaglio])}`;
  let dopo: string | null = null;
  for (let lette = 0; lette < RIGHE_MAX; lette += PAGINA_RIGHE) {
    const righe: AttoOvunque[] = await cercaAtti(ctx, filtro, { dopo, prima: null, quanti: PAGINA_RIGHE });
    const enti = await nomiEnti(
      ctx,
      righe.map(({ enteId }) => enteId),
    );
    const nome = await nomiAttori(
      ctx,
      righe.map(({ attore }) => attore),
    );
    yield righe
      .map((a) =>
        rigaCsv([
          isoRoma(a.istante),
          ufficioRegistro.atti[a.azione] ?? a.azione,
          enti.get(a.enteId ?? '') ?? testi.nessuno,
          nome(a.attore),
          dettoDi(a),
        ]),
      )
      .join('');
    const ultima = righe.at(-1);
    if (ultima === undefined || righe.length < PAGINA_RIGHE) return;
    dopo = ultima.cursore;
  }
}
