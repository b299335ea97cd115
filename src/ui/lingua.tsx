import type { VNode } from 'preact';
import { LINGUE } from '#kernel/lingua';
import { useContesto } from './contesto.tsx';
import { Modulo } from './modulo.tsx';
import type { Sito } from './sito.tsx';

/** Each is named in itself: who looks for it may read no other. */
const NOMI = { it: 'Italiano', en: 'English', de: 'Deutsch' };

/** The languages, side by side: the one in use, and a button for each of the others that comes back to this page. */
export function ScegliLingua({ lingue: { a, torna } }: { lingue: NonNullable<Sito['lingue']> }): VNode {
  const { testi, lingua: mia } = useContesto();
  return (
    <nav class="lingue" aria-label={testi.lingua}>
      <Modulo a={a}>
        <input type="hidden" name="torna" value={torna} />
        {LINGUE.map((lingua) => (
          <button
            key={lingua}
            type="submit"
            name="lingua"
            value={lingua}
            lang={lingua}
            title={NOMI[lingua]}
            aria-current={lingua === mia ? 'true' : undefined}
          >
            {lingua.toUpperCase()}
            <span class="visually-hidden"> {NOMI[lingua]}</span>
          </button>
        ))}
      </Modulo>
    </nav>
  );
}
