import type { VNode } from 'preact';
import { matrixPath, qrCodeM } from '#platform/pdf/matrix-code';

/** The white frame that readers need, in modules (ISO 18004). */
const BORDO = 4;

/** A QR code as a drawing of the page: no picture to fetch, sharp at any size. `nome`: what it is, for who does not see it. */
export function Qr({ testo, nome }: { testo: string; nome: string }): VNode {
  const codice = qrCodeM(testo);
  // Modules are of two units each.
  const bordo = BORDO * 2;
  const lato = codice.side + 2 * bordo;
  return (
    <svg
      class="qr"
      viewBox={`${-bordo} ${-bordo} ${lato} ${lato}`}
      width="220"
      height="220"
      role="img"
      aria-label={nome}
    >
      <rect x={-bordo} y={-bordo} width={lato} height={lato} fill="#fff" />
      <path d={matrixPath(codice)} fill="#000" fill-rule="evenodd" />
    </svg>
  );
}
