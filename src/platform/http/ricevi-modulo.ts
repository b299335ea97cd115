import { Readable } from 'node:stream';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { ok, rifiuto, type Esito } from '#kernel/esito';
import { leggiCampi, NESSUN_CAMPO, type Campi } from './campi.ts';
import { CAMPO_CSRF } from './csrf.ts';
import { ErroreHttp } from './errore-http.ts';
import type { FileInArrivo, FileRicevuto } from './pagina.ts';

/** Our longest form, a dovuto with its quote and texts, stays under 20 kB. */
export const MODULO_BYTES_MAX = 128 * 1024;
const CAMPI_MAX = 100;
const FILE_MAX = 4;
const MEGABYTE = 1024 * 1024;
const NON_INTERO = /unexpected end of multipart data$|^Multipart: Boundary not found$/i;

export type Ricevuto = { campi: Campi; file: Readonly<Record<string, Esito<FileRicevuto>>> };

type Opzioni = {
  /** Throws unless the token is right: asked once the fields before it are there, and before the first byte of a file is read. */
  controlla: (token: string) => void;
  /** Largest file, how much in all, and where each goes; absent for a page that takes none. */
  carica:
    | {
        bytesMax: number;
        inTutto?: { bytesMax: number; fileMax: number; campiMax: number } | undefined;
        consegna: (campi: Campi, file: FileInArrivo) => Promise<Esito<string>>;
      }
    | undefined;
};

/** Reads the body of a POST: fields, and files as streams. Throws ErroreHttp when the token is wrong or the page takes no file. */
export async function riceviModulo(req: FastifyRequest, { controlla, carica }: Opzioni): Promise<Ricevuto> {
  if (!req.isMultipart()) {
    const campi = req.body instanceof URLSearchParams ? leggiCampi(req.body) : NESSUN_CAMPO;
    controlla(campi.uno[CAMPO_CSRF] ?? '');
    return { campi, file: {} };
  }
  if (carica === undefined) throw new ErroreHttp('richiesta');
  // Browsers always say how much is coming. What is too large by little is read and refused beside its field; the rest is not read at all.
  const bytesDichiarati = Number(req.headers['content-length'] ?? Number.NaN);
  const bytesMax = carica.inTutto?.bytesMax ?? FILE_MAX * carica.bytesMax;
  if (!(bytesDichiarati <= bytesMax + MODULO_BYTES_MAX)) throw new ErroreHttp('troppoGrande');
  try {
    return await riceviParti(req, { controlla, carica });
  } catch (causa) {
    // The parser gives these no code: what was sent is not a form, or not a whole one, and that is no fault of ours.
    if (causa instanceof Error && NON_INTERO.test(causa.message)) throw new ErroreHttp('richiesta');
    throw causa;
  } finally {
    // When we leave before the end, the rest must still flow: a browser reads the answer only after it has sent everything.
    req.raw.unpipe();
    req.raw.resume();
  }
}

async function riceviParti(
  req: FastifyRequest,
  { controlla, carica }: Required<Opzioni> & { carica: object },
): Promise<Ricevuto> {
  const coppie: [string, string][] = [];
  const file: Record<string, Esito<FileRicevuto>> = {};
  let controllato = false;
  const controllaUnaVolta = (): void => {
    if (!controllato) controlla(leggiCampi(coppie).uno[CAMPO_CSRF] ?? '');
    controllato = true;
  };
  const { fileMax, campiMax } = carica.inTutto ?? { fileMax: FILE_MAX, campiMax: CAMPI_MAX };
  const limits = {
    fileSize: carica.bytesMax,
    files: fileMax,
    fields: campiMax,
    fieldSize: MODULO_BYTES_MAX,
    parts: campiMax + fileMax,
  };
  let bytesCampi = 0;
  for await (const parte of req.parts({ limits })) {
    if (parte.type === 'field') {
      if (parte.valueTruncated || parte.fieldnameTruncated || typeof parte.value !== 'string')
        throw new ErroreHttp('troppoGrande');
      bytesCampi += parte.value.length;
      if (bytesCampi > MODULO_BYTES_MAX) throw new ErroreHttp('troppoGrande');
      coppie.push([parte.fieldname, parte.value]);
      continue;
    }
    controllaUnaVolta();
    const esito = await riceviFile(parte, carica.bytesMax, (arrivo) => carica.consegna(leggiCampi(coppie), arrivo));
    if (esito !== null) file[parte.fieldname] = esito;
  }
  controllaUnaVolta();
  return { campi: leggiCampi(coppie), file };
}

async function riceviFile(
  parte: MultipartFile,
  bytesMax: number,
  consegna: (file: FileInArrivo) => Promise<Esito<string>>,
): Promise<Esito<FileRicevuto> | null> {
  const { fieldname: campo, filename: nome, mimetype: contentType, file } = parte;
  // A field left empty arrives as a file without a name, which the parser gives as undefined, whatever its type says.
  if (!nome) {
    file.resume();
    return null;
  }
  let bytes = 0;
  let troppoGrande = false;
  async function* contenuto(): AsyncGenerator<Buffer> {
    for await (const pezzo of file) {
      bytes += pezzo.length;
      yield pezzo;
    }
    troppoGrande = file.truncated;
    // So that whoever is writing it knows that it is not whole.
    if (troppoGrande) throw new Error('file larger than the page takes');
  }
  const flusso = Readable.from(contenuto(), { objectMode: false });
  try {
    const riferimento = await consegna({ campo, nome, contentType, flusso });
    // Whoever refused a file by its name has not read it: what follows in the form comes after its bytes.
    if (!flusso.destroyed) for await (const _ of flusso);
    return riferimento.ok ? ok({ nome, bytes, riferimento: riferimento.value }) : riferimento;
  } catch (causa) {
    if (!troppoGrande) throw causa;
    return rifiuto('file_troppo_grande', 'troppo_grande', { megabyteMax: Math.floor(bytesMax / MEGABYTE) });
  }
}
