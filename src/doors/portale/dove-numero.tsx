import type { VNode } from 'preact';
import { useContesto } from '#ui/contesto';

/** Ink of the drawing: what matters is in the darkest, and is told in words too. */
const INCHIOSTRO = '#17324d';
const GRIGIO = '#c5cdd4';
const SEGNO = '#a3194c';
const RIGHE = [66, 76, 86];
const QR = [
  [0, 0, 14],
  [26, 0, 14],
  [0, 26, 14],
  [18, 4, 5],
  [18, 16, 6],
  [28, 20, 5],
  [20, 28, 5],
  [34, 28, 6],
  [28, 36, 5],
] as const;

/** Where to look on the paper: a sheet drawn like the notice, with the two things to copy ringed. */
export function DoveNumero(): VNode {
  const testi = useContesto().t.portale.disegno;
  return (
    <figure class="dove-numero">
      <svg viewBox="0 0 320 268" role="img" aria-labelledby="dove-numero" width="320" height="268">
        <title id="dove-numero">{testi.descrizione}</title>
        <rect x="1" y="1" width="318" height="266" fill="#fff" stroke={GRIGIO} stroke-width="2" />
        <text x="14" y="26" font-size="12" font-weight="700" fill={INCHIOSTRO}>
          {testi.avviso}
        </text>
        <Destinatario />
        <rect x="14" y="112" width="292" height="1.5" fill={GRIGIO} />
        <rect x="14" y="124" width="180" height="5" fill={GRIGIO} />
        <rect x="14" y="136" width="220" height="5" fill={GRIGIO} />
        <rect x="1" y="152" width="318" height="20" fill={INCHIOSTRO} />
        <text x="14" y="166" font-size="11" font-weight="700" fill="#fff">
          {testi.dati}
        </text>
        <g transform="translate(18 190)" fill={INCHIOSTRO}>
          {QR.map(([x, y, lato]) => (
            <rect key={`${x}-${y}`} x={x * 1.5} y={y * 1.5} width={lato * 1.5} height={lato * 1.5} />
          ))}
        </g>
        <rect x="98" y="186" width="208" height="54" rx="6" fill="#fff" stroke={SEGNO} stroke-width="3" />
        <text x="108" y="204" font-size="12" fill={INCHIOSTRO}>
          {testi.codice}
        </text>
        <text x="108" y="226" font-size="14.5" font-weight="700" fill={INCHIOSTRO} textLength="188">
          3011 0000 0000 1234 56
        </text>
        <text x="306" y="258" font-size="13" font-weight="700" fill={SEGNO} text-anchor="end">
          {testi.qui}
        </text>
      </svg>
      <figcaption>{testi.didascalia}</figcaption>
    </figure>
  );
}

function Destinatario(): VNode {
  const testi = useContesto().t.portale.disegno;
  return (
    <>
      <rect x="164" y="38" width="142" height="18" fill={INCHIOSTRO} />
      <text x="170" y="51" font-size="10" font-weight="700" fill="#fff">
        {testi.destinatario}
      </text>
      <rect x="14" y="38" width="142" height="18" fill={GRIGIO} />
      {RIGHE.map((y, i) => (
        <rect key={y} x="14" y={y} width={120 - i * 24} height="5" fill={GRIGIO} />
      ))}
      <text x="170" y="72" font-size="11" fill={INCHIOSTRO}>
        {testi.codiceFiscale}
      </text>
      <rect x="166" y="78" width="140" height="22" rx="5" fill="#fff" stroke={SEGNO} stroke-width="2" />
      <text x="172" y="94" font-size="12" font-weight="700" fill={INCHIOSTRO} textLength="126">
        RSSMRA80A01H501U
      </text>
    </>
  );
}
