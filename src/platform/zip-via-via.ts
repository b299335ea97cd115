import type { PassThrough, Readable } from 'node:stream';
import yazl from 'yazl';

/** A whole file to put in a ZIP. It is stored as it is: a PDF is compressed already. */
export type VoceNuova = { nome: string; byte: Buffer };

/**
 * A ZIP that is made while it is read: the next file is asked for when the reader has taken the last, so that one or two are in memory
 * however many there are. When the reader goes away nothing more is asked, and `voci` is told (`return`); its fault ends the stream.
 */
export function zipViaVia(voci: AsyncIterable<VoceNuova>, data: Date): Readable {
  const zip = new yazl.ZipFile();
  const uscita = zip.outputStream as PassThrough;
  riempi({ zip, uscita, data }, voci).catch((causa: unknown) => uscita.destroy(causa as Error));
  return uscita;
}

type InScrittura = { zip: yazl.ZipFile; uscita: PassThrough; data: Date };

async function riempi({ zip, uscita, data }: InScrittura, voci: AsyncIterable<VoceNuova>): Promise<void> {
  for await (const { nome, byte } of voci) {
    if (uscita.destroyed) return;
    // Not compressed, it is written here and now: whether there is room for the next can be asked at once. With its size before it, every
    // reader of ZIPs can read it as it comes.
    zip.addBuffer(byte, nome, { mtime: data, mode: 0o100644, compress: false });
    if (uscita.writableNeedDrain) await scesa(uscita);
    if (uscita.destroyed) return;
  }
  zip.end();
}

/** Resolves when the reader has made room, or has gone away. */
function scesa(uscita: PassThrough): Promise<void> {
  return new Promise((fatto) => {
    const basta = (): void => {
      uscita.off('drain', basta).off('close', basta);
      fatto();
    };
    uscita.on('drain', basta).on('close', basta);
  });
}
