import type { VNode } from 'preact';
import { useContesto } from '#ui/contesto';
import { VAI } from './indirizzi.ts';

/** Turned away by a limit. The script puts the second sentence in place of the first as soon as it is true. */
export function Troppi({ frase: attesa, titolo }: { frase: string; titolo?: string }): VNode {
  const testi = useContesto().t.portale.avviso;
  return (
    <section class="riepilogo-errori" aria-labelledby="troppi" tabindex={-1} autofocus>
      <h2 id="troppi">{titolo ?? testi.troppi}</h2>
      <p id="attesa" role="status">
        {attesa}
      </p>
      <p>{testi.troppiPerche}</p>
      <template id="pronta">{testi.troppiPronta}</template>
    </section>
  );
}

/** Where the script of the proof of work begins; its words appear only while it makes somebody wait. */
export function Sfida(): VNode {
  const { risorsa, t } = useContesto();
  return (
    <>
      <p id="sfida" data-url={VAI.sfida} role="status" hidden>
        {t.portale.avviso.attesa}
      </p>
      <script type="module" src={risorsa('sfida.js')} />
    </>
  );
}
