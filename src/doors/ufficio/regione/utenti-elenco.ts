import { leggiUtenti, type FiltroUtenti, type Utente } from '#modules/utenti';
import { ufficioUtenti as testi } from '#testi/it/ufficio-utenti';
import { giornoDi } from '../elenco-file.ts';
import { elencoRegioneInFile } from './elenco-file.ts';
import { entiDetti, STATI, statoDi } from './utenti.tsx';

/** Who works in the ufficio, as a file for a spreadsheet. */
export const regioneElencoUtenti = elencoRegioneInFile({
  percorso: '/regione/utenti',
  azione: 'utenti.scaricati',
  nome: 'UTENTI',
  titolo: testi.titolo,
  filtro: (_t, _l, r): FiltroUtenti => ({ testo: '', attivo: STATI[statoDi(r)] }),
  leggi: (t, filtro, { dopo, quanti }) =>
    leggiUtenti(t, filtro, { dopo: dopo?.operatoreId ?? null, prima: null, quanti }),
  colonne: [
    { titolo: testi.colonne.nome, testo: (u: Utente) => u.nome },
    { titolo: testi.colonne.utente, testo: (u) => u.utente },
    { titolo: testi.colonne.email, testo: (u) => u.email ?? '' },
    { titolo: testi.colonne.enti, testo: (u) => entiDetti(u).join('; ') },
    { titolo: testi.colonne.secondoFattore, testo: (u) => (u.secondoFattore ? testi.si : testi.no) },
    { titolo: testi.colonne.stato, testo: (u) => (u.attivo ? testi.stati.aperto : testi.stati.chiuso) },
    { titolo: testi.colonne.registrato, testo: (u) => giornoDi(u.registratoIl) },
  ],
});
