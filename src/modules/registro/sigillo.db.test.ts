import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { creaCtx, type Ctx } from '#platform/contesto';
import { chiudiPools, creaPool } from '#platform/db/pool';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { annotaInsieme, sigillaRegistro, ultimoBlocco, verificaRegistro, type Guasto } from './acts.ts';

let base: DatabaseDiProva;
let ctx: Ctx;

async function apri(): Promise<void> {
  base = await databaseNuovo();
  ctx = creaCtx(mondoDiProva(base), { ruolo: 'worker', attore: { tipo: 'sistema' } });
}

async function chiudi(): Promise<void> {
  await chiudiPools(base.pools);
  await base.owner.end();
}

/** Acts of one transaction. */
async function scrivi(quanti: number): Promise<void> {
  await ctx.tx((t) =>
    annotaInsieme(t, {
      oggetto: 'dovuto',
      da: sql`select jsonb_build_object('riga', n) as dettaglio, 'dovuto.nuovo' as azione, uuidv7() as oggetto_id
                from generate_series(1, ${quanti}::integer) as n`,
    }),
  );
}

/** Seals until every act is sealed: another test's transaction may hold the horizon back for a while. */
async function sigillaTutto(righeMax = 10): Promise<void> {
  await expect
    .poll(
      async () => {
        await sigillaRegistro(ctx, { righeMax });
        return (await verificaRegistro(ctx)).coda.righe;
      },
      { timeout: 15_000 },
    )
    .toBe(0);
}

describe('sealing', () => {
  // A block covers whatever the whole database wrote, so each test has its own.
  beforeEach(apri);
  afterEach(chiudi);

  test('nothing to seal makes no block, and an empty chain is good', async () => {
    expect(await sigillaRegistro(ctx)).toEqual({ blocchi: 0, righe: 0 });
    expect(await verificaRegistro(ctx)).toEqual({
      blocchi: 0,
      righe: 0,
      ultimo: null,
      guasto: null,
      coda: { righe: 0, dal: null },
    });
    expect(await ultimoBlocco(ctx)).toBeNull();
  });

  test('every act ends in one block, transactions whole, and the chain is proven', async () => {
    for (const quanti of [1, 4, 4, 4, 25, 2, 9]) await scrivi(quanti);
    await sigillaTutto(10);
    const { rows } = await sql<{ righe: number; xid: number }>`
      select b.righe, count(distinct a.xid)::integer as xid from registro.blocco as b
        join registro.atto as a on a.xid >= b.da_xid and a.xid < b.a_xid group by b.n, b.righe order by b.n`.execute(
      ctx.db,
    );
    expect(rows.reduce((somma, { righe }) => somma + righe, 0)).toBe(49);
    for (const { righe, xid } of rows) expect(righe <= 10 || xid === 1).toBe(true);
    const ultimo = await ultimoBlocco(ctx);
    expect(await verificaRegistro(ctx)).toEqual({
      blocchi: rows.length,
      righe: 49,
      ultimo: { n: ultimo?.n, impronta: ultimo?.impronta },
      guasto: null,
      coda: { righe: 0, dal: null },
    });
    expect(ultimo?.n).toBe(rows.length);
    expect(ultimo?.impronta).toMatch(/^[0-9a-f]{64}$/);
  });

  test('an act of a writer that commits late is waited for, sealed later, and never makes others wait', async () => {
    const lento = await base.pools.worker.connect();
    await lento.query('begin');
    await lento.query(
      "insert into registro.atto (attore, azione, oggetto) values ('sistema', 'lento.scritto', 'prova')",
    );
    await scrivi(2);
    await sigillaRegistro(ctx);
    // Committed, but behind it somebody is still writing.
    const durante = await verificaRegistro(ctx);
    expect(durante).toMatchObject({ blocchi: 0, guasto: null, coda: { righe: 2 } });
    await lento.query('commit');
    lento.release();
    await sigillaTutto();
    expect(await verificaRegistro(ctx)).toMatchObject({ righe: 3, guasto: null, coda: { righe: 0 } });
  });

  test('several at once make one chain: no block twice, no act left out', async () => {
    for (let i = 0; i < 30; i += 1) await scrivi(3);
    const scrittore = (async () => {
      for (let i = 0; i < 20; i += 1) await scrivi(2);
    })();
    const giri = Array.from({ length: 4 }, async () => {
      for (let i = 0; i < 10; i += 1) await sigillaRegistro(ctx, { righeMax: 7 });
    });
    await Promise.all([scrittore, ...giri]);
    await sigillaTutto(7);
    expect(await verificaRegistro(ctx)).toMatchObject({ righe: 130, guasto: null, coda: { righe: 0 } });
  });

  test('while another process seals, this one goes away at once', async () => {
    await scrivi(1);
    const altro = await base.pools.worker.connect();
    await altro.query('begin');
    await altro.query("select pg_advisory_xact_lock(hashtextextended('registro.sigillo', 0))");
    expect(await sigillaRegistro(ctx)).toEqual({ blocchi: 0, righe: 0 });
    await altro.query('rollback');
    altro.release();
    await sigillaTutto();
  });

  test('a chain written again from the beginning is good by itself, and betrayed by the mailed hash', async () => {
    for (let i = 0; i < 6; i += 1) await scrivi(4);
    await sigillaTutto(8);
    // Of the first block, for how many there are depends on where the horizon stood.
    const { rows } = await sql<{ n: number; impronta: string }>`
      select n, encode(impronta, 'hex') as impronta from registro.blocco where n = 1`.execute(ctx.db);
    const ancora = rows[0] ?? { n: 0, impronta: '' };
    expect((await verificaRegistro(ctx, { ancora })).guasto).toBeNull();
    const admin = new pg.Client({ connectionString: base.adminUrl });
    await admin.connect();
    await admin.query(`set session_replication_role = replica;
      update registro.atto set attore = 'operatore:altro'; delete from registro.blocco`);
    await admin.end();
    await sigillaTutto(8);
    expect((await verificaRegistro(ctx)).guasto).toBeNull();
    expect((await verificaRegistro(ctx, { ancora })).guasto).toMatchObject({ n: 1, guasto: 'ancora_diversa' });
    const oltre = { ...ancora, n: 100 };
    expect((await verificaRegistro(ctx, { ancora: oltre })).guasto).toMatchObject({ guasto: 'blocco_mancante' });
  });
});

describe('tampering by who owns the tables, with triggers off', () => {
  let righe: { id: string; istante: Date; blocco: number; posizione: number }[];

  let admin: pg.Pool;
  let dopo: Ctx;

  beforeAll(async () => {
    await apri();
    admin = creaPool(base.adminUrl, { max: 1 });
    const mondo = mondoDiProva(base, { pools: { ...base.pools, worker: admin } });
    dopo = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema' } });
    for (let i = 0; i < 6; i += 1) await scrivi(4);
    while ((await verificaRegistro(ctx)).coda.righe > 0) await sigillaRegistro(ctx, { righeMax: 8 });
    ({ rows: righe } = await sql<(typeof righe)[number]>`
      select a.id, a.istante, b.n as blocco, row_number() over (partition by b.n order by a.xid, a.id) as posizione
        from registro.atto as a join registro.blocco as b on a.xid >= b.da_xid and a.xid < b.a_xid order by b.n, 4`.execute(
      ctx.db,
    ));
    expect(await verificaRegistro(ctx)).toMatchObject({ righe: 24, guasto: null });
  });

  afterAll(async () => {
    await admin.end();
    await chiudi();
  });

  /** What is found after a statement of the superuser, past policies and triggers, in a transaction that is then undone. */
  async function manomesso(testo: string, valori: unknown[] = []): Promise<Guasto | null> {
    await admin.query('begin');
    try {
      await admin.query('set local session_replication_role = replica');
      expect((await admin.query(testo, valori)).rowCount).toBe(1);
      return (await verificaRegistro(dopo)).guasto;
    } finally {
      await admin.query('rollback');
    }
  }

  const riga = (n: number) => {
    const trovata = righe[n];
    if (trovata === undefined) throw new Error('no such act');
    return trovata;
  };

  test.each([
    ["attore = 'operatore:altro'"],
    ['dettaglio = \'{"riga": 99}\''],
    ['dettaglio = null'],
    ['oggetto_id = uuidv7()'],
    ['oggetto_id = null'],
    ["ente_id = '018f0000-0000-7000-8000-000000000001'"],
    ["istante = istante + interval '1 microsecond'"],
    ["azione = 'dovuto.pagato'"],
    ["oggetto = 'ricevuta'"],
  ])('an act with %s is named', async (cambio) => {
    const { id, istante, blocco, posizione } = riga(13);
    const trovato = cambio.startsWith('istante') ? expect.any(Date) : istante;
    const guasto = await manomesso(`update registro.atto set ${cambio} where id = $1`, [id]);
    expect(guasto).toEqual({
      n: blocco,
      guasto: 'righe_alterate',
      riga: { genere: 'cambiata', posizione, id, istante: trovato },
    });
  });

  test('an act that is gone is named by its neighbours', async () => {
    const n = righe.findIndex(({ posizione, blocco }) => posizione === 3 && blocco === 2);
    expect(await manomesso('delete from registro.atto where id = $1', [riga(n).id])).toEqual({
      n: 2,
      guasto: 'righe_alterate',
      riga: { genere: 'mancante', posizione: 3, dopo: riga(n - 1).id, prima: riga(n + 1).id },
    });
  });

  test('an act slipped into the past is named', async () => {
    const { rows } = await sql<{ xid: string }>`select da_xid::text as xid from registro.blocco where n = 2`.execute(
      ctx.db,
    );
    const id = '00000000-0000-7000-8000-000000000000';
    const guasto = await manomesso(
      "insert into registro.atto (id, attore, azione, oggetto, xid) values ($1, 'sistema', 'a.b', 'a', $2::text::xid8)",
      [id, rows[0]?.xid],
    );
    expect(guasto).toEqual({
      n: 2,
      guasto: 'righe_alterate',
      riga: { genere: 'aggiunta', posizione: 1, id, istante: expect.any(Date) },
    });
  });

  test.each([
    ['a block that is gone', 'delete from registro.blocco where n = 2', { n: 2, guasto: 'blocco_mancante' }],
    ['the first block gone', 'delete from registro.blocco where n = 1', { n: 1, guasto: 'blocco_mancante' }],
    [
      'a block with other hashes',
      "update registro.blocco set impronte = decode(repeat('00', length(impronte)), 'hex') where n = 2",
      { n: 2, guasto: 'blocco_alterato' },
    ],
    [
      'a block written again with a good hash of its own',
      `update registro.blocco set impronte = impronte || impronte, righe = righe * 2,
         impronta = sha256(precedente || int8send(n) || xid8send(da_xid) || xid8send(a_xid) || impronte || impronte) where n = 1`,
      { n: 1, guasto: 'righe_alterate' },
    ],
    [
      'a block tied to another',
      'update registro.blocco set precedente = sha256(precedente) where n = 3',
      { n: 3, guasto: 'catena_spezzata' },
    ],
  ])('%s is named', async (_, testo, atteso) => {
    expect(await manomesso(testo)).toMatchObject(atteso);
  });
});
