// Every check that does not need to run the product, two at a time: one line each with its seconds, and the words of those that fail.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

type Controllo = { nome: string; comando: readonly [string, ...string[]] };

const VITEST = [
  'node_modules/.bin/vitest',
  'run',
  '--root',
  'test/ordine',
  '--reporter=dot',
  '--no-isolate',
  '--testTimeout=60000',
] as const;
const NODE = [
  'node_modules/.bin/node',
  '--disable-warning=ExperimentalWarning',
  '--import',
  './scripts/tsx-hook.mjs',
] as const;

/** The slowest first, so that the two lanes end together. */
const CONTROLLI: Controllo[] = [
  { nome: 'forma', comando: ['node_modules/.bin/prettier', '--check', '--log-level=warn', '.'] },
  { nome: 'confini', comando: [...VITEST, 'confini'] },
  { nome: 'stile', comando: ['node_modules/.bin/oxlint', '--deny-warnings', '--format=unix'] },
  { nome: 'ordine', comando: [...VITEST, '--exclude=confini.test.ts'] },
  { nome: 'schema', comando: [...NODE, 'scripts/schema.ts', '--check'] },
  { nome: 'tipi', comando: ['node_modules/typescript7/bin/tsc', '-p', '.'] },
  { nome: 'inutili', comando: ['node_modules/.bin/knip', '--no-progress', '--no-config-hints'] },
  { nome: 'generati', comando: [...NODE, 'scripts/generati.ts', '--check'] },
];

const CORSIE = 2;
const DURATA_MAX_MS = 180_000;

const radice = fileURLToPath(new URL('..', import.meta.url));
const PATH = `${radice}node_modules/.bin:${process.env['PATH'] ?? ''}`;

/** Runs one check; resolves to what it said if it failed, to null if it is well. */
function esegui({ comando: [programma, ...argomenti] }: Controllo): Promise<string | null> {
  return new Promise((resolve) => {
    const figlio = spawn(`${radice}${programma}`, argomenti, {
      cwd: radice,
      env: { ...process.env, PATH, NO_COLOR: '1', FORCE_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: DURATA_MAX_MS,
    });
    let detto = '';
    for (const flusso of [figlio.stdout, figlio.stderr])
      flusso.on('data', (pezzo: Buffer) => (detto += pezzo.toString()));
    figlio.once('error', (causa) => resolve(causa.message));
    figlio.once('close', (codice, segnale) => resolve(codice === 0 ? null : `${detto}${segnale ?? ''}`));
  });
}

const secondi = (daMs: number): string => `${((performance.now() - daMs) / 1000).toFixed(1)} s`;

const inizio = performance.now();
const falliti: string[] = [];
const coda = [...CONTROLLI];

async function corsia(): Promise<void> {
  for (let controllo = coda.shift(); controllo !== undefined; controllo = coda.shift()) {
    const daMs = performance.now();
    const detto = await esegui(controllo);
    console.log(`${detto === null ? '✔' : '✘'} ${controllo.nome.padEnd(10)}${secondi(daMs).padStart(8)}`);
    if (detto !== null) falliti.push(`\n—— ${controllo.nome} ——\n${detto.trim()}\n`);
  }
}

await Promise.all(Array.from({ length: CORSIE }, corsia));
for (const fallito of falliti) console.log(fallito);
console.log(`${CONTROLLI.length - falliti.length} su ${CONTROLLI.length} in ${secondi(inizio)}`);
process.exitCode = falliti.length === 0 ? 0 : 1;
