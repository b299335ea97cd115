import type { Readable } from 'node:stream';
import { leggiPezzi as leggiXml, XmlIllegibile, type Lettore } from '../xml/via-via.ts';

export { attributo, type Lettore } from '../xml/via-via.ts';

/** Why a workbook cannot be read. `dove`: the cell, the sheet or the column at fault, as a spreadsheet calls it. */
export type DifettoFoglio = {
  codice:
    | 'non_xlsx'
    | 'rovinato'
    | 'nessun_foglio'
    | 'piu_fogli'
    | 'troppe_colonne'
    | 'troppo_testo'
    | 'cella_lunga'
    | 'formula'
    | 'errore';
  dove: string;
};

/** Thrown while a workbook is read; whoever asked for it turns it into its own refusal. */
export class FoglioIllegibile extends Error {
  readonly difetto: DifettoFoglio;
  constructor(codice: DifettoFoglio['codice'], dove = '', causa?: unknown) {
    super(`foglio: ${codice}`, { cause: causa });
    this.difetto = { codice, dove };
  }
}

/** Reads a part of a workbook a piece at a time: see {@link leggiXml}. */
export async function* leggiPezzi(flusso: Readable, lettore: Lettore): AsyncGenerator<void> {
  try {
    yield* leggiXml(flusso, lettore);
  } catch (causa) {
    if (!(causa instanceof XmlIllegibile)) throw causa;
    throw new FoglioIllegibile(causa.perche === 'testo_lungo' ? 'cella_lunga' : 'rovinato', '', causa);
  }
}

/** Reads a part of a workbook to its end. */
export async function leggiTutto(flusso: Readable, lettore: Lettore): Promise<void> {
  const pezzi = leggiPezzi(flusso, lettore);
  while ((await pezzi.next()).done !== true);
}
