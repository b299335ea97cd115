import type { VNode } from 'preact';
import { Dettagli } from './dettagli.tsx';
import { Tabella } from './tabella.tsx';

/** One bar: what it is, how long, and the value as people read it. */
export type Barra = { nome: string; valore: number; testo: string };

type Proprieta = {
  /** Unique in the page: ids come from it. */
  id: string;
  /** What is drawn, with its unit. */
  titolo: string;
  /** In a sentence, what there is to see: for who does not see it. */
  descrizione: string;
  /** `barre`: one under the other, each with its name; `colonne`: side by side, in the order of time. */
  forma: 'barre' | 'colonne';
  barre: readonly Barra[];
  /** The table behind: the line that opens it, and its two columns. */
  tabella: { apri: string; nome: string; valore: string };
};

// The drawing is as wide as the narrowest screen lets it be, so that its words keep their size there; wider screens enlarge it a little.
const LARGA = 288;
const ALTA_RIGA = 44;
const ALTA_COLONNE = 120;
const NOME_MAX = 22;

/** A plot drawn on the server: bars of one colour, each with its value in words, and the table behind. Never the colour alone. */
export function Grafico({ id, titolo, descrizione, forma, barre, tabella }: Proprieta): VNode | null {
  if (barre.length === 0) return null;
  const massimo = Math.max(1, ...barre.map(({ valore }) => valore));
  const alta = forma === 'barre' ? barre.length * ALTA_RIGA : ALTA_COLONNE + 36;
  return (
    <figure class="grafico">
      <figcaption>{titolo}</figcaption>
      <svg viewBox={`0 0 ${LARGA} ${alta}`} role="img" aria-labelledby={`${id}-titolo ${id}-descrizione`}>
        <title id={`${id}-titolo`}>{titolo}</title>
        <desc id={`${id}-descrizione`}>{descrizione}</desc>
        {forma === 'barre' ? <Barre barre={barre} massimo={massimo} /> : <Colonne barre={barre} massimo={massimo} />}
      </svg>
      <Dettagli titolo={tabella.apri}>
        <Tabella
          id={`${id}-tabella`}
          titolo={titolo}
          colonne={[
            { titolo: tabella.nome, cella: ({ nome }) => nome },
            { titolo: tabella.valore, numerica: true, cella: ({ testo }) => testo },
          ]}
          righe={barre}
          chiave={({ nome }) => nome}
          vuoto={<p />}
        />
      </Dettagli>
    </figure>
  );
}

type Disegno = { barre: readonly Barra[]; massimo: number };

function Barre({ barre, massimo }: Disegno): VNode {
  return (
    <>
      {barre.map(({ nome, valore, testo }, i) => (
        <g key={nome}>
          <text x={0} y={i * ALTA_RIGA + 15}>
            {corto(nome)}
          </text>
          <text x={LARGA} y={i * ALTA_RIGA + 15} text-anchor="end" class="cifra">
            {testo}
          </text>
          <rect class="fondo" x={0} y={i * ALTA_RIGA + 22} width={LARGA} height={12} />
          <rect class="barra" x={0} y={i * ALTA_RIGA + 22} width={lunga(valore, massimo, LARGA)} height={12} />
        </g>
      ))}
    </>
  );
}

/** Only the first and the last have their name under them, and the highest its value: the others are in the table. */
function Colonne({ barre, massimo }: Disegno): VNode {
  const passo = LARGA / barre.length;
  const alto = barre.find(({ valore }) => valore === massimo);
  const base = ALTA_COLONNE + 18;
  return (
    <>
      {alto !== undefined && (
        <text x={0} y={12} class="cifra">
          {alto.testo}
        </text>
      )}
      <line class="asse" x1={0} x2={LARGA} y1={18} y2={18} />
      {barre.map(({ nome, valore }, i) => {
        const altezza = lunga(valore, massimo, ALTA_COLONNE);
        return (
          <rect
            key={nome}
            class="barra"
            x={tondo(i * passo)}
            y={tondo(base - altezza)}
            width={tondo(passo * 0.75)}
            height={altezza}
          />
        );
      })}
      <line class="asse" x1={0} x2={LARGA} y1={base} y2={base} />
      <text x={0} y={base + 16}>
        {barre[0]?.nome}
      </text>
      <text x={LARGA} y={base + 16} text-anchor="end">
        {barre.at(-1)?.nome}
      </text>
    </>
  );
}

/** What is there is seen, however little beside the rest. */
function lunga(valore: number, massimo: number, tutta: number): number {
  return valore <= 0 ? 0 : tondo(Math.max(1, (valore / massimo) * tutta));
}

function tondo(n: number): number {
  return Math.round(n * 10) / 10;
}

function corto(nome: string): string {
  return nome.length <= NOME_MAX ? nome : `${nome.slice(0, NOME_MAX - 1).trimEnd()}…`;
}
