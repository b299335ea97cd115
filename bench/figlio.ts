import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const RADICE = join(import.meta.dirname, '..');

/** How long the work took, and how much memory it held above idle. */
export type Corsa = { secondi: number; rssMb: number };

/** The options that `npm start` gives to Node: what is measured runs as what serves does, its memory too. */
function opzioniDiAvvio(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(RADICE, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const [, ...parole] = scripts.start.split(' ');
  return parole.slice(0, -1).map((parola) => (parola.startsWith('./') ? join(RADICE, parola) : parola));
}

/** Starts a file of this folder as a process of its own. */
export function avviaFiglio(
  file: string,
  argomenti: readonly string[],
  ambiente: Readonly<Record<string, string>> = {},
): ChildProcess {
  return fork(join(import.meta.dirname, file), argomenti, {
    env: { ...process.env, ...ambiente },
    execArgv: opzioniDiAvvio(),
  });
}

/** Runs a file of this folder to its end, and gives what it measured. */
export async function inFiglio<C extends Corsa = Corsa>(
  file: string,
  argomenti: readonly string[],
  ambiente: Readonly<Record<string, string>> = {},
): Promise<C> {
  const figlio = avviaFiglio(file, argomenti, ambiente);
  let corsa: C | null = null;
  figlio.on('message', (detto) => {
    corsa = detto as C;
  });
  await once(figlio, 'exit');
  if (corsa === null) throw new Error(`bench: ${file} ended without a measure`);
  return corsa;
}

/** In the process that is measured: does the work, and tells what it cost. */
export async function misurato(lavora: () => Promise<void>): Promise<void> {
  const rss = (): number => process.memoryUsage().rss / 1024 / 1024;
  const fermo = rss();
  let massimo = fermo;
  const spia = setInterval(() => {
    massimo = Math.max(massimo, rss());
  }, 100);
  const inizio = performance.now();
  await lavora();
  const secondi = (performance.now() - inizio) / 1000;
  clearInterval(spia);
  process.send?.({ secondi, rssMb: massimo - fermo } satisfies Corsa);
}
