import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** An import that crosses a boundary. */
export type Sconfinamento = { regola: string; da: string; a: string };

type Confini = { default: Required<Pick<IConfiguration, 'forbidden' | 'options'>>; ORDINE: readonly string[] };

const STANZE = ['src', 'simulatore', 'test', 'bench', 'scripts'];

/** The boundaries, as .dependency-cruiser.mjs of the tree at `radice` writes them. */
export async function leggiConfini(radice: string): Promise<Confini> {
  return (await import(pathToFileURL(join(radice, '.dependency-cruiser.mjs')).href)) as Confini;
}

/** Follows the imports of the tree at `radice`: the files seen, and the imports that cross a boundary. */
export async function percorri(radice: string): Promise<{ visti: string[]; sconfinamenti: Sconfinamento[] }> {
  const { forbidden, options } = (await leggiConfini(radice)).default;
  const stanze = STANZE.filter((stanza) => existsSync(join(radice, stanza)));
  const { output } = await cruise(stanze, { ...options, baseDir: radice, validate: true, ruleSet: { forbidden } });
  const { modules, summary } = output as ICruiseResult;
  const sconfinamenti = summary.violations.map(({ rule, from, to }) => ({ regola: rule.name, da: from, a: to }));
  return { visti: modules.map(({ source }) => source), sconfinamenti };
}
