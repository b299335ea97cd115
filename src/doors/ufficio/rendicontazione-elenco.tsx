import type { VNode } from 'preact';
import type { Rendicontazione } from '#modules/rendicontazione';
import { ufficioRendicontazione as testi } from '#testi/it/ufficio-rendicontazione';
import { DataGiorno, Importo, Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { giornoScritto, importoScritto, istanteScritto, type ColonnaElenco } from './elenco-file.ts';
import { intero } from './frase.ts';
import { difettiDetti, NomePsp } from './rendicontazione.tsx';

const { colonne } = testi;

/** What the list says of each. */
export const COLONNE_RENDICONTAZIONI: readonly ColonnaElenco<Rendicontazione>[] = [
  { titolo: colonne.iuf, testo: (r) => r.iuf },
  { titolo: colonne.psp, testo: (r) => r.psp, cella: (r) => <NomePsp {...r} /> },
  { titolo: testi.una.mittente, testo: (r) => r.mittenteDenominazione ?? '', solo: 'file' },
  {
    titolo: colonne.prodotta,
    testo: (r) => istanteScritto(r.prodottaIl),
    cella: (r) => <Istante istante={r.prodottaIl} />,
  },
  {
    titolo: colonne.disponibile,
    testo: (r) => istanteScritto(r.disponibileIl),
    cella: (r) => <Istante istante={r.disponibileIl} />,
  },
  {
    titolo: colonne.regolata,
    testo: (r) => giornoScritto(r.regolataIl),
    cella: (r) => <DataGiorno giorno={r.regolataIl} breve />,
  },
  { titolo: testi.una.regolamento, testo: (r) => r.regolamento, solo: 'file' },
  { titolo: colonne.nota, testo: (r) => difettiDetti(r.difetti) },
  { titolo: colonne.pagamenti, numerica: true, testo: (r) => intero(r.pagamenti) },
];

/** The amount of each. `totale`: of all of them. */
export function colonnaImporto(totale: Rendicontazione['importoCents']): ColonnaElenco<Rendicontazione> {
  return {
    titolo: colonne.importo,
    numerica: true,
    importo: true,
    testo: (r) => importoScritto(r.importoCents),
    cella: (r) => <Importo cents={r.importoCents} />,
    totale: <Importo cents={totale} />,
  };
}

/** What stands there when there is none. */
export function Niente({ filtrata, manuale }: { filtrata: boolean; manuale: boolean }): VNode {
  const nessuna = manuale ? testi.vuotoManuale : testi.vuotoTesto;
  return (
    <Vuoto titolo={filtrata ? testi.nessuna : testi.vuoto}>
      <p>{filtrata ? testi.nessunaTesto : nessuna}</p>
    </Vuoto>
  );
}
