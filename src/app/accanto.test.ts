import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { leggiConfig, type Config } from '#platform/config/config';
import { cartellaDiProva } from '#support/cartella';
import { apriDatabase, raggiungiDatabase, type Database } from './database.ts';

const RADICE = join(import.meta.dirname, '../..');
const varDir = join(cartellaDiProva('accanto'), 'var');
let config: Config;
let prodotto: Database;

beforeAll(async () => {
  config = valoreDi(leggiConfig({ MYPAY_VAR: varDir }));
  prodotto = valoreDi(await apriDatabase(config));
}, 60_000);
afterAll(() => prodotto.ferma());

async function risponde({ databaseUrl }: Database): Promise<number | null> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  await client.end();
  return rows[0]?.pid ?? null;
}

type Detto = { stdout: string; stderr: string; code?: number };

/** The command line as a person gives it, from another process. */
async function comando(argomenti: string[], ambiente: NodeJS.ProcessEnv = {}): Promise<Detto> {
  const node = ['--disable-warning=ExperimentalWarning', '--import', join(RADICE, 'scripts/tsx-hook.mjs')];
  const env = { ...process.env, MYPAY_VAR: varDir, NODE_ENV: '', ...ambiente };
  return promisify(execFile)(process.execPath, [...node, join(RADICE, 'src/app/cli.ts'), ...argomenti], { env }).catch(
    (causa: Detto) => causa,
  );
}

test('a command stands beside the product that runs, and leaves it running', async () => {
  const accanto = valoreDi(await raggiungiDatabase(config));
  expect(accanto.databaseUrl).toBe(prodotto.databaseUrl);
  await accanto.ferma();
  expect(await risponde(prodotto)).not.toBeNull();
}, 30_000);

test('the journal is proven while the product runs', async () => {
  const { stdout, stderr } = await comando(['registro', 'verifica']);
  expect(stderr).toBe('');
  expect(stdout).toContain('Il registro non ha ancora blocchi sigillati.');
  expect(await risponde(prodotto)).not.toBeNull();
}, 30_000);

test('what cannot be reached is said in words', async () => {
  const { stdout, code } = await comando(['registro', 'verifica'], {
    DATABASE_URL: 'postgres://uno:segreta@127.0.0.1:9/a',
  });
  expect(stdout).toContain('La base di dati di DATABASE_URL non risponde (127.0.0.1, ECONNREFUSED).');
  expect([code, stdout.includes('segreta')]).toEqual([1, false]);
}, 30_000);
