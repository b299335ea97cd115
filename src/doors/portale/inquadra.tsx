import type { VNode } from 'preact';
import { Icona } from '#ui/icona';
import { useContesto } from '#ui/contesto';

/**
 * The number of a notice read from its QR code instead of typed: by the camera where the browser has one, or from a picture. Without a
 * script it is not there. What the script says is here, in the language of the page.
 */
export function Inquadra(): VNode {
  const { risorsa, t } = useContesto();
  const { inquadra, foto, chiudi, video, ...frasi } = t.ricerca.qr;
  const dette = Object.fromEntries(Object.entries(frasi).map(([nome, frase]) => [`data-${nome}`, frase]));
  return (
    <>
      <div id="qr" class="qr" data-lettore={risorsa('qr-lettore.js')} {...dette} hidden>
        <div class="azioni">
          <button type="button" class="btn btn-outline-primary" data-qr="inquadra" hidden>
            <Icona nome="it-camera" />
            {inquadra}
          </button>
          <label class="btn btn-outline-primary qr-foto">
            <input type="file" accept="image/*" class="visually-hidden" data-qr="foto" />
            <Icona nome="it-upload" />
            {foto}
          </label>
        </div>
        <p role="status" data-qr="stato" />
        <div class="qr-riquadro" data-qr="riquadro" hidden>
          <video data-qr="video" aria-label={video} playsInline muted />
          <button type="button" class="btn btn-outline-primary" data-qr="chiudi">
            {chiudi}
          </button>
        </div>
      </div>
      <input type="hidden" name="enteQr" value="" />
      <script type="module" src={risorsa('qr.js')} />
    </>
  );
}
