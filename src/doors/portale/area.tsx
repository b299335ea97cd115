import type { VNode } from 'preact';
import { Collegamento } from '#ui/collegamento';
import { VAI } from './indirizzi.ts';
import type { Portale } from './visita.ts';

/** The other pages of who signed in, at the foot of each of them. */
export function AltrePagine({ u, tranne }: { u: Portale; tranne: string }): VNode {
  const { area } = u.t;
  const pagine = [
    { a: VAI.posizioni, testo: area.posizioni.titolo },
    { a: VAI.pagamenti, testo: area.pagamenti.titolo },
  ];
  return (
    <nav aria-labelledby="altre-pagine">
      <h2 id="altre-pagine">{area.altrePagine}</h2>
      <ul>
        {pagine
          .filter(({ a }) => a !== tranne)
          .map(({ a, testo }) => (
            <li key={a}>
              <Collegamento a={a}>{testo}</Collegamento>
            </li>
          ))}
      </ul>
    </nav>
  );
}
