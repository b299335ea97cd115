import type { VNode } from 'preact';
import { Collegamento } from './collegamento.tsx';
import { useContesto } from './contesto.tsx';
import type { Sito } from './sito.tsx';

/** Footer: who runs the service, what the law wants at hand on every page, how to ask for help, which version this is. */
export function Piede({ sito }: { sito: Sito }): VNode {
  const { testi } = useContesto();
  return (
    <footer id="piede" class="it-footer" tabindex={-1}>
      <div class="it-footer-main">
        <div class="container">
          <p class="piede-chi">{testi.servizio(sito.intermediario)}</p>
          <ul>
            {sito.piede.map(({ testo, a }) => (
              <li key={a}>
                <Collegamento a={a}>{testo}</Collegamento>
              </li>
            ))}
          </ul>
          <p>{sito.assistenza}</p>
        </div>
      </div>
      <div class="it-footer-small-prints">
        <div class="container">{testi.versione(sito.versione)}</div>
      </div>
    </footer>
  );
}
