import { leggiMancanti, type Mancante } from '#modules/rendicontazione';
import { ufficioMancanti as testi } from '#testi/it/ufficio-mancanti';
import { elencoInFile, giornoDi, giornoScritto, importoScritto } from '../elenco-file.ts';
import { leggiCercato } from '../filtri.ts';
import { leggiFiltriMancanti, segueMancanti, statoDetto } from '../mancanti.tsx';

const { colonne, csv } = testi;

/** What the list shows, all of it, as a file for a spreadsheet. */
export const elencoMancanti = elencoInFile({
  percorso: '/rendicontazione/mancanti',
  azione: 'mancanti.scaricate',
  nome: 'RICEVUTE_MANCANTI',
  titolo: testi.titolo,
  filtro: async (t, l, r) => {
    const { stato, giorno } = leggiFiltriMancanti(r.query);
    const { testo, ricercaPersa } = await leggiCercato(t, l, r);
    return ricercaPersa ? null : { stato, giorno, testo, ...(await segueMancanti(t, l)) };
  },
  leggi: (t, filtro, { dopo, quanti }) => leggiMancanti(t, { ...filtro, dopo: dopo?.id ?? null, prima: null, quanti }),
  colonne: [
    { titolo: colonne.avviso, testo: (m: Mancante) => m.numeroAvviso ?? '' },
    { titolo: csv.iuv, testo: (m) => m.iuv },
    { titolo: colonne.iur, testo: (m) => m.iur ?? '' },
    { titolo: colonne.stato, testo: statoDetto },
    { titolo: colonne.giorno, testo: (m) => giornoScritto(m.giorno) },
    { titolo: colonne.importo, testo: (m) => importoScritto(m.importoCents), importo: true },
    { titolo: colonne.psp, testo: (m) => m.psp ?? '' },
    { titolo: csv.rendicontazione, testo: (m) => m.iuf ?? '' },
    { titolo: colonne.tentativi, testo: (m) => String(m.tentativi) },
    { titolo: csv.conclusa, testo: (m) => giornoDi(m.conclusaIl) },
    { titolo: csv.motivo, testo: (m) => m.motivo ?? '' },
  ],
});
