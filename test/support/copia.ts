import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** What `var/demo.json` tells. */
export type Demo = {
  portale: string;
  ufficio: string;
  simulatore: string;
  nodo: string;
  intermediario: { codiceFiscale: string };
  enti: {
    codIpa: string;
    codiceFiscale: string;
    denominazione: string;
    stazione: string;
    passwordSil: string;
    operatori: { utente: string; password: string; ruolo: string; totpSecret?: string }[];
    avvisi: {
      numeroAvviso: string;
      iuv: string;
      iud: string;
      codiceFiscaleDebitore: string;
      importoCents: number;
      tipoDovuto: string;
      stato: string;
    }[];
  }[];
};

/** A whole MyPay of a test's own: another process, other ports, another data folder. */
export type Copia = { demo: Demo; processo: ChildProcess; ferma(): Promise<void> };

const RADICE = join(import.meta.dirname, '../..');
const PRONTO_MS = 90_000;

/** Starts the product as `npm start` does, and waits until it says that it is ready. */
export async function avviaCopia(varDir: string, port?: number): Promise<Copia> {
  const porta = port ?? (await quattroPorteLibere());
  const processo = fork(join(RADICE, 'src/app/main.ts'), [], {
    cwd: RADICE,
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', join(RADICE, 'scripts/tsx-hook.mjs')],
    env: { ...process.env, PORT: String(porta), MYPAY_VAR: varDir, NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let detto = '';
  for (const flusso of [processo.stdout, processo.stderr])
    flusso?.on('data', (pezzo: Buffer) => (detto += pezzo.toString('utf8')));
  const scadenza = performance.now() + PRONTO_MS;
  while (!detto.includes('MyPay è pronto')) {
    if (processo.exitCode !== null || performance.now() > scadenza) {
      processo.kill('SIGKILL');
      throw new Error(`MyPay did not start:\n${detto.slice(-4000)}`);
    }
    await new Promise((r) => setTimeout(r, 50));
  }
  const demo = JSON.parse(readFileSync(join(varDir, 'demo.json'), 'utf8')) as Demo;
  return {
    demo,
    processo,
    ferma: async () => {
      if (processo.exitCode !== null || processo.signalCode !== null) return;
      const uscito = once(processo, 'exit');
      processo.kill('SIGTERM');
      await uscito;
    },
  };
}

/** The first of four free ports in a row: pages, simulatore, metrics, mailbox. */
export async function quattroPorteLibere(): Promise<number> {
  for (let prova = 0; prova < 50; prova += 1) {
    const prima = 20_000 + Math.floor(Math.random() * 20_000);
    const libere = await Promise.all([0, 1, 2, 3].map((n) => isLibera(prima + n)));
    if (libere.every(Boolean)) return prima;
  }
  throw new Error('no four free ports in a row');
}

function isLibera(porta: number): Promise<boolean> {
  return new Promise((esito) => {
    const server = createServer();
    server.once('error', () => esito(false));
    server.listen(porta, '127.0.0.1', () => server.close(() => esito(true)));
  });
}
