import { fileURLToPath } from 'node:url';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { REQUISITI } from '#modules/adesioni';
import { creaGiornale } from '#modules/registro';
import { statico } from '#platform/http/statico';
import { databaseDiProva } from '#support/db';
import { mondoDiProva } from '#support/mondo';
import { testoDi } from '#support/navigatore';
import { ufficioCollaudo } from '#testi/it/ufficio-collaudo';
import { costruisciAssets } from '../../../../scripts/assets.ts';
import { registraApi } from '../api/index.ts';
import { CODICI } from '../api/frase.ts';
import { portaSviluppatori } from './index.ts';

let app: FastifyInstance;
beforeAll(async () => {
  const mondo = mondoDiProva(await databaseDiProva());
  const cartella = fileURLToPath(new URL('../../../../dist/assets', import.meta.url));
  await costruisciAssets({ destinazione: cartella });
  app = Fastify({ forceCloseConnections: true });
  await statico(app, cartella);
  await registraApi(app, { mondo, giornale: creaGiornale(mondo) });
  await portaSviluppatori(app, { mondo });
  await app.ready();
});
afterAll(() => app.close());

test('who writes the software of an ente finds the guide, the codes, and what to download', async () => {
  const inizio = await app.inject({ url: '/sviluppatori' });
  expect([inizio.statusCode, inizio.headers['set-cookie']]).toEqual([200, undefined]);
  for (const dove of [
    '/sviluppatori/guida',
    '/sviluppatori/errori',
    '/sviluppatori/collaudo',
    '/sviluppatori/api',
    '/sviluppatori/postman.json',
    '/api/v1/openapi.json',
  ]) {
    expect(inizio.body).toContain(`href="${dove}"`);
    expect([dove, (await app.inject({ url: dove })).statusCode]).toEqual([dove, 200]);
  }
  const guida = await app.inject({ url: '/sviluppatori/guida' });
  expect(testoDi(guida.body)).toContain('Chi amministra l’ente crea una chiave'.replace('’', "'"));
  expect(guida.body).toContain('href="#i-flussi"');
  expect(guida.body).toContain('id="i-flussi"');
  const errori = await app.inject({ url: '/sviluppatori/errori' });
  for (const codice of CODICI) expect(errori.body).toContain(`id="${codice}"`);
  expect(errori.body).not.toMatch(/NaN|undefined/);
  const collaudo = testoDi((await app.inject({ url: '/sviluppatori/collaudo' })).body);
  for (const { id } of REQUISITI) expect(collaudo).toContain(testoDi(ufficioCollaudo.requisiti[id].come));
  expect((await app.inject({ url: '/sviluppatori/mai' })).statusCode).toBe(404);
});

test('the page to try the calls is our own files, and runs no other script', async () => {
  const prova = await app.inject({ url: '/sviluppatori/api' });
  expect(prova.headers['content-security-policy']).toContain("script-src 'self';");
  for (const [, dove = ''] of prova.body.matchAll(/(?:src|href)="(\/sviluppatori\/api\/[^"]+)"/g))
    expect([dove, (await app.inject({ url: dove })).statusCode]).toEqual([dove, 200]);
  expect((await app.inject({ url: '/sviluppatori/api/index.html' })).statusCode).toBe(404);
});

test('the collection has every call, each with a body that says what must be there', async () => {
  type Raccolta = {
    item: { name: string; item: { request: { method: string; url: { raw: string }; body?: { raw: string } } }[] }[];
  };
  const raccolta = (await app.inject({ url: '/sviluppatori/postman.json' })).json<Raccolta>();
  const chiamate = raccolta.item.flatMap(({ item }) => item);
  const documento = (await app.inject({ url: '/api/v1/openapi.json' })).json<{ paths: Record<string, object> }>();
  expect(chiamate.length).toBe(Object.values(documento.paths).flatMap((p) => Object.keys(p)).length);
  const put = chiamate.find(({ request }) => request.method === 'PUT');
  expect(put?.request.url.raw).toBe('{{base}}/api/v1/enti/{{codIpa}}/posizioni/:iupd');
  expect(JSON.parse(put?.request.body?.raw ?? '')).toMatchObject({ opzioni: [{ dovuti: [{ importoCents: 1000 }] }] });
});
