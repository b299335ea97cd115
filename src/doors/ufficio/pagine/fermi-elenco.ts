import type { CosaFerma } from '#platform/fermo';
import { ufficioFermi as testi } from '#testi/it/ufficio-fermi';
import { elencoInFile, istanteScritto, tutteInsieme } from '../elenco-file.ts';
import { leggiFermi, nomeDi, percheDi, type Fermi } from '../fermi.ts';

const { colonne } = testi;

/** Of each kind, as many as anybody will go through one by one. */
const NEL_FILE_MAX = 5000;

type Riga = { genere: Fermi['genere']; cosa: CosaFerma };

/** The list of what is stuck as a file for a spreadsheet: read at once, kind by kind. It names no person. */
export const elencoFermi = elencoInFile({
  percorso: '/fermi',
  nome: 'FERMI',
  titolo: testi.titolo,
  filtro: async (t, l) => {
    const trovati = await leggiFermi(t, l, NEL_FILE_MAX);
    return trovati.flatMap(({ genere, cose }) => cose.map((cosa): Riga => ({ genere, cosa })));
  },
  leggi: tutteInsieme,
  colonne: [
    { titolo: colonne.genere, testo: ({ genere }: Riga) => testi.generi[genere].titolo },
    { titolo: colonne.cosa, testo: ({ genere, cosa }) => nomeDi(genere, cosa) },
    { titolo: colonne.perche, testo: ({ genere, cosa }) => percheDi(genere, cosa) },
    { titolo: colonne.dal, testo: ({ cosa }) => istanteScritto(cosa.dal) },
  ],
});
