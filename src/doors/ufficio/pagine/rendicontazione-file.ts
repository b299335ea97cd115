import { leggiEnte } from '#modules/enti';
import { annotaScarico, scorriRighe, xmlRendicontazione, type RigaMostrata } from '#modules/rendicontazione';
import { errore, scarica } from '#platform/http/pagina';
import { ufficioRendicontazione as testi } from '#testi/it/ufficio-rendicontazione';
import { giornoScritto, importoScritto } from '../elenco-file.ts';
import { alLavoro, type PaginaUfficio } from '../lavoro.ts';
import { trovaRendicontazione } from '../rendicontazione.tsx';
import { ricevutaDetta } from '../rendicontazione-righe.tsx';
import { isFormaElenco, scaricaElenco } from '../scarica-elenco.ts';

/** A statement as a file: the standard XML, or its lines for a spreadsheet. */
export const fileRendicontazione: PaginaUfficio = {
  percorso: '/rendicontazione/:id/file/:quale',
  chi: 'operatore',
  atto: { get: 'rendiconta' },
  get: alLavoro((l, { parametri }) =>
    l.ctx.tx(async (t) => {
      const r = await trovaRendicontazione(t, parametri);
      const { quale } = parametri;
      const ente = await leggiEnte(t, l.ente.enteId);
      if (r === null || ente === null || (quale !== 'xml' && !isFormaElenco(quale))) return errore('nonTrovata');
      await annotaScarico(t, r);
      if (quale !== 'xml') {
        const nomi = CELLE.map(([titolo]) => titolo);
        const righe = inCelle(scorriRighe(l.ctx, r.id));
        return scaricaElenco(quale, {
          nome: r.iuf,
          titolo: testi.titolo,
          nomi,
          importi: IMPORTI,
          data: l.ctx.now,
          righe,
        });
      }
      const corpo = xmlRendicontazione(l.ctx, r, ente.codiceFiscale);
      return scarica({ nome: r.fileNome ?? `${r.iuf}.xml`, contentType: 'application/xml', corpo });
    }),
  ),
};

async function* inCelle(gruppi: AsyncIterable<RigaMostrata[]>): AsyncGenerator<string[][]> {
  for await (const righe of gruppi) yield righe.map((g) => CELLE.map(([, cella]) => cella(g)));
}

const CELLE: readonly (readonly [titolo: string, cella: (g: RigaMostrata) => string])[] = [
  [testi.righe.numero, (g) => String(g.numero)],
  [testi.righe.iuv, (g) => g.iuv],
  [testi.righe.iur, (g) => g.iur],
  [testi.righe.indice, (g) => String(g.indice ?? '')],
  [testi.righe.esito, (g) => testi.esiti[g.esito]],
  [testi.righe.giorno, (g) => giornoScritto(g.esitataIl)],
  [testi.righe.importo, (g) => importoScritto(g.importoCents)],
  [testi.righe.ricevuta, ricevutaDetta],
];
const IMPORTI = [CELLE.findIndex(([titolo]) => titolo === testi.righe.importo)];
