import { parentPort } from 'node:worker_threads';
import type { DatiAvviso } from './core/avviso-documento.ts';
import type { Disegnato } from './disegnatore.ts';
import { disegnaAvviso } from './documento.ts';

/** The thread that `apriDisegnatore` starts: it draws what it is sent, and sends it back. */
parentPort?.on('message', (dati: DatiAvviso) => {
  disegnaAvviso(dati).then(
    (byte) => rispondi({ byte }),
    (causa: unknown) => rispondi({ guasto: causa instanceof Error ? causa.message : 'unknown' }),
  );
});

function rispondi(disegnato: Disegnato): void {
  parentPort?.postMessage(disegnato);
}
