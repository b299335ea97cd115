import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Giorno } from '#kernel/giorno';
import type { VoceTassonomia } from '#modules/enti';

/** The codes of pagoPA's taxonomy that come with the program (tassonomia.csv). */
export async function leggiTassonomia(): Promise<VoceTassonomia[]> {
  const testo = await readFile(join(import.meta.dirname, 'tassonomia.csv'), 'utf8');
  const [, ...righe] = testo.trimEnd().split('\n');
  return righe.map((riga) => {
    const [codice = '', tipoEnte = '', macroArea = '', tipoServizio = '', validaDal, validaAl] = riga.split(';');
    const giorni = { validaDal: validaDal as Giorno, validaAl: validaAl as Giorno };
    return { codice, tipoEnte, macroArea, tipoServizio, descrizione: tipoServizio, ...giorni };
  });
}
