import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DatiAvviso } from './core/avviso-documento.ts';

/** What the thread answers. */
export type Disegnato = { byte: Uint8Array } | { guasto: string };

/** Draws notices on a thread of its own, one after the other. */
export type Disegnatore = { disegna(dati: DatiAvviso): Promise<Buffer>; chiudi(): Promise<void> };

/** The heap of the thread: fonts and one notice at a time. Without a bound it keeps what thousands of them leave behind. */
const HEAP_MB = 64;

/**
 * For many notices: each takes some twenty milliseconds of a core, and drawn here, thousands of them would make everybody else wait. To
 * be closed; what is being drawn is then given up.
 */
export function apriDisegnatore(): Disegnatore {
  const filo = new Worker(new URL('./disegnatore-filo.ts', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 32 },
  });
  return {
    disegna: async (dati) => {
      // Asked first and listened to at once: `once` also throws what ends the thread.
      filo.postMessage(dati);
      const [risposta] = (await once(filo, 'message')) as [Disegnato];
      if ('guasto' in risposta) throw new Error(`disegnatore: ${risposta.guasto}`);
      return Buffer.from(risposta.byte);
    },
    chiudi: async () => {
      await filo.terminate();
    },
  };
}
