import type { VNode } from 'preact';
import { formatGiorno, type Giorno } from '#kernel/giorno';
import type { Cents } from '#kernel/importo';
import type { Testi } from '#testi/catalogo';
import { useContesto } from './contesto.tsx';
import { Tabella } from './tabella.tsx';
import { Importo } from './valori.tsx';

type RigaImporto = { genere: keyof Testi['costo']['righe']; dal: Giorno | null; importoCents: Cents };

/** How the amount of today is reached, line by line; nothing where nothing was added to what is written. */
export function ComeSiArriva({
  righe,
  importoCents,
}: {
  righe: readonly RigaImporto[];
  importoCents: Cents;
}): VNode | null {
  const { t, lingua } = useContesto();
  const parole = t.costo;
  if (righe.length < 2) return null;
  return (
    <Tabella
      id="come-si-arriva"
      titolo={parole.titolo}
      colonne={[
        {
          titolo: parole.voce,
          cella: ({ genere, dal }) =>
            dal === null ? parole.righe[genere] : `${parole.righe[genere]}, ${parole.dal(formatGiorno(dal, lingua))}`,
        },
        {
          titolo: parole.importo,
          cella: (riga) => <Importo cents={riga.importoCents} />,
          numerica: true,
          totale: <Importo cents={importoCents} />,
        },
      ]}
      righe={righe}
      chiave={({ genere, dal }) => `${genere} ${dal}`}
      vuoto={<></>}
    />
  );
}
