// The tests. `npm test -- --lungo` tries ten times as many seeds, and files as large as they may be; every other word goes to vitest.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const parole = process.argv.slice(2);
const altre = parole.filter((parola) => parola !== '--lungo');
const env = altre.length < parole.length ? { ...process.env, LUNGO: '1' } : process.env;

const figlio = spawn(process.execPath, [vitest, 'run', ...altre], { stdio: 'inherit', env });
// Ctrl-C reaches both: whoever tests ends first, and says how.
for (const segnale of ['SIGINT', 'SIGTERM']) process.on(segnale, () => figlio.kill(segnale));
figlio.once('close', (codice) => process.exit(codice ?? 1));
