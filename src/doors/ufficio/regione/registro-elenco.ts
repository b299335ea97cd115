import { isoRoma } from '#kernel/giorno';
import { nomiEnti } from '#modules/enti';
import { cercaAtti, type AttoOvunque } from '#modules/registro';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { ufficioRegistro } from '#testi/it/ufficio-registro';
import { nomiAttori } from '../attori.ts';
import { elencoRegioneInFile } from './elenco-file.ts';
import { dettoDi } from './registro-atti.tsx';
import { leggiFiltroAtti } from './registro.tsx';

const testi = ufficioImpianto.registro;
const { colonne } = ufficioRegistro;
/** What a spreadsheet opens without effort: who needs more asks for fewer days. */
const RIGHE_MAX = 100_000;

type Riga = AttoOvunque & { ente: string; chi: string };

/** The acts that the list shows, as a file for a spreadsheet. */
export const regioneElencoRegistro = elencoRegioneInFile({
  percorso: '/regione/registro',
  azione: 'registro.scaricato',
  nome: 'REGISTRO',
  titolo: testi.titolo,
  righeMax: RIGHE_MAX,
  filtro: (t, _l, r) => leggiFiltroAtti(r, t.oggi).filtro,
  leggi: async (t, filtro, { dopo, quanti }) => {
    const atti = await cercaAtti(t, filtro, { dopo: dopo?.cursore ?? null, prima: null, quanti });
    const enti = await nomiEnti(
      t,
      atti.map(({ enteId }) => enteId),
    );
    const nome = await nomiAttori(
      t,
      atti.map(({ attore }) => attore),
    );
    return atti.map((a): Riga => ({ ...a, ente: enti.get(a.enteId ?? '') ?? testi.nessuno, chi: nome(a.attore) }));
  },
  colonne: [
    { titolo: colonne.quando, testo: (a: Riga) => isoRoma(a.istante) },
    { titolo: colonne.atto, testo: (a) => ufficioRegistro.atti[a.azione] ?? a.azione },
    { titolo: testi.ente, testo: (a) => a.ente },
    { titolo: colonne.chi, testo: (a) => a.chi },
    { titolo: testi.dettaglio, testo: dettoDi },
  ],
});
