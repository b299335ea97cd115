import type { VNode } from 'preact';
import { formatGiorno, type Giorno } from '#kernel/giorno';
import type { Cents } from '#kernel/importo';
import { quanto } from '#testi/it/quanto';
import { Tabella } from './tabella.tsx';
import { Importo } from './valori.tsx';

type RigaImporto = { genere: keyof typeof quanto.righe; dal: Giorno | null; importoCents: Cents };

/** How the amount of today is reached, line by line; nothing where nothing was added to what is written. */
export function ComeSiArriva({
  righe,
  importoCents,
}: {
  righe: readonly RigaImporto[];
  importoCents: Cents;
}): VNode | null {
  if (righe.length < 2) return null;
  return (
    <Tabella
      id="come-si-arriva"
      titolo={quanto.titolo}
      colonne={[
        {
          titolo: quanto.voce,
          cella: ({ genere, dal }) =>
            dal === null ? quanto.righe[genere] : `${quanto.righe[genere]}, ${quanto.dal(formatGiorno(dal))}`,
        },
        {
          titolo: quanto.importo,
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
