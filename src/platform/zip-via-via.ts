import type { PassThrough, Readable } from 'node:stream';
import yazl from 'yazl';

/** A whole file to put in a ZIP. What is compressed already (a PDF) is stored as it is. */
export type VoceNuova = { nome: string; byte: Buffer; comprimi: boolean };

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
  for await (const { nome, byte, comprimi } of voci) {
    if (uscita.destroyed) return;
    zip.addBuffer(byte, nome, { mtime: data, mode: 0o100644, compress: comprimi });
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
