import { nomiEnti } from '#modules/enti';
import { elencoLavori, STATI_LAVORO, type LavoroInCoda } from '#modules/registro';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { istanteScritto } from '../elenco-file.ts';
import { elencoRegioneInFile } from './elenco-file.ts';
import { nomeDi, nomeLavoro } from './lavori-cerca.tsx';

const testi = ufficioImpianto.lavori;
/** A queue that is longer has one cause. */
const RIGHE_MAX = 20_000;

type Riga = LavoroInCoda & { ente: string };

/** The jobs that the list shows, as a file for a spreadsheet. */
export const regioneElencoLavori = elencoRegioneInFile({
  percorso: '/regione/lavori',
  nome: 'LAVORI',
  titolo: testi.titolo,
  righeMax: RIGHE_MAX,
  filtro: (_t, _l, { query }) => ({
    stato: STATI_LAVORO.find((uno) => uno === query['stato']) ?? 'fallito',
    nome: nomeDi(query),
  }),
  leggi: async (t, filtro, { dopo, quanti }) => {
    const letti = await elencoLavori(t, { ...filtro, dopo: dopo?.id ?? null, quanti });
    const enti = await nomiEnti(
      t,
      letti.map(({ enteId }) => enteId),
    );
    return letti.map((uno): Riga => ({ ...uno, ente: enti.get(uno.enteId ?? '') ?? '' }));
  },
  colonne: [
    { titolo: testi.colonne.lavoro, testo: ({ nome }: Riga) => nomeLavoro(nome) },
    { titolo: ufficioImpianto.registro.ente, testo: ({ ente }) => ente },
    { titolo: testi.colonne.quando, testo: ({ quando }) => istanteScritto(quando) },
    { titolo: testi.colonne.tentativi, testo: (r) => testi.tentativi(r.tentativi, r.tentativiMax) },
    { titolo: testi.colonne.perche, testo: ({ perche }) => perche ?? '' },
  ],
});
