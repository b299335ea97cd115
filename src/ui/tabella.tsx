import type { ComponentChildren, VNode } from 'preact';
import { Collegamento } from './collegamento.tsx';
import { useContesto } from './contesto.tsx';

export type Colonna<R> = {
  /** Short: it is also what a screen reader says before each cell. */
  titolo: string;
  cella: (riga: R) => ComponentChildren;
  /** Amounts and counts: to the right, with figures of one width. */
  numerica?: boolean;
  /** Total of the whole result, not of the page: shown at the foot. */
  totale?: ComponentChildren;
};

type Proprieta<R> = {
  /** Unique in the page: ids come from it. */
  id: string;
  /** What the table holds, in words: visible above it and read on entering it. */
  titolo: string;
  /** The first names the row: it is its header, and the link that opens it. */
  colonne: readonly Colonna<R>[];
  righe: readonly R[];
  chiave: (riga: R) => string;
  /** Where a row opens: Tab reaches its first cell, Enter opens it. */
  apri?: (riga: R) => string;
  /** What stands in place of the table when there are no rows: say what to do first. */
  vuoto: VNode;
  /** A column is called by a long word: on a narrow screen, more room for the names. */
  nomiLunghi?: boolean;
};

/** As many columns as can be read on a narrow screen: with more, each row becomes a card there. */
const COLONNE_STRETTE = 2;

/** A dense table. Too wide for the screen, it scrolls in a region of its own, which the keyboard can reach. */
export function Tabella<R>(props: Proprieta<R>): VNode {
  const { id, titolo, colonne, righe, chiave, apri, vuoto, nomiLunghi = false } = props;
  if (righe.length === 0) return vuoto;
  const { testi } = useContesto();
  const conTotali = colonne.some((colonna) => colonna.totale !== undefined);
  const aSchede = colonne.length > COLONNE_STRETTE;
  return (
    <div
      class={aSchede ? `tabella a-schede${nomiLunghi ? ' nomi-lunghi' : ''}` : 'tabella'}
      role="region"
      tabindex={0}
      aria-labelledby={id}
    >
      <table>
        <caption id={id}>{titolo}</caption>
        <thead>
          <tr>
            {colonne.map((colonna) => (
              <th key={colonna.titolo} scope="col" class={classe(colonna)}>
                {colonna.titolo}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {righe.map((riga) => (
            <tr key={chiave(riga)}>
              {colonne.map((colonna, i) => (
                <Cella key={colonna.titolo} {...{ colonna, riga, apri, aSchede }} prima={i === 0} />
              ))}
            </tr>
          ))}
        </tbody>
        {conTotali && (
          <tfoot>
            <tr>
              {colonne.map((colonna, i) =>
                i === 0 && colonna.totale === undefined ? (
                  <th key={colonna.titolo} scope="row">
                    {testi.totale}
                  </th>
                ) : (
                  <td key={colonna.titolo} class={classe(colonna)}>
                    {colonna.totale}
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

type PropCella<R> = {
  colonna: Colonna<R>;
  riga: R;
  prima: boolean;
  apri: ((riga: R) => string) | undefined;
  aSchede: boolean;
};

/**
 * In a card the name of the column stands before its value: the style sheet writes it, from here. A first cell that opens its row is the
 * card's heading, and needs none.
 */
function Cella<R>({ colonna, riga, prima, apri, aSchede }: PropCella<R>): VNode {
  const contenuto = colonna.cella(riga);
  const titolo = aSchede ? colonna.titolo : undefined;
  if (!prima)
    return (
      <td class={classe(colonna)} data-titolo={titolo}>
        {contenuto}
      </td>
    );
  if (apri === undefined)
    return (
      <th scope="row" class={classe(colonna)} data-titolo={titolo}>
        {contenuto}
      </th>
    );
  return (
    <th scope="row" class={classe(colonna)}>
      <Collegamento a={apri(riga)}>{contenuto}</Collegamento>
    </th>
  );
}

function classe<R>(colonna: Colonna<R>): string | undefined {
  return colonna.numerica ? 'numerica' : undefined;
}
