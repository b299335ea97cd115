import type { VNode } from 'preact';
import { Collegamento } from '#ui/collegamento';
import type { Avviso, AvvisoMio } from '#modules/posizioni';
import type { Testi } from '#testi/catalogo';
import type { Voce } from '#ui/sito';
import { ammessa } from './guardie.ts';
import { sopraRicerca, VAI } from './indirizzi.ts';
import type { Portale } from './visita.ts';

/** The pages above those of who signed in. */
export const sopraArea = (t: Testi): readonly Voce[] => [
  ...sopraRicerca(t),
  { testo: t.area.percorso, a: VAI.posizioni },
];

/** The other pages of who signed in, at the foot of each of them. */
export function AltrePagine({ u, tranne }: { u: Portale; tranne: string }): VNode {
  const { area, deleghe, profilo } = u.t;
  const pagine = [
    { a: VAI.posizioni, testo: area.posizioni.titolo },
    { a: VAI.pagamenti, testo: area.pagamenti.titolo },
    { a: VAI.profilo, testo: profilo.titolo },
    { a: VAI.deleghe, testo: deleghe.titolo },
    { a: VAI.mieiDati, testo: deleghe.dati.titolo },
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

type PropRitira = { u: Portale; avviso: Avviso; mio: AvvisoMio | null };

/** The way to take back a notice, under it: where who signed in asked for it themselves, and nobody is paying. */
export function SiRitira({ u, avviso, mio }: PropRitira): VNode | null {
  if (mio?.spontaneo !== true || !ammessa('/avvisi/:iuv/ritira', avviso)) return null;
  return (
    <p>
      <Collegamento a={VAI.ritira(avviso.iuvId)}>{u.t.area.ritira.collegamento}</Collegamento>
    </p>
  );
}
