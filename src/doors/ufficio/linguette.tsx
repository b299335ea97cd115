import type { VNode } from 'preact';
import { Collegamento } from '#ui/collegamento';

type Voce = { testo: string; a: string; aperta: boolean };

/** The parts of one list, of which one is in sight: links, for each has its address. */
export function Linguette({ titolo, voci }: { titolo: string; voci: readonly Voce[] }): VNode {
  return (
    <nav class="linguette" aria-label={titolo}>
      <ul>
        {voci.map(({ testo, a, aperta }) => (
          <li key={a}>
            <Collegamento a={a} corrente={aperta ? 'page' : undefined}>
              {testo}
            </Collegamento>
          </li>
        ))}
      </ul>
    </nav>
  );
}
