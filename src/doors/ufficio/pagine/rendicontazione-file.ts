import { Readable } from 'node:stream';
import { formatGiorno } from '#kernel/giorno';
import { formatDecimale } from '#kernel/importo';
import { leggiEnte } from '#modules/enti';
import {
  annotaScarico,
  scorriRighe,
  xmlRendicontazione,
  type Rendicontazione,
  type RigaMostrata,
} from '#modules/rendicontazione';
import { INIZIO_CSV, rigaCsv } from '#platform/csv';
import { errore, scarica } from '#platform/http/pagina';
import { ufficioRendicontazione as testi } from '#testi/it/ufficio-rendicontazione';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { trovaRendicontazione } from '../rendicontazione.tsx';
import { ricevutaDetta } from '../rendicontazione-righe.tsx';

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
      if (r === null || ente === null || (quale !== 'xml' && quale !== 'csv')) return errore('nonTrovata');
      await annotaScarico(t, r);
      if (quale === 'csv') {
        const corpo = Readable.from(csv(l, r));
        return scarica({ nome: `${r.iuf}.csv`, contentType: 'text/csv; charset=utf-8', corpo });
      }
      const corpo = xmlRendicontazione(l.ctx, r, ente.codiceFiscale);
      return scarica({ nome: r.fileNome ?? `${r.iuf}.xml`, contentType: 'application/xml', corpo });
    }),
  ),
};

async function* csv({ ctx }: Lavoro, r: Rendicontazione): AsyncGenerator<string> {
  yield `${INIZIO_CSV}${rigaCsv(Object.keys(CELLE).map((colonna) => testi.righe[colonna as keyof typeof CELLE]))}`;
  for await (const righe of scorriRighe(ctx, r.id))
    yield righe.map((g) => rigaCsv(Object.values(CELLE).map((cella) => cella(g)))).join('');
}

const CELLE = {
  numero: (g) => String(g.numero),
  iuv: (g) => g.iuv,
  iur: (g) => g.iur,
  indice: (g) => String(g.indice ?? ''),
  esito: (g) => testi.esiti[g.esito],
  giorno: (g) => formatGiorno(g.esitataIl),
  // As amounts are written here: a comma, and no thousands.
  importo: (g) => formatDecimale(g.importoCents).replace('.', ','),
  ricevuta: ricevutaDetta,
} satisfies Record<keyof typeof testi.righe, (g: RigaMostrata) => string>;
