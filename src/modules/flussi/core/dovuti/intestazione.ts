import { COLONNE, versioniDi, type VersioneDovuti } from './colonne.ts';
import { campiDi, dialettoDi } from './dialetto.ts';

type Difetto =
  | { codice: 'IMPORT_SENZA_INTESTAZIONE'; parametri?: Record<string, string | number> }
  | { codice: 'IMPORT_INTESTAZIONE'; parametri: Record<string, string | number> };

/**
 * What is wrong with the first line of a file; null: nothing. In 1_x the names are not read (mypay-file-formats.md 1.6), but a dovuto in
 * their place would be lost without a word; in 2_0 they are those of the columns, in order: a file with others says what it is by a
 * correspondence of columns.
 */
export function difettoIntestazione(riga: string, versione: VersioneDovuti): Difetto | null {
  if (isDovuto(riga)) return { codice: 'IMPORT_SENZA_INTESTAZIONE' };
  if (versione !== '2_0') return null;
  const nomi = campiDi(riga, dialettoDi(versione));
  const attesi = COLONNE[versione];
  const n = Math.max(attesi.length, nomi.length);
  for (let i = 0; i < n; i += 1) {
    const [attesa, trovata] = [attesi[i]?.nome ?? '', nomi[i] ?? ''];
    if (attesa !== trovata)
      return { codice: 'IMPORT_INTESTAZIONE', parametri: { colonna: i + 1, attesa, trovata: trovata.slice(0, 60) } };
  }
  return null;
}

/** Does this line, which should be the header, hold a dovuto, of any version? No header has these letters in those places. */
function isDovuto(riga: string): boolean {
  const valori = campiDi(riga);
  const [genere, azione] = [valori[2] ?? '', valori.at(-1) ?? ''];
  return versioniDi(valori.length).length > 0 && /^[FG]$/i.test(genere) && /^[IMA]$/.test(azione);
}
