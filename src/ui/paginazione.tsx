import type { VNode } from 'preact';
import { Collegamento } from './collegamento.tsx';
import { useContesto } from './contesto.tsx';
import { Icona } from './icona.tsx';

/** Keyset paging: the page before and the page after, which cost the same at row 50 and at row 5,000,000. Nothing for one page. */
export function Paginazione({
  precedente,
  successiva,
}: {
  precedente?: string | undefined;
  successiva?: string | undefined;
}): VNode | null {
  const { testi } = useContesto();
  if (precedente === undefined && successiva === undefined) return null;
  return (
    <nav class="paginazione" aria-label={testi.pagine}>
      {precedente !== undefined && (
        <Collegamento a={precedente}>
          <Icona nome="it-chevron-left" />
          {testi.precedente}
        </Collegamento>
      )}
      {successiva !== undefined && (
        <Collegamento a={successiva} classe="avanti">
          {testi.successiva}
          <Icona nome="it-chevron-right" />
        </Collegamento>
      )}
    </nav>
  );
}
