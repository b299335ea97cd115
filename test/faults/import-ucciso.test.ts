import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { LIMITI } from '#kernel/limiti';
import { caricaDovuti, leggiFileFlusso, riceviDovuti } from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { chiudiPools, creaPools } from '#platform/db/pool';
import { creaArchivio } from '#platform/files';
import { conZip } from '#platform/zip';
import { cartellaDiProva } from '#support/cartella';
import { databaseDa, databaseNuovo, type DatabaseDiProva } from '#support/db';
import { fileDovuti, type RigaProva } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { ProxyPostgres, type Taglio } from '#support/proxy-postgres';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { conRanghi, fileMancanti, fotografa } from './fotografia.ts';
import { SEMI, sorteDi } from './sorte.ts';

/** Two slices, the second a short one. */
const RIGHE = LIMITI.fettaRighe + 40;
const ORA = new Date('2026-11-20T09:00:00Z');

/** What every run starts from: an ente with some dovuti already, and a file received that was not yet loaded. */
type Inizio = { database: DatabaseDiProva; mondo: Mondo; ente: EnteDiProva; flussoId: FlussoId; cartella: string };

let inizio: Inizio;
let intero: Fine;
let statement: number;

beforeAll(async () => {
  const database = await databaseNuovo();
  const cartella = cartellaDiProva('import');
  const mondo = mondoDiProva(database, { orologio: () => ORA, files: creaArchivio(join(cartella, 'prima')) });
  const ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const prima = await riceviDovuti(ctx, await fileDovuti(ente, { iuf: 'PRIMA', righe: vecchie() }));
  await caricaDovuti(ctx, valoreDi(prima).flussoId);
  const lungo = await fileDovuti(ente, { iuf: 'LUNGO', versione: '1_4', righe: righe() });
  const { flussoId } = valoreDi(await riceviDovuti(ctx, lungo));
  await Promise.all([chiudiPools(database.pools), database.owner.end()]);
  inizio = { database, mondo, ente, flussoId, cartella };
  const corsa = await apriCorsa('intera');
  corsa.proxy.lasciaPassare();
  await corsa.carica();
  statement = corsa.proxy.passati;
  intero = await corsa.finisci();
});

const vecchie = (): RigaProva[] =>
  Array.from({ length: 30 }, (_, i) => ({ IUD: `V${i}`, codIuv: '', flagGeneraIuv: i % 3 === 0 ? '' : 'true' }));

const SECONDARIO: RigaProva = {
  flagMultiBeneficiario: 'true',
  codiceFiscaleEnteSecondario: '01234567897',
  denominazioneEnteSecondario: 'Provincia di Prova',
  ibanAccreditoEnteSecondario: 'IT60X0542811101000000123456',
  datiSpecificiRiscossioneEnteSecondario: '9/0101101IM/',
  importoVersamentoEnteSecondario: '5.25',
};

/** Inserts, some with a share for another ente; annulments and changes of what was there; rows to be refused, for each kind of reason. */
function righe(): RigaProva[] {
  return Array.from({ length: RIGHE }, (_, i) => {
    if (i % 10 === 1) return { IUD: `K${i}`, ...SECONDARIO };
    if (i % 50 === 2) return { IUD: `K${i}`, importoDovuto: 'x' };
    if (i % 200 === 3) return { IUD: `K${i - 3}` };
    if (i % 200 === 4) return { IUD: `V${i / 4}`, azione: 'A' };
    if (i % 200 === 7) return { IUD: `V${(i - 7) / 100}`, azione: 'M', importoDovuto: '1.00' };
    return { IUD: `K${i}`, ...(i % 4 === 0 ? { flagGeneraIuv: '' } : {}) };
  });
}

type Fine = { foto: Record<string, string[]>; scarti: Buffer; iuv: string };

async function apriCorsa(nome: string) {
  const database = await databaseDa(inizio.database);
  const cartella = join(inizio.cartella, nome);
  cpSync(join(inizio.cartella, 'prima'), cartella, { recursive: true });
  const files = creaArchivio(cartella);
  const proxy = await ProxyPostgres.apri(database.databaseUrl);
  const { ente, flussoId } = inizio;
  /** One life of a process: pools of its own, which end with it. */
  const carica = async (): Promise<void> => {
    const pools = creaPools(proxy.url, { max: 3 });
    try {
      await caricaDovuti(ctxDi({ ...inizio.mondo, pools, files }, 'worker', ente.enteId), flussoId);
    } finally {
      await chiudiPools(pools);
    }
  };
  const finisci = async (): Promise<Fine> => {
    await proxy.chiudi();
    expect(await fileMancanti(database.owner, files)).toEqual([]);
    const ctx = ctxDi({ ...inizio.mondo, pools: database.pools }, 'worker', ente.enteId);
    const percorso = async (quale: 'scarti' | 'iuv'): Promise<string> => {
      const file = await ctx.tx((t) => leggiFileFlusso(t, flussoId, quale));
      if (file === null) throw new Error(`no file ${quale}`);
      return files.percorso(file.fileId);
    };
    const fine = {
      foto: await fotografa(database.owner),
      scarti: readFileSync(await percorso('scarti')),
      iuv: await conRanghi(database.owner, await testoCsv(await percorso('iuv'))),
    };
    await Promise.all([chiudiPools(database.pools), database.owner.end()]);
    return fine;
  };
  return { proxy, carica, finisci };
}

function testoCsv(percorso: string): Promise<string> {
  return conZip(percorso, LIMITI, async ([voce]) => {
    const pezzi: Buffer[] = [];
    for await (const pezzo of (await voce?.apri()) ?? []) pezzi.push(pezzo as Buffer);
    return Buffer.concat(pezzi).toString('utf8');
  });
}

describe('an import whose process dies', () => {
  it('is put to the test where there is something to lose', () => {
    expect(statement).toBeGreaterThan(30);
    expect(intero.iuv.match(/iuv \d+/g)?.length).toBeGreaterThan(3000);
    expect(intero.iuv).not.toContain('ignoto');
    expect(intero.foto['flussi.scarto']?.length).toBeGreaterThan(100);
  });

  it.each(SEMI)('ends as if it had not (seed %i)', async (seme) => {
    const sorte = sorteDi(seme);
    const corsa = await apriCorsa(String(seme));
    const tagli: { n: number; come: Taglio }[] = [];
    for (let vite = sorte.intero(3); vite > 0; vite -= 1) {
      const taglio = { n: sorte.intero(statement), come: sorte.moneta() ? ('prima' as const) : ('dopo' as const) };
      tagli.push(taglio);
      corsa.proxy.tagliaAl(taglio.n, taglio.come);
      // A resumed import has less to do, and may end before the cut.
      await corsa.carica().catch((causa: unknown) => {
        if (!corsa.proxy.tagliato) throw causa;
      });
    }
    corsa.proxy.lasciaPassare();
    await corsa.carica();
    const fine = await corsa.finisci();
    expect(fine, `cuts: ${JSON.stringify(tagli)}`).toEqual(intero);
  });
});
