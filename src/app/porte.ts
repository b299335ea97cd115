import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pausa } from 'node:timers/promises';
import type { Config } from '#platform/config/config';
import { portaPosta } from './simulatore.ts';

/** A simulatore whose MyPay was killed ends by itself, but a moment later. */
const ATTESA_MS = 3000;
const PAUSA_MS = 50;

/**
 * Throws EADDRINUSE when somebody else keeps one of the ports of the demo. Said here it can be told in words: later it would be the
 * simulatore to find its own port taken, in another process.
 */
export async function provaPorteDemo(config: Config): Promise<void> {
  const scadenza = performance.now() + ATTESA_MS;
  for (const porta of [config.port, config.simulatorePort, config.metrichePort, portaPosta(config)])
    await provaPorta(config.host, porta, scadenza);
}

async function provaPorta(host: string, port: number, scadenza: number): Promise<void> {
  for (;;) {
    const server = createServer();
    try {
      await once(server.listen({ host, port }), 'listening');
      await once(server.close(), 'close');
      return;
    } catch (causa) {
      if (performance.now() > scadenza) throw causa;
      await pausa(PAUSA_MS);
    }
  }
}
