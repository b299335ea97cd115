import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { databaseDiProva } from '#support/db';
import { dbSu, preparata, preparataIn } from './pool.ts';
import { RUOLI, nomeRuolo } from './ruoli.ts';

describe('parsers', () => {
  test('each SQL type arrives as the type the code expects, in arrays too', async () => {
    const { pools } = await databaseDiProva();
    const { rows } = await pools.portale
      .query(`select 9007199254740991::bigint as intero, date '2026-03-29' as giorno, 1.10::numeric as decimale,
      timestamptz '2026-11-23 10:00:00+01' as istante, timestamp '2026-11-23 10:00:00' as locale, null::bigint as nullo,
      array[1, null, 3]::bigint[] as interi, array['2026-01-02']::date[] as giorni, array[[1.50]]::numeric[] as decimali,
      array['2026-11-23T09:00:00Z']::timestamptz[] as istanti`);
    expect(rows[0]).toEqual({
      intero: Number.MAX_SAFE_INTEGER,
      giorno: '2026-03-29',
      decimale: '1.10',
      istante: new Date('2026-11-23T09:00:00Z'),
      locale: '2026-11-23 10:00:00',
      nullo: null,
      interi: [1, null, 3],
      giorni: ['2026-01-02'],
      decimali: [['1.50']],
      istanti: [new Date('2026-11-23T09:00:00Z')],
    });
  });

  test.each([
    'select 9007199254740992::bigint',
    'select array[-9007199254740993]::bigint[]',
    "select 'infinity'::timestamptz",
  ])('%s is a fault, never a wrong value', async (testo) => {
    const { pools } = await databaseDiProva();
    await expect(pools.portale.query(testo)).rejects.toThrow(RangeError);
    // The connection is still good.
    await expect(pools.portale.query('select 1 as uno')).resolves.toMatchObject({ rows: [{ uno: 1 }] });
  });
});

test('each role logs in as itself, in UTC, and is bound in time', async () => {
  const { pools } = await databaseDiProva();
  for (const ruolo of RUOLI) {
    const { rows } = await pools[ruolo].query(
      `select current_user as chi, current_setting('TimeZone') as zona, current_setting('application_name') as nome,
         current_setting('statement_timeout') <> '0' as limitato`,
    );
    expect(rows[0]).toEqual({ chi: nomeRuolo(ruolo), zona: 'UTC', nome: nomeRuolo(ruolo), limitato: true });
  }
});

test('Kysely shares the pool and its parsers, and a prepared statement gives its rows', async () => {
  const { pools } = await databaseDiProva();
  const esito = await sql<{ n: number }>`select ${20}::bigint + 22 as n`.execute(dbSu(pools.sil));
  expect(esito.rows).toEqual([{ n: 42 }]);
  const due = { name: 'prova.due', text: 'select $1::bigint * 2 as doppio' };
  expect(await preparata(pools.sil, due, [21])).toEqual([{ doppio: 42 }]);
  expect(await preparata(pools.sil, due, [4])).toEqual([{ doppio: 8 }]);
});

test('a statement is prepared in a transaction too, and goes with it', async () => {
  const { pools } = await databaseDiProva();
  const una = {
    name: 'prova.una',
    text: 'select $1::bigint + 1 as dopo, pg_current_xact_id_if_assigned() is null as letta',
  };
  const nomi = await dbSu(pools.worker)
    .transaction()
    .execute(async (trx) => {
      expect(await preparataIn(trx, una, [41])).toEqual([{ dopo: 42, letta: true }]);
      expect(await preparataIn(trx, una, [0])).toEqual([{ dopo: 1, letta: true }]);
      return sql<{ name: string }>`select name from pg_prepared_statements where name = 'prova.una'`.execute(trx);
    });
  expect(nomi.rows).toEqual([{ name: 'prova.una' }]);
});
