import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { valoreDi, type Esito } from '#kernel/esito';
import type { FlussoId } from '#kernel/ids';
import type { Ctx, Mondo, Wires } from '#platform/contesto';
import { creaGuardiaRete } from '#platform/guardia-rete';
import { cartellaDiProva } from '#support/cartella';
import { databaseNuovo } from '#support/db';
import { FILI_MUTI, mondoDiProva } from '#support/mondo';
import { serverSftp, type ServerDiProva } from '#support/server-sftp';
import { unOperatore } from '#support/ufficio';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import { creaCartella } from '../../../wires/cartella.ts';
import { creaSftp } from '../../../wires/sftp.ts';
import {
  chiediProvaDestinazione,
  confermaImpronta,
  elencoDestinazioni,
  lavori,
  leggiConsegne,
  leggiDestinazione,
  leggiFileFlusso,
  programma,
  registraDestinazione,
  ricifraDestinazioni,
  ritentaConsegna,
  sospendi,
  togliDestinazione,
  type Destinazione,
} from '../index.ts';

let mondo: Mondo;
let server: ServerDiProva;
let radice: string;
let ente: EnteDiProva;
let ora = new Date();

beforeAll(async () => {
  const database = await databaseNuovo();
  server = await serverSftp();
  mkdirSync(join(server.cartella, 'incassi'));
  radice = cartellaDiProva('consegne');
  const wires: Wires = {
    ...FILI_MUTI,
    sftp: creaSftp({ guardia: creaGuardiaRete(['127.0.0.0/8']) }),
    cartella: creaCartella({ radice }),
  };
  const base = mondoDiProva(database, { wires, orologio: () => ora });
  mondo = { ...base, config: { ...base.config, cartellaConsegne: radice } };
});
afterAll(() => server?.chiudi());
beforeEach(async () => {
  ora = new Date();
  ente = await unEnte(mondo);
});

const worker = (): Ctx => ctxDi(mondo, 'worker', ente.enteId);
const ufficio = (): Ctx => ctxDi(mondo, 'ufficio', ente.enteId);
const codice = (esito: Esito<unknown>): string => (esito.ok ? 'ok' : esito.refusal.codice);
const esegui = async (nome: string, payload: Record<string, string>): Promise<void> =>
  lavori.find((uno) => uno.nome === nome)?.esegui(worker(), payload);

const server_ = (): Parameters<typeof registraDestinazione>[1] => ({
  ...{ nome: 'Tesoreria', genere: 'sftp', percorso: '/incassi', host: '127.0.0.1', porta: String(server.porta) },
  ...{ utente: server.utente, impronta: server.impronta, accesso: 'password', segreto: server.password },
});

async function registrata(cosa: Partial<Parameters<typeof registraDestinazione>[1]> = {}): Promise<string> {
  const { id } = valoreDi(await registraDestinazione(ufficio(), { ...server_(), ...cosa }));
  await esegui('flussi.prova_destinazione', { destinazioneId: id });
  return id;
}

async function letta(id: string): Promise<Destinazione> {
  const destinazione = await ufficio().tx((t) => leggiDestinazione(t, id));
  if (destinazione === null) throw new Error('no such place');
  return destinazione;
}

/** A scheduled file whose day has come, made; nothing is delivered yet. */
async function fileProgrammato(destinazioneId: string): Promise<FlussoId> {
  const { operatoreId } = await unOperatore(mondo, [ente]);
  const scelta = { cadenza: 'giornaliera', versione: '1.3', formato: '', tipoDovuto: '', operatoreId, destinazioneId };
  const { id } = valoreDi(await programma(ufficio(), scelta));
  await sql`update flussi.programmazione set prossima = current_date - 1 where id = ${id}`.execute(worker().db);
  await lavori.find(({ nome }) => nome === 'flussi.prenota_programmati')?.esegui(ctxDi(mondo, 'worker'), {});
  await sospendi(ufficio(), { id, operatoreId });
  const { rows } = await sql<{ id: FlussoId }>`
    select id from flussi.flusso where ente_id = ${ente.enteId} and richiesta ->> 'programmazione' = ${id}`.execute(
    worker().db,
  );
  const flussoId = rows[0]?.id;
  if (flussoId === undefined) throw new Error('nothing was booked');
  await esegui('flussi.esporta_pagati', { flussoId });
  return flussoId;
}

const consegne = (flussoId: FlussoId) => ufficio().tx((t) => leggiConsegne(t, flussoId));
const nomeDi = async (flussoId: FlussoId): Promise<string> =>
  (await ufficio().tx((t) => leggiFileFlusso(t, flussoId, 'esito')))?.nome ?? '';

describe('a place where files are delivered', () => {
  it.each<[string, Partial<ReturnType<typeof server_>>]>([
    ['DESTINAZIONE_NOME_NON_VALIDO', { nome: ' ' }],
    ['DESTINAZIONE_GENERE_NON_VALIDO', { genere: 'ftp' }],
    ['DESTINAZIONE_PERCORSO_NON_VALIDO', { percorso: '/incassi/../../etc' }],
    ['DESTINAZIONE_PERCORSO_NON_VALIDO', { genere: 'cartella', percorso: '../altro' }],
    ['DESTINAZIONE_PERCORSO_NON_VALIDO', { genere: 'cartella', percorso: '/etc' }],
    ['DESTINAZIONE_HOST_NON_VALIDO', { host: '-oProxyCommand=x' }],
    ['DESTINAZIONE_HOST_NON_VALIDO', { host: 'a b' }],
    ['DESTINAZIONE_PORTA_NON_VALIDA', { porta: '0' }],
    ['DESTINAZIONE_UTENTE_NON_VALIDO', { utente: '' }],
    ['DESTINAZIONE_IMPRONTA_NON_VALIDA', { impronta: 'MD5:aa' }],
    ['DESTINAZIONE_SEGRETO_NON_VALIDO', { segreto: '' }],
  ])('is refused with %s', async (atteso, cosa) => {
    expect(codice(await registraDestinazione(ufficio(), { ...server_(), ...cosa }))).toBe(atteso);
  });

  it('is of its ente alone, its name is one, and what lets us in is sealed and not for the pages', async () => {
    const id = await registrata();
    expect(codice(await registraDestinazione(ufficio(), server_()))).toBe('DESTINAZIONE_NOME_DUPLICATO');
    const { rows } = await sql<{
      riga: string;
    }>`select d::text as riga from flussi.destinazione as d where id = ${id}`.execute(worker().db);
    expect(rows[0]?.riga).not.toContain(server.password);
    await expect(ufficio().tx((t) => sql`select segreto from flussi.destinazione`.execute(t.db))).rejects.toThrow(
      'permission denied',
    );
    const altro = await unEnte(mondo);
    expect(await ctxDi(mondo, 'ufficio', altro.enteId).tx((t) => elencoDestinazioni(t))).toEqual([]);
    expect(codice(await chiediProvaDestinazione(ctxDi(mondo, 'ufficio', altro.enteId), id))).toBe(
      'DESTINAZIONE_NON_TROVATA',
    );
  });

  it('passes its test; a key that is not known is shown, compared, and confirmed as it was seen', async () => {
    expect(await letta(await registrata({ accesso: 'chiave', segreto: server.chiave }))).toMatchObject({
      provaEsito: 'ok',
    });
    const id = await registrata({ nome: 'Nuova', impronta: '' });
    expect(await letta(id)).toMatchObject({ provaEsito: 'chiave_da_confermare', improntaVista: server.impronta });
    expect(codice(await confermaImpronta(ufficio(), { id, impronta: 'SHA256:altra' }))).toBe(
      'DESTINAZIONE_IMPRONTA_CAMBIATA',
    );
    valoreDi(await confermaImpronta(ufficio(), { id, impronta: server.impronta }));
    expect(await letta(id)).toMatchObject({ impronta: server.impronta, improntaVista: null });
    await esegui('flussi.prova_destinazione', { destinazioneId: id });
    expect(await letta(id)).toMatchObject({ provaEsito: 'ok', provaChiestaIl: null });
  });

  it('is chosen for a scheduled file only when a test has gone well, and is not taken away from under it', async () => {
    const { operatoreId } = await unOperatore(mondo, [ente]);
    const scelta = { cadenza: 'giornaliera', versione: '1.3', formato: '', tipoDovuto: '', operatoreId };
    const male = await registrata({ nome: 'Male', segreto: 'sbagliata' });
    expect(await letta(male)).toMatchObject({ provaEsito: 'accesso_negato' });
    expect(codice(await programma(ufficio(), { ...scelta, destinazioneId: male }))).toBe('DESTINAZIONE_NON_PROVATA');
    const id = await registrata();
    const programmato = valoreDi(await programma(ufficio(), { ...scelta, destinazioneId: id }));
    expect(codice(await togliDestinazione(ufficio(), id))).toBe('DESTINAZIONE_IN_USO');
    await sospendi(ufficio(), { id: programmato.id, operatoreId });
    expect(codice(await togliDestinazione(ufficio(), id))).toBe('ok');
    expect(codice(await togliDestinazione(ufficio(), id))).toBe('DESTINAZIONE_NON_TROVATA');
  });

  it('is sealed anew with the others when the key changes; without its key it says so', async () => {
    const id = await registrata();
    const nuova = Buffer.alloc(32, 7);
    const vecchie = mondo.config.chiaviCredenziali;
    const con = (chiaviCredenziali: Buffer[]): Ctx =>
      ctxDi({ ...mondo, config: { ...mondo.config, chiaviCredenziali } }, 'worker', ente.enteId);
    const prova = lavori.find(({ nome }) => nome === 'flussi.prova_destinazione');
    await prova?.esegui(con([nuova]), { destinazioneId: id });
    expect(await letta(id)).toMatchObject({ provaEsito: 'chiave_persa' });
    expect((await ricifraDestinazioni(con([nuova, ...vecchie]))).perse).toBe(0);
    await prova?.esegui(con([nuova]), { destinazioneId: id });
    expect(await letta(id)).toMatchObject({ provaEsito: 'ok' });
    await ricifraDestinazioni(con([...vecchie, nuova]));
  });
});

describe('a scheduled file', () => {
  it('arrives by SFTP once, whole, though its delivery runs twice', async () => {
    const destinazioneId = await registrata();
    const flussoId = await fileProgrammato(destinazioneId);
    expect(await consegne(flussoId)).toMatchObject([{ stato: 'da_consegnare', tentativi: 0 }]);
    const payload = { flussoId, destinazioneId };
    await Promise.all([esegui('flussi.consegna', payload), esegui('flussi.consegna', payload)]);
    await esegui('flussi.consegna', payload);
    // One of two that write at once may find what it wrote cut by the other: the next one sees that it is there.
    expect(await consegne(flussoId)).toMatchObject([{ stato: 'consegnata', perche: null }]);
    const nome = await nomeDi(flussoId);
    expect(readdirSync(join(server.cartella, 'incassi')).filter((uno) => uno.startsWith(nome))).toEqual([nome]);
    const file = await ufficio().tx((t) => leggiFileFlusso(t, flussoId, 'esito'));
    const nostro = readFileSync(mondo.files.percorso(file?.fileId ?? ''));
    expect(readFileSync(join(server.cartella, 'incassi', nome)).equals(nostro)).toBe(true);
    expect(codice(await ritentaConsegna(ufficio(), payload))).toBe('CONSEGNA_NON_FALLITA');
  });

  it('arrives in the folder of its ente, in prova beside that of the real one', async () => {
    const destinazioneId = await registrata({ nome: 'Cartella', genere: 'cartella', percorso: 'giornalieri' });
    const flussoId = await fileProgrammato(destinazioneId);
    await esegui('flussi.consegna', { flussoId, destinazioneId });
    expect(await consegne(flussoId)).toMatchObject([{ stato: 'consegnata' }]);
    expect(readdirSync(join(radice, `${ente.codIpa}-prova`, 'giornalieri'))).toEqual([await nomeDi(flussoId)]);
  });

  it('that does not get through is tried later, then given up, once; a person tries again', async () => {
    const destinazioneId = await registrata();
    const flussoId = await fileProgrammato(destinazioneId);
    const payload = { flussoId, destinazioneId };
    server.rompiDopoByte = 0;
    for (let tentativi = 1; tentativi <= 6; tentativi += 1) {
      await esegui('flussi.consegna', payload);
      const stato = tentativi < 6 ? 'da_consegnare' : 'fallita';
      expect(await consegne(flussoId)).toMatchObject([{ stato, tentativi, perche: 'interrotta' }]);
    }
    await esegui('flussi.consegna', payload);
    const annunci = await sql`
      select 1 from graphile_worker._private_jobs as j join graphile_worker._private_tasks as k on k.id = j.task_id
       where k.identifier = 'fatto.flussi.consegna_fallita' and j.payload->>'flussoId' = ${flussoId}`.execute(
      worker().db,
    );
    expect(annunci.rows).toHaveLength(1);
    server.rompiDopoByte = null;
    valoreDi(await ritentaConsegna(ufficio(), payload));
    await esegui('flussi.consegna', payload);
    expect(await consegne(flussoId)).toMatchObject([{ stato: 'consegnata' }]);
  });

  it('is given up at once where trying again is of no use: another key, another file of that name, the place taken away', async () => {
    const destinazioneId = await registrata();
    const [a, b, c] = [
      await fileProgrammato(destinazioneId),
      await fileProgrammato(destinazioneId),
      await fileProgrammato(destinazioneId),
    ];
    const altra = `SHA256:${'A'.repeat(43)}`;
    await sql`update flussi.destinazione set impronta = ${altra} where id = ${destinazioneId}`.execute(worker().db);
    await esegui('flussi.consegna', { flussoId: a, destinazioneId });
    expect(await consegne(a)).toMatchObject([{ stato: 'fallita', perche: 'chiave_cambiata' }]);
    await sql`update flussi.destinazione set impronta = ${server.impronta} where id = ${destinazioneId}`.execute(
      worker().db,
    );
    writeFileSync(join(server.cartella, 'incassi', await nomeDi(b)), 'di un altro');
    await esegui('flussi.consegna', { flussoId: b, destinazioneId });
    expect(await consegne(b)).toMatchObject([{ stato: 'fallita', perche: 'nome_occupato' }]);
    valoreDi(await togliDestinazione(ufficio(), destinazioneId));
    await esegui('flussi.consegna', { flussoId: c, destinazioneId });
    expect(await consegne(c)).toMatchObject([{ stato: 'fallita', perche: 'destinazione_tolta' }]);
  });
});
