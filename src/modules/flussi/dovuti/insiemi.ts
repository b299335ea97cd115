import { LIMITI } from '#kernel/limiti';
import { COLONNE, type VersioneDovuti } from '../core/dovuti/colonne.ts';
import { POSIZIONE_RIGHE_MAX } from '../core/dovuti/colonne-due.ts';
import { campiDi } from '../core/dovuti/dialetto.ts';

/** A data row of the file: numbered from 1, header and blank lines not counted (mypay-file-formats.md 1.6). */
export type RigaFile = {
  riga: number;
  testo: string;
  /** The posizione that it says to be of, in a file 2_0: the rows of one are taken or refused together. */
  insieme?: string;
};

/** Which rows of a file belong together, known as far as it was read. */
export type Insiemi = {
  /** Is this row of the posizione of the one before? */
  dentro(riga: number): boolean;
  /** Posizioni whose rows are not one after the other, or are too many. */
  sparse: ReadonlySet<string>;
};

const NIENTE: Insiemi = { dentro: () => false, sparse: new Set() };
const COLONNA = COLONNE['2_0'].findIndex(({ nome }) => nome === 'codicePosizione');

/**
 * Batches that never cut a posizione in two, and what was seen of them. The codes of all the posizioni of a file are held while it is
 * read: at most LIMITI.righeMax of 50 characters.
 */
export function perInsiemi(
  gruppi: AsyncIterable<RigaFile[]>,
  versione: VersioneDovuti,
): { gruppi: AsyncIterable<RigaFile[]>; insiemi: Insiemi } {
  if (versione !== '2_0') return { gruppi, insiemi: NIENTE };
  const continua = new Uint8Array(Math.ceil((LIMITI.righeMax + 2) / 8));
  const viste = new Set<string>();
  const sparse = new Set<string>();
  let ultimo = '';
  let quante = 0;
  const guarda = (una: RigaFile): RigaFile => {
    const insieme = campiDi(una.testo, '2_0')[COLONNA] ?? '';
    if (insieme === '') {
      ultimo = '';
      return una;
    }
    const stesso = insieme === ultimo;
    quante = stesso ? quante + 1 : 1;
    if (quante > POSIZIONE_RIGHE_MAX || (!stesso && viste.has(insieme))) sparse.add(insieme);
    else if (stesso) continua[una.riga >> 3] = (continua[una.riga >> 3] ?? 0) | (1 << (una.riga & 7));
    viste.add(insieme);
    ultimo = insieme;
    return { ...una, insieme };
  };
  const dentro = (riga: number): boolean => ((continua[riga >> 3] ?? 0) & (1 << (riga & 7))) !== 0;
  return { gruppi: interi(gruppi, guarda), insiemi: { dentro, sparse } };
}

async function* interi(
  gruppi: AsyncIterable<RigaFile[]>,
  guarda: (una: RigaFile) => RigaFile,
): AsyncGenerator<RigaFile[]> {
  let attesa: RigaFile[] = [];
  for await (const gruppo of gruppi) {
    const righe = attesa.concat(gruppo.map(guarda));
    const fine = inizioUltimo(righe);
    if (fine > 0) yield righe.slice(0, fine);
    attesa = righe.slice(fine);
  }
  if (attesa.length > 0) yield attesa;
}

/** Where the posizione that may go on begins. One of too many rows is cut: it is refused whole all the same. */
function inizioUltimo(righe: readonly RigaFile[]): number {
  const insieme = righe.at(-1)?.insieme;
  if (insieme === undefined) return righe.length;
  let da = righe.length - 1;
  while (da > 0 && righe[da - 1]?.insieme === insieme) da -= 1;
  return righe.length - da > POSIZIONE_RIGHE_MAX ? righe.length : da;
}
