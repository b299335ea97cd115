import type { VNode } from 'preact';
import { formatGiorno, formatGiornoLungo, giornoA, isoRoma, type Giorno } from '#kernel/giorno';
import { formatEuro, type Cents } from '#kernel/importo';
import { formatNumeroAvviso, type NumeroAvviso as Numero } from '#kernel/numero-avviso';
import { useContesto } from './contesto.tsx';

/** `1.234,56 €`, never broken at the end of a line. */
export function Importo({ cents, grande = false }: { cents: Cents; grande?: boolean }): VNode {
  const { lingua } = useContesto();
  return <span class={grande ? 'importo importo-grande' : 'importo'}>{formatEuro(cents, lingua)}</span>;
}

/** `23 novembre 2026` in prose; `23/11/2026` in tables (`breve`). */
export function DataGiorno({ giorno, breve = false }: { giorno: Giorno; breve?: boolean }): VNode {
  const { lingua } = useContesto();
  return <time datetime={giorno}>{(breve ? formatGiorno : formatGiornoLungo)(giorno, lingua)}</time>;
}

/** Day and time in Rome, wherever the server is: `23/11/2026 14:05`. */
export function Istante({ istante }: { istante: Date }): VNode {
  const { lingua } = useContesto();
  const ora = isoRoma(istante).slice(11, 16);
  return (
    <time datetime={istante.toISOString()}>
      {formatGiorno(giornoA(istante), lingua)} {ora}
    </time>
  );
}

/** In groups of four to be read; the gaps are drawn, so that a click selects and copies eighteen digits. */
export function NumeroAvviso({ numero }: { numero: Numero }): VNode {
  return (
    <span class="numero-avviso">
      {formatNumeroAvviso(numero)
        .split(' ')
        .map((gruppo, i) => (
          <span key={i}>{gruppo}</span>
        ))}
    </span>
  );
}
