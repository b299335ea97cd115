import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** How long the work took, and how much memory it held above idle. */
export type Corsa = { secondi: number; rssMb: number };

/** Runs a file of this folder as a process of its own, and gives what it measured. */
export async function inFiglio(file: string, argomenti: readonly string[]): Promise<Corsa> {
  const figlio = fork(join(import.meta.dirname, file), argomenti, {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--import',
      join(import.meta.dirname, '../scripts/tsx-hook.mjs'),
    ],
  });
  let corsa: Corsa | null = null;
  figlio.on('message', (detto) => {
    corsa = detto as Corsa;
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
