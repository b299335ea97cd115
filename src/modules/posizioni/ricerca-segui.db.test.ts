import { setTimeout as pausa } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { carica, DEBITORE, unDovuto, type RichiestaProva } from '#support/carico';
import { databaseNuovo, type DatabaseDiProva } from '#support/db';
import { moltiDovuti } from '#support/molti-dovuti';
import { mondoDiProva } from '#support/mondo';
import { ricercaPronta } from '#support/ricerca';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { tieniRicerca } from './acts/ricerca.ts';
import { cercaDovuti, confrontaRicerca, ricercaAggiornataAl, ricostruisciRicerca, seguiRicerca } from './index.ts';

const GIUSTA = { mancano: 0, avanzano: 0, diversi: 0 };

let database: DatabaseDiProva;
let mondo: Mondo;
let ente: EnteDiProva;
beforeAll(async () => {
  database = await databaseNuovo();
  mondo = mondoDiProva(database);
  ente = await unEnte(mondo);
});

const trova = async (di: EnteDiProva, testo: string): Promise<string[]> => {
  const filtro = { testo, tipoDovuto: '', daVerificare: false, tipiConsentiti: null, dopo: null, prima: null };
  const righe = await ctxDi(mondo, 'ufficio', di.enteId).tx((t) =>
    cercaDovuti(t, { ...filtro, elenco: 'online', quanti: 50 }),
  );
  return righe.map(({ iud }) => iud).toSorted();
};

describe('what searches answer from', () => {
  it('is what there is, however often its follower is killed while others write', async () => {
    const worker = ctxDi(mondo, 'worker');
    await moltiDovuti(worker.db, ente, { quanti: 3000, tipi: [ente.tipoDovutoId] });
    let scrive = true;
    const scrittore = (async () => {
      for (let n = 0; scrive; n += 1) {
        const righe: RichiestaProva[] = Array.from({ length: 5 }, (_, i) => ({ iud: `K${n}-${i}` }));
        await carica(ctxDi(mondo, 'worker', ente.enteId), righe);
      }
    })();
    const seguace = mondoDiProva(await nuoviPool());
    for (let volta = 0; volta < 8; volta += 1) {
      const corsa = seguiRicerca(ctxDi(seguace, 'worker')).catch(() => 0);
      await pausa(volta * 15);
      await database.owner
        .query(
          `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and usename = 'mypay_worker'
            and query like '%posizioni.ricerca as r%'`,
        )
        .catch(() => undefined);
      await corsa;
    }
    scrive = false;
    await scrittore;
    await ricercaPronta(mondo, ente);
  });

  it('says no instant of which it has not seen everything', async () => {
    const suo = await unEnte(mondo);
    const fino = async (): Promise<number> => {
      await seguiRicerca(ctxDi(mondo, 'worker'));
      return (await ricercaAggiornataAl(ctxDi(mondo, 'ufficio')))?.getTime() ?? 0;
    };
    const lento = await database.owner.connect();
    try {
      await lento.query('begin');
      await lento.query('select pg_current_xact_id()');
      // It is committed, but behind somebody who is still writing.
      await unDovuto(ctxDi(mondo, 'worker', suo.enteId), { iud: 'DIETRO' });
      const { rows } = await lento.query<{ ora: Date }>('select clock_timestamp() as ora');
      const ora = rows[0]?.ora.getTime() ?? 0;
      expect(await fino()).toBeLessThan(ora);
      expect(await trova(suo, 'mario')).toEqual([]);
      await lento.query('commit');
      await expect.poll(fino, { timeout: 15_000 }).toBeGreaterThanOrEqual(ora);
      expect(await trova(suo, 'mario')).toEqual(['DIETRO']);
    } finally {
      lento.release(true);
    }
  });

  it('finds any word of names, causale and metadata, in any order, and amounts, in this ente and no other', async () => {
    const [uno, altro] = [await unEnte(mondo), await unEnte(mondo)];
    const righe: RichiestaProva[] = [
      {
        iud: 'A',
        debitore: { ...DEBITORE, anagrafica: 'Niccolò D’Angelo' },
        causale: 'Mensa scolastica 2026',
        importo: 4500,
      },
      { iud: 'B', debitore: { ...DEBITORE, anagrafica: 'Anna Bianchi' }, causale: 'Mensa di giugno', importo: 123_456 },
      { iud: 'SCUOLA-2026-0001', causale: 'Retta', importo: 2026 },
    ];
    await carica(ctxDi(mondo, 'worker', uno.enteId), righe);
    await carica(ctxDi(mondo, 'worker', altro.enteId), righe);
    await ricercaPronta(mondo, uno);
    const attesi: readonly [string, string[]][] = [
      ['mensa', ['A', 'B']],
      ['MENSA niccolo', ['A']],
      ['dangelo scol', ['A']],
      ["D'Angelo", ['A']],
      ['bianchi anna', ['B']],
      ['1.234,56', ['B']],
      ['45', ['A']],
      ['mensa 45,00', ['A']],
      ['2026', ['A']],
      ['SCUOLA-2026', ['SCUOLA-2026-0001']],
      ['ensa', []],
      ['bianchi niccolo', []],
      ['45,01', []],
    ];
    for (const [testo, iud] of attesi) expect([testo, await trova(uno, testo)]).toEqual([testo, iud]);
  });

  it('follows a name that changes, and forgets the one of before', async () => {
    const suo = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'worker', suo.enteId);
    const { iuv } = await unDovuto(ctx, { iud: 'A', debitore: { ...DEBITORE, anagrafica: 'Vecchio Nome' } });
    await ricercaPronta(mondo, suo);
    const cambio = { iud: 'A', iuv, azione: 'M', debitore: { ...DEBITORE, anagrafica: 'Nuova Persona' } } as const;
    expect(await carica(ctx, [cambio])).toMatchObject([{ codice: null }]);
    await ricercaPronta(mondo, suo);
    expect([await trova(suo, 'vecchio'), await trova(suo, 'nuova')]).toEqual([[], ['A']]);
  });

  it('is made anew: what is wrong is mended, what is of nobody goes away', async () => {
    const suo = await unEnte(mondo);
    await carica(ctxDi(mondo, 'worker', suo.enteId), [{ iud: 'A' }, { iud: 'B' }, { iud: 'C' }]);
    await ricercaPronta(mondo, suo);
    const worker = ctxDi(mondo, 'worker');
    await sql`update posizioni.ricerca set parole = '' where ente_id = ${suo.enteId}`.execute(worker.db);
    await sql`insert into posizioni.ricerca (ente_id, dovuto_id, tipo_dovuto_id, parole)
              select ente_id, uuidv7(), tipo_dovuto_id, '' from posizioni.ricerca where ente_id = ${suo.enteId} limit 1`.execute(
      worker.db,
    );
    expect(await confrontaRicerca(worker, suo.enteId)).toEqual({ mancano: 0, avanzano: 1, diversi: 3 });
    expect(await ricostruisciRicerca(worker)).toEqual({ scritti: 3, tolti: 1 });
    expect(await confrontaRicerca(worker, null)).toEqual(GIUSTA);
  });

  it('is brought up to date every few seconds, by one job that asks for itself', async () => {
    await tieniRicerca(ctxDi(mondo, 'worker'));
    await tieniRicerca(ctxDi(mondo, 'worker'));
    const { rows } = await database.owner.query(
      `select extract(epoch from run_at - now()) < 5 as presto from graphile_worker._private_jobs where key = 'posizioni.ricerca:2'`,
    );
    expect(rows).toEqual([{ presto: true }]);
  });
});

/** Of a process of its own, so that who kills it kills nobody else. */
async function nuoviPool(): Promise<DatabaseDiProva> {
  const { creaPools } = await import('#platform/db/pool');
  return { ...database, pools: creaPools(database.databaseUrl, { max: 2 }) };
}
