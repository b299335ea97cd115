import { open } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { Readable, Transform, type PassThrough } from 'node:stream';
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

/** One file inside a ZIP. `apri` inflates it, counting the bytes: the sizes that a directory declares may lie. */
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
    throw new ZipIllegibile('non_zip', causa);
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
  let aperti = 0;
  try {
    for await (const voce of zip.eachEntry()) {
      const nome = yauzl.getFileNameLowLevel(voce.generalPurposeBitFlag, voce.fileNameRaw, voce.extraFields, false);
      if (nome.endsWith('/')) continue;
      if (voce.isEncrypted()) throw new ZipIllegibile('cifrato');
      const apri = async (): Promise<Readable> => {
        const conta = (byte: number): void => {
          aperti += byte;
          const rapporto = aperti / Math.max(1, voce.compressedSize);
          if (
            aperti > limiti.zipBytesApertiMax ||
            (aperti > limiti.zipRapportoDopoBytes && rapporto > limiti.zipRapportoMax)
          ) {
            throw new ZipIllegibile('bomba');
          }
        };
        return contato(await zip.openReadStreamPromise(voce), conta);
      };
      voci.push({ nome, apri });
    }
  } catch (causa) {
    throw causa instanceof ZipIllegibile ? causa : new ZipIllegibile('rovinato', causa);
  }
  return voci;
}

function contato(flusso: Readable, conta: (byte: number) => void): Readable {
  const contatore = new Transform({
    transform(pezzo: Buffer, _codifica, fatto) {
      try {
        conta(pezzo.length);
        fatto(null, pezzo);
      } catch (causa) {
        fatto(causa as Error);
      }
    },
  });
  flusso.on('error', (causa) =>
    contatore.destroy(causa instanceof ZipIllegibile ? causa : new ZipIllegibile('rovinato', causa)),
  );
  return flusso.pipe(contatore);
}

const PEZZO_BYTE = 64 * 1024;

/** A file to be put inside a ZIP. Its text is asked for when its turn comes. */
export type VoceDaScrivere = { nome: string; testo: () => AsyncIterable<string> };

/** Writes a ZIP with one file inside, from text. */
export function scriviZip(percorso: string, nome: string, testo: AsyncIterable<string>, data: Date): Promise<void> {
  return scriviZipDi(percorso, [{ nome, testo: () => testo }], data);
}

/**
 * Writes a ZIP from text, a file after another. Chunks are grouped, for thousands of small ones would dominate the time. The date of
 * the entries is given, so that the same content gives the same bytes. The file is on the disk, not only in the cache, when it returns.
 */
export async function scriviZipDi(percorso: string, voci: readonly VoceDaScrivere[], data: Date): Promise<void> {
  const zip = new yazl.ZipFile();
  for (const { nome, testo } of voci) {
    zip.addReadStreamLazy(nome, { mtime: data, mode: 0o100644 }, (pronto) => {
      const contenuto = Readable.from(raggruppa(testo()));
      // The text may fail while it is read (the database has gone away): nobody else listens to it, and unheard it would end the process.
      contenuto.once('error', (causa) => (zip.outputStream as PassThrough).destroy(causa));
      pronto(null, contenuto);
    });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(percorso, { mode: 0o600 }));
  const file = await open(percorso, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
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
