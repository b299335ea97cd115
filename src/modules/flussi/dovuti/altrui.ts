import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { LIMITI } from '#kernel/limiti';
import { COLONNE_MAX, conFoglio } from '#platform/xlsx/foglio';
import type { ColonnaFile } from '../core/corrispondenza/indovina.ts';
import { nomiUnici, type Cella } from '../core/corrispondenza/traduci.ts';
import { FileRifiutato } from './lettura.ts';

const CODIFICHE = ['utf-8', 'windows-1252'] as const;
const SEPARATORI = [';', ',', '\t', '|'] as const;

/** How the text of a file of somebody else is read; of a spreadsheet there is nothing to say. */
export type LetturaTesto = { codifica: (typeof CODIFICHE)[number]; separatore: (typeof SEPARATORI)[number] };
export type FileAltrui = { percorso: string; testo: LetturaTesto | null };
/** What is shown of a file, so that a person may say which column is which. */
export type ColonneFile = { testo: LetturaTesto | null; colonne: ColonnaFile[] };

const ESEMPI = 3;
const ESEMPIO_CARATTERI_MAX = 60;
/** Rows in which examples are looked for. */
const RIGHE_ESEMPIO = 200;

/** The rows of a file of somebody else, a batch at a time: of the one sheet of a spreadsheet, or of a CSV. */
export async function conRighe<T>(
  { percorso, testo }: FileAltrui,
  fn: (righe: AsyncIterable<Cella[][]>) => Promise<T>,
): Promise<T> {
  return testo === null ? conFoglio(percorso, LIMITI, fn) : fn(righeCsv(percorso, testo));
}

async function* righeCsv(percorso: string, { codifica, separatore }: LetturaTesto): AsyncGenerator<Cella[][]> {
  // Read only where it is needed: most files are ours.
  const { parse } = await import('csv-parse');
  const lettore = parse({
    delimiter: separatore,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LIMITI.rigaBytesMax,
  });
  const testo = Readable.from(decodificato(percorso, codifica));
  testo.on('error', (causa) => lettore.destroy(causa));
  testo.pipe(lettore);
  let riga = 0;
  let gruppo: Cella[][] = [];
  try {
    for await (const campi of lettore as AsyncIterable<string[]>) {
      riga += 1;
      if (campi.length > COLONNE_MAX) throw new FileRifiutato('IMPORT_XLSX_TROPPE_COLONNE', { dove: `riga ${riga}` });
      if (campi.every((campo) => campo.trim() === '')) continue;
      gruppo.push(campi.map((campo) => ({ testo: campo, specie: 'testo' })));
      if (gruppo.length < GRUPPO_RIGHE) continue;
      yield gruppo;
      gruppo = [];
    }
  } catch (causa) {
    if (causa instanceof Error && 'code' in causa && String(causa.code).startsWith('CSV_'))
      throw new FileRifiutato(
        causa.code === 'CSV_MAX_RECORD_SIZE' ? 'IMPORT_RIGA_TROPPO_LUNGA' : 'IMPORT_CSV_VIRGOLETTE',
        { riga: riga + 1 },
      );
    throw causa;
  } finally {
    testo.destroy();
  }
  if (gruppo.length > 0) yield gruppo;
}

const GRUPPO_RIGHE = 500;

async function* decodificato(percorso: string, codifica: LetturaTesto['codifica']): AsyncGenerator<string> {
  const decodifica = new TextDecoder(codifica);
  for await (const pezzo of createReadStream(percorso)) yield decodifica.decode(pezzo as Buffer, { stream: true });
  yield decodifica.decode();
}

/** Looks at a file for the first time: in which letters it is written, how it is divided, what its columns are. */
export async function guardaColonne(percorso: string, forma: 'csv' | 'xlsx'): Promise<ColonneFile> {
  const testo = forma === 'xlsx' ? null : await riconosci(percorso);
  return conRighe({ percorso, testo }, async (gruppi) => {
    const righe: Cella[][] = [];
    for await (const gruppo of gruppi) {
      righe.push(...gruppo);
      if (righe.length > RIGHE_ESEMPIO) break;
    }
    const [nomi, ...dati] = righe;
    if (nomi === undefined) throw new FileRifiutato('IMPORT_CSV_VUOTO');
    if (dati.length === 0) throw new FileRifiutato('IMPORT_SENZA_RIGHE');
    const larga = Math.max(...righe.map((riga) => riga.length));
    const intere = Array.from({ length: larga }, (_, n) => nomi[n]?.testo ?? '');
    const colonne = nomiUnici(intere).map((nome, n) => ({ nome, esempi: esempiDi(dati, n) }));
    return { testo, colonne };
  });
}

function esempiDi(dati: readonly Cella[][], n: number): string[] {
  const valori = dati.flatMap((riga) => {
    const valore = (riga[n]?.testo ?? '').replaceAll(/\s+/g, ' ').trim();
    return valore === '' ? [] : [valore.slice(0, ESEMPIO_CARATTERI_MAX)];
  });
  return [...new Set(valori)].slice(0, ESEMPI);
}

async function riconosci(percorso: string): Promise<LetturaTesto> {
  const stretta = new TextDecoder('utf-8', { fatal: true });
  let codifica: LetturaTesto['codifica'] = 'utf-8';
  let testa = '';
  let primo = true;
  for await (const pezzo of createReadStream(percorso)) {
    const byte = pezzo as Buffer;
    // A ZIP, a spreadsheet of old, UTF-16: none of them is without a NUL.
    if (byte.includes(0)) throw new FileRifiutato('IMPORT_NON_CSV');
    if (primo) testa = byte.toString('latin1');
    primo = false;
    if (codifica !== 'utf-8') continue;
    try {
      stretta.decode(byte, { stream: true });
    } catch {
      codifica = 'windows-1252';
    }
  }
  return { codifica, separatore: separatoreDi(testa) };
}

/** The one that the first line has the most of, outside quotes. */
function separatoreDi(testa: string): LetturaTesto['separatore'] {
  const riga = (testa.split(/\r?\n/).find((una) => una.trim() !== '') ?? '').replaceAll(/"[^"]*"/g, '');
  const quanti = (segno: string): number => riga.split(segno).length;
  return SEPARATORI.reduce((scelto, segno) => (quanti(segno) > quanti(scelto) ? segno : scelto), SEPARATORI[0]);
}
