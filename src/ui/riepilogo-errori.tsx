import type { VNode } from 'preact';
import { useContesto } from './contesto.tsx';

/** Message by name of the field, in the order of the page. */
export type Errori = Readonly<Record<string, string>>;

/**
 * What is to be put right, above a form that came back, each with a link to its field. `autofocus` moves the focus here without a
 * script, so that a screen reader begins with it; it shows nothing when there is nothing wrong.
 */
export function RiepilogoErrori({ errori }: { errori: Errori }): VNode | null {
  const { testi } = useContesto();
  const voci = Object.entries(errori);
  if (voci.length === 0) return null;
  return (
    <section class="riepilogo-errori" aria-labelledby="riepilogo-errori" tabindex={-1} autofocus>
      <h2 id="riepilogo-errori">{testi.ciSonoErrori(voci.length)}</h2>
      <ul>
        {voci.map(([nome, messaggio]) => (
          <li key={nome}>
            <a href={`#campo-${nome}`}>{messaggio}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
