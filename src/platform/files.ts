import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Bytes received and not yet given to anyone: either kept under an id, or thrown away. */
export type Arrivo = { percorso: string; byte: number; sha256: Buffer; md5: string };

/** Thrown when a stream is longer than it may be. */
export class TroppiByte extends Error {}

/**
 * The file store: a folder shared by all the processes. Metadata are the database's; here a file has only its id for a name.
 * A file is written whole and synced before anyone is told that it is there.
 */
export type Archivio = {
  /** Receives a stream into a temporary file. Throws {@link TroppiByte} beyond the bound, and leaves nothing. */
  ricevi(flusso: Readable, byteMax: number): Promise<Arrivo>;
  /** A new path for a file that we write ourselves. */
  provvisorio(): Promise<string>;
  /** Describes a file that we wrote. */
  misura(percorso: string): Promise<Arrivo>;
  /** Gives a file its id: from here on it is kept. */
  tieni(percorso: string, id: string): Promise<void>;
  scarta(percorso: string): Promise<void>;
  percorso(id: string): string;
  leggi(id: string): Readable;
  /** Removes the temporary files that a killed process left, when they are older than `primaDi`. */
  pulisci(primaDi: Date): Promise<number>;
};

/** An archive in `radice`, made when missing. */
export function creaArchivio(radice: string): Archivio {
  const arrivi = join(radice, 'arrivi');
  const percorso = (id: string): string => {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('archivio: not an id');
    return join(radice, id.slice(-2), id);
  };
  const nuovo = async (): Promise<string> => {
    await mkdir(arrivi, { recursive: true, mode: 0o700 });
    return join(arrivi, randomUUID());
  };
  return {
    provvisorio: nuovo,
    percorso,
    ricevi: async (flusso, byteMax) => ricevi(flusso, await nuovo(), byteMax),
    misura: async (file) => misura(file),
    tieni: async (file, id) => {
      const meta = percorso(id);
      const cartella = join(meta, '..');
      await mkdir(cartella, { recursive: true, mode: 0o700 });
      await rename(file, meta);
      await sincronizza(cartella);
    },
    scarta: (file) => rm(file, { force: true }),
    leggi: (id) => createReadStream(percorso(id)),
    pulisci: (primaDi) => pulisci(arrivi, primaDi),
  };
}

async function ricevi(flusso: Readable, percorso: string, byteMax: number): Promise<Arrivo> {
  const sha = createHash('sha256');
  const md5 = createHash('md5');
  let byte = 0;
  const conta = new Transform({
    transform(pezzo: Buffer, _codifica, fatto) {
      byte += pezzo.length;
      sha.update(pezzo);
      md5.update(pezzo);
      fatto(byte > byteMax ? new TroppiByte(`more than ${byteMax} bytes`) : null, pezzo);
    },
  });
  try {
    await pipeline(flusso, conta, createWriteStream(percorso, { mode: 0o600 }));
    await sincronizza(percorso);
  } catch (causa) {
    await rm(percorso, { force: true });
    throw causa;
  }
  return { percorso, byte, sha256: sha.digest(), md5: md5.digest('hex') };
}

async function misura(percorso: string): Promise<Arrivo> {
  const sha = createHash('sha256');
  const md5 = createHash('md5');
  let byte = 0;
  for await (const pezzo of createReadStream(percorso)) {
    byte += (pezzo as Buffer).length;
    sha.update(pezzo as Buffer);
    md5.update(pezzo as Buffer);
  }
  return { percorso, byte, sha256: sha.digest(), md5: md5.digest('hex') };
}

/** Flushes a file, or a folder's list of names, to the disk. */
async function sincronizza(percorso: string): Promise<void> {
  const file = await open(percorso, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function pulisci(arrivi: string, primaDi: Date): Promise<number> {
  const nomi = await readdir(arrivi).catch(() => []);
  let tolti = 0;
  for (const nome of nomi) {
    const file = join(arrivi, nome);
    if ((await stat(file)).mtime < primaDi) {
      await rm(file, { force: true });
      tolti += 1;
    }
  }
  return tolti;
}
