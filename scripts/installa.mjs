// Installs the packages when they are missing or are not those of the lockfile; otherwise says nothing and costs nothing.
// It runs before every script, on whatever Node the machine has (>= 20) and before any package is there: plain JavaScript, no dependency.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_MINIMO = 20;
const PRIMO_AVVIO = [
  '--disable-warning=ExperimentalWarning',
  '--import',
  './scripts/tsx-hook.mjs',
  'scripts/primo-avvio.ts',
];
const radice = join(dirname(fileURLToPath(import.meta.url)), '..');

const motivo = motivoPerInstallare();
if (motivo !== null) process.exitCode = installa(motivo);

/** Why the packages must be installed, or null when they are as the lockfile wants them. */
function motivoPerInstallare() {
  if (!existsSync(join(radice, 'node_modules'))) return 'i pacchetti non ci sono ancora';
  const installati = leggiPacchetti('node_modules/.package-lock.json');
  if (installati === null) return "l'ultima installazione non è arrivata in fondo";
  // npm leaves out what is optional on this platform, and dev packages when it is told to.
  const senzaDev = (process.env.npm_config_omit ?? '').split(/[\s,]+/).includes('dev');
  const voluti = Object.entries(leggiPacchetti('package-lock.json') ?? {});
  const diverso = voluti.some(([percorso, voluto]) => {
    if (percorso === '' || voluto.link) return false;
    const installato = installati[percorso];
    if (installato === undefined) return !(voluto.optional || voluto.devOptional || (senzaDev && voluto.dev));
    return installato.version !== voluto.version || installato.integrity !== voluto.integrity;
  });
  if (diverso) return 'i pacchetti non sono quelli di questa versione';
  // The runtime comes from a script of its package, which may have failed by itself.
  return existsSync(join(radice, 'node_modules/.bin/node')) ? null : 'manca Node 24';
}

function leggiPacchetti(file) {
  try {
    return JSON.parse(readFileSync(join(radice, file), 'utf8')).packages;
  } catch {
    return null;
  }
}

function installa(perche) {
  if (Number(process.versions.node.split('.')[0]) < NODE_MINIMO) {
    console.error(`MyPay si installa con Node ${NODE_MINIMO} o più recente; questo è ${process.versions.node}.`);
    return 1;
  }
  console.log(`Installo i pacchetti (${perche}): serve circa mezzo minuto…`);
  const inizio = performance.now();
  // Dev packages too, whatever NODE_ENV says: styles are built and tests run with them.
  const completo = !process.env.npm_config_omit;
  // Npm would also fill the screen with what each package thinks of the system's Node, on which nothing of ours runs.
  const argomenti = ['ci', '--loglevel=error', ...(completo ? ['--include=dev'] : [])];
  const npm = process.env.npm_execpath;
  const opzioni = { cwd: radice, stdio: 'inherit' };
  const esito = npm?.endsWith('js')
    ? spawnSync(process.execPath, [npm, ...argomenti], opzioni)
    : spawnSync('npm', argomenti, { ...opzioni, shell: process.platform === 'win32' });
  if (esito.error) console.error(`npm non si avvia: ${esito.error.message}`);
  if (esito.status === 0 && existsSync(join(radice, 'node_modules/.bin/node'))) {
    // Done now, so that no start has to wait for it. Should it fail, the start does it again and says why.
    if (completo) spawnSync(join(radice, 'node_modules/.bin/node'), PRIMO_AVVIO, { cwd: radice, stdio: 'ignore' });
    console.log(`Pacchetti installati in ${Math.round((performance.now() - inizio) / 1000)} s.`);
    return 0;
  }
  const spiegazione =
    esito.status === 0 ? 'Node 24 non è stato scaricato: gli script di installazione sono disattivati?' : '';
  console.error(`L'installazione non è riuscita. ${spiegazione}`.trim());
  return esito.status || 1;
}
