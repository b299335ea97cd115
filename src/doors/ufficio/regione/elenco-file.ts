import { daScaricare, type ElencoInFile } from '../elenco-file.ts';
import type { PaginaUfficio } from '../lavoro.ts';
import { inRegione, type Regione } from './lavoro.ts';

/** A list of who runs the installation, as a file for a spreadsheet. */
export function elencoRegioneInFile<F, R>(elenco: ElencoInFile<Regione, F, R>): PaginaUfficio {
  return {
    percorso: `${elenco.percorso}/elenco/:forma`,
    chi: 'intermediario',
    get: inRegione((l, r) => daScaricare(l, r, elenco)),
  };
}
