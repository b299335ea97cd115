import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { leggiRisorse, statico } from './statico.ts';

const cartella = mkdtempSync(join(tmpdir(), 'mypay-statico-'));
afterAll(() => rmSync(cartella, { recursive: true }));

test('a built file is served compressed and for ever; the manifest is not served', async () => {
  writeFileSync(join(cartella, 'manifest.json'), JSON.stringify({ file: { 'mypay.css': 'mypay-0a.css' } }));
  writeFileSync(join(cartella, 'mypay-0a.css'), 'body{}');
  writeFileSync(join(cartella, 'mypay-0a.css.br'), 'BR');
  const url = leggiRisorse(cartella)('mypay.css');
  expect(url).toBe('/risorse/mypay-0a.css');

  const app = fastify();
  await statico(app, cartella);
  const risposta = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
  expect([risposta.statusCode, risposta.body]).toEqual([200, 'BR']);
  expect(risposta.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-encoding': 'br',
    'content-type': 'text/css; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  expect((await app.inject({ url })).body).toBe('body{}');
  for (const altro of [
    '/risorse/manifest.json',
    '/risorse/',
    '/risorse/../package.json',
    '/risorse/%2e%2e/package.json',
  ]) {
    expect([403, 404], altro).toContain((await app.inject({ url: altro })).statusCode);
  }
  await app.close();
});

test('a file that is not built is a fault at the first page, and a build that never ran at start', () => {
  expect(() => leggiRisorse(cartella)('altro.css')).toThrow('altro.css');
  expect(() => leggiRisorse(join(cartella, 'vuota'))).toThrow('run scripts/assets.ts');
});
