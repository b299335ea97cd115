import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import {
  calcolaAnteprima,
  caricaDovuti,
  confermaAnteprima,
  correggiRiga,
  guardaRiga,
  leggiAnteprima,
  riceviDovuti,
  ricalcolaAnteprima,
} from '#modules/flussi';
import type { Ctx, Mondo } from '#platform/contesto';
import { chiudiPools, creaPools } from '#platform/db/pool';
import { creaArchivio } from '#platform/files';
import { cartellaDiProva } from '#support/cartella';
import { databaseDa, databaseNuovo, type DatabaseDiProva } from '#support/db';
import { fileDovuti, type RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ProxyPostgres, type Taglio } from '#support/proxy-postgres';
import { conFlusso } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { fotografa } from './fotografia.ts';
import { SEMI, sorteDi } from './sorte.ts';

const RIGHE = 300;
const TEMPO_MS = 120_000;
const ORA = new Date('2026-11-20T09:00:00Z');

type Foto = Record<string, string[]>;
/** What every run starts from: a file whose preview was seen, of which somebody has then put a cell right. */
type Inizio = { database: DatabaseDiProva; mondo: Mondo; ente: EnteDiProva; flussoId: FlussoId };

let inizio: Inizio;
let intera: Foto;
let statement: number;

beforeAll(async () => {
  const database = await databaseNuovo();
  const files = creaArchivio(join(cartellaDiProva('anteprima'), 'file'));
  const mondo = mondoDiProva(database, { orologio: () => ORA, files });
  const ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const ufficio = ctxDi(mondo, 'ufficio', ente.enteId);
  await conFlusso(mondo, ente, { iuf: 'PRIMA', righe: [{ IUD: 'D7', flagGeneraIuv: '' }] });
  const righe: RigaProva[] = Array.from({ length: RIGHE }, (_, n) => ({
    IUD: `D${n}`,
    ...(n % 10 === 3 ? { importoDovuto: 'x' } : {}),
  }));
  const ricevuto = await riceviDovuti(ctx, { ...(await fileDovuti(ente, { iuf: 'LUNGO', righe })), anteprima: true });
  const { flussoId } = valoreDi(ricevuto);
  await calcolaAnteprima(ctx, flussoId);
  const vista = (await guardaRiga(ufficio, { flussoId, riga: 4 }))?.vista ?? '';
  valoreDi(await correggiRiga(ufficio, { flussoId, riga: 4, celle: { importoDovuto: '4.00' }, vista }));
  valoreDi(await ricalcolaAnteprima(ufficio, flussoId));
  await database.owner.query('analyze');
  await Promise.all([chiudiPools(database.pools), database.owner.end()]);
  inizio = { database, mondo, ente, flussoId };
  const corsa = await apriCorsa();
  corsa.proxy.lasciaPassare();
  await corsa.calcola();
  statement = corsa.proxy.passati;
  await corsa.conferma();
  await corsa.calcola();
  intera = await corsa.finisci();
}, TEMPO_MS);

async function apriCorsa() {
  const database = await databaseDa(inizio.database);
  const proxy = await ProxyPostgres.apri(database.databaseUrl);
  const { ente, flussoId, mondo } = inizio;
  const ctx = ctxDi({ ...mondo, pools: database.pools }, 'worker', ente.enteId);
  /** One life of a process: pools of its own, which end with it. */
  const calcola = async (): Promise<void> => {
    const pools = creaPools(proxy.url, { max: 3 });
    try {
      await calcolaAnteprima(ctxDi({ ...mondo, pools }, 'worker', ente.enteId), flussoId);
    } finally {
      await chiudiPools(pools);
      await proxy.quieto();
    }
  };
  const finisci = async (): Promise<Foto> => {
    await proxy.chiudi();
    await caricaDovuti(ctx, flussoId);
    const foto = await fotografa(database.owner);
    await Promise.all([chiudiPools(database.pools), database.owner.end()]);
    return foto;
  };
  return { proxy, calcola, conferma: () => conferma(ctx), finisci };
}

async function conferma(ctx: Ctx): Promise<void> {
  const { flussoId } = inizio;
  const letta = await ctx.tx((t) => leggiAnteprima(t, flussoId));
  expect(letta).toMatchObject({ righeLette: RIGHE, righeSbagliate: RIGHE / 10 - 1 });
  valoreDi(await confermaAnteprima(ctx, { flussoId, impronta: letta?.impronta ?? '' }));
}

describe('a preview whose process dies', () => {
  it('is put to the test where there is something to lose', () => {
    expect(statement).toBeGreaterThan(20);
    expect(intera['flussi.correzione']).toHaveLength(1);
    expect(intera['flussi.anteprima']).toEqual([]);
    expect(intera['posizioni.dovuto']).toHaveLength(RIGHE - RIGHE / 10 + 1);
    expect(intera['posizioni.dovuto']?.filter((riga) => riga.includes('"importo_cents": 400'))).toHaveLength(1);
  });

  it.each(SEMI)(
    'after a correction, or after a confirmation, is as if it had not (seed %i)',
    async (seme) => {
      const sorte = sorteDi(seme);
      const corsa = await apriCorsa();
      const tagli: { n: number; come: Taglio }[] = [];
      const muori = async (): Promise<void> => {
        const taglio = { n: sorte.intero(statement), come: sorte.moneta() ? ('prima' as const) : ('dopo' as const) };
        tagli.push(taglio);
        corsa.proxy.tagliaAl(taglio.n, taglio.come);
        await corsa.calcola().catch((causa: unknown) => {
          if (!corsa.proxy.tagliato) throw causa;
        });
        corsa.proxy.lasciaPassare();
        await corsa.calcola();
      };
      await muori();
      await corsa.conferma();
      await muori();
      expect(await corsa.finisci(), `seed ${seme}, cuts: ${JSON.stringify(tagli)}`).toEqual(intera);
    },
    TEMPO_MS,
  );
});
