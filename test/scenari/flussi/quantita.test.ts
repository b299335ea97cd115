import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { LIMITI } from '#kernel/limiti';
import { caricaDovuti, leggiFlusso, leggiScarti, riceviDovuti } from '#modules/flussi';
import type { Ctx, Mondo } from '#platform/contesto';
import { databaseDiProva } from '#support/db';
import { csvDovuti, fileDovuti, zipDi } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte } from '#support/un-ente';
import { zipBomba } from '#support/zip-bomba';

let mondo: Mondo;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
});

const MEGA = 1024 * 1024;

describe('a ZIP that unpacks to 100 GB', () => {
  const bomba = (base: string, dichiarati?: number): Readable => {
    const nomi = [`${base}.csv`, ...Array.from({ length: LIMITI.zipVociMax - 1 }, (_, n) => `${base}.${n}`)];
    const zip = zipBomba(nomi, Buffer.alloc(100 * MEGA, 'x;x\n'), dichiarati);
    expect(zip.length).toBeLessThan(MEGA);
    return Readable.from([zip]);
  };

  it('is not even kept', async () => {
    const ente = await unEnte(mondo);
    const base = `${ente.codIpa}-BOMBA-1_3`;
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    expect(await riceviDovuti(ctx, { nomeFile: `${base}.zip`, contenuto: bomba(base) })).toMatchObject({
      ok: false,
      refusal: { codice: 'IMPORT_ZIP_BOMBA' },
    });
  });

  it('and says that it is small is left where it is no longer so', async () => {
    const ente = await unEnte(mondo);
    const base = `${ente.codIpa}-BUGIA-1_3`;
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    const esito = await riceviDovuti(ctx, { nomeFile: `${base}.zip`, contenuto: bomba(base, 1000) });
    const { flussoId } = valoreDi(esito);
    await caricaDovuti(ctx, flussoId);
    const atteso = { stato: 'fallito', codiceErrore: 'IMPORT_ZIP_ROVINATO', righeApplicate: 0 };
    expect(await ctx.tx((t) => leggiFlusso(t, flussoId))).toMatchObject(atteso);
  });
});

describe('the same file, twice at once', () => {
  it('is taken once', async () => {
    const ente = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
    const invia = async (): Promise<string> => {
      const esito = await riceviDovuti(ctx, await fileDovuti(ente, { iuf: 'INSIEME', righe: [{ IUD: 'A1' }] }));
      return esito.ok ? 'ok' : esito.refusal.codice;
    };
    const esiti = await Promise.all([invia(), invia(), invia()]);
    expect(esiti.toSorted()).toEqual(['PAA_IMPORT_FLUSSO_IN_CARICAMENTO', 'PAA_IMPORT_FLUSSO_IN_CARICAMENTO', 'ok']);
  });

  it('and loaded by two processes, its rows are loaded once', async () => {
    const ente = await unEnte(mondo);
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    const righe = Array.from({ length: 600 }, (_, n) => ({
      IUD: `D${n}`,
      ...(n % 3 === 0 ? { capPagatore: '?' } : {}),
    }));
    const { flussoId } = valoreDi(await riceviDovuti(ctx, await fileDovuti(ente, { iuf: 'DUE', righe })));
    await Promise.allSettled([caricaDovuti(ctx, flussoId), caricaDovuti(ctx, flussoId)]);
    // Whoever lost is tried again by the queue, and finds that there is nothing left to do.
    await caricaDovuti(ctx, flussoId);
    expect(await ctx.tx((t) => leggiFlusso(t, flussoId))).toMatchObject({
      stato: 'eseguito',
      righeTotali: 600,
      righeAccettate: 400,
      righeScartate: 200,
    });
    expect(await ctx.tx((t) => leggiScarti(t, flussoId, { dopo: 0, a: 600, quanti: 600 }))).toHaveLength(200);
  });
});

/** So many rows, all of them wrong, each in its own way and with words of its own: what repeats itself is taken for a bomb. */
function* righeSbagliate(quante: number): Generator<string> {
  const [, riga = ''] = csvDovuti({ codIpa: 'c_x', tipo: 'TARI' }, '1_3', [{ IUD: 'IUD' }]).split('\n');
  for (let n = 0; n < quante; n += 1) {
    const causale = createHash('sha256').update(`${n}`).digest('hex');
    const sbagliata = [riga.replace(';I', ';X'), riga.replace('120.50', '1e3'), riga.replace('RSSMRA', 'RSSMRB')][
      n % 3
    ];
    yield (sbagliata ?? '').replace('IUD', `IUD${n}`).replace('Tassa rifiuti', causale);
  }
}

describe('a file whose rows are all wrong', () => {
  // A million with `npm test -- --lungo`: the memory is the same.
  const QUANTE = process.env['LUNGO'] === '1' ? 1_000_000 : 50_000;

  it('is read without keeping it in memory', async () => {
    setFlagsFromString('--expose-gc');
    const raccogli = runInNewContext('gc') as () => void;
    const usata = (): number => {
      raccogli();
      return process.memoryUsage().heapUsed;
    };
    const ente = await unEnte(mondo);
    const base = `${ente.codIpa}-SBAGLIATE-1_3`;
    const [intestazione = ''] = csvDovuti(ente, '1_3', []).split('\n');
    const zip = await zipDi({ [`${base}.csv`]: [intestazione, ...righeSbagliate(QUANTE)].join('\n') });
    expect(zip.length).toBeLessThan(LIMITI.zipBytesMax);
    const ctx = ctxDi(mondo, 'worker', ente.enteId);
    const esito = await riceviDovuti(ctx, { nomeFile: `${base}.zip`, contenuto: Readable.from([zip]) });
    const { flussoId } = valoreDi(esito);
    const prima = usata();
    const inizio = performance.now();
    let [massima, transazioni] = [0, 0];
    const guardato: Ctx = {
      ...ctx,
      tx: async (fn) => {
        transazioni += 1;
        if (transazioni % 20 === 0) massima = Math.max(massima, usata());
        return ctx.tx(fn);
      },
    };
    await caricaDovuti(guardato, flussoId);
    expect(await ctx.tx((t) => leggiFlusso(t, flussoId))).toMatchObject({
      stato: 'eseguito',
      righeTotali: QUANTE,
      righeAccettate: 0,
      righeScartate: QUANTE,
    });
    // Of 50,000 rows the text alone is 12 MB, and what is said of them as much.
    const mega = (massima - prima) / MEGA;
    const secondi = (performance.now() - inizio) / 1000;
    process.stdout.write(`${QUANTE} wrong rows: ${secondi.toFixed(0)} s, ${mega.toFixed(1)} MB more on the heap\n`);
    expect(mega).toBeLessThan(10);
  }, 1_800_000);
});
