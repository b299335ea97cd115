import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { LIMITI } from '#kernel/limiti';
import { TroppiByte, type Archivio, type Arrivo } from '#platform/files';

/** A file part as it has arrived; a longer one than is taken is thrown away while it comes. */
export type FileArrivato = { nome: string; tipo: string; arrivo: Arrivo | TroppiByte };
/** Why the parts are not those that are wanted. */
export type PartiSbagliate = { perche: 'non_intera' | 'occupato' } | { perche: 'quanti_file'; presenti: number };
export type Parti = { gettone: string | null; file: FileArrivato };

const CAMPO_GETTONE = 'authorizationToken';
const CAMPI_MAX = 20;
/** Far longer than any token of ours. */
const CAMPO_BYTES_MAX = 8 * 1024;
/** What the parser says, without a code, of what is no multipart or ends before its end. */
const NON_INTERO =
  /^unexpected end of (?:multipart data|form|file)$|boundary not found|^premature close$|malformed part/i;

type Opzioni = {
  files: Archivio;
  /** The token that stood in the address. */
  gettone: string | null;
  /** Asked as soon as the token is known: before any byte of the file, where it comes first. Not true: nothing more is read. */
  ammette: (gettone: string) => Promise<boolean>;
};

/** Files being received whose token has not been read yet. */
let anonimi = 0;

/**
 * Reads a form with a token and one file, of whatever names, in whatever order (mypay-webservices 1.9). The file goes to the store's
 * waiting room while it comes: never whole in memory. Null: `ammette` said no. Whoever calls throws the file away where it is not kept;
 * of a form that is refused here nothing is left.
 */
export async function riceviParti(req: FastifyRequest, o: Opzioni): Promise<Parti | PartiSbagliate | null> {
  const arrivati: FileArrivato[] = [];
  let tenuto = false;
  try {
    const esito = await leggi(req, o, arrivati);
    tenuto = esito !== null && 'file' in esito;
    return esito;
  } catch (causa) {
    if (causa instanceof Error && (NON_INTERO.test(causa.message) || isDelModulo(causa)))
      return { perche: 'non_intera' };
    throw causa;
  } finally {
    if (!tenuto) for (const { arrivo } of arrivati) await scarta(o.files, arrivo);
    // Where we leave before the end the rest must still flow: most clients read the answer only after they have sent everything.
    req.raw.unpipe();
    req.raw.resume();
  }
}

/** Throws away what was received and not kept. */
export async function scarta(files: Archivio, arrivo: Arrivo | TroppiByte): Promise<void> {
  if (!(arrivo instanceof TroppiByte)) await files.scarta(arrivo.percorso);
}

async function leggi(
  req: FastifyRequest,
  o: Opzioni,
  arrivati: FileArrivato[],
): Promise<Parti | PartiSbagliate | null> {
  let { gettone } = o;
  if (gettone !== null && !(await o.ammette(gettone))) return null;
  const limits = {
    // One byte past what is taken, so that what is cut is also too long.
    fileSize: LIMITI.zipBytesMax + 1,
    files: 2,
    fields: CAMPI_MAX,
    fieldSize: CAMPO_BYTES_MAX,
    parts: CAMPI_MAX + 2,
  };
  for await (const parte of req.parts({ limits })) {
    if (parte.type === 'field') {
      if (parte.fieldname !== CAMPO_GETTONE || typeof parte.value !== 'string' || gettone !== null) continue;
      gettone = parte.value.trim();
      if (!(await o.ammette(gettone))) return null;
    } else if (!parte.filename) {
      // A field left empty.
      parte.file.resume();
    } else if (arrivati.length > 0) {
      return { perche: 'quanti_file', presenti: 2 };
    } else {
      const arrivato = await riceviFile(parte, { files: o.files, anonimo: gettone === null });
      if (arrivato === null) return { perche: 'occupato' };
      arrivati.push(arrivato);
    }
  }
  const [file] = arrivati;
  return file === undefined ? { perche: 'quanti_file', presenti: 0 } : { gettone, file };
}

async function riceviFile(
  { filename: nome, mimetype: tipo, file }: MultipartFile,
  { files, anonimo }: { files: Archivio; anonimo: boolean },
): Promise<FileArrivato | null> {
  if (anonimo && anonimi >= LIMITI.inviiAnonimiInsieme) return null;
  if (anonimo) anonimi += 1;
  try {
    return { nome, tipo, arrivo: await files.ricevi(file, LIMITI.zipBytesMax) };
  } catch (causa) {
    if (causa instanceof TroppiByte) return { nome, tipo, arrivo: causa };
    throw causa;
  } finally {
    if (anonimo) anonimi -= 1;
  }
}

/** What the parser says with a code of its own: more parts than a form has, names that no field has, a client that goes away. */
function isDelModulo(causa: Error): boolean {
  return 'statusCode' in causa && Number(causa.statusCode) < 500;
}
