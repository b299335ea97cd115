import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EnteId } from '#kernel/ids';
import { creaCtx, type Ctx } from '#platform/contesto';
import { PORTA, RUOLI, nomeRuolo } from '#platform/db/ruoli';
import { databaseDiProva, type DatabaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { annota, annotaInsieme } from './acts.ts';

let base: DatabaseDiProva;
let ctx: Ctx;

beforeAll(async () => {
  base = await databaseDiProva();
  ctx = creaCtx(mondoDiProva(base), { ruolo: 'worker', attore: { tipo: 'sistema' } });
});

/** The acts on one thing. */
async function attiSu(oggettoId: string): Promise<unknown[]> {
  const { rows } = await sql`
    select ente_id as "enteId", attore, azione, oggetto, dettaglio, istante > now() - interval '1 minute' as adesso,
           xid < pg_current_xact_id() as prima from registro.atto where oggetto_id = ${oggettoId} order by id`.execute(
    ctx.db,
  );
  return rows;
}

async function idNuovo(): Promise<string> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(ctx.db);
  return rows[0]?.id ?? '';
}

describe('what is written', () => {
  test('an act says who did what, for which ente; the database says when and in which transaction', async () => {
    const [enteId, oggettoId] = [(await idNuovo()) as EnteId, await idNuovo()];
    const di = creaCtx(mondoDiProva(base), { ruolo: 'ufficio', attore: { tipo: 'operatore', id: 'op-1' }, enteId });
    await di.tx((t) => annota(t, { azione: 'flusso.caricato', oggetto: 'flusso', oggettoId, dettaglio: { righe: 3 } }));
    const atto = { enteId, attore: 'operatore:op-1', azione: 'flusso.caricato', oggetto: 'flusso' };
    expect(await attiSu(oggettoId)).toEqual([{ ...atto, dettaglio: { righe: 3 }, adesso: true, prima: true }]);
  });

  test.each(RUOLI)('mypay_%s may write, without reading back', async (ruolo) => {
    const oggettoId = await idNuovo();
    const di = creaCtx(mondoDiProva(base), { ruolo, attore: { tipo: 'sistema' } });
    await di.tx((t) => annota(t, { azione: 'prova.scritta', oggetto: 'prova', oggettoId }));
    expect(await attiSu(oggettoId)).toMatchObject([{ enteId: null, azione: 'prova.scritta', dettaglio: null }]);
  });

  test('the acts of a set take one statement, their columns named and in any order', async () => {
    const oggettoId = await idNuovo();
    await ctx.tx((t) =>
      annotaInsieme(t, {
        oggetto: 'dovuto',
        da: sql`select jsonb_build_object('riga', n) as dettaglio, 'dovuto.nuovo' as azione, ${oggettoId}::uuid as oggetto_id
                  from generate_series(1, 3) as n`,
      }),
    );
    expect(await attiSu(oggettoId)).toMatchObject(
      [1, 2, 3].map((riga) => ({ azione: 'dovuto.nuovo', dettaglio: { riga } })),
    );
  });

  test('what is refused leaves no act, and an act outside a transaction is a fault', async () => {
    const oggettoId = await idNuovo();
    await ctx.tx(async (t) => {
      await annota(t, { azione: 'prova.rifiutata', oggetto: 'prova', oggettoId });
      return { ok: false, refusal: { codice: 'no', genere: 'conflitto' } };
    });
    expect(await attiSu(oggettoId)).toEqual([]);
    await expect(annota(ctx, { azione: 'prova.sola', oggetto: 'prova' })).rejects.toThrow('transaction');
  });

  test.each(['portale', 'ufficio', 'sil'] as const)(
    'mypay_%s cannot write the acts of an ente it is not acting for',
    async (ruolo) => {
      const di = creaCtx(mondoDiProva(base), { ruolo, attore: { tipo: 'sistema' } });
      const scrivi = di.tx((t) =>
        sql`insert into registro.atto (ente_id, attore, azione, oggetto) values (uuidv7(), 'sistema', 'a.b', 'a')`.execute(
          t.db,
        ),
      );
      await expect(scrivi).rejects.toThrow('row-level security');
    },
  );

  test('mypay_ufficio reads the acts of its ente only', async () => {
    const [enteId, altro] = [(await idNuovo()) as EnteId, (await idNuovo()) as EnteId];
    for (const ente of [enteId, altro]) {
      const di = creaCtx(mondoDiProva(base), { ruolo: 'worker', attore: { tipo: 'sistema' }, enteId: ente });
      await di.tx((t) => annota(t, { azione: 'prova.scritta', oggetto: 'prova', oggettoId: enteId }));
    }
    const di = creaCtx(mondoDiProva(base), { ruolo: 'ufficio', attore: { tipo: 'sistema' }, enteId });
    const { rows } = await di.tx((t) => sql`select distinct ente_id as "enteId" from registro.atto`.execute(t.db));
    expect(rows).toEqual([{ enteId }]);
  });
});

describe('what is written stays', () => {
  const mese = new Date().toISOString().slice(0, 7).replace('-', '');
  const cambiamenti = [
    ...['atto', `atto_${mese}`, 'blocco', 'lotto'].flatMap((tabella) => [
      `delete from registro.${tabella}`,
      `truncate registro.${tabella}`,
    ]),
    'update registro.atto set attore = attore',
    'update registro.blocco set n = n',
    'update registro.lotto set eventi = null',
    'update registro.lotto set istante = istante',
  ];
  // A writer that could choose these could slip an act into a block already sealed.
  const scelte = ['xid', 'istante', 'id'].map((colonna) => {
    const valore = { xid: "'3'::xid8", istante: 'now()', id: 'uuidv7()' }[colonna];
    return `insert into registro.atto (attore, azione, oggetto, ${colonna}) values ('sistema', 'a.b', 'a', ${valore})`;
  });

  test.each([...RUOLI.map(nomeRuolo), PORTA])(
    '%s may not change or remove it, nor choose when it was written',
    async (nome) => {
      const admin = new pg.Client({ connectionString: base.adminUrl });
      await admin.connect();
      try {
        await admin.query(`set role ${nome}`);
        for (const testo of [...cambiamenti, ...scelte]) {
          await expect(admin.query(testo), testo).rejects.toMatchObject({ code: '42501' });
        }
      } finally {
        await admin.end();
      }
    },
  );

  test.each([
    `update registro.atto_${mese} set attore = attore`,
    `delete from registro.atto_${mese}`,
    'truncate registro.atto',
    'update registro.blocco set righe = righe',
    'delete from registro.blocco',
    'truncate registro.blocco',
  ])('the owner too is stopped, by a trigger: %s', async (testo) => {
    await ctx.tx((t) => annota(t, { azione: 'prova.scritta', oggetto: 'prova' }));
    const client = await base.owner.connect();
    try {
      await client.query('begin');
      await client.query(`insert into registro.blocco (n, da_xid, a_xid, righe, impronte, precedente, impronta)
        select 1000000, '0', '1', 1, substring(h for 16), h, h from sha256('prova') as h`);
      await expect(client.query(testo)).rejects.toThrow('insert only');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
