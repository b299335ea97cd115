import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pausa } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { creaPool, creaPools } from '#platform/db/pool';
import { PROPRIETARIO, urlCon, type Ruolo } from '#platform/db/ruoli';
import type { Pronto } from './globale.ts';

/** A database of this worker's own, cloned from the migrated template. */
export type DatabaseDiProva = {
  nome: string;
  /** The owner's URL: what DATABASE_URL holds in production. */
  databaseUrl: string;
  /** The superuser's URL, on this database. */
  adminUrl: string;
  pools: Record<Ruolo, pg.Pool>;
  owner: pg.Pool;
};

type Server = Extract<Pronto, { adminUrl: string }>;

const ATTESA_MS = 60_000;
const CONNESSIONI = 5;

let server: Promise<Server> | undefined;
let condiviso: Promise<DatabaseDiProva> | undefined;

/** The worker's database, made the first time it is asked for. Tests do not clean it: each makes an ente of its own. */
export function databaseDiProva(): Promise<DatabaseDiProva> {
  condiviso ??= databaseNuovo();
  return condiviso;
}

/**
 * A database that nobody else uses, for tests of what is seen by the whole database (horizon, seals, migrations). 50
 * ms.
 */
export async function databaseNuovo(): Promise<DatabaseDiProva> {
  const { modello } = await serverDiProva();
  const nome = await creaDatabase(`owner ${PROPRIETARIO} template ${modello} strategy file_copy`);
  return apri(nome);
}

/** A copy of a database of ours as it stands now. Nobody may be connected to it: its pools are closed. */
export async function databaseDa({ nome }: Pick<DatabaseDiProva, 'nome'>): Promise<DatabaseDiProva> {
  return apri(await creaDatabase(`owner ${PROPRIETARIO} template ${nome} strategy file_copy`));
}

/** An empty database without roles' grants or tables; its owner is mypay_owner. */
export async function databaseVuoto(): Promise<DatabaseDiProva> {
  return apri(await creaDatabase(`owner ${PROPRIETARIO} template template0`));
}

/** The throwaway server; throws what stopped it from starting. */
function serverDiProva(): Promise<Server> {
  server ??= attendiServer();
  return server;
}

async function attendiServer(): Promise<Server> {
  const file = join(inject('cartellaProva'), 'pronto.json');
  const scadenza = performance.now() + ATTESA_MS;
  while (!existsSync(file)) {
    if (performance.now() > scadenza) throw new Error('the throwaway PostgreSQL is not ready');
    await pausa(20);
  }
  const pronto = JSON.parse(readFileSync(file, 'utf8')) as Pronto;
  if ('guasto' in pronto) throw new Error(`the throwaway PostgreSQL did not start: ${pronto.guasto}`);
  return pronto;
}

async function creaDatabase(clausole: string): Promise<string> {
  const { adminUrl } = await serverDiProva();
  const nome = `prova_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`create database ${nome} ${clausole}`);
  } finally {
    await client.end();
  }
  return nome;
}

async function apri(nome: string): Promise<DatabaseDiProva> {
  const { adminUrl, ownerPassword } = await serverDiProva();
  const databaseUrl = urlCon(adminUrl, { database: nome, utente: { nome: PROPRIETARIO, password: ownerPassword } });
  return {
    nome,
    databaseUrl,
    adminUrl: urlCon(adminUrl, { database: nome }),
    pools: creaPools(databaseUrl, { max: CONNESSIONI }),
    owner: creaPool(databaseUrl, { max: CONNESSIONI, nome: PROPRIETARIO }),
  };
}
