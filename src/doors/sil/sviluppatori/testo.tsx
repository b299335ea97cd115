import type { ComponentChildren, VNode } from 'preact';

/**
 * A guide of ours as a page: of Markdown what our guides use (titles, paragraphs, lists, code, links) and nothing else. What is not of
 * these is shown as it is written.
 */
export function Testo({ scritto }: { scritto: string }): VNode {
  return <>{blocchi(scritto).map((blocco, n) => disegna(blocco, n))}</>;
}

type Blocco =
  { tipo: 'titolo'; testo: string } | { tipo: 'codice' | 'testo'; testo: string } | { tipo: 'elenco'; voci: string[] };

/** The first title is the page's own, and is left out. */
function blocchi(scritto: string): Blocco[] {
  const trovati: Blocco[] = [];
  const parti = scritto.split(/^```[^\n]*\n([\s\S]*?)^```$/m);
  for (const [n, parte] of parti.entries()) {
    if (n % 2 === 1) {
      trovati.push({ tipo: 'codice', testo: parte.trimEnd() });
      continue;
    }
    for (const pezzo of parte.split(/\n{2,}/).map((uno) => uno.trim())) {
      if (pezzo === '' || pezzo.startsWith('# ')) continue;
      if (pezzo.startsWith('## ')) trovati.push({ tipo: 'titolo', testo: pezzo.slice(3) });
      else if (pezzo.startsWith('- '))
        trovati.push({ tipo: 'elenco', voci: pezzo.split(/\n- /).map((v) => v.replace(/^- /, '')) });
      else trovati.push({ tipo: 'testo', testo: pezzo });
    }
  }
  return trovati;
}

function disegna(blocco: Blocco, n: number): VNode {
  switch (blocco.tipo) {
    case 'titolo':
      return (
        <h2 key={n} id={ancora(blocco.testo)}>
          {blocco.testo}
        </h2>
      );
    case 'codice':
      return (
        // What is wider than the page scrolls by itself, also by keyboard.
        <pre key={n} tabindex={0}>
          <code>{blocco.testo}</code>
        </pre>
      );
    case 'elenco':
      return (
        <ul key={n}>
          {blocco.voci.map((voce) => (
            <li key={voce}>{riga(voce)}</li>
          ))}
        </ul>
      );
    case 'testo':
      return <p key={n}>{riga(blocco.testo)}</p>;
  }
}

const PEZZI = /(`[^`]+`|\[[^\]]+\]\([^)]+\))/;

function riga(testo: string): ComponentChildren[] {
  return testo.split(PEZZI).map((pezzo, n) => {
    if (n % 2 === 0) return pezzo;
    if (pezzo.startsWith('`')) return <code key={n}>{pezzo.slice(1, -1)}</code>;
    const [, parole = '', dove = ''] = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(pezzo) ?? [];
    return (
      <a key={n} href={dove}>
        {parole}
      </a>
    );
  });
}

/** As links within the guide call a title. */
function ancora(titolo: string): string {
  return titolo
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}
