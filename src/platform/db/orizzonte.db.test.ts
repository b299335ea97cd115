import { sql } from 'kysely';
import { setTimeout as pausa } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { XID_INIZIO, dietroOrizzonte, parseXid, type Finestra, type Xid } from './orizzonte.ts';
import { dbSu, type Db } from './pool.ts';

const ATTESA_MS = 15_000;

let base: DatabaseDiProva;
let db: Db;

beforeAll(async () => {
  base = await databaseNuovo();
  db = dbSu(base.owner);
  await sql`create table fatto (n integer primary key, istante timestamptz not null default clock_timestamp(),
    xid xid8 not null default pg_current_xact_id())`.execute(db);
});

const leggi = async ({ da, a }: Finestra): Promise<number[]> => {
  const { rows } = await sql<{
    n: number;
  }>`select n from fatto where xid >= ${da}::xid8 and xid < ${a}::xid8 order by n`.execute(db);
  return rows.map(({ n }) => n);
};

test('a writer that sleeps before its commit is not skipped', async () => {
  const lento = await base.owner.connect();
  await lento.query('begin');
  await lento.query('insert into fatto (n) values (1)');
  await base.owner.query('insert into fatto (n) values (2)');

  const prima = await dietroOrizzonte(db, XID_INIZIO, leggi);
  // 2 is committed, but behind it somebody is still writing: by time, who had taken 2 would never have come back for 1.
  expect(prima.letto).toEqual([]);
  await lento.query('commit');
  lento.release();

  // The horizon is the server's: other tests write on it too.
  const poi = async (): Promise<number[]> => (await dietroOrizzonte(db, prima.cursore, leggi)).letto;
  await expect.poll(poi, { timeout: ATTESA_MS }).toEqual([1, 2]);
});

test('many writers, some slow, some rolled back: a follower sees each row once and none is lost', async () => {
  await sql`truncate fatto`.execute(db);
  const scrittori = 4;
  const perScrittore = 40;
  let finiti = 0;
  const scrivi = async (chi: number): Promise<void> => {
    for (let i = 0; i < perScrittore; i += 1) {
      const connessione = await base.owner.connect();
      await connessione.query('begin');
      await connessione.query('insert into fatto (n) values ($1)', [chi * perScrittore + i]);
      await pausa((i * 7 + chi * 3) % 11);
      await connessione.query(i % 10 === 9 ? 'rollback' : 'commit');
      connessione.release();
    }
    finiti += 1;
  };
  const lavoro = Promise.all(Array.from({ length: scrittori }, (_, chi) => scrivi(chi)));

  const visti: number[] = [];
  let cursore: Xid = XID_INIZIO;
  const attesi = (scrittori * perScrittore * 9) / 10;
  while (finiti < scrittori || visti.length < attesi) {
    const letto = await dietroOrizzonte(db, cursore, leggi);
    visti.push(...letto.letto);
    cursore = letto.cursore;
    await pausa(1);
  }
  await lavoro;
  expect(visti).toHaveLength(attesi);
  expect(new Set(visti).size).toBe(attesi);
});

test('a cursor is a number, whatever the row that held it says', () => {
  expect(parseXid('18446744073709551615')).toBe('18446744073709551615');
  expect(() => parseXid("0' or true --")).toThrow('xid8');
});
