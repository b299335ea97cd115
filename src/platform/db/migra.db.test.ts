import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { cartellaDiProva } from '#support/cartella';
import { databaseNuovo, databaseVuoto, type DatabaseDiProva } from '#support/db';
import { CARTELLA_MIGRAZIONI, leggiMigrazioni, migra } from './migra.ts';

let cartella: string;
let base: DatabaseDiProva;

beforeEach(async () => {
  cartella = cartellaDiProva('migrazioni');
  scrivi('0001_uno.sql', 'create schema prova; create table prova.cosa (n integer);');
  scrivi(
    '0002_due.sql',
    'insert into prova.cosa values (1); select pg_sleep(0.05); insert into prova.cosa values (2);',
  );
  base = await databaseVuoto();
});

function scrivi(nome: string, testo: string): void {
  writeFileSync(join(cartella, nome), testo);
}

async function numeri(): Promise<unknown[]> {
  const { rows } = await base.owner.query<{ n: number }>('select n from prova.cosa order by n');
  return rows.map(({ n }) => n);
}

test('applies what is missing, in order, once', async () => {
  expect(await migra(base.databaseUrl, cartella)).toEqual({ ok: true, value: { applicate: [1, 2] } });
  scrivi('0003_tre.sql', 'insert into prova.cosa values (3)');
  expect(await migra(base.databaseUrl, cartella)).toEqual({ ok: true, value: { applicate: [3] } });
  expect(await migra(base.databaseUrl, cartella)).toEqual({ ok: true, value: { applicate: [] } });
  expect(await numeri()).toEqual([1, 2, 3]);
});

test('four processes at once: each migration is applied by one of them', async () => {
  const esiti = await Promise.all([1, 2, 3, 4].map(() => migra(base.databaseUrl, cartella)));
  const applicate = esiti.flatMap((esito) => valoreDi(esito).applicate);
  expect(applicate.toSorted((a, b) => a - b)).toEqual([1, 2]);
  expect(await numeri()).toEqual([1, 2]);
});

test('a migration that fails leaves nothing behind, and is named with its line', async () => {
  scrivi('0003_tre.sql', 'insert into prova.cosa values (3);\n\ninsert into prova.altra values (1);');
  await expect(migra(base.databaseUrl, cartella)).rejects.toThrow(
    '0003_tre.sql: line 3: relation "prova.altra" does not exist',
  );
  expect(await numeri()).toEqual([1, 2]);
  scrivi('0003_tre.sql', 'insert into prova.cosa values (3);');
  expect(await migra(base.databaseUrl, cartella)).toMatchObject({ value: { applicate: [3] } });
});

test('a program older than the schema does not touch it', async () => {
  await migra(base.databaseUrl, cartella);
  rmSync(join(cartella, '0002_due.sql'));
  expect(await migra(base.databaseUrl, cartella)).toMatchObject({
    refusal: { codice: 'schema_piu_nuovo', parametri: { database: 2, programma: 1 } },
  });
});

test('a file changed after it was applied is refused; line ends do not count', async () => {
  await migra(base.databaseUrl, cartella);
  scrivi('0001_uno.sql', 'create schema prova;\ncreate table prova.cosa (n bigint);');
  expect(await migra(base.databaseUrl, cartella)).toMatchObject({
    refusal: { codice: 'migrazione_cambiata', parametri: { file: '0001_uno.sql' } },
  });
  scrivi('0003_tre.sql', 'select 1;\nselect 2;');
  scrivi('0001_uno.sql', 'create schema prova; create table prova.cosa (n integer);');
  await migra(base.databaseUrl, cartella);
  scrivi('0003_tre.sql', 'select 1;\r\nselect 2;');
  expect(await migra(base.databaseUrl, cartella)).toMatchObject({ ok: true });
});

test('a gap, or a name out of the series, is a fault', () => {
  renameSync(join(cartella, '0002_due.sql'), join(cartella, '0004_quattro.sql'));
  expect(() => leggiMigrazioni(cartella)).toThrow('0004_quattro.sql is not number 2');
  renameSync(join(cartella, '0004_quattro.sql'), join(cartella, 'due.sql'));
  expect(() => leggiMigrazioni(cartella)).toThrow('due.sql');
});

test('the product’s own migrations are in order', () => {
  expect(leggiMigrazioni(CARTELLA_MIGRAZIONI).length).toBeGreaterThan(0);
});

test("the worker's role may run jobs, the others may not touch the queue", async () => {
  const { pools, owner } = await databaseNuovo();
  await owner.query(`select graphile_worker.add_job('prova', '{}')`);
  const { rows } = await pools.worker.query(`delete from graphile_worker._private_jobs returning id`);
  expect(rows).toHaveLength(1);
  await expect(pools.ufficio.query('select from graphile_worker._private_jobs')).rejects.toThrow('permission denied');
});
