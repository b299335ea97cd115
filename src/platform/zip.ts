import { open } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import yazl from 'yazl';

/** Bounds on what a ZIP may hold; each has its reason where it is set. */
export type LimitiZip = {
  zipVociMax: number;
  zipBytesApertiMax: number;
  zipRapportoMax: number;
  zipRapportoDopoBytes: number;
};

export type DifettoZip = 'non_zip' | 'vuoto' | 'troppe_voci' | 'cifrato' | 'bomba' | 'rovinato';

/** Thrown while a ZIP is read; whoever opened it turns it into its own refusal. */
export class ZipIllegibile extends Error {
  readonly difetto: DifettoZip;
  constructor(difetto: DifettoZip, causa?: unknown) {
    super(`zip: ${difetto}`, { cause: causa });
    this.difetto = difetto;
  }
}

/**
 * One file inside a ZIP. `apri` inflates it. The size that the directory declares is judged before anything is inflated; where it lies,
 * what is inflated stops at it, and the ZIP is broken.
 */
export type VoceZip = { nome: string; apri(): Promise<Readable> };

/**
 * Reads the directory of a ZIP on disk and hands its files to `fn`; closes it at the end. A name is what the ZIP says, also `../x`: it
 * is to be compared, and never a path of ours.
 */
export async function conZip<T>(percorso: string, limiti: LimitiZip, fn: (voci: VoceZip[]) => Promise<T>): Promise<T> {
  let zip: yauzl.ZipFile;
  try {
    zip = await yauzl.openPromise(percorso, { autoClose: false, lazyEntries: true, decodeStrings: false });
  } catch (causa) {
    throw illeggibile('non_zip', causa);
  }
  try {
    return await fn(await elenca(zip, limiti));
  } finally {
    zip.close();
  }
}

async function elenca(zip: yauzl.ZipFile, limiti: LimitiZip): Promise<VoceZip[]> {
  if (zip.entryCount === 0) throw new ZipIllegibile('vuoto');
  if (zip.entryCount > limiti.zipVociMax) throw new ZipIllegibile('troppe_voci');
  const voci: VoceZip[] = [];
  try {
    for await (const voce of zip.eachEntry()) {
      const nome = yauzl.getFileNameLowLevel(voce.generalPurposeBitFlag, voce.fileNameRaw, voce.extraFields, false);
      if (nome.endsWith('/')) continue;
      if (voce.isEncrypted()) throw new ZipIllegibile('cifrato');
      if (isBomba(voce, limiti)) throw new ZipIllegibile('bomba');
      voci.push({ nome, apri: () => apri(zip, voce) });
    }
  } catch (causa) {
    throw causa instanceof ZipIllegibile ? causa : illeggibile('rovinato', causa);
  }
  return voci;
}

function isBomba({ compressedSize, uncompressedSize }: yauzl.Entry, limiti: LimitiZip): boolean {
  if (uncompressedSize > limiti.zipBytesApertiMax) return true;
  const rapporto = uncompressedSize / Math.max(1, compressedSize);
  return uncompressedSize > limiti.zipRapportoDopoBytes && rapporto > limiti.zipRapportoMax;
}

async function apri(zip: yauzl.ZipFile, voce: yauzl.Entry): Promise<Readable> {
  try {
    return leggibile(await zip.openReadStreamPromise(voce));
  } catch (causa) {
    // What the directory says of the file is not what stands where the file is.
    throw illeggibile('rovinato', causa);
  }
}

/** What the ZIP is accused of; unless it is our disk that does not give it: then the fault is ours, and is thrown as it is. */
function illeggibile(difetto: DifettoZip, causa: unknown): Error {
  return causa instanceof Error && 'syscall' in causa ? causa : new ZipIllegibile(difetto, causa);
}

function leggibile(flusso: Readable): Readable {
  const letto = new PassThrough();
  flusso.on('error', (causa) => letto.destroy(illeggibile('rovinato', causa)));
  // Whoever stops before the end lets the file go.
  letto.once('close', () => flusso.destroy());
  return flusso.pipe(letto);
}

const PEZZO_BYTE = 64 * 1024;

/** A file to be put inside a ZIP. Its text is asked for when its turn comes. */
export type VoceDaScrivere = { nome: string; testo: () => AsyncIterable<string> };

/** Writes a ZIP with one file inside, from text. */
export function scriviZip(percorso: string, nome: string, testo: AsyncIterable<string>, data: Date): Promise<void> {
  return scriviZipDi(percorso, [{ nome, testo: () => testo }], data);
}

/**
 * Writes a ZIP from text, a file after another: each is asked for when the one before is written. Chunks are grouped, for thousands of
 * small ones would dominate the time. The date of the entries is given, so that the same content gives the same bytes. The file is on
 * the disk, not only in the cache, when it returns.
 */
export async function scriviZipDi(
  percorso: string,
  voci: Iterable<VoceDaScrivere> | AsyncIterable<VoceDaScrivere>,
  data: Date,
): Promise<void> {
  const zip = new yazl.ZipFile();
  const aggiungi = async (): Promise<void> => {
    for await (const voce of voci) await aggiungiVoce(zip, voce, data);
    zip.end();
  };
  const scritto = pipeline(zip.outputStream, createWriteStream(percorso, { mode: 0o600 }));
  // Whoever gives the files may fail between one and the next: nobody would end the ZIP.
  const aggiunte = aggiungi().catch((causa: unknown) => {
    (zip.outputStream as PassThrough).destroy(causa as Error);
    throw causa;
  });
  await Promise.all([aggiunte, scritto]);
  const file = await open(percorso, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function aggiungiVoce(zip: yazl.ZipFile, { nome, testo }: VoceDaScrivere, data: Date): Promise<void> {
  return new Promise((fatto, fallito) => {
    const contenuto = Readable.from(raggruppa(testo()));
    // The text may fail while it is read (the database has gone away): nobody else listens to it, and unheard it would end the process.
    contenuto.once('error', fallito);
    contenuto.once('end', fatto);
    zip.addReadStream(contenuto, nome, { mtime: data, mode: 0o100644 });
  });
}

async function* raggruppa(testo: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let attesa = '';
  for await (const pezzo of testo) {
    attesa += pezzo;
    if (attesa.length >= PEZZO_BYTE) {
      yield Buffer.from(attesa);
      attesa = '';
    }
  }
  if (attesa !== '') yield Buffer.from(attesa);
}
