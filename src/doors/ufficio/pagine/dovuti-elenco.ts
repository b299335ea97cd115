import { cercaDovuti, type DovutoInElenco } from '#modules/posizioni';
import { interfaccia } from '#testi/it/interfaccia';
import { ufficio } from '#testi/it/ufficio';
import { elencoInFile, giornoDi, giornoScritto, importoScritto } from '../elenco-file.ts';
import { leggiFiltri } from '../filtri.ts';
import { tipiVisibili } from '../lavoro.ts';

const { titolo, file } = ufficio.dovuti;

/** The list of dovuti as it is filtered, all of it, as a file for a spreadsheet. */
export const dovutiElenco = elencoInFile({
  percorso: '/dovuti',
  atto: 'esporta',
  azione: 'dovuti.scaricati',
  titolo,
  filtro: async (t, l, r) => {
    const filtri = await leggiFiltri(t, l, r);
    return filtri.ricercaPersa ? null : { ...filtri, tipiConsentiti: (await tipiVisibili(t, l)).ids };
  },
  leggi: (t, filtro, { dopo, quanti }) => cercaDovuti(t, { ...filtro, dopo: dopo?.id ?? null, prima: null, quanti }),
  nome: ({ elenco }) => `DOVUTI_${elenco.toUpperCase()}`,
  colonne: [
    { titolo: file.avviso, testo: (d: DovutoInElenco) => d.numeroAvviso ?? '' },
    { titolo: file.iuv, testo: (d) => d.iuv ?? '' },
    { titolo: file.iud, testo: (d) => d.iud },
    { titolo: file.debitore, testo: (d) => d.debitoreAnagrafica },
    { titolo: file.codice, testo: (d) => d.debitoreCodice },
    { titolo: file.tipo, testo: (d) => d.tipoDenominazione },
    { titolo: file.scadenza, testo: (d) => giornoScritto(d.dataScadenza) },
    { titolo: file.stato, testo: (d) => interfaccia.stati[d.stato] },
    { titolo: file.importo, testo: (d) => importoScritto(d.importoCents), importo: true },
    { titolo: file.pagatoIl, testo: (d) => giornoDi(d.pagatoIl) },
    { titolo: file.pagato, testo: (d) => importoScritto(d.pagatoCents), importo: true },
  ],
});
