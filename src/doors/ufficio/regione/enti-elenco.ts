import { elencoEnti, PASSI, type EnteInElenco, type TipoEnte } from '#modules/enti';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { giornoDi } from '../elenco-file.ts';
import { elencoRegioneInFile } from './elenco-file.ts';
import { filtroEnti } from './enti.tsx';

const testi = ufficioRegione.enti;
const { colonne } = testi;

/** What the list shows, all of it, as a file for a spreadsheet. */
export const regioneElencoEnti = elencoRegioneInFile({
  percorso: '/regione/enti',
  azione: 'enti.scaricati',
  nome: 'ENTI',
  titolo: testi.elenco,
  filtro: (_t, _l, r) => filtroEnti(r).filtro,
  leggi: (t, filtro, { dopo, quanti }) => elencoEnti(t, filtro, { dopo: dopo?.cursore ?? null, prima: null, quanti }),
  colonne: [
    { titolo: colonne.denominazione, testo: (e: EnteInElenco) => e.denominazione },
    { titolo: colonne.codIpa, testo: (e) => e.codIpa },
    { titolo: colonne.codiceFiscale, testo: (e) => e.codiceFiscale },
    { titolo: colonne.tipo, testo: (e) => ufficioEnte.tipi[e.tipo as TipoEnte] },
    { titolo: colonne.ambiente, testo: (e) => testi.ambienti[e.ambiente] },
    { titolo: colonne.stato, testo: (e) => ufficioEnte.stati[e.stato] },
    { titolo: colonne.passi, testo: (e) => testi.fatti(e.passi, PASSI.length) },
    { titolo: colonne.registrato, testo: (e) => giornoDi(e.registratoIl) },
  ],
});
