import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pausa } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import { lavori, leggiFileFlusso, programma, registraDestinazione } from '#modules/flussi';
import type { Ctx, Mondo } from '#platform/contesto';
import { chiudiPools, creaPools } from '#platform/db/pool';
import { creaArchivio } from '#platform/files';
import { conZip } from '#platform/zip';
import { LIMITI } from '#kernel/limiti';
import { carica } from '#support/carico';
import { cartellaDiProva } from '#support/cartella';
import { databaseDa, databaseNuovo, type DatabaseDiProva } from '#support/db';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { ProxyPostgres } from '#support/proxy-postgres';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { unOperatore } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { creaCartella } from '../../src/wires/cartella.ts';
import { fileMancanti } from './fotografia.ts';
import { SEMI, sorteDi, viviEMuori } from './sorte.ts';

const PAGATI = 40;
const TEMPO_MS = 120_000;
/** How long the horizon may be held back by what else is going on: a minute. */
const GIRI_MAX = 120;
const GIRO_MS = 500;

/** What every run starts from: payments that came, and a file of them scheduled for today, to be delivered to a folder. */
type Inizio = { database: DatabaseDiProva; mondo: Mondo; ente: EnteDiProva; cartella: string; adesso: Date };

let inizio: Inizio;
let intera: Fine;
let statement: number;

beforeAll(async () => {
  const database = await databaseNuovo();
  const cartella = cartellaDiProva('esportazione');
  let adesso = new Date();
  const mondo = {
    ...mondoDiProva(database, { orologio: () => adesso, files: creaArchivio(join(cartella, 'prima')) }),
    wires: { ...FILI_MUTI, cartella: creaCartella({ radice: cartella }) },
  };
  mondo.config = { ...mondo.config, cartellaConsegne: cartella };
  const ente = await unEnte(mondo);
  const ctx = ctxDi(mondo, 'worker', ente.enteId);
  const ufficio = ctxDi(mondo, 'ufficio', ente.enteId);
  const { operatoreId } = await unOperatore(mondo, [ente]);
  const dove = { nome: 'Cartella', genere: 'cartella', percorso: '', host: '', porta: '', utente: '' };
  const senza = { impronta: '', accesso: '', segreto: '' };
  const { id: destinazioneId } = valoreDi(await registraDestinazione(ufficio, { ...dove, ...senza }));
  await esegui(ctx, 'flussi.prova_destinazione', { destinazioneId });
  const cosa = { cadenza: 'giornaliera', versione: '1.3', formato: '', tipoDovuto: '', operatoreId, destinazioneId };
  valoreDi(await programma(ufficio, cosa));
  const dovuti = await carica(
    ctx,
    Array.from({ length: PAGATI }, (_, n) => ({ iud: `P${n}`, importo: 1000 })),
  );
  for (const [n, { iuv }] of dovuti.entries()) {
    const numeroAvviso = `3${iuv ?? ''}`;
    const letta = { iuv: iuv ?? '', numeroAvviso, importo: 1000, receiptId: `uccisa-${n}` };
    await consegna(mondo, ente, ricevutaLetta(ente, letta));
  }
  // The horizon is said in whole seconds.
  await pausa(1100);
  adesso = new Date();
  await database.owner.query('update flussi.programmazione set prossima = current_date - 1');
  await database.owner.query('analyze');
  await Promise.all([chiudiPools(database.pools), database.owner.end()]);
  inizio = { database, mondo, ente, cartella, adesso };
  const corsa = await apriCorsa('intera');
  corsa.proxy.lasciaPassare();
  await corsa.vivi();
  statement = corsa.proxy.passati;
  intera = await corsa.finisci();
}, TEMPO_MS);

async function esegui(ctx: Ctx, nome: string, payload: Record<string, string>): Promise<void> {
  await lavori.find((uno) => uno.nome === nome)?.esegui(ctx, payload);
}

/** A file of the chain: its rows of payments. */
type Fatto = { nome: string; percorso: string; righe: string[] };
/** The rows of all the files of the chain. */
type Fine = { righe: string[] };

async function apriCorsa(nome: string) {
  const database = await databaseDa(inizio.database);
  const cartella = join(inizio.cartella, nome);
  mkdirSync(cartella);
  const files = creaArchivio(join(cartella, 'file'));
  const proxy = await ProxyPostgres.apri(database.databaseUrl);
  const { ente, mondo, adesso } = inizio;
  const wires = { ...FILI_MUTI, cartella: creaCartella({ radice: cartella }) };
  const ctxSu = (pools: Mondo['pools'], enteId: EnteDiProva['enteId'] | null): Ctx =>
    ctxDi({ ...mondo, pools, files, wires, orologio: () => adesso }, 'worker', enteId);
  const fuori = async (): Promise<FlussoId[]> => {
    const { rows } = await database.owner.query<{ id: FlussoId }>(
      "select id from flussi.flusso where verso = 'out' order by id",
    );
    return rows.map(({ id }) => id);
  };
  /** One life of a process: the clock strikes, and what is in the queue is done, each with pools that end with it. */
  const vivi = async (): Promise<void> => {
    const pools = creaPools(proxy.url, { max: 3 });
    try {
      await esegui(ctxSu(pools, null), 'flussi.prenota_programmati', {});
      for (const flussoId of await fuori())
        await esegui(ctxSu(pools, ente.enteId), 'flussi.esporta_pagati', { flussoId });
      const { rows } = await database.owner.query<Record<string, string>>(
        'select flusso_id as "flussoId", destinazione_id as "destinazioneId" from flussi.consegna',
      );
      for (const riga of rows) await esegui(ctxSu(pools, ente.enteId), 'flussi.consegna', riga);
    } finally {
      await chiudiPools(pools);
      await proxy.quieto();
    }
  };
  const fatti = async (): Promise<Fatto[]> =>
    leggiFatti(ctxDi({ ...mondo, pools: database.pools, files }, 'worker', ente.enteId), await fuori());
  /** The clock strikes until every payment has come: how far back the horizon is, is of the whole server, whatever others do on it. */
  const finoInFondo = async (): Promise<void> => {
    proxy.lasciaPassare();
    await vivi();
    for (let giri = 0; giri < GIRI_MAX; giri += 1) {
      if ((await fatti()).reduce((n, f) => n + f.righe.length, 0) >= PAGATI) return;
      await pausa(GIRO_MS);
      await database.owner.query('update flussi.programmazione set prossima = current_date - 1');
      await vivi();
    }
  };
  const finisci = async (): Promise<Fine> => {
    await finoInFondo();
    await proxy.chiudi();
    expect(await fileMancanti(database.owner, files)).toEqual([]);
    const esiti = await fatti();
    const loro = join(cartella, `${ente.codIpa}-prova`);
    // Each of the files, whole, under its name, and nothing else.
    expect(readdirSync(loro).toSorted()).toEqual(esiti.map(({ nome }) => nome).toSorted());
    for (const { nome, percorso } of esiti)
      expect(readFileSync(join(loro, nome)).equals(readFileSync(percorso))).toBe(true);
    const { rows } = await database.owner.query<{ stato: string }>('select stato from flussi.consegna');
    expect(rows.map(({ stato }) => stato)).toEqual(esiti.map(() => 'consegnata'));
    await Promise.all([chiudiPools(database.pools), database.owner.end()]);
    return { righe: esiti.flatMap(({ righe }) => righe).toSorted() };
  };
  return { proxy, vivi, finisci };
}

/** The files of the chain, with their rows of payments. */
async function leggiFatti(ctx: Ctx, id: readonly FlussoId[]): Promise<Fatto[]> {
  const esiti: Fatto[] = [];
  for (const uno of id) {
    const file = await ctx.tx((t) => leggiFileFlusso(t, uno, 'esito'));
    const percorso = ctx.files.percorso(file?.fileId ?? '');
    const righe = (await righeDi(percorso)).filter((riga) => riga.includes('uccisa-'));
    esiti.push({ nome: file?.nome ?? '', percorso, righe });
  }
  return esiti;
}

function righeDi(percorso: string): Promise<string[]> {
  return conZip(percorso, LIMITI, async ([voce]) => {
    const pezzi: Buffer[] = [];
    for await (const pezzo of (await voce?.apri()) ?? []) pezzi.push(pezzo as Buffer);
    return Buffer.concat(pezzi).toString('utf8').split('\n');
  });
}

describe('a scheduled file whose process dies', () => {
  it('is put to the test where there is something to lose', () => {
    expect(statement).toBeGreaterThan(20);
    expect([intera.righe.length, new Set(intera.righe).size]).toEqual([PAGATI, PAGATI]);
  });

  it.each(SEMI)(
    'leaves out no payment, repeats none, and each file of it arrives once (seed %i)',
    async (seme) => {
      const sorte = sorteDi(seme);
      const corsa = await apriCorsa(String(seme));
      const tagli = await viviEMuori({ proxy: corsa.proxy, sorte, statement }, () => corsa.vivi());
      expect(await corsa.finisci(), `seed ${seme}, cuts: ${JSON.stringify(tagli)}`).toEqual(intera);
    },
    TEMPO_MS,
  );
});
