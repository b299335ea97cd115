import { LIMITI } from '#kernel/limiti';
import { conZip, ZipIllegibile, type DifettoZip } from '#platform/zip';
import { FoglioIllegibile, type DifettoFoglio } from '#platform/xlsx/foglio';
import { righeDi, RigheIllegibili, type DifettoRighe } from '#platform/righe';
import { correggi, type Celle } from '../core/anteprima/correggi.ts';
import type { VersioneDovuti } from '../core/dovuti/colonne.ts';
import { difettoIntestazione } from '../core/dovuti/intestazione.ts';
import { rifiutoFlusso, type CodiceFlusso, type RifiutoFlusso } from '../core/rifiuti.ts';
import { perInsiemi, type Insiemi, type RigaFile } from './insiemi.ts';

/** Thrown while a stored file is read, when the file as a whole is to be refused. */
export class FileRifiutato extends Error {
  readonly refusal: RifiutoFlusso;
  constructor(codice: CodiceFlusso, parametri?: Record<string, string | number>) {
    super(`file refused: ${codice}`);
    this.refusal = rifiutoFlusso(codice, parametri).refusal;
  }
}

const DIFETTI_RIGHE: Record<DifettoRighe['codice'], CodiceFlusso> = {
  codifica: 'IMPORT_CODIFICA',
  nul: 'IMPORT_CODIFICA',
  riga_lunga: 'IMPORT_RIGA_TROPPO_LUNGA',
  solo_cr: 'IMPORT_A_CAPO',
};

const DIFETTI_ZIP: Record<DifettoZip, CodiceFlusso> = {
  non_zip: 'IMPORT_NON_ZIP',
  vuoto: 'PAA_IMPORT_NO_CSV',
  troppe_voci: 'IMPORT_ZIP_TROPPE_VOCI',
  cifrato: 'IMPORT_ZIP_CIFRATO',
  bomba: 'IMPORT_ZIP_BOMBA',
  rovinato: 'IMPORT_ZIP_ROVINATO',
};

const DIFETTI_FOGLIO: Record<DifettoFoglio['codice'], CodiceFlusso> = {
  non_xlsx: 'IMPORT_NON_XLSX',
  rovinato: 'IMPORT_XLSX_ROVINATO',
  nessun_foglio: 'IMPORT_XLSX_VUOTO',
  piu_fogli: 'IMPORT_XLSX_PIU_FOGLI',
  troppe_colonne: 'IMPORT_XLSX_TROPPE_COLONNE',
  troppo_testo: 'IMPORT_XLSX_TROPPO_TESTO',
  cella_lunga: 'IMPORT_XLSX_CELLA_LUNGA',
  formula: 'IMPORT_XLSX_FORMULA',
  errore: 'IMPORT_XLSX_ERRORE',
};

/** The refusal behind an exception of the readers. What is not theirs is a fault, and is thrown on. */
export function rifiutoDiLettura(causa: unknown): { ok: false; refusal: RifiutoFlusso } {
  if (causa instanceof FileRifiutato) return { ok: false, refusal: causa.refusal };
  if (causa instanceof ZipIllegibile) return rifiutoFlusso(DIFETTI_ZIP[causa.difetto]);
  if (causa instanceof FoglioIllegibile)
    return rifiutoFlusso(DIFETTI_FOGLIO[causa.difetto.codice], { dove: causa.difetto.dove });
  if (causa instanceof RigheIllegibili)
    return rifiutoFlusso(DIFETTI_RIGHE[causa.difetto.codice], { riga: causa.difetto.riga });
  throw causa;
}

export type Lettura = { intestazione: string; righe: AsyncIterable<RigaFile[]>; insiemi: Insiemi };

/** A stored file of dovuti: where it is, how it is called without `.zip` and `.csv`, and what a person has corrected of its rows. */
export type Origine = {
  percorso: string;
  base: string;
  versione: VersioneDovuti;
  correzioni: ReadonlyMap<number, Celle>;
};

/** Reads the CSV inside a stored ZIP: its header, then its rows in batches, as they were corrected. */
export async function leggiCsv<T>(origine: Origine, fn: (lettura: Lettura) => Promise<T>): Promise<T> {
  return conZip(origine.percorso, LIMITI, async (voci) => {
    const voce = voci.find((v) => v.nome === `${origine.base}.csv`);
    if (voce === undefined) throw new FileRifiutato('PAA_IMPORT_NO_CSV');
    const gruppi = righeDi(await voce.apri(), LIMITI.rigaBytesMax)[Symbol.asyncIterator]();
    const primo = await gruppi.next();
    if (primo.done === true) throw new FileRifiutato('IMPORT_CSV_VUOTO');
    const [intestazione = '', ...resto] = primo.value;
    const difetto = difettoIntestazione(intestazione, origine.versione);
    if (difetto !== null) throw new FileRifiutato(difetto.codice, difetto.parametri);
    const letti = perInsiemi(corrette(numera(resto, gruppi), origine), origine.versione);
    return fn({ intestazione, righe: letti.gruppi, insiemi: letti.insiemi });
  });
}

async function* numera(primo: string[], gruppi: AsyncIterator<string[]>): AsyncGenerator<RigaFile[]> {
  let riga = 0;
  let gruppo: string[] | null = primo;
  while (gruppo !== null) {
    const righe: RigaFile[] = [];
    for (const testo of gruppo) {
      if (testo.trim() === '') continue;
      riga += 1;
      righe.push({ riga, testo });
    }
    if (riga > LIMITI.righeMax) throw new FileRifiutato('IMPORT_TROPPE_RIGHE', { massimo: LIMITI.righeMax });
    if (righe.length > 0) yield righe;
    const prossimo: IteratorResult<string[]> = await gruppi.next();
    gruppo = prossimo.done === true ? null : prossimo.value;
  }
}

async function* corrette(
  gruppi: AsyncIterable<RigaFile[]>,
  { correzioni, versione }: Origine,
): AsyncGenerator<RigaFile[]> {
  for await (const gruppo of gruppi) {
    yield correzioni.size === 0
      ? gruppo
      : gruppo.map((una) => {
          const celle = correzioni.get(una.riga);
          return celle === undefined ? una : { ...una, testo: correggi(una.testo, celle, versione) };
        });
  }
}
