import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FlussoId } from '#kernel/ids';
import { lavori, leggiConsegne } from '#modules/flussi';
import type { Mondo } from '#platform/contesto';
import { creaGuardiaRete } from '#platform/guardia-rete';
import { databaseNuovo } from '#support/db';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { testoDi, type Navigatore } from '#support/navigatore';
import { serverSftp, type ServerDiProva } from '#support/server-sftp';
import { apriUfficio, entra, esegui, unOperatore, type UfficioDiProva } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { creaSftp } from '../../wires/sftp.ts';

let mondo: Mondo;
let server: ServerDiProva;
let ufficio: UfficioDiProva;
let ente: EnteDiProva;
let anna: Navigatore;
beforeAll(async () => {
  server = await serverSftp();
  mkdirSync(join(server.cartella, 'incassi'));
  const wires = { ...FILI_MUTI, sftp: creaSftp({ guardia: creaGuardiaRete(['127.0.0.0/8']) }) };
  mondo = mondoDiProva(await databaseNuovo(), { wires });
  ufficio = await apriUfficio(mondo);
  ente = await unEnte(mondo);
  anna = await entra(ufficio, await unOperatore(mondo, [ente], { ruolo: 'amministratore' }));
});
afterAll(async () => {
  await ufficio?.chiudi();
  await server?.chiudi();
});

const DESTINAZIONI = '/ufficio/incassi/destinazioni';
const PROGRAMMATI = '/ufficio/incassi/programmati';
const idIn = (html: string, nome: string): string => new RegExp(`name="${nome}" value="([^"]+)"`).exec(html)?.[1] ?? '';

async function lavora(nome: string, payload: Record<string, string>): Promise<void> {
  await lavori.find((uno) => uno.nome === nome)?.esegui(ctxDi(mondo, 'worker', ente.enteId), payload);
}

test('a server is added, shows its key, is confirmed and passes; a file that fails to arrive is asked for again', async () => {
  expect(testoDi((await anna.apri(DESTINAZIONI)).html)).toContain('Non c’è ancora nessuna destinazione');
  const modulo = await anna.apri(`${DESTINAZIONI}/nuova`);
  const valori = {
    ...{ nome: 'Tesoreria', percorso: '/incassi', host: '127.0.0.1', porta: String(server.porta), impronta: '' },
    ...{ utente: server.utente, accesso: 'password', password: server.password, chiave: '' },
  };
  const male = await anna.invia(modulo, { ...valori, porta: 'ventidue' }, 'host');
  expect(male.stato).toBe(422);
  expect(male.html).toContain('id="campo-porta-errore"');
  expect(male.html).not.toContain(server.password);
  const inProva = await anna.invia(modulo, valori, 'host');
  expect(testoDi(inProva.html)).toContain('In prova');
  expect(inProva.html).toContain('hx-get="/ufficio/incassi/destinazioni"');
  const destinazioneId = idIn(inProva.html, 'prova');
  await lavora('flussi.prova_destinazione', { destinazioneId });
  const vista = await anna.apri(DESTINAZIONI);
  expect(testoDi(vista.html)).toContain(`Impronta mostrata dal server: ${server.impronta}`);
  expect(testoDi(vista.html)).toContain('Codice: chiave_da_confermare');
  expect(vista.html).not.toContain('hx-trigger');
  await anna.invia(vista, { conferma: destinazioneId }, 'conferma');
  await lavora('flussi.prova_destinazione', { destinazioneId });
  expect(testoDi((await anna.apri(DESTINAZIONI)).html)).toContain('Funziona');

  const programmati = await anna.apri(PROGRAMMATI);
  const scelta = { cadenza: 'giornaliera', versione: '1.3', tipo: '', destinazione: destinazioneId };
  const programmato = await anna.invia(programmati, scelta, 'cadenza');
  expect(testoDi(programmato.html)).toContain('Tesoreria');
  const tolta = await anna.invia(await anna.apri(DESTINAZIONI), { togli: destinazioneId }, 'togli');
  expect(testoDi(tolta.html)).toContain('sospendi prima quello');

  await sql`update flussi.programmazione set prossima = current_date - 1`.execute(ctxDi(mondo, 'worker').db);
  await lavori.find(({ nome }) => nome === 'flussi.prenota_programmati')?.esegui(ctxDi(mondo, 'worker'), {});
  const flussoId = /\/ufficio\/incassi\/([0-9a-f-]{36})/.exec((await anna.apri('/ufficio/incassi')).html)?.[1] ?? '';
  await esegui(mondo, ente, 'flussi.esporta_pagati', flussoId);
  const giusta = server.password;
  server.password = 'cambiata senza dirlo';
  await lavora('flussi.consegna', { flussoId, destinazioneId });
  const fallita = await anna.apri(`/ufficio/incassi/${flussoId}`);
  expect(testoDi(fallita.html)).toContain('Non consegnato');
  expect(testoDi(fallita.html)).toContain('Codice: accesso_negato');
  server.password = giusta;
  expect(testoDi((await anna.invia(fallita, { riconsegna: destinazioneId }, 'riconsegna')).html)).toContain(
    'In consegna',
  );
  await lavora('flussi.consegna', { flussoId, destinazioneId });
  expect(testoDi((await anna.apri(`/ufficio/incassi/${flussoId}`)).html)).toContain('Consegnato');
  const t = ctxDi(mondo, 'ufficio', ente.enteId);
  expect(await t.tx((x) => leggiConsegne(x, flussoId as FlussoId))).toHaveLength(1);
});

test('who does not administer the ente does not see where files go', async () => {
  const bruno = await entra(ufficio, await unOperatore(mondo, [ente]));
  expect((await bruno.apri(DESTINAZIONI)).stato).toBe(403);
  expect((await bruno.apri(`${DESTINAZIONI}/nuova`)).stato).toBe(403);
});
