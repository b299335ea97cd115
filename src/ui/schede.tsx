import type { ComponentChildren, VNode } from 'preact';
import { Collegamento } from './collegamento.tsx';
import { Icona, type NomeIcona } from './icona.tsx';

export type PropScheda = { titolo: string; a: string; icona?: NomeIcona; testo: ComponentChildren };

/** Ways to go on, as cards: the whole card can be pressed, and it holds one link. */
export function Schede({ schede }: { schede: readonly PropScheda[] }): VNode {
  return (
    <ul class="schede">
      {schede.map(({ titolo, a, icona, testo }) => (
        <li key={a} class="scheda">
          {icona && <Icona nome={icona} misura="lg" />}
          <h2>
            <Collegamento a={a}>{titolo}</Collegamento>
          </h2>
          <p>{testo}</p>
        </li>
      ))}
    </ul>
  );
}
