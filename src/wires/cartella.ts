import { chmod, copyFile, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { EsitoConsegna, FileInUscita, NonConsegnato, Wires } from '#platform/contesto';

const PARTE = '.part';
const NOME_PROVA = 'prova-di-mypay';

type Dove = { sotto: string; percorso: string };

/**
 * A folder of this machine, or one that it mounts, from which another program takes the files. `radice` as the configuration gives it;
 * null: there is none.
 */
export function creaCartella({ radice }: { radice: string | null }): Wires['cartella'] {
  const no = (perche: NonConsegnato): EsitoConsegna => ({ esito: 'no', perche });
  const in_ = async (dove: Dove, fn: (cartella: string) => Promise<EsitoConsegna>): Promise<EsitoConsegna> => {
    if (radice === null) return no('cartella_non_configurata');
    try {
      const cartella = await apri(radice, dove);
      return cartella === null ? no('indirizzo_non_ammesso') : await fn(cartella);
    } catch {
      return no('cartella_non_scrivibile');
    }
  };
  return {
    prova: (dove) =>
      in_(dove, async (cartella) => {
        const file = join(cartella, `${NOME_PROVA}${PARTE}`);
        await (await open(file, 'w', 0o660)).close();
        await rm(file);
        return { esito: 'ok' };
      }),
    consegna: (dove, file) => in_(dove, (cartella) => scrivi(cartella, file)),
  };
}

/** The folder, made where it is missing; null where it lies outside the ente's own by its name, or a link is on the way. */
async function apri(radice: string, { sotto, percorso }: Dove): Promise<string | null> {
  // It is there, or nothing is made in its place: a disk that is not mounted is not a folder to be filled.
  const vera = await realpath(radice);
  const sua = join(vera, sotto);
  const cartella = resolve(sua, percorso);
  if (sua === vera || !dentro(vera, sua) || !dentro(sua, cartella)) return null;
  await mkdir(sua, { recursive: true });
  if ((await realpath(sua)) !== sua) return null;
  // A link on the way would lead the making itself elsewhere: so a step at a time.
  let fin = sua;
  for (const passo of relative(sua, cartella)
    .split(sep)
    .filter((uno) => uno !== '')) {
    fin = join(fin, passo);
    await mkdir(fin, { recursive: true });
    if ((await realpath(fin)) !== fin) return null;
  }
  return cartella;
}

function dentro(fuori: string, questo: string): boolean {
  const passi = relative(fuori, questo);
  return passi !== '..' && !passi.startsWith(`..${sep}`);
}

async function scrivi(cartella: string, { nome, percorso, byte }: FileInUscita): Promise<EsitoConsegna> {
  const meta = join(cartella, nome);
  const trovati = await stat(meta).then(({ size }) => size, nullSeManca);
  if (trovati !== null) return trovati === byte ? { esito: 'ok' } : { esito: 'no', perche: 'nome_occupato' };
  const parte = `${meta}${PARTE}`;
  await copyFile(percorso, parte);
  // Whoever takes it from there is of our group, and is not us.
  await chmod(parte, 0o640);
  if ((await stat(parte)).size !== byte) return { esito: 'no', perche: 'interrotta' };
  // Its bytes first, then its name: whoever sees the name finds all of them, also after the lights go out.
  await sincronizza(parte);
  await rename(parte, meta);
  await sincronizza(cartella);
  return { esito: 'ok' };
}

function nullSeManca(causa: unknown): null {
  if (causa instanceof Error && 'code' in causa && causa.code === 'ENOENT') return null;
  throw causa;
}

async function sincronizza(percorso: string): Promise<void> {
  const file = await open(percorso, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
