import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger, makeWorkerUtils } from 'graphile-worker';
import type pg from 'pg';
import { ok, rifiuto, type Esito } from '#kernel/esito';
import { creaPool } from './pool.ts';

/** Why the database's schema cannot be brought to this version. */
export type RifiutoMigrazione =
  | { codice: 'schema_piu_nuovo'; genere: 'conflitto'; parametri: { database: number; programma: number } }
  | { codice: 'migrazione_cambiata'; genere: 'conflitto'; parametri: { file: string } };

type Migrazione = { numero: number; file: string; testo: string; impronta: string };

/** Where the numbered files of this version lie. */
export const CARTELLA_MIGRAZIONI = join(import.meta.dirname, '../../../db/migrations');

const LUCCHETTO = 'mypay.migra';
const GIA_PRESENTE = '23505';

/**
 * Brings the schema to this version, as the owner: graphile-worker's own migrations, then our files that are missing,
 * in order, each in its transaction. Gives the numbers applied now. Two processes at once are safe: the number is the
 * first row a migration writes, so the second one stops there and finds it done. A refusal when the database is ahead
 * of this program or an applied file has changed since.
 */
export async function migra(
  databaseUrl: string,
  cartella: string = CARTELLA_MIGRAZIONI,
): Promise<Esito<{ applicate: number[] }, RifiutoMigrazione>> {
  const pool = creaPool(databaseUrl, { max: 2, statementTimeoutMs: 0, nome: 'mypay migra' });
  try {
    const client = await pool.connect();
    try {
      await client.query('select pg_advisory_lock(hashtext($1))', [LUCCHETTO]);
      return await applica(pool, client, leggiMigrazioni(cartella));
    } finally {
      // The session goes with its lock.
      client.release(true);
    }
  } finally {
    await pool.end();
  }
}

/** The numbered files, in order. A gap, a duplicate or a stray name is a fault of ours. */
export function leggiMigrazioni(cartella: string): Migrazione[] {
  const nomi = readdirSync(cartella)
    .filter((nome) => nome.endsWith('.sql'))
    .toSorted();
  return nomi.map((file, indice) => {
    const numero = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
    if (numero !== indice + 1) throw new Error(`db/migrations: ${file} is not number ${indice + 1} of the series`);
    const testo = readFileSync(join(cartella, file), 'utf8').replaceAll('\r\n', '\n');
    return { numero, file, testo, impronta: createHash('sha256').update(testo).digest('hex') };
  });
}

async function applica(
  pool: pg.Pool,
  client: pg.PoolClient,
  migrazioni: Migrazione[],
): Promise<Esito<{ applicate: number[] }, RifiutoMigrazione>> {
  await client.query(`create schema if not exists migrazioni;
    create table if not exists migrazioni.applicata (
      numero integer primary key, file text not null, impronta text not null, applicata_il timestamptz not null default now());
    comment on table migrazioni.applicata is 'piattaforma: migrations applied, with the hash of their file'`);
  const fatte = await leggiApplicate(client);
  const ultima = Math.max(0, ...fatte.keys());
  if (ultima > migrazioni.length) {
    return rifiuto('schema_piu_nuovo', 'conflitto', { database: ultima, programma: migrazioni.length });
  }
  const cambiata = migrazioni.find((m) => fatte.has(m.numero) && fatte.get(m.numero) !== m.impronta);
  if (cambiata !== undefined) return rifiuto('migrazione_cambiata', 'conflitto', { file: cambiata.file });
  await migraCode(pool, client);
  const applicate: number[] = [];
  for (const m of migrazioni.filter(({ numero }) => !fatte.has(numero))) {
    if (await applicaUna(client, m)) applicate.push(m.numero);
  }
  return ok({ applicate });
}

async function leggiApplicate(client: pg.PoolClient): Promise<Map<number, string>> {
  const { rows } = await client.query<{ numero: number; impronta: string }>(
    'select numero, impronta from migrazioni.applicata',
  );
  return new Map(rows.map((r) => [r.numero, r.impronta]));
}

/**
 * Runs one file. False when another process was quicker (possible where a connection pooler gives no session locks).
 */
async function applicaUna(client: pg.PoolClient, { numero, file, testo, impronta }: Migrazione): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query('insert into migrazioni.applicata (numero, file, impronta) values ($1, $2, $3)', [
      numero,
      file,
      impronta,
    ]);
  } catch (causa) {
    await client.query('rollback');
    if (causa instanceof Error && 'code' in causa && causa.code === GIA_PRESENTE) return false;
    throw causa;
  }
  try {
    await client.query(testo);
    await client.query('commit');
    return true;
  } catch (causa) {
    await client.query('rollback');
    throw new Error(`db/migrations/${file}: ${descrivi(causa, testo)}`, { cause: causa });
  }
}

/** The message, with the line of the file where PostgreSQL stopped. */
function descrivi(causa: unknown, testo: string): string {
  if (!(causa instanceof Error)) return String(causa);
  const posizione = 'position' in causa ? Number(causa.position) : NaN;
  return Number.isNaN(posizione)
    ? causa.message
    : `line ${testo.slice(0, posizione).split('\n').length}: ${causa.message}`;
}

/**
 * graphile-worker's schema, and what the worker's role needs to run jobs there (its tables have row security on and
 * no policy).
 */
async function migraCode(pool: pg.Pool, client: pg.PoolClient): Promise<void> {
  const versione = async (): Promise<number> => {
    const { rows } = await client.query<{ esiste: boolean }>(
      `select to_regclass('graphile_worker.migrations') is not null as esiste`,
    );
    if (rows[0]?.esiste !== true) return 0;
    const ultima = await client.query<{ id: number }>(
      'select coalesce(max(id), 0) as id from graphile_worker.migrations',
    );
    return ultima.rows[0]?.id ?? 0;
  };
  const prima = await versione();
  const utils = await makeWorkerUtils({ pgPool: pool, logger: new Logger(() => () => undefined) });
  await utils.migrate();
  await utils.release();
  if ((await versione()) !== prima || !(await haConcessioni(client))) await client.query(CONCESSIONI_CODE);
}

/** A process may have died between the queue's migrations and these grants. */
async function haConcessioni(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ ha: boolean }>(
    `select has_table_privilege('mypay_worker', 'graphile_worker._private_jobs', 'select') as ha`,
  );
  return rows[0]?.ha === true;
}

const CONCESSIONI_CODE = `
  grant usage on schema graphile_worker to mypay_worker;
  grant select, insert, update, delete on all tables in schema graphile_worker to mypay_worker;
  grant usage, select on all sequences in schema graphile_worker to mypay_worker;
  grant execute on all functions in schema graphile_worker to mypay_worker;
  do $$
  declare t record;
  begin
    for t in select c.oid::regclass as tabella from pg_class as c
              where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
                and not exists (select from pg_policy as p where p.polrelid = c.oid and p.polname = 'worker') loop
      execute format('create policy worker on %s to mypay_worker using (true) with check (true)', t.tabella);
    end loop;
  end $$;`;
