import type { ComponentChildren, VNode } from 'preact';
import type { OpzioniPasskey } from '#modules/utenti';
import { Azioni, Bottone } from '#ui/bottone';
import { useContesto } from '#ui/contesto';
import { Modulo } from '#ui/modulo';

type Prop = {
  /** Where it posts to, when it is not the page itself. */
  a?: string;
  cosa: 'entra' | 'registra';
  opzioni: OpzioniPasskey;
  testo: string;
  bottone: string;
  /** Said where there is no script. */
  senza: string;
  /** Said where the browser gave nothing. */
  fallita: string;
  /** The hidden fields that go with it. */
  children: ComponentChildren;
};

/** A passkey is made, or signs: by a script, which puts what the browser gave in the field `passkey`. */
export function PasskeyModulo({ a, cosa, opzioni, testo, bottone, senza, fallita, children }: Prop): VNode {
  const { risorsa } = useContesto();
  return (
    <div id="passkey" data-cosa={cosa} data-opzioni={JSON.stringify(opzioni)} data-fallita={fallita}>
      <p data-passkey="senza">{senza}</p>
      <div data-passkey="con" hidden>
        <p>{testo}</p>
        <Modulo {...(a !== undefined && { a })}>
          {children}
          <input type="hidden" name="passkey" value="" />
          <Azioni>
            <Bottone icona="it-key">{bottone}</Bottone>
          </Azioni>
        </Modulo>
        <p role="status" />
      </div>
      <script type="module" src={risorsa('passkey.js')} />
    </div>
  );
}
