import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mondo } from '#platform/contesto';
import { apriApi, chiaveApi } from '#support/api';
import { databaseDiProva } from '#support/db';
import { fileDovuti } from '#support/dovuti';
import { mondoDiProva } from '#support/mondo';
import { unEnte, type EnteDiProva } from '#support/un-ente';

let mondo: Mondo;
let app: FastifyInstance;
let ente: EnteDiProva;
let base: string;
let chiave: string;
beforeAll(async () => {
  mondo = mondoDiProva(await databaseDiProva());
  app = await apriApi(mondo);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  ente = await unEnte(mondo);
  chiave = await chiaveApi(mondo, ente);
  base = `${url}/api/v1/enti/${ente.codIpa}/flussi`;
});
afterAll(() => app.close());

const tus = (url: string, metodo: string, intestazioni: Record<string, string> = {}, corpo?: Buffer, sua = chiave) =>
  fetch(new URL(url, base), {
    method: metodo,
    headers: { authorization: `Bearer ${sua}`, 'tus-resumable': '1.0.0', ...intestazioni },
    ...(corpo !== undefined && { body: new Uint8Array(corpo) }),
  });
const crea = (byte: number, nome: string) =>
  tus(`${base}/caricamenti`, 'POST', {
    'upload-length': String(byte),
    'upload-metadata': `filename ${Buffer.from(nome).toString('base64')}`,
  });
const pezzo = (url: string, da: number, corpo: Buffer) =>
  tus(url, 'PATCH', { 'upload-offset': String(da), 'content-type': 'application/offset+octet-stream' }, corpo);

test('a file is sent in pieces, taken up again where it was, and received when it is whole', async () => {
  const { nomeFile, contenuto } = await fileDovuti(ente, { iuf: 'TUS1', righe: [{ IUD: 'T-1' }] });
  const zip = Buffer.concat(await contenuto.toArray());
  const creato = await crea(zip.length, nomeFile);
  const qui = creato.headers.get('location') ?? '';
  expect([creato.status, qui.startsWith(`/api/v1/enti/${ente.codIpa}/flussi/caricamenti/tus-`)]).toEqual([201, true]);
  expect((await pezzo(qui, 0, zip.subarray(0, 40))).status).toBe(204);
  const punto = await tus(qui, 'HEAD');
  expect([punto.status, punto.headers.get('upload-offset')]).toEqual([200, '40']);
  expect((await pezzo(qui, 10, zip.subarray(10))).status).toBe(409);
  const ultimo = await pezzo(qui, 40, zip.subarray(40));
  expect(ultimo.status).toBe(204);
  const flusso = await tus(ultimo.headers.get('content-location') ?? '', 'GET');
  expect(await flusso.json()).toMatchObject({ stato: 'ricevuto', nomeFile });
  expect((await tus(qui, 'HEAD')).status).toBe(404);
});

test('what is no file of dovuti, is too large, or is of another ente is refused', async () => {
  const creato = await crea(5, `${ente.codIpa}-TUS2-1_3.zip`);
  const qui = creato.headers.get('location') ?? '';
  const altro = await unEnte(mondo);
  const altrui = await chiaveApi(mondo, altro);
  expect((await tus(qui, 'HEAD', {}, undefined, altrui)).status).toBe(404);
  const suo = qui.replace(ente.codIpa, altro.codIpa);
  expect((await tus(suo, 'HEAD', {}, undefined, altrui)).status).toBe(404);
  // Nor by a name that stands where no path ends.
  const dopo = suo.replace(/\/([^/]*)$/, '?x=/$1');
  for (const metodo of ['HEAD', 'DELETE', 'PATCH']) {
    const intestazioni = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    const respinto = await tus(dopo, metodo, intestazioni, metodo === 'PATCH' ? Buffer.from('x') : undefined, altrui);
    expect([metodo, respinto.status]).toEqual([metodo, 404]);
  }
  expect((await tus(qui, 'HEAD')).headers.get('upload-offset')).toBe('0');
  expect((await tus(qui, 'HEAD', {}, undefined, await chiaveApi(mondo, ente, ['pagati']))).status).toBe(403);
  const finito = await pezzo(qui, 0, Buffer.from('ciao!'));
  expect([finito.status, ((await finito.json()) as { codice: string }).codice]).toEqual([422, 'IMPORT_NON_ZIP']);
  expect(finito.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect((await crea(51 * 1024 * 1024, 'x.zip')).status).toBe(413);
  expect((await tus(`${base}/caricamenti`, 'POST', { 'upload-length': '5' })).status).toBe(422);
  expect((await fetch(`${base}/caricamenti`, { method: 'POST' })).status).toBe(401);
});
