/**
 * Starts MyPay: settings, database, doors and jobs as the roles ask; in the demo also its data and the simulatore. Ctrl-C and SIGTERM stop
 * everything in order; after a kill the next start puts things right by itself.
 */
import { join } from 'node:path';
import { caricaConfig, type Config } from '#platform/config/config';
import { testi } from '#testi/it/avvio';
import { spiegaPiattaforma } from '#testi/it/piattaforma';
import { apriDatabase, type Database } from './database.ts';

const NODE = 24;

type Chiusura = () => Promise<void>;

const inizio = performance.now();
const chiusure: Chiusura[] = [];
let chiudendo: Promise<void> | null = null;
let porta = 0;

/** Closes what was opened, last first. Asked twice, it answers once. */
function chiudi(): Promise<void> {
  chiudendo ??= (async () => {
    for (const chiusura of chiusure.toReversed()) await chiusura();
  })();
  return chiudendo;
}

function esciDi(messaggio: string): never {
  process.stderr.write(`${messaggio}\n`);
  process.exit(1);
}

async function avvia(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) !== NODE) esciDi(testi.nodeVecchio(process.versions.node));
  const letta = caricaConfig(process.argv.slice(2));
  if (!letta.ok) esciDi(testi.nonParte(letta.refusal.parametri.problemi));
  const config = letta.value;
  porta = config.port;
  for (const segnale of ['SIGINT', 'SIGTERM'] as const) {
    process.on(segnale, () => void chiudi().then(() => finito()));
  }
  const demo = config.modo === 'demo';
  // The database starts in processes of its own: meanwhile this one reads the rest of the program.
  const [{ databaseUrl }, { apriMondoDi, parti }, mostra] = await Promise.all([
    aperto(config),
    import('./servizi.ts'),
    demo ? inizia(config) : Promise.resolve(null),
  ]);
  const mondo = apriMondoDi(config, databaseUrl);
  chiusure.push(() => mondo.chiudi());
  if (mostra === null) return parti(mondo, chiusure);
  annuncia(config, await mostra(mondo, (quali) => parti(mondo, chiusure, quali)));
}

function finito(): void {
  process.stdout.write(`${testi.fermo}\n`);
  process.exit(0);
}

async function aperto(config: Config): Promise<Database> {
  const database = await apriDatabase(config);
  if (!database.ok) esciDi(testi.nonParte(spiegaPiattaforma(database.refusal)));
  chiusure.push(() => database.value.ferma());
  return database.value;
}

/** The demo builds its style sheets by itself; an installation gets them with the program (docs/esercizio.md). */
async function inizia(config: Config): ReturnType<typeof import('./demo/avvia.ts').preparaDemo> {
  const [{ preparaDemo }, { costruisciAssets }, { CARTELLA_RISORSE }] = await Promise.all([
    import('./demo/avvia.ts'),
    import('../../scripts/assets.ts'),
    import('./web.ts'),
  ]);
  await costruisciAssets({ destinazione: CARTELLA_RISORSE });
  return preparaDemo(config, chiusure);
}

function annuncia(config: Config, righe: readonly string[]): void {
  const secondi = ((performance.now() - inizio) / 1000).toFixed(1).replace('.', ',');
  const dati = `  ${testi.righe.dati.padEnd(12)} ${join(config.varDir, 'demo.json')}`;
  process.stdout.write(`\n${[testi.pronto(secondi), ...config.avvertenze, '', ...righe, dati].join('\n')}\n\n`);
}

avvia().catch(async (causa: unknown) => {
  const occupata = causa instanceof Error && 'code' in causa && causa.code === 'EADDRINUSE';
  process.stderr.write(
    `${occupata ? testi.portaOccupata(porta) : testi.nonParte(causa instanceof Error ? (causa.stack ?? causa.message) : String(causa))}\n`,
  );
  await chiudi().catch(() => undefined);
  process.exit(1);
});
