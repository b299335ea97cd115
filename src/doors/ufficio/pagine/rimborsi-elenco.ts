import { leggiDaRimborsare, type DenaroDaRimborsare } from '#modules/pagamenti';
import { ufficioRimborsi as testi } from '#testi/it/ufficio-rimborsi';
import { elencoInFile, giornoDi, giornoScritto, importoScritto } from '../elenco-file.ts';
import { leggiFiltriRimborsi, segueDi } from '../rimborsi.tsx';

const { colonne } = testi;

/** What the list shows, all of it, as a file for a spreadsheet. */
export const elencoRimborsi = elencoInFile({
  percorso: '/incassi/da-rimborsare',
  azione: 'rimborsi.scaricati',
  nome: 'DA_RIMBORSARE',
  titolo: testi.titolo,
  filtro: async (t, l, r) => {
    const filtri = await leggiFiltriRimborsi(t, l, r);
    return filtri.ricercaPersa ? null : { ...filtri, ...(await segueDi(t, l)) };
  },
  leggi: (t, filtro, { dopo, quanti }) =>
    leggiDaRimborsare(t, { ...filtro, dopo: dopo?.id ?? null, prima: null, quanti }),
  colonne: [
    { titolo: colonne.perche, testo: (d: DenaroDaRimborsare) => testi.generi[d.genere] },
    { titolo: colonne.importo, testo: (d) => importoScritto(d.importoCents), importo: true },
    { titolo: colonne.pagatore, testo: pagatoreDetto },
    { titolo: colonne.avviso, testo: (d) => d.numeroAvviso ?? d.iuv },
    { titolo: colonne.ricevuta, testo: (d) => d.receiptId },
    { titolo: colonne.pagata, testo: (d) => giornoDi(d.pagataIl) },
    { titolo: colonne.da, testo: (d) => giornoDi(d.registrataIl) },
    { titolo: colonne.esito, testo: (d) => (d.esito === null ? '' : testi.esiti[d.esito]) },
    { titolo: colonne.deciso, testo: (d) => giornoDi(d.registratoIl) },
    { titolo: colonne.dovuto, testo: (d) => d.attribuitaIud ?? '' },
    { titolo: colonne.giorno, testo: (d) => giornoScritto(d.rimborsataIl) },
    { titolo: colonne.mandato, testo: (d) => d.mandato ?? '' },
    { titolo: colonne.motivo, testo: (d) => d.motivo ?? '' },
  ],
});

function pagatoreDetto({ pagatore, debitore }: DenaroDaRimborsare): string {
  const chi = pagatore ?? debitore;
  return [chi?.anagrafica, chi?.codice].filter(Boolean).join(' – ');
}
