import { ZERO_CENTS } from '#kernel/importo';
import { leggiRendicontazioni } from '#modules/rendicontazione';
import { ufficioRendicontazione as testi } from '#testi/it/ufficio-rendicontazione';
import { elencoInFile } from '../elenco-file.ts';
import { leggiCercato } from '../filtri.ts';
import { leggiFiltriRendicontazioni } from '../rendicontazione.tsx';
import { colonnaImporto, COLONNE_RENDICONTAZIONI } from '../rendicontazione-elenco.tsx';

/** What the list of statements shows, all of it, as a file for a spreadsheet. */
export const elencoRendicontazioni = elencoInFile({
  percorso: '/rendicontazione',
  atto: 'rendiconta',
  nome: 'RENDICONTAZIONI',
  titolo: testi.titolo,
  filtro: async (t, l, r) => {
    const { testo, ricercaPersa } = await leggiCercato(t, l, r);
    return ricercaPersa ? null : { ...leggiFiltriRendicontazioni(r.query).filtro, testo };
  },
  leggi: (t, filtro, { dopo, quanti }) =>
    leggiRendicontazioni(t, { ...filtro, dopo: dopo?.id ?? null, prima: null, quanti }),
  colonne: [...COLONNE_RENDICONTAZIONI, colonnaImporto(ZERO_CENTS)],
});
