import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { Interfaccia } from './contesto.tsx';
import { Grafico, type Barra } from './grafico.tsx';

const TABELLA = { apri: 'I numeri', nome: 'Tipo', valore: 'Importo' };
const barra = (nome: string, valore: number): Barra => ({ nome, valore, testo: `${valore} €` });

function disegna(barre: readonly Barra[], forma: 'barre' | 'colonne' = 'barre'): string {
  return renderToString(
    <Interfaccia risorsa={(nome) => nome} csrf={() => ''}>
      <Grafico id="g" titolo="Incassi, in euro" descrizione="TARI 30 €." tabella={TABELLA} {...{ barre, forma }} />
    </Interfaccia>,
  );
}

const larghezze = (html: string): number[] =>
  [...html.matchAll(/class="barra"[^>]* width="([\d.]+)"/g)].map(([, w]) => Number(w));

describe('Grafico', () => {
  test('is an image with a name and a description, and the table behind', () => {
    const html = disegna([barra('TARI', 30), barra('Multe', 15)]);
    expect(html).toContain('role="img" aria-labelledby="g-titolo g-descrizione"');
    expect(html).toContain('<title id="g-titolo">Incassi, in euro</title>');
    expect(html).toContain('<desc id="g-descrizione">TARI 30 €.</desc>');
    expect(html).toMatch(/<details><summary>I numeri<\/summary>.*<td[^>]*>15 €/s);
    expect(html).not.toContain('style=');
  });

  test('the longest bar is as long as the drawing; nothing is drawn of nothing, and something of a little', () => {
    expect(larghezze(disegna([barra('a', 100), barra('b', 50), barra('c', 0), barra('d', 0.001)]))).toEqual([
      288, 144, 0, 1,
    ]);
    expect(larghezze(disegna([barra('a', 0)]))).toEqual([0]);
  });

  test('columns stay within the drawing, with the first and the last by name and the highest by value', () => {
    const html = disegna(
      Array.from({ length: 30 }, (_, i) => barra(`giorno ${i}`, i)),
      'colonne',
    );
    const destra = [...html.matchAll(/class="barra" x="([\d.]+)"[^>]* width="([\d.]+)"/g)].map(
      ([, x, w]) => Number(x) + Number(w),
    );
    expect([destra.length, Math.max(...destra) <= 288]).toEqual([30, true]);
    const disegno = html.split('</svg>')[0] ?? '';
    expect([disegno.includes('giorno 0<'), disegno.includes('giorno 29<'), disegno.includes('giorno 7<')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(disegno).toContain('29 €');
  });

  test('a long name is cut in the drawing, whole in the table; without bars there is no plot', () => {
    const nome = 'Contributo di costruzione e oneri di urbanizzazione';
    const [disegno = '', tabella = ''] = disegna([barra(nome, 1)]).split('</svg>');
    expect([disegno.includes('Contributo di costruz…'), disegno.includes(nome), tabella.includes(nome)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(disegna([])).not.toContain('svg');
  });
});
