import { setTimeout as pausa } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId, OperatoreId } from '#kernel/ids';
import { assegnaRuolo, registraOperatore } from '#modules/utenti';
import type { Mondo } from '#platform/contesto';
import { unDovuto } from '#support/carico';
import { databaseNuovo } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { consegna, ricevutaLetta } from '#support/ricevute';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { elencoProgrammazioni, lavori, leggiFlusso, programma, sospendi } from '../index.ts';

let mondo: Mondo;
let ente: EnteDiProva;
let operatoreId: OperatoreId;
beforeAll(async () => {
  // The job looks at every ente, and the horizon is the whole database's.
  mondo = mondoDiProva(await databaseNuovo());
  ente = await unEnte(mondo);
  const dati = {
    utente: 'anna.programma',
    nome: 'Anna Operosa',
    email: 'anna@example.org',
    password: 'una-parola-lunga-assai',
  };
  operatoreId = valoreDi(await registraOperatore(worker(), { ...dati, totpSegreto: null })).operatoreId;
  valoreDi(await assegnaRuolo(worker(), { operatoreId, ruolo: 'operatore', tipi: [ente.tipoDovutoId] }));
});

const worker = () => ctxDi(mondo, 'worker', ente.enteId);
const ufficio = () => ctxDi(mondo, 'ufficio', ente.enteId);
const GIORNALIERA = { cadenza: 'giornaliera', versione: '2.0', formato: 'csv', tipoDovuto: '' };

/** What the clock does on a day that has come; gives how many rows each new file has. */
async function scatta(): Promise<number[]> {
  const db = worker().db;
  await sql`update flussi.programmazione set prossima = current_date - 1 where sospesa_il is null`.execute(db);
  await lavori.find(({ nome }) => nome === 'flussi.prenota_programmati')?.esegui(ctxDi(mondo, 'worker'), {});
  const { rows } = await sql<{ id: FlussoId }>`
    select id from flussi.flusso where ente_id = ${ente.enteId} and verso = 'out' and stato = 'ricevuto' order by id`.execute(
    db,
  );
  const righe: number[] = [];
  for (const { id } of rows) {
    await lavori.find(({ nome }) => nome === 'flussi.esporta_pagati')?.esegui(worker(), { flussoId: id });
    const flusso = await worker().tx((t) => leggiFlusso(t, id));
    expect(flusso).toMatchObject({ stato: 'eseguito', richiestoDa: `operatore:${operatoreId}` });
    righe.push(flusso?.righeTotali ?? -1);
  }
  return righe;
}

/** The clock goes on until so many rows have come; gives in how many files. The horizon is the server's: other tests hold it back too. */
async function scattaFinoA(righe: number): Promise<number> {
  let [viste, file] = [0, 0];
  const ancora = async (): Promise<number> => {
    const nuovi = await scatta();
    file += nuovi.length;
    viste += nuovi.reduce((a, b) => a + b, 0);
    return viste;
  };
  await expect.poll(ancora, { timeout: 15_000, interval: 400 }).toBe(righe);
  return file;
}

async function paga(iud: string): Promise<void> {
  const d = await unDovuto(worker(), { iud, importo: 1000 });
  await consegna(mondo, ente, ricevutaLetta(ente, { ...d, importo: 1000, receiptId: `prog-${iud}` }));
  // The horizon is said in whole seconds.
  await pausa(1100);
}

it(
  'a file that is scheduled begins where the one before stopped, and stops when it is told to',
  { timeout: 60_000 },
  async () => {
    const { id } = valoreDi(await programma(ufficio(), { ...GIORNALIERA, operatoreId }));
    const ancora = await programma(ufficio(), { ...GIORNALIERA, operatoreId });
    expect(ancora).toMatchObject({ refusal: { codice: 'EXPORT_GIA_PROGRAMMATO' } });
    await paga('P1');
    let file = await scattaFinoA(1);
    await paga('P2');
    await paga('P3');
    file += await scattaFinoA(2);
    expect(await scatta()).toEqual([0]);
    const annunci = await sql`
    select 1 from graphile_worker._private_jobs as j join graphile_worker._private_tasks as k on k.id = j.task_id
     where k.identifier = 'fatto.flussi.finito'`.execute(worker().db);
    expect(annunci.rows).toHaveLength(file + 1);
    await sospendi(ufficio(), { id, operatoreId });
    expect(await ufficio().tx((t) => elencoProgrammazioni(t, operatoreId))).toEqual([]);
    expect(await scatta()).toEqual([]);
  },
);

it.each([
  ['EXPORT_CADENZA_NON_VALIDA', { cadenza: 'oraria' }],
  ['PAA_IDENTIFICATIVO_TIPO_DOVUTO_NON_VALIDO', { tipoDovuto: 'BOH' }],
  ['PAA_VERSIONE_TRACCIATO_NON_VALIDA', { formato: 'pdf' }],
])('%s', async (codice, sbaglio) => {
  const esito = await programma(ufficio(), { ...GIORNALIERA, ...sbaglio, operatoreId });
  expect(esito).toMatchObject({ ok: false, refusal: { codice } });
});
