import type { VNode } from 'preact';
import { ufficioScambi as testi } from '#testi/it/ufficio-scambi';
import { Messaggio } from '#ui/messaggio';

/** The text of a message of the giornale, as it was exchanged; where it was longer than is kept, that is said. */
export function TestoMessaggio({ contenuto, troncato }: { contenuto: Buffer; troncato: boolean }): VNode {
  return (
    <>
      {troncato && (
        <Messaggio tipo="informazione">
          <p>{testi.troncato}</p>
        </Messaggio>
      )}
      <pre class="messaggio-scambiato" tabIndex={0} role="region" aria-label={testi.testo}>
        {contenuto.toString()}
      </pre>
    </>
  );
}
