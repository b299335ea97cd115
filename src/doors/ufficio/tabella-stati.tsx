import type { VNode } from 'preact';
import type { contaDovuti } from '#modules/posizioni';
import { ufficio } from '#testi/it/ufficio';
import { Tabella } from '#ui/tabella';
import { intero } from './frase.ts';

const testi = ufficio.oggi;

/** How many dovuti are in each state, leaving out the states in which there is none. */
export function PerStato({ conti }: { conti: Awaited<ReturnType<typeof contaDovuti>> }): VNode {
  const righe = (Object.keys(testi.stati) as (keyof typeof testi.stati)[]).filter((stato) => conti.stati[stato] > 0);
  return (
    <Tabella
      id="stati"
      titolo={testi.dovuti}
      colonne={[
        { titolo: testi.stato, cella: (stato) => testi.stati[stato] },
        { titolo: testi.quanti, numerica: true, cella: (stato) => intero(conti.stati[stato]) },
      ]}
      righe={righe}
      chiave={(stato) => stato}
      vuoto={<p />}
    />
  );
}
