import { leggiAnnullo, leggiEsclusiAnnullo } from '#modules/flussi';
import { annota } from '#modules/registro';
import { errore } from '#platform/http/pagina';
import { ufficioAnnullo as testi } from '#testi/it/ufficio-annullo';
import { conFlussoVisibile } from '../flusso-visibile.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { aPagine, isFormaElenco, scaricaElenco } from '../scarica-elenco.ts';

/** What an annulment left as it was, as a file for a spreadsheet. */
export const flussoEsclusi: PaginaUfficio = {
  percorso: '/flussi/:id/annullo/esclusi/:forma',
  chi: 'operatore',
  get: alLavoro((l, r) =>
    conFlussoVisibile(l, r, async (t, f) => {
      const { forma } = r.parametri;
      const annullo = await leggiAnnullo(t, f.id);
      if (annullo === null || !isFormaElenco(forma)) return errore('nonTrovata');
      const dettaglio = { file: 'esclusi' };
      await annota(t, { azione: 'flusso.scaricato', oggetto: 'flusso', oggettoId: f.id, dettaglio });
      const righe = aPagine<Awaited<ReturnType<typeof leggiEsclusiAnnullo>>[number]>(
        (dopo, quanti) =>
          l.ctx.tx((p) => leggiEsclusiAnnullo(p, annullo.id, { dopo: dopo?.riga ?? 0, prima: null, quanti })),
        (e) => [String(e.riga), e.iud, testi.motivi[e.motivo]],
      );
      const { riga, iud, perche } = testi.colonne;
      const nome = `${(f.nomeFile ?? f.id).replace(/\.zip$/i, '')}_NON_ANNULLATI`;
      return scaricaElenco(forma, { nome, titolo: testi.elenco, nomi: [riga, iud, perche], data: l.ctx.now, righe });
    }),
  ),
};
