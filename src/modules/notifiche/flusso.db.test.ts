import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { FlussoId, OperatoreId } from '#kernel/ids';
import { caricaDovuti, lavori, prenotaPagati, riceviDovuti } from '#modules/flussi';
import { assegnaRuolo, registraOperatore, revocaRuolo } from '#modules/utenti';
import { creaCtx, type Ctx, type Lettera, type Mondo } from '#platform/contesto';
import { segretoCasuale } from '#platform/crypto';
import { databaseDiProva } from '#support/db';
import { fileDovuti, type RigaProva } from '#support/dovuti';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { inviaMessaggio } from './acts.ts';
import { preparaFlusso } from './flusso.ts';

const spedite: Lettera[] = [];
let mondo: Mondo;
let ente: EnteDiProva;
let worker: Ctx;
let anna: { operatoreId: OperatoreId; email: string };
beforeAll(async () => {
  const posta = { invia: (lettera: Lettera) => Promise.resolve(void spedite.push(lettera)) };
  mondo = mondoDiProva(await databaseDiProva(), { wires: { ...FILI_MUTI, posta } });
  ente = await unEnte(mondo);
  worker = ctxDi(mondo, 'worker', ente.enteId);
  anna = await unaPersona();
});

async function unaPersona(): Promise<typeof anna> {
  const utente = `prova.${segretoCasuale(6).toLowerCase()}`;
  const email = `${utente}@example.org`;
  const dati = { utente, nome: 'Anna Operosa', email, password: segretoCasuale(16), totpSegreto: null };
  const { operatoreId } = valoreDi(await registraOperatore(worker, dati));
  valoreDi(await assegnaRuolo(worker, { operatoreId, ruolo: 'operatore', tipi: [ente.tipoDovutoId] }));
  return { operatoreId, email };
}

/** A file that this person sends, loaded; then loaded once more, as after a kill. */
async function invia(iuf: string, righe: readonly RigaProva[], { operatoreId } = anna): Promise<FlussoId> {
  const attore = { tipo: 'operatore' as const, id: operatoreId };
  const ctx = creaCtx(mondo, { ruolo: 'ufficio', attore, enteId: ente.enteId });
  const { flussoId } = valoreDi(await riceviDovuti(ctx, await fileDovuti(ente, { iuf, righe })));
  await caricaDovuti(worker, flussoId);
  await caricaDovuti(worker, flussoId);
  return flussoId;
}

/** Does what the announcement of its end, and a second one, ask for. Gives the mails that left. */
async function spedisci(flussoId: FlussoId): Promise<Lettera[]> {
  const annunci = await sql`
    select 1 from graphile_worker._private_jobs as j join graphile_worker._private_tasks as k on k.id = j.task_id
     where k.identifier = 'fatto.flussi.finito' and j.payload->>'flussoId' = ${flussoId}`.execute(worker.db);
  expect(annunci.rows).toHaveLength(1);
  await preparaFlusso(worker, flussoId);
  await preparaFlusso(worker, flussoId);
  const { rows } = await sql<{ id: string }>`
    select id from notifiche.messaggio where chiave = ${`flusso:${flussoId}`}`.execute(worker.db);
  spedite.length = 0;
  for (const { id } of [...rows, ...rows]) await inviaMessaggio(ctxDi(mondo, 'worker'), id);
  return [...spedite];
}

test('who sent a file is told once how it ended, in counts and a link', async () => {
  const righe = [{ IUD: 'M1', anagraficaPagatore: 'Bruno Neri' }, { IUD: 'M2' }, { IUD: 'M3', importoDovuto: '0' }];
  const id = await invia('MAIL', righe);
  const lettere = await spedisci(id);
  expect(lettere).toEqual([
    {
      a: anna.email,
      oggetto: `Flusso caricato con righe scartate: ${ente.codIpa}-MAIL-1_3.zip`,
      testo: expect.stringContaining('Righe caricate: 2\nRighe scartate: 1\n'),
    },
  ]);
  expect(lettere[0]?.testo).toContain(`${mondo.config.urlPubblico}/ufficio/flussi/${id}\n`);
  expect(lettere[0]?.testo).not.toMatch(/Neri|Rossi|RSSMRA/);
});

test('a file that was refused says its code', async () => {
  const [lettera] = await spedisci(await invia('VUOTO', []));
  expect(lettera?.oggetto).toBe(`Flusso non caricato: ${ente.codIpa}-VUOTO-1_3.zip`);
  expect(lettera?.testo).toContain('non è stato caricato (codice IMPORT_SENZA_RIGHE).');
  expect(lettera?.testo).not.toContain('Righe caricate');
});

test('nobody is told who is no longer of the ente, nor the ente’s software', async () => {
  const via = await unaPersona();
  const id = await invia('VIA', [{ IUD: 'V1' }], via);
  valoreDi(await revocaRuolo(worker, via.operatoreId));
  expect(await spedisci(id)).toEqual([]);
  const { nomeFile, zip } = await fileDovuti(ente, { iuf: 'SIL', righe: [{ IUD: 'S1' }] });
  const contenuto = Readable.from([zip]);
  const { flussoId } = valoreDi(await riceviDovuti(worker, { nomeFile, contenuto }));
  await caricaDovuti(worker, flussoId);
  expect(await spedisci(flussoId)).toEqual([]);
});

test('who asked for a file of incassi is told where it is, and the link wants a sign-in', async () => {
  const attore = { tipo: 'operatore' as const, id: anna.operatoreId };
  const ctx = creaCtx(mondo, { ruolo: 'ufficio', attore, enteId: ente.enteId });
  const richiesta = { dal: '2026-11-01', al: '2026-11-30', tipoDovuto: '', versione: '1.3', conRicevuta: false };
  const { flussoId } = valoreDi(await prenotaPagati(ctx, richiesta));
  await lavori.find(({ nome }) => nome === 'flussi.esporta_pagati')?.esegui(worker, { flussoId });
  await preparaFlusso(worker, flussoId);
  const { rows } = await sql<{ id: string }>`
    select id from notifiche.messaggio where chiave = ${`flusso:${flussoId}`}`.execute(worker.db);
  spedite.length = 0;
  for (const { id } of rows) await inviaMessaggio(ctxDi(mondo, 'worker'), id);
  expect(spedite).toHaveLength(1);
  expect(spedite[0]).toMatchObject({
    a: anna.email,
    oggetto: `Il file che hai chiesto è pronto: ${ente.denominazione}`,
  });
  expect(spedite[0]?.testo).toContain(`${mondo.config.urlPubblico}/ufficio/incassi/${flussoId}\n`);
});
