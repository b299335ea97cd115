import { Readable } from 'node:stream';
import { INIZIO_CSV, rigaCsv } from '#platform/csv';
import { scarica, type Risposta } from '#platform/http/pagina';
import { foglioViaVia, TIPO_XLSX } from '#platform/xlsx/scrivi';

/** In which forms a list is downloaded. */
export const FORME_ELENCO = ['csv', 'xlsx'] as const;
export type FormaElenco = (typeof FORME_ELENCO)[number];

export function isFormaElenco(forma: string | undefined): forma is FormaElenco {
  return FORME_ELENCO.some((una) => una === forma);
}

type Elenco = {
  /** Of the file, without the extension. */
  nome: string;
  titolo: string;
  nomi: readonly string[];
  /** Which columns, from 0, are of amounts. */
  importi?: readonly number[];
  /** The instant of the request. */
  data: Date;
  /** Batches of rows, each asked for when the one before has gone. */
  righe: AsyncIterable<readonly (readonly string[])[]>;
};

/** A list as a file for a spreadsheet, made while it is read. No cell of it is a formula. */
export function scaricaElenco(forma: FormaElenco, { nome, titolo, nomi, importi = [], data, righe }: Elenco): Risposta {
  if (forma === 'xlsx') {
    const corpo = foglioViaVia({ titolo: nomeFoglio(titolo), nomi, importi, data }, righe);
    return scarica({ nome: `${nome}.xlsx`, contentType: TIPO_XLSX, corpo });
  }
  const corpo = Readable.from(comeCsv(nomi, righe));
  return scarica({ nome: `${nome}.csv`, contentType: 'text/csv; charset=utf-8', corpo });
}

/** A sheet is not called by more letters than these, nor by these signs. */
function nomeFoglio(titolo: string): string {
  return titolo.replaceAll(/[[\]:*?/\\&<>"]/g, ' ').slice(0, 31);
}

async function* comeCsv(nomi: readonly string[], righe: Elenco['righe']): AsyncGenerator<string> {
  yield `${INIZIO_CSV}${rigaCsv(nomi)}`;
  for await (const gruppo of righe) yield gruppo.map(rigaCsv).join('');
}

/** Rows asked for in one go. */
const GRUPPO_RIGHE = 1000;

/** Batches of a list that is read by its keys, to its end, or to as many rows as were asked for at most. */
export async function* aPagine<R>(
  leggi: (dopo: R | null, quante: number) => Promise<R[]>,
  celle: (riga: R) => readonly string[],
  righeMax = Infinity,
): AsyncGenerator<(readonly string[])[]> {
  let dopo: R | null = null;
  for (let lette = 0; lette < righeMax; lette += GRUPPO_RIGHE) {
    const righe: R[] = await leggi(dopo, GRUPPO_RIGHE);
    if (righe.length > 0) yield righe.map(celle);
    dopo = righe.at(-1) ?? null;
    if (righe.length < GRUPPO_RIGHE) return;
  }
}
