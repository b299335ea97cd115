import type { VNode } from 'preact';
import type { Conteggi } from '#modules/posizioni';
import { ufficio } from '#testi/it/ufficio';
import { Tabella } from '#ui/tabella';
import { Importo } from '#ui/valori';
import { intero } from './frase.ts';

const testi = ufficio.oggi;

/** How many dovuti are in each state and for how much, leaving out the states in which there is none. */
export function PerStato({ conti: { stati } }: { conti: Conteggi }): VNode {
  const righe = (Object.keys(testi.stati) as (keyof typeof testi.stati)[]).filter((stato) => stati[stato].quanti > 0);
  return (
    <Tabella
      id="stati"
      titolo={testi.dovuti}
      colonne={[
        { titolo: testi.stato, cella: (stato) => testi.stati[stato] },
        { titolo: testi.quanti, numerica: true, cella: (stato) => intero(stati[stato].quanti) },
        { titolo: testi.quanto, numerica: true, cella: (stato) => <Importo cents={stati[stato].importoCents} /> },
      ]}
      righe={righe}
      chiave={(stato) => stato}
      vuoto={<></>}
    />
  );
}
