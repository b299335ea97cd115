import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ok, type Esito } from '#kernel/esito';
import type { Config } from '#platform/config/config';
import { leggiOCrea, leggiSeEsiste } from '#platform/config/cartella-privata';
import { migra, type RifiutoMigrazione } from '#platform/db/migra';
import { prepara } from '#platform/db/prepara';
import { PROPRIETARIO, urlCon } from '#platform/db/ruoli';
import { verificaDatabase, type RifiutoDatabase } from '#platform/db/verifica';
import { avviaPostgres, type RifiutoPostgres } from '#platform/postgres/avvia';
import { portaInAscolto } from '#platform/postgres/processi';
import { NOME_DATABASE, trovaStampo } from './stampo.ts';

export type Database = { databaseUrl: string; incorporato: boolean; ferma(): Promise<void> };

type Rifiuto = RifiutoPostgres | RifiutoDatabase | RifiutoMigrazione;

const PASSWORD = 'owner.password';

/** The database of this process: the one of DATABASE_URL, or the embedded one, started and prepared. Migrated to this version. */
export async function apriDatabase(config: Config): Promise<Esito<Database, Rifiuto>> {
  const database = config.databaseUrl === null ? await incorporato(config) : await esterno(config.databaseUrl);
  if (!database.ok) return database;
  const migrato = await migra(database.value.databaseUrl);
  if (!migrato.ok) {
    await database.value.ferma();
    return migrato;
  }
  return database;
}

/**
 * The database for a command that only asks it something. Where the product runs on it, the command stands beside: it neither migrates
 * nor stops what is not its own.
 */
export async function raggiungiDatabase(config: Config): Promise<Esito<Database, Rifiuto>> {
  const database = await apriDatabase(config);
  if (database.ok || database.refusal.codice !== 'gia_in_uso') return database;
  const databaseUrl = inFunzione(config);
  // A product that is only just starting has not prepared its database: then the refusal stands, and says to stop it or to wait.
  return databaseUrl !== null && (await verificaDatabase(databaseUrl)).ok ? ok(accanto(databaseUrl, true)) : database;
}

/** The owner's URL of the embedded server that another process runs; null while it is not there. */
function inFunzione({ varDir }: Config): string | null {
  const porta = portaInAscolto(join(varDir, 'postgres'));
  const password = leggiSeEsiste(join(varDir, PASSWORD));
  if (porta === null || password === null) return null;
  const utente = { nome: PROPRIETARIO, password };
  return urlCon(`postgres://127.0.0.1:${porta}`, { database: NOME_DATABASE, utente });
}

function accanto(databaseUrl: string, isIncorporato: boolean): Database {
  return { databaseUrl, incorporato: isIncorporato, ferma: () => Promise.resolve() };
}

async function esterno(databaseUrl: string): Promise<Esito<Database, Rifiuto>> {
  const verificato = await verificaDatabase(databaseUrl);
  return verificato.ok ? ok(accanto(databaseUrl, false)) : verificato;
}

async function incorporato({ varDir }: Config): Promise<Esito<Database, Rifiuto>> {
  const server = await avviaPostgres({ varDir, stampo: trovaStampo() });
  if (!server.ok) return server;
  const ownerPassword = leggiOCrea(varDir, PASSWORD, () => randomBytes(32).toString('hex'));
  const { databaseUrl } = await prepara({ adminUrl: server.value.url, database: NOME_DATABASE, ownerPassword });
  return ok({ databaseUrl, incorporato: true, ferma: () => server.value.ferma() });
}
