import { afterAll, beforeAll, expect, it } from 'vitest';
import { apriApi, chiama, chiaveApi } from '#support/api';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { apriSil, chiamaSil, passwordSil, type SilDiProva } from '#support/sil';
import { ctxDi, unEnte, type EnteDiProva } from '#support/un-ente';
import type { Mondo } from '#platform/contesto';
import { collauda } from './index.ts';

let mondo: Mondo;
let sil: SilDiProva;
let ente: EnteDiProva;

beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  sil = await apriSil(mondo);
  ente = await unEnte(mondo);
});
afterAll(() => sil.chiudi());

it('judges by what the software of that ente has called, and of no other', async () => {
  const password = await passwordSil(mondo, ente);
  const altro = await unEnte(mondo);
  const campi = { identificativoPsp: '', tipoFlusso: 'R', dateFrom: '2026-11-01', dateTo: '2026-11-02' };
  const nome = 'paaSILChiediElencoFlussiSPC';
  await chiamaSil(sil.app, { nome, codIpa: ente.codIpa, password, campi });
  await chiamaSil(sil.app, { nome: 'paaSILInviaDovuti', codIpa: ente.codIpa, password });
  // The giornale of reads is written a second later.
  const ctx = ctxDi(mondo, 'ufficio', ente.enteId);
  await expect
    .poll(async () => (await collauda(ctxDi(mondo, 'ufficio', ente.enteId), { giorni: 1 })).superati, {
      timeout: 15_000,
    })
    .toBeGreaterThanOrEqual(2);
  const { requisiti } = await collauda(ctxDi(mondo, 'worker', ente.enteId), { giorni: 1 });
  const stato = (id: string): unknown => requisiti.find((r) => r.id === id)?.stato;
  expect([stato('elenco_fdr'), stato('invia_rifiuto'), stato('invia'), stato('fdr')]).toEqual([
    'superato',
    'superato',
    'fallito',
    'non_provato',
  ]);
  expect((await collauda(ctxDi(mondo, 'ufficio', altro.enteId), { giorni: 30 })).superati).toBe(0);
  // What was called before the days that are looked at proves nothing.
  const domani = { ...ctx, now: new Date(ctx.now.getTime() + 2 * 86_400_000) };
  expect((await collauda(domani, { giorni: 1 })).superati).toBe(0);
});

it('judges the calls of the REST door as well, and the events that were taken', async () => {
  const suo = await unEnte(mondo);
  const app = await apriApi(mondo);
  const api = chiama(app, suo, await chiaveApi(mondo, suo));
  const corpo = (importoCents: number): object => ({
    debitore: { tipo: 'F', codiceFiscale: 'RSSMRA80A01H501U', anagrafica: 'Mario Rossi' },
    opzioni: [{ forma: 'unica', dovuti: [{ tipoDovuto: suo.tipo, causale: 'Mensa', importoCents }] }],
  });
  const metti = { metodo: 'PUT', percorso: '/posizioni/C-1' } as const;
  await api({ ...metti, corpo: corpo(1000) });
  await api({ ...metti, corpo: corpo(1000) });
  await api({ ...metti, corpo: corpo(1200) });
  await api({ ...metti, corpo: corpo(1200), intestazioni: { 'if-match': '*' } });
  const intestazioni = { 'idempotency-key': 'carico-1' };
  const molti = { posizioni: [{ iupd: 'C-2', ...corpo(500) }] };
  for (const _ of [1, 2]) await api({ metodo: 'POST', percorso: '/carichi', corpo: molti, intestazioni });
  await api({ percorso: '/flussi?dopo=00000000-0000-7000-8000-000000000000' });
  await app.close();
  const giudica = () => collauda(ctxDi(mondo, 'worker', suo.enteId), { giorni: 1 });
  const { requisiti } = await giudica();
  const superati = requisiti.filter((r) => r.stato === 'superato').map((r) => r.id);
  const attesi = [
    'api_prova',
    'api_rifiuto',
    'api_pagina',
    'api_ripetuta',
    'api_limite',
    'api_scrivi',
    'api_uguale',
    'api_conflitto',
  ];
  expect(superati).toEqual([...attesi, 'api_carico']);
  const { rows } = await mondo.pools.worker.query<{ id: string }>(
    `insert into eventi.abbonamento (ente_id, nome, url, generi, stato, stato_dal, cursore, creato_il)
     values ($1, 'G', 'https://sil.example.it/e', '{dovuto.pagato}', 'attivo', now(), 0, now()) returning id`,
    [suo.enteId],
  );
  for (const [come, stato] of [
    ['rifiutato', 500],
    ['ok', 204],
  ] as const) {
    await mondo.pools.worker.query(
      `insert into eventi.tentativo (ente_id, abbonamento_id, genere, quale, istante, durata_ms, stato, come, risposta)
       values ($1, $2, 'prova', 1, now() - interval '1 minute', 1, $3, $4, '')`,
      [suo.enteId, rows[0]?.id, stato, come],
    );
    const evento = (await giudica()).requisiti.find((r) => r.id === 'evento');
    expect(evento).toMatchObject(
      come === 'ok' ? { stato: 'superato' } : { stato: 'fallito', ultimoCodice: 'HTTP_500' },
    );
  }
});
