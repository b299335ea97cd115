import { randomBytes } from 'node:crypto';
import { ok, type Esito } from '#kernel/esito';
import type { Config } from '#platform/config/config';
import { leggiOCrea } from '#platform/config/cartella-privata';
import { migra, type RifiutoMigrazione } from '#platform/db/migra';
import { prepara } from '#platform/db/prepara';
import { avviaPostgres, type RifiutoPostgres } from '#platform/postgres/avvia';

export type Database = { databaseUrl: string; incorporato: boolean; ferma(): Promise<void> };

/** The database of this process: the one of DATABASE_URL, or the embedded one, started and prepared. Migrated to this version. */
export async function apriDatabase(config: Config): Promise<Esito<Database, RifiutoPostgres | RifiutoMigrazione>> {
  const database = config.databaseUrl === null ? await incorporato(config) : ok(esterno(config.databaseUrl));
  if (!database.ok) return database;
  const migrato = await migra(database.value.databaseUrl);
  if (!migrato.ok) {
    await database.value.ferma();
    return migrato;
  }
  return database;
}

function esterno(databaseUrl: string): Database {
  return { databaseUrl, incorporato: false, ferma: () => Promise.resolve() };
}

async function incorporato({ varDir }: Config): Promise<Esito<Database, RifiutoPostgres | RifiutoMigrazione>> {
  const server = await avviaPostgres({ varDir });
  if (!server.ok) return server;
  const ownerPassword = leggiOCrea(varDir, 'owner.password', () => randomBytes(32).toString('hex'));
  const { databaseUrl } = await prepara({ adminUrl: server.value.url, database: 'mypay', ownerPassword });
  return ok({ databaseUrl, incorporato: true, ferma: () => server.value.ferma() });
}
