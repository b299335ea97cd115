import type { ComponentChildren, VNode } from 'preact';
import { LOCALI } from '#kernel/lingua';
import { Collegamento } from './collegamento.tsx';
import { useContesto } from './contesto.tsx';

/** Often enough to be believed, seldom enough to be free. */
const OGNI = 'every 2s';

type Proprieta = {
  id: string;
  /** What is being done: the label of the bar. */
  titolo: string;
  fatte: number;
  /** `null` while it is not known yet. */
  totale: number | null;
  /**
   * Where the same component comes as a fragment; absent when the work has ended, so that asking stops. The page that answers should
   * be this one (`r.htmx` tells them apart): then reloading works too.
   */
  aggiorna?: string;
  /** What to know beside the figures: rows rejected so far; at the end, what was done and where to go. */
  children?: ComponentChildren;
};

/** A long work, seen from outside. Where there is no script a link reloads the page: the figures are the database's. */
export function Avanzamento({ id, titolo, fatte, totale, aggiorna, children }: Proprieta): VNode {
  const { testi, lingua } = useContesto();
  const intero = (n: number): string => n.toLocaleString(LOCALI[lingua], { useGrouping: 'always' });
  const cifre = testi.fatte(intero(fatte), totale === null ? null : intero(totale));
  const richiesta = aggiorna === undefined ? {} : { 'hx-get': aggiorna, 'hx-trigger': OGNI, 'hx-swap': 'outerHTML' };
  return (
    <div id={id} class="avanzamento" {...richiesta}>
      <p id={`${id}-titolo`}>
        <strong>{titolo}</strong>
      </p>
      <progress
        aria-labelledby={`${id}-titolo`}
        value={totale === null ? undefined : fatte}
        max={totale ?? undefined}
      />
      {(totale !== null || fatte > 0) && <p class="cifre">{cifre}</p>}
      {children}
      {aggiorna !== undefined && (
        <noscript>
          <p>
            <Collegamento a={aggiorna} icona="it-refresh">
              {testi.aggiorna}
            </Collegamento>
          </p>
        </noscript>
      )}
    </div>
  );
}
