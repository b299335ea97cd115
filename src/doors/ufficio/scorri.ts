import type { RichiestaUfficio } from './lavoro.ts';

/** Rows of a page: what fits two screens, and costs nothing to read. */
const RIGHE_PAGINA = 50;

/** Where a list is looked at from: after a row, before one, or its beginning. */
export type Punto = { dopo: string | null; prima: string | null };

/** The point an address names; what is no cursor of this list is its beginning. */
export function puntoDi({ query }: RichiestaUfficio, valido: (cursore: string) => boolean): Punto {
  const { dopo, prima } = query;
  if (prima !== undefined && valido(prima)) return { dopo: null, prima };
  return { dopo: dopo !== undefined && valido(dopo) ? dopo : null, prima: null };
}

export type Tratto<R> = { righe: R[]; precedente?: string | undefined; successiva?: string | undefined };

type Cursori<R> = {
  cursore: (riga: R) => string;
  /** The address of the page after (`dopo`) or before (`prima`) a row. */
  indirizzo: (da: { dopo: string } | { prima: string }) => string;
};

/** Reads a page of a list by its keys: one row more than is shown tells whether there is another page on that side. */
export async function leggiTratto<R>(
  punto: Punto,
  fonte: Cursori<R> & { leggi: (quanti: number) => Promise<R[]> },
): Promise<Tratto<R>> {
  return tratto(await fonte.leggi(RIGHE_PAGINA + 1), punto, fonte);
}

/** The same, of a list that is read whole. */
export function trattoFra<R>(tutte: readonly R[], { dopo, prima }: Punto, cursori: Cursori<R>): Tratto<R> {
  const dove = tutte.findIndex((riga) => cursori.cursore(riga) === (prima ?? dopo));
  if (dove < 0) return tratto(tutte.slice(0, RIGHE_PAGINA + 1), { dopo: null, prima: null }, cursori);
  const inizio = prima === null ? dove + 1 : Math.max(0, dove - RIGHE_PAGINA - 1);
  return tratto(tutte.slice(inizio, prima === null ? inizio + RIGHE_PAGINA + 1 : dove), { dopo, prima }, cursori);
}

function tratto<R>(lette: readonly R[], punto: Punto, { cursore, indirizzo }: Cursori<R>): Tratto<R> {
  const altre = lette.length > RIGHE_PAGINA;
  const indietro = punto.prima !== null;
  const righe = indietro ? lette.slice(-RIGHE_PAGINA) : lette.slice(0, RIGHE_PAGINA);
  const [prima, ultima] = [righe[0], righe.at(-1)];
  if (prima === undefined || ultima === undefined) return { righe };
  const altrePrima = indietro ? altre : punto.dopo !== null;
  return {
    righe,
    precedente: altrePrima ? indirizzo({ prima: cursore(prima) }) : undefined,
    successiva: indietro || altre ? indirizzo({ dopo: cursore(ultima) }) : undefined,
  };
}
