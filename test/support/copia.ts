import { spawn, type ChildProcess } from 'node:child_process';
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
  /** Notices that only the software of the first ente knows. */
  soloEnte: { numeroAvviso: string; importoCents: number; causale: string }[];
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
export type Copia = {
  demo: Demo;
  porta: number;
  processo: ChildProcess;
  /** What it has said so far, on both outputs. */
  detto(): string;
  /** Stops it, as the system does at shutdown (SIGTERM to it alone). Of one that has already ended, nothing. */
  ferma(): Promise<void>;
  /** Ctrl-C: the terminal sends SIGINT to everything it started. Resolves with the exit code. */
  ctrlC(): Promise<number | null>;
  /** `kill -9` of the process itself: what it had started is left behind. */
  uccidi(): Promise<void>;
};

export type Avvio = {
  /** The first of four free ports in a row; one is looked for when missing. */
  porta?: number;
  /** A clone in which to give the command of the README, `npm start`, in place of starting this one directly. */
  clone?: string;
};

/** The start ended before it was ready: its words are in the message. */
export class NonPartita extends Error {
  readonly codice: number | null;
  constructor(codice: number | null, detto: string) {
    super(`MyPay did not start (code ${codice}):\n${detto.slice(-4000)}`);
    this.codice = codice;
  }
}

const RADICE = join(import.meta.dirname, '../..');
const PRONTO_MS = 90_000;
const COMANDO = [
  process.execPath,
  '--disable-warning=ExperimentalWarning',
  '--import',
  join(RADICE, 'scripts/tsx-hook.mjs'),
  join(RADICE, 'src/app/main.ts'),
] as const;

/** Starts the product, and waits until it says that it is ready. Throws {@link NonPartita}. */
export async function avviaCopia(varDir: string, { porta, clone }: Avvio = {}): Promise<Copia> {
  const prima = porta ?? (await quattroPorteLibere());
  const [comando, ...argomenti] = clone === undefined ? COMANDO : (['npm', 'start'] as const);
  const processo = spawn(comando, argomenti, {
    cwd: clone ?? RADICE,
    env: { ...process.env, PORT: String(prima), MYPAY_VAR: varDir, NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, as a terminal gives it: Ctrl-C reaches all of it and nobody else.
    detached: true,
  });
  let detto = '';
  for (const flusso of [processo.stdout, processo.stderr])
    flusso.on('data', (pezzo: Buffer) => (detto += pezzo.toString('utf8')));
  await pronta(processo, () => detto);
  const finito = (): boolean => processo.exitCode !== null || processo.signalCode !== null;
  const termina = async (invia: () => void): Promise<void> => {
    if (finito()) return;
    const uscito = once(processo, 'exit');
    invia();
    await uscito;
  };
  return {
    demo: JSON.parse(readFileSync(join(varDir, 'demo.json'), 'utf8')) as Demo,
    porta: prima,
    processo,
    detto: () => detto,
    ferma: () => termina(() => processo.kill('SIGTERM')),
    uccidi: () => termina(() => processo.kill('SIGKILL')),
    ctrlC: async () => {
      await termina(() => process.kill(-(processo.pid ?? 0), 'SIGINT'));
      return processo.exitCode;
    },
  };
}

async function pronta(processo: ChildProcess, detto: () => string): Promise<void> {
  const scadenza = performance.now() + PRONTO_MS;
  while (!detto().includes('MyPay è pronto')) {
    if (processo.exitCode !== null) throw new NonPartita(processo.exitCode, detto());
    if (performance.now() > scadenza) {
      processo.kill('SIGTERM');
      throw new NonPartita(null, detto());
    }
    await new Promise((r) => setTimeout(r, 50));
  }
}

/** Below those that the system lends to whoever calls out; each of the workers that run tests looks among its own. */
const PORTE_DA = 20_000;
const PORTE_PER_WORKER = 6000;
let quartine = Math.floor(Math.random() * (PORTE_PER_WORKER / 4));

/** The first of four free ports in a row: pages, simulatore, metrics, mailbox. Each time others, though nobody took the last ones yet. */
async function quattroPorteLibere(): Promise<number> {
  const inizio = PORTE_DA + PORTE_PER_WORKER * (Number(process.env['VITEST_POOL_ID'] ?? 0) % 2);
  for (let prova = 0; prova < 50; prova += 1) {
    quartine += 1;
    const prima = inizio + ((4 * quartine) % PORTE_PER_WORKER);
    const libere = await Promise.all([0, 1, 2, 3].map((n) => isLibera(prima + n)));
    if (libere.every(Boolean)) return prima;
  }
  throw new Error('no four free ports in a row');
}

/** Is nobody listening there? */
export function isLibera(porta: number): Promise<boolean> {
  return new Promise((esito) => {
    const server = createServer();
    server.once('error', () => esito(false));
    server.listen(porta, '127.0.0.1', () => server.close(() => esito(true)));
  });
}
