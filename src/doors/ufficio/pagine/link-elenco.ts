import { elencoLink, type LinkDellEnte } from '#modules/pagamenti';
import { ufficioLink as testi } from '#testi/it/ufficio-link';
import { elencoInFile, giornoDi } from '../elenco-file.ts';
import { tipiVisibili } from '../lavoro.ts';
import { indirizzoPubblico, leggiFiltriLink, portaA, statoLink, titoloDi, usiDetti } from '../link.tsx';

const { colonne } = testi;

/** A link, how it stands now, and its address. */
type Riga = LinkDellEnte & { adesso: ReturnType<typeof statoLink>; indirizzo: string };

/** What the list shows, all of it, with the addresses, as a file for a spreadsheet. */
export const elencoLinkFile = elencoInFile({
  percorso: '/link',
  atto: 'esporta',
  azione: 'link.scaricati',
  nome: 'LINK',
  titolo: testi.titolo,
  filtro: async (t, l, r) => {
    const { quali, testo, ricercaPersa } = await leggiFiltriLink(t, l, r);
    return ricercaPersa ? null : { quali, testo, tipiConsentiti: (await tipiVisibili(t, l)).ids };
  },
  leggi: async (t, filtro, { dopo, quanti }) => {
    const letti = await elencoLink(t, { ...filtro, dopo: dopo?.id ?? null, quanti });
    return letti.map((uno): Riga => ({ ...uno, adesso: statoLink(uno, t), indirizzo: indirizzoPubblico(t, uno.id) }));
  },
  colonne: [
    { titolo: colonne.titolo, testo: (uno: Riga) => titoloDi(uno) },
    { titolo: colonne.porta, testo: portaA },
    { titolo: colonne.usi, testo: usiDetti },
    { titolo: colonne.scade, testo: ({ scadeIl }) => giornoDi(scadeIl) },
    { titolo: colonne.creato, testo: ({ creatoIl }) => giornoDi(creatoIl) },
    { titolo: colonne.stato, testo: ({ adesso }) => testi.stati[adesso] },
    { titolo: colonne.indirizzo, testo: ({ indirizzo }) => indirizzo },
  ],
});
