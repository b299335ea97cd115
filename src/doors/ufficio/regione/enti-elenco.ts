import { Readable } from 'node:stream';
import { formatGiorno, giornoA } from '#kernel/giorno';
import { elencoEnti, PASSI, type EnteInElenco, type FiltroEnti, type TipoEnte } from '#modules/enti';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { INIZIO_CSV, rigaCsv } from '#platform/csv';
import { scarica } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import type { PaginaUfficio } from '../lavoro.ts';
import { filtroEnti } from './enti.tsx';
import { inRegione } from './lavoro.ts';

const testi = ufficioRegione.enti;
const PAGINA_RIGHE = 1000;

/** What the list shows, all of it, as a file for a spreadsheet. */
export const regioneElencoEnti: PaginaUfficio = {
  percorso: '/regione/enti/elenco.csv',
  chi: 'intermediario',
  get: inRegione(async (l, r) => {
    await l.ctx.tx((t) => annota(t, { azione: 'enti.scaricati', oggetto: 'intermediario' }));
    const corpo = Readable.from(testo(l.ctx, filtroEnti(r).filtro));
    return scarica({ nome: `ENTI_${l.ctx.oggi}.csv`, contentType: 'text/csv; charset=utf-8', corpo });
  }),
};

async function* testo(ctx: Ctx, filtro: FiltroEnti): AsyncGenerator<string> {
  yield `${INIZIO_CSV}${rigaCsv(Object.values(testi.colonne))}`;
  for (let dopo: string | null = null; ;) {
    const righe: EnteInElenco[] = await elencoEnti(ctx, filtro, { dopo, prima: null, quanti: PAGINA_RIGHE });
    yield righe.map((ente) => rigaCsv(celle(ente))).join('');
    const ultima = righe.at(-1);
    if (ultima === undefined || righe.length < PAGINA_RIGHE) return;
    dopo = ultima.cursore;
  }
}

function celle(e: EnteInElenco): string[] {
  const valori: Record<keyof typeof testi.colonne, string> = {
    denominazione: e.denominazione,
    codIpa: e.codIpa,
    codiceFiscale: e.codiceFiscale,
    tipo: ufficioEnte.tipi[e.tipo as TipoEnte],
    ambiente: testi.ambienti[e.ambiente],
    stato: ufficioEnte.stati[e.stato],
    passi: testi.fatti(e.passi, PASSI.length),
    registrato: formatGiorno(giornoA(e.registratoIl)),
  };
  return Object.keys(testi.colonne).map((colonna) => valori[colonna as keyof typeof valori]);
}
