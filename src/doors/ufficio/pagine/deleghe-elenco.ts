import { elencoDeleghe, statoDelega, type DelegaDellEnte } from '#modules/posizioni';
import { ufficioDeleghe as testi } from '#testi/it/ufficio-deleghe';
import { leggiFiltriDeleghe } from '../deleghe.tsx';
import { elencoInFile, giornoDi, giornoScritto } from '../elenco-file.ts';

const { colonne, codici } = testi;

/** What the list shows, all of it, as a file for a spreadsheet. */
export const elencoDelegheFile = elencoInFile({
  percorso: '/deleghe',
  atto: 'vedeDeleghe',
  azione: 'deleghe.scaricate',
  nome: 'DELEGHE',
  titolo: testi.titolo,
  filtro: async (t, l, r) => {
    const filtri = await leggiFiltriDeleghe(t, l, r);
    return filtri.ricercaPersa ? null : { ...filtri, oggi: t.oggi };
  },
  leggi: async (t, { oggi, ...filtri }, { dopo, quanti }) => {
    const lette = await elencoDeleghe(t, { ...filtri, dopo: dopo?.id ?? null, quante: quanti });
    return lette.map((d) => ({ ...d, adesso: statoDelega(d, oggi) }));
  },
  colonne: [
    { titolo: colonne.chi, testo: (d: DelegaDellEnte & { adesso: ReturnType<typeof statoDelega> }) => d.delegatoNome },
    { titolo: codici.chi, testo: (d) => d.delegatoCodice },
    { titolo: colonne.per, testo: (d) => d.deleganteNome },
    { titolo: codici.per, testo: (d) => d.deleganteCodice },
    { titolo: colonne.genere, testo: (d) => testi.generi[d.genere] },
    { titolo: colonne.chiesta, testo: (d) => giornoDi(d.chiestaIl) },
    { titolo: colonne.stato, testo: (d) => testi.stati[d.adesso] },
    { titolo: colonne.fino, testo: (d) => giornoScritto(d.validaAl) },
    { titolo: colonne.motivo, testo: (d) => d.motivo ?? '' },
  ],
});
