import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the repository. Of one that is not text (a picture, a font) only the name counts: its text is empty. */
export type Foglio = { readonly percorso: string; readonly testo: string };

/** The repository as the rules see it, by path. Planted violations are trees of one or two files, made by hand. */
export type Albero = ReadonlyMap<string, Foglio>;

/** A tree made by hand: path → text. */
export function alberoDi(fogli: Record<string, string>): Albero {
  return new Map(Object.entries(fogli).map(([percorso, testo]) => [percorso, { percorso, testo }]));
}

/** Every file under `radice` that git would not ignore. */
export function leggiAlbero(radice: string): Albero {
  const isIgnorato = ignorati(readFileSync(join(radice, '.gitignore'), 'utf8'));
  const fogli: Record<string, string> = {};
  const visita = (cartella: string): void => {
    for (const voce of readdirSync(join(radice, cartella), { withFileTypes: true })) {
      const percorso = cartella === '' ? voce.name : `${cartella}/${voce.name}`;
      if (isIgnorato(voce.name)) continue;
      if (voce.isDirectory()) visita(percorso);
      if (!voce.isFile()) continue;
      const testo = readFileSync(join(radice, percorso), 'utf8');
      fogli[percorso] = testo.includes('\0') ? '' : testo;
    }
  };
  visita('');
  return alberoDi(fogli);
}

/** The lines of .gitignore that the project uses: names, folders (`x/`), endings (`*.x`). */
function ignorati(gitignore: string): (nome: string) => boolean {
  const righe = gitignore.split('\n').filter((riga) => riga !== '' && !riga.startsWith('#'));
  const nomi = new Set(['.git', ...righe.map((riga) => riga.replace(/\/$/, ''))]);
  const finali = righe.filter((riga) => riga.startsWith('*')).map((riga) => riga.slice(1));
  return (nome) => nomi.has(nome) || finali.some((finale) => nome.endsWith(finale));
}

export const isCodice = (percorso: string): boolean => /\.(ts|tsx|mjs|cjs|js)$/.test(percorso);
export const isProva = (percorso: string): boolean => /^test\/|\.test\.tsx?$/.test(percorso);
/** What a tool loads by its path, and wants as a default export. */
export const isConfigurazione = (percorso: string): boolean =>
  /^[^/]+\.config\.ts$|^\.[^/]+\.mjs$|^test\/support\/riepilogo\.ts$/.test(percorso);

/** The line, from 1, where the character `indice` stands. */
export function rigaDi(testo: string, indice: number): number {
  return testo.slice(0, indice).split('\n').length;
}
