import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Config } from '#platform/config/config';

export type Simulatore = { url: string; ferma(): Promise<void> };

const PROGRAMMA = join(import.meta.dirname, '../../simulatore/main.ts');
const HOOK = join(import.meta.dirname, '../../scripts/tsx-hook.mjs');
const PRONTO_MS = 30_000;

/** Port of the demo's mailbox, and of nothing else: the simulatore takes PORT + 1, the metrics PORT + 2. */
export function portaPosta(config: Config): number {
  return config.port + 3;
}

/** The file with what it knows of the enti, where it knocks, for whom; port of its mailbox, 0: any. */
type Luogo = { demo: string; nodo: string; intermediario: string; smtp?: number };

/**
 * Starts the rest of the world as a process of its own, which speaks with us over HTTP and SMTP only. The open channel makes it end with
 * us,
 * also when we are killed.
 */
export async function avviaSimulatore(
  config: Config,
  { demo, nodo, intermediario, smtp = portaPosta(config) }: Luogo,
): Promise<Simulatore> {
  const figlio = fork(PROGRAMMA, [], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', HOOK],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      SIMULATORE_DEMO: demo,
      SIMULATORE_NODO: nodo,
      SIMULATORE_INTERMEDIARIO: intermediario,
      SIMULATORE_PORTA: String(config.simulatorePort),
      SIMULATORE_SMTP: String(smtp),
      HOST: config.host,
    },
  });
  const url = await attendi(figlio);
  return {
    url,
    ferma: async () => {
      if (figlio.exitCode !== null || figlio.signalCode !== null) return;
      const uscito = once(figlio, 'exit');
      figlio.kill('SIGTERM');
      await uscito;
    },
  };
}

async function attendi(figlio: ChildProcess): Promise<string> {
  const { stdout } = figlio;
  if (stdout === null) throw new Error('simulatore: no output');
  const signal = AbortSignal.timeout(PRONTO_MS);
  const pronto = once(stdout, 'data', { signal }) as Promise<[Buffer]>;
  const uscito = once(figlio, 'exit', { signal }).then(([codice]) => {
    throw new Error(`the simulatore ended with code ${String(codice)}`);
  });
  const [riga] = await Promise.race([pronto, uscito]);
  const { url } = JSON.parse(riga.toString('utf8')) as { url: string };
  return url;
}
