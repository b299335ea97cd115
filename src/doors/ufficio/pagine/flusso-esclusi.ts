import { Readable } from 'node:stream';
import { leggiAnnullo, leggiEsclusiAnnullo, type Annullo } from '#modules/flussi';
import { annota } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { INIZIO_CSV, rigaCsv } from '#platform/csv';
import { errore, scarica } from '#platform/http/pagina';
import { ufficioAnnullo as testi } from '#testi/it/ufficio-annullo';
import { conFlussoVisibile } from '../flusso-visibile.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';

const PAGINA_RIGHE = 1000;

/** What an annulment left as it was, as a file for a spreadsheet. */
export const flussoEsclusi: PaginaUfficio = {
  percorso: '/flussi/:id/annullo/esclusi',
  chi: 'operatore',
  get: alLavoro((l, r) =>
    conFlussoVisibile(l, r, async (t, f) => {
      const annullo = await leggiAnnullo(t, f.id);
      if (annullo === null) return errore('nonTrovata');
      await annota(t, {
        azione: 'flusso.scaricato',
        oggetto: 'flusso',
        oggettoId: f.id,
        dettaglio: { file: 'esclusi' },
      });
      const nome = `${(f.nomeFile ?? f.id).replace(/\.zip$/i, '')}_NON_ANNULLATI.csv`;
      return scarica({ nome, contentType: 'text/csv; charset=utf-8', corpo: Readable.from(testo(l.ctx, annullo)) });
    }),
  ),
};

async function* testo(ctx: Ctx, { id }: Annullo): AsyncGenerator<string> {
  const { riga, iud, perche } = testi.colonne;
  yield `${INIZIO_CSV}${rigaCsv([riga, iud, perche])}`;
  for (let dopo = 0; ;) {
    const righe = await ctx.tx((t) => leggiEsclusiAnnullo(t, id, { dopo, prima: null, quanti: PAGINA_RIGHE }));
    yield righe.map((e) => rigaCsv([String(e.riga), e.iud, testi.motivi[e.motivo]])).join('');
    const ultima = righe.at(-1);
    if (ultima === undefined || righe.length < PAGINA_RIGHE) return;
    dopo = ultima.riga;
  }
}
