import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { creaCtx, type Ctx } from '#platform/contesto';
import type { Payload } from '#platform/jobs';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { annota, ultimoBlocco, verificaRegistro } from './acts.ts';
import { lavori } from './jobs.ts';

let base: DatabaseDiProva;
let ctx: Ctx;

beforeAll(async () => {
  base = await databaseNuovo();
  ctx = creaCtx(mondoDiProva(base), { ruolo: 'worker', attore: { tipo: 'sistema' } });
});

async function esegui(nome: string, payload: Payload = {}): Promise<void> {
  const trovato = lavori.find((l) => l.nome === nome);
  if (trovato === undefined) throw new Error(`no job ${nome}`);
  await trovato.esegui(ctx, payload);
}

async function inCoda(nome: string): Promise<{ payload: Payload; fra: number }[]> {
  const { rows } = await base.pools.worker.query<{ payload: Payload; fra: number }>(
    `select j.payload, extract(epoch from j.run_at - $2::timestamptz)::float8 as fra
       from graphile_worker._private_jobs as j join graphile_worker._private_tasks as t on t.id = j.task_id
      where t.identifier = $1`,
    [nome, ctx.now],
  );
  return rows;
}

describe('registro.sigilla', () => {
  test('seals, and asks once for another run half a minute later; that one asks for none', async () => {
    await ctx.tx((t) => annota(t, { azione: 'prova.scritta', oggetto: 'prova' }));
    await expect
      .poll(
        async () => {
          await esegui('registro.sigilla');
          return (await verificaRegistro(ctx)).coda.righe;
        },
        // Another test's transaction may hold the horizon back for a while.
        { timeout: 15_000 },
      )
      .toBe(0);
    expect(await verificaRegistro(ctx)).toMatchObject({ righe: 1, guasto: null });
    expect(await inCoda('registro.sigilla')).toEqual([{ payload: { giro: 2 }, fra: 30 }]);
    await base.owner.query('select graphile_worker.remove_job($1)', ['registro.sigilla:2']);
    await esegui('registro.sigilla', { giro: 2 });
    expect(await inCoda('registro.sigilla')).toEqual([]);
  });
});

describe('registro.ancora', () => {
  test('announces the last block by its number', async () => {
    await esegui('registro.ancora');
    const ultimo = await ultimoBlocco(ctx);
    expect((await inCoda('fatto.registro.ancora')).map(({ payload }) => payload)).toEqual([{ n: ultimo?.n }]);
  });
});

describe('registro.mesi', () => {
  const partizioni = async (): Promise<string[]> => {
    const { rows } = await base.owner.query<{ nome: string }>(
      `select c.relname as nome from pg_class as c where c.relnamespace = 'registro'::regnamespace and c.relispartition
          and c.relkind = 'r' and c.relname ~ '_[0-9]{6}$' order by 1`,
    );
    return rows.map(({ nome }) => nome);
  };

  /** Month `n` months from this one, as the partitions are named. */
  const mese = (n: number): string => {
    const oggi = new Date();
    return new Date(Date.UTC(oggi.getUTCFullYear(), oggi.getUTCMonth() + n)).toISOString().slice(0, 7).replace('-', '');
  };

  const inizio = (n: number): string => `${mese(n).slice(0, 4)}-${mese(n).slice(4)}-01T00:00:00Z`;

  async function creaPassato(madre: string, n: number): Promise<string> {
    const nome = `${madre}_${mese(n)}`;
    await base.owner.query(
      `create table registro.${nome} partition of registro.${madre} for values from ('${inizio(n)}') to ('${inizio(n + 1)}')`,
    );
    return nome;
  }

  test('the months to come are there, in UTC whatever the session says, and asking again makes none', async () => {
    const prima = await partizioni();
    for (const madre of ['atto', 'lotto_letture', 'lotto_ricevute']) {
      for (const n of [-1, 0, 1, 2, 3]) expect(prima).toContain(`${madre}_${mese(n)}`);
    }
    const client = await base.pools.worker.connect();
    await client.query("set timezone = 'Europe/Rome'");
    await client.query('select registro.crea_mesi(12)');
    client.release(true);
    const dopo = await partizioni();
    expect(dopo).toHaveLength(prima.length + 3 * 9);
    for (const madre of ['atto', 'lotto_letture', 'lotto_ricevute']) expect(dopo).toContain(`${madre}_${mese(12)}`);
    const { rows } = await base.owner
      .query<{ limiti: string }>(
        `set timezone = 'UTC'; select pg_get_expr(relpartbound, oid) as limiti from pg_class where relname ~ '^atto_[0-9]{6}$'`,
      )
      .then((esiti) => (Array.isArray(esiti) ? esiti[1] : esiti));
    for (const { limiti } of rows) expect(limiti.match(/-01 00:00:00\+00/g)).toHaveLength(2);
    await esegui('registro.mesi');
    expect(await partizioni()).toEqual(dopo);
  });

  test('reads go after 24 months, receipts after ten years, acts never; of a month in part within its time nothing goes', async () => {
    const vanno = [await creaPassato('lotto_letture', -25), await creaPassato('lotto_ricevute', -121)];
    const restano = [
      await creaPassato('lotto_letture', -24),
      await creaPassato('lotto_ricevute', -25),
      await creaPassato('lotto_ricevute', -120),
      await creaPassato('atto', -200),
    ];
    await esegui('registro.mesi');
    const dopo = await partizioni();
    expect(dopo).toEqual(expect.arrayContaining(restano));
    for (const nome of vanno) expect(dopo).not.toContain(nome);
  });

  test.each(['select registro.elimina_mesi(23, 120)', 'select registro.elimina_mesi(24, 119)'])(
    'no setting can shorten what is due: %s',
    async (testo) => {
      await expect(base.pools.worker.query(testo)).rejects.toThrow('at least 24 months');
    },
  );

  test('what was written before its month was made stays where it is, stops nothing, and is read and dropped all the same', async () => {
    const evento = (istante: string): Promise<unknown> =>
      base.pools.nodo.query(
        `insert into registro.lotto (istante, dal, id, enti, chiavi, eventi)
           select $1, $1, uuidv7(), '{}', '{}', json_build_array(json_build_object('istante', $1::timestamptz, 'parametri', 'resto'))`,
        [istante],
      );
    await evento(inizio(15));
    await evento(inizio(-30));
    await base.pools.worker.query('select registro.crea_mesi(18)');
    expect(await partizioni()).not.toContain(`lotto_letture_${mese(15)}`);
    expect(await partizioni()).toContain(`lotto_letture_${mese(16)}`);
    await esegui('registro.mesi');
    const { rows } = await sql`select istante from registro.v_evento where parametri = 'resto'`.execute(ctx.db);
    expect(rows).toEqual([{ istante: new Date(inizio(15)) }]);
  });

  test.each(['nodo', 'portale', 'ufficio', 'sil'] as const)(
    'mypay_%s may neither make nor drop months',
    async (ruolo) => {
      for (const testo of ['select registro.crea_mesi(1)', 'select registro.elimina_mesi(24, 120)']) {
        await expect(base.pools[ruolo].query(testo)).rejects.toMatchObject({ code: '42501' });
      }
    },
  );
});

describe('registro.scrittori', () => {
  test('says what the writers of a lost machine may have lost, once, and forgets those closed long ago', async () => {
    await base.pools.nodo.query(
      `insert into registro.scrittore (id, vivo_il, chiuso_il) values (uuidv7(), '2026-11-23T10:00:00.250Z', null),
         (uuidv7(), now(), now() - interval '31 days'), (uuidv7(), now(), now() - interval '29 days')`,
    );
    await esegui('registro.scrittori');
    await esegui('registro.scrittori');
    const { rows } = await sql<{
      parametri: string;
    }>`select parametri from registro.v_evento where tipo = 'giornaleInterrotto'`.execute(ctx.db);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.parametri).toMatch(/ dal=2026-11-23T10:00:00\.250Z al=2026-11-23T10:00:01\.250Z$/);
    const rimasti = await sql<{
      n: number;
    }>`select count(*)::integer as n from registro.scrittore where chiuso_il is not null`.execute(ctx.db);
    expect(rimasti.rows).toEqual([{ n: 2 }]);
  });
});

test('registro.attivazioni forgets the payments begun long ago', async () => {
  await base.pools.nodo.query(
    `insert into registro.attivazione (numero_avviso, dominio, istante)
     select n::text, '80000000000', now() - make_interval(mins => n) from unnest(array[10, 50, 70]) as n`,
  );
  await esegui('registro.attivazioni');
  const { rows } = await sql`select numero_avviso as n from registro.attivazione order by 1`.execute(ctx.db);
  expect(rows).toEqual([{ n: '10' }, { n: '50' }]);
  const { rows: inCorso } = await sql`select numero_avviso as n from registro.v_attivazione`.execute(ctx.db);
  expect(inCorso).toEqual([{ n: '10' }]);
});
