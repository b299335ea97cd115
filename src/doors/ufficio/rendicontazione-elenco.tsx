import type { VNode } from 'preact';
import type { Rendicontazione } from '#modules/rendicontazione';
import { ufficioRendicontazione as testi } from '#testi/it/ufficio-rendicontazione';
import type { Colonna } from '#ui/tabella';
import { DataGiorno, Importo, Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { intero } from './frase.ts';
import { difettiDetti, NomePsp } from './rendicontazione.tsx';

/** What the list says of each. `totale`: of all of them. */
export function colonneDi(totale: Rendicontazione['importoCents']): Colonna<Rendicontazione>[] {
  const { colonne } = testi;
  return [
    { titolo: colonne.iuf, cella: ({ iuf }) => iuf },
    { titolo: colonne.psp, cella: (r) => <NomePsp {...r} /> },
    { titolo: colonne.prodotta, cella: (r) => <Istante istante={r.prodottaIl} /> },
    { titolo: colonne.disponibile, cella: (r) => <Istante istante={r.disponibileIl} /> },
    { titolo: colonne.regolata, cella: (r) => <DataGiorno giorno={r.regolataIl} breve /> },
    { titolo: colonne.nota, cella: (r) => difettiDetti(r.difetti) },
    { titolo: colonne.pagamenti, numerica: true, cella: (r) => intero(r.pagamenti) },
    {
      titolo: colonne.importo,
      numerica: true,
      cella: (r) => <Importo cents={r.importoCents} />,
      totale: <Importo cents={totale} />,
    },
  ];
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
