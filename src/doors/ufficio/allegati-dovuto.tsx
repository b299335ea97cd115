import type { VNode } from 'preact';
import type { AllegatoMostrato } from '#modules/posizioni';
import { ufficioDovuto as testi } from '#testi/it/ufficio-dovuto';
import { formatDimensione } from '#ui/allegato';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { VAI } from './indirizzi.ts';

/** What the citizen attached when they asked for it; nothing where nobody did. They are only given as downloads. */
export function Allegati({
  dovutoId,
  allegati,
}: {
  dovutoId: string;
  allegati: readonly AllegatoMostrato[];
}): VNode | null {
  if (allegati.length === 0) return null;
  return (
    <>
      <h2>{testi.allegati}</h2>
      <Dati
        dati={allegati.map((uno) => ({
          nome: domanda(uno),
          valore: (
            <>
              <Collegamento a={VAI.allegatoDovuto(dovutoId, uno.id)} icona="it-download">
                {uno.nome}
              </Collegamento>{' '}
              <span class="nota">({formatDimensione(uno.bytes)})</span>
            </>
          ),
        }))}
      />
      <p class="nota">{testi.allegatiDa}</p>
    </>
  );
}

function domanda({ detta, risposta }: AllegatoMostrato): string {
  const parole = detta?.posto.map(({ etichetta, riga }) => (riga === null ? etichetta : testi.riga(etichetta, riga)));
  return parole?.join(' – ') ?? risposta;
}
