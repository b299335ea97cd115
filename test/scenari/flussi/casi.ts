import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Corrispondenza } from '#modules/flussi';

/**
 * A file sent to an ente, and what becomes of it. The ente of every case is called `c_prova`: the test puts its own code in the place of
 * that name, and back.
 */
export type Passo = {
  /** Name of the ZIP, without `.zip`; inside it the file of that name and `.csv`, that lies beside this one. */
  nome: string;
  /** What is inside instead: the name of each entry, and the file of the case that it holds. */
  voci?: Readonly<Record<string, string>>;
  /** A spreadsheet, that is sent as it is: `<nome>.xlsx` lies beside this one. */
  foglio?: boolean;
  /** In a layout of their own: the file of that name that lies beside this one, and which of its columns is which. */
  altrui?: { file: string; corrispondenza: Corrispondenza };
  /** Extension of the file as it is sent, where it is not `.zip`. */
  estensione?: string;
  /** Sent by an operator who follows one kind of due alone. */
  daOperatore?: boolean;
  /** IUD of the dovuti that somebody is paying meanwhile. */
  inPagamento?: readonly string[];
  /**
   * How it ends: the code of the refusal, when it is sent or while it is read; or how many rows are taken and how many refused. One that
   * is `inCoda` has not been loaded yet when the next is sent.
   */
  esito: { rifiuto: string } | { fallito: string } | { accettate: number; scartate: number } | { inCoda: true };
};

export type Caso = { nome: string; perche: string; passi: readonly Passo[] };

const RADICE = fileURLToPath(new URL('.', import.meta.url));

/** The cases, one folder each: `caso.json` says what is sent and how it ends. */
export async function leggiCasi(): Promise<Caso[]> {
  const voci = await readdir(RADICE, { withFileTypes: true });
  const cartelle = voci.filter((voce) => voce.isDirectory()).map(({ name }) => name);
  return Promise.all(
    cartelle.toSorted().map(async (nome) => {
      const detto = JSON.parse((await leggiDelCaso(nome, 'caso.json')).toString('utf8')) as Omit<Caso, 'nome'>;
      return { nome, ...detto };
    }),
  );
}

export async function leggiDelCaso(nome: string, file: string): Promise<Buffer> {
  return readFile(join(RADICE, nome, file));
}

/** What is expected of a case: blank where no such file is expected. */
export async function atteso(nome: string, file: string): Promise<string> {
  const voci = await readdir(join(RADICE, nome));
  return voci.includes(file) ? (await leggiDelCaso(nome, file)).toString('utf8') : '';
}
