import { chmodSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names that only our own data folder holds: one of them is enough to know it. */
const SEGNI = ['segreti.json', 'postgres', 'postgres.password'];

/**
 * Makes the data folder, or takes the one there is, and shuts it to other users of the machine (0700).
 * Throws on a folder with things in it that are not ours: `MYPAY_VAR=$HOME` must not change the mode of a home.
 */
export function apriCartellaPrivata(cartella: string): void {
  const creata = mkdirSync(cartella, { recursive: true, mode: 0o700 }) !== undefined;
  if (creata) return;
  if ((statSync(cartella).mode & 0o777) === 0o700) return;
  const contenuto = readdirSync(cartella);
  if (contenuto.length > 0 && !contenuto.some((nome) => SEGNI.includes(nome))) {
    throw new Error(`${cartella} is not empty and is not a data folder of MyPay`);
  }
  chmodSync(cartella, 0o700);
}

/**
 * The text of a private file (0600), made by `genera` the first time. Of two processes that make it at once, one wins
 * and both read its text: the file appears whole or not at all.
 */
export function leggiOCrea(cartella: string, nome: string, genera: () => string): string {
  const file = join(cartella, nome);
  const esistente = leggiSeEsiste(file);
  if (esistente !== null) return esistente;
  const provvisorio = `${file}.${process.pid}.${process.hrtime.bigint()}`;
  writeFileSync(provvisorio, genera(), { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(provvisorio, file);
  } catch (causa) {
    if (!isCodice(causa, 'EEXIST')) throw causa;
  } finally {
    rmSync(provvisorio, { force: true });
  }
  return readFileSync(file, 'utf8');
}

/** The text of a file, or null where there is none. */
export function leggiSeEsiste(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (causa) {
    if (isCodice(causa, 'ENOENT')) return null;
    throw causa;
  }
}

/** Whether a fault is the system's error of that code. */
export function isCodice(causa: unknown, ...codici: string[]): boolean {
  return causa instanceof Error && 'code' in causa && codici.includes(String(causa.code));
}
